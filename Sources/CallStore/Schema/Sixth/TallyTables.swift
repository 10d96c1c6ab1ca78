/// How many calls there were, so that complaints can be set against them for years in
/// milliseconds. They say nothing that the calls don't, and are proven by counting again; hence no
/// row codes.
let tallyTables = [
    // 0 is of no team, campaign or agent. `day` is counted on the calls' own calendars.
    """
    CREATE TABLE call_tally (
      day {int} NOT NULL,
      team_id {int} NOT NULL,
      campaign_id {int} NOT NULL,
      agent_id {int} NOT NULL,
      calls {int} NOT NULL CHECK (calls > 0),
      sales {int} NOT NULL CHECK (sales BETWEEN 0 AND calls),
      PRIMARY KEY (day, team_id, campaign_id, agent_id)
    ) {clustered}
    """,
    // Days whose calls changed since they were counted.
    "CREATE TABLE call_tally_mark (day {int} PRIMARY KEY) {clustered}",
    // All that there are from before, one after the other by the index.
    """
    INSERT INTO call_tally_mark (day)
    WITH RECURSIVE days (day) AS (
      SELECT min(local_day) FROM call
      UNION ALL
      SELECT (SELECT min(local_day) FROM call WHERE local_day > days.day) FROM days
      WHERE days.day IS NOT NULL)
    SELECT day FROM days WHERE day IS NOT NULL
    """,
    // What was found to have caused a complaint, as it was last said.
    """
    CREATE TABLE complaint_cause (
      complaint_id {int} NOT NULL REFERENCES complaint (id),
      code TEXT NOT NULL CHECK (length(code) > 0),
      row_mac {blob} NOT NULL,
      PRIMARY KEY (complaint_id, code)
    ) {clustered}
    """,
    "CREATE INDEX complaint_cause_by_code ON complaint_cause (code, complaint_id)",
]

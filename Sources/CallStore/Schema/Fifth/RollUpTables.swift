/// Sums of scores a day and a month, so that a year is read in milliseconds. They say nothing that
/// the evaluations don't, and are proven by counting again; hence no row codes.
let rollUpTables = [
    // `subject_id` is a team's, campaign's or agent's id, and 0 for all, and for calls without one;
    // `team_id` the team that the calls were of, 0 for none and of all. `question` is its code, and
    // empty for the whole form. `day` is counted on the calls' own calendars, and of a month its
    // first. Sums are of hundredths of a percent, 0 to 10,000 each.
    """
    CREATE TABLE roll_up (
      scope TEXT NOT NULL CHECK (scope IN ('all', 'team', 'campaign', 'agent')),
      subject_id {int} NOT NULL,
      card_id {int} NOT NULL REFERENCES scorecard (id),
      question TEXT NOT NULL,
      grain TEXT NOT NULL CHECK (grain IN ('day', 'month')),
      day {int} NOT NULL,
      team_id {int} NOT NULL,
      evaluations {int} NOT NULL,
      total {int} NOT NULL,
      squares {int} NOT NULL,
      passed {int} NOT NULL,
      auto_fails {int} NOT NULL,
      disputed {int} NOT NULL,
      upheld {int} NOT NULL,
      PRIMARY KEY (scope, subject_id, card_id, question, grain, day, team_id)
    ) {clustered}
    """,
    // Whom to compare: the whole forms of all agents, teams or campaigns.
    "CREATE INDEX roll_up_by_card ON roll_up (scope, card_id, grain, day) WHERE question = ''",
    // What a day is counted again by.
    "CREATE INDEX roll_up_by_day ON roll_up (day) WHERE grain = 'day'",
]

/// Actions against the causes of complaints. An action is its events; what lists go by stands
/// beside them and can be computed again.
let actionTables = [
    // Days are counted since 1970-01-01 in the house's zone. `next_day` is the one that presses:
    // the due day, that of the check, or the one on which it ended. The group's team and agent
    // stand again as references, for reach. Owners and openers are people as the ledger names them.
    """
    CREATE TABLE corrective_action (
      id {int} PRIMARY KEY,
      number {int} NOT NULL UNIQUE CHECK (number > 0),
      kind TEXT NOT NULL CHECK (kind IN ('corrective', 'preventive')),
      cause TEXT NOT NULL,
      dimension TEXT CHECK (dimension IN ('product', 'campaign', 'team', 'agent',
        'script-version', 'cause')),
      group_key TEXT,
      team_id {int} REFERENCES team (id),
      agent_id {int} REFERENCES agent (id),
      base TEXT NOT NULL CHECK (base IN ('calls', 'customers', 'sales')),
      owner TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('open', 'done', 'effective', 'dropped')),
      round {int} NOT NULL CHECK (round > 0),
      due_day {int} NOT NULL,
      next_day {int} NOT NULL,
      done_day {int},
      opened_by TEXT NOT NULL,
      opened_at {int} NOT NULL,
      events {int} NOT NULL CHECK (events > 0),
      version {int} NOT NULL CHECK (version > 0),
      row_mac {blob} NOT NULL,
      CHECK ((dimension IS NULL) = (group_key IS NULL))
    ) {table}
    """,
    "CREATE INDEX corrective_action_by_state ON corrective_action (state, next_day, id)",
    "CREATE INDEX corrective_action_by_owner ON corrective_action (owner, state, next_day, id)",
    "CREATE INDEX corrective_action_by_cause ON corrective_action (cause, state, next_day, id)",
    // The history. Nothing is ever changed but for words that must go; `deed` is canonical JSON.
    """
    CREATE TABLE corrective_action_event (
      action_id {int} NOT NULL REFERENCES corrective_action (id),
      number {int} NOT NULL CHECK (number > 0),
      at {int} NOT NULL,
      by TEXT NOT NULL,
      act TEXT NOT NULL CHECK (length(act) BETWEEN 1 AND 40),
      deed TEXT NOT NULL,
      text_sealed {blob} NOT NULL,
      row_mac {blob} NOT NULL,
      PRIMARY KEY (action_id, number)
    ) {clustered}
    """,
    // The complaints that it came from.
    """
    CREATE TABLE corrective_action_complaint (
      action_id {int} NOT NULL REFERENCES corrective_action (id),
      complaint_id {int} NOT NULL REFERENCES complaint (id),
      row_mac {blob} NOT NULL,
      PRIMARY KEY (action_id, complaint_id)
    ) {clustered}
    """,
    """
    CREATE INDEX corrective_action_complaint_by_complaint
    ON corrective_action_complaint (complaint_id, action_id)
    """,
]

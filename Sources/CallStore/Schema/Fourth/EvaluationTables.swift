/// The scoring of a call, from its place in a queue to what the agent said of it. Free text is
/// sealed under the key of the call's customer.
let evaluationTables = [
    // Agent, team, campaign and day repeat what the call says, as when the evaluation was made.
    """
    CREATE TABLE evaluation (
      id {int} PRIMARY KEY,
      call_id {int} NOT NULL REFERENCES call (id),
      stream TEXT NOT NULL CHECK (stream IN ('estimate', 'risk', 'calibration', 'single')),
      draw_id {int} REFERENCES draw (id),
      stratum TEXT,
      place {int},
      card_id {int} NOT NULL REFERENCES scorecard (id),
      card_version {int} NOT NULL,
      agent_id {int} REFERENCES agent (id),
      team_id {int} REFERENCES team (id),
      campaign_id {int} REFERENCES campaign (id),
      local_day {int} NOT NULL,
      made_at {int} NOT NULL,
      due_at {int} NOT NULL,
      assigned_to {int} REFERENCES account (id),
      claimed_at {int},
      state TEXT NOT NULL CHECK (state IN ('open', 'claimed', 'submitted', 'second-look',
        'released', 'acknowledged', 'disputed', 'replaced')),
      sheets {int} NOT NULL CHECK (sheets >= 0),
      score {int},
      passed {int},
      auto_fails {int} NOT NULL,
      scored_by TEXT,
      submitted_at {int},
      release_at {int},
      released_at {int},
      version {int} NOT NULL CHECK (version > 0),
      row_mac {blob} NOT NULL
    ) {table}
    """,
    "CREATE INDEX evaluation_by_analyst ON evaluation (assigned_to, state, due_at, id)",
    "CREATE INDEX evaluation_by_state ON evaluation (state, due_at, id)",
    "CREATE INDEX evaluation_by_agent ON evaluation (agent_id, local_day, id)",
    "CREATE INDEX evaluation_by_team ON evaluation (team_id, local_day, id)",
    "CREATE INDEX evaluation_by_day ON evaluation (local_day, id)",
    "CREATE INDEX evaluation_by_call ON evaluation (call_id)",
    "CREATE INDEX evaluation_by_draw ON evaluation (draw_id, stratum, place)",
    "CREATE INDEX evaluation_by_release ON evaluation (release_at) WHERE state = 'submitted'",
    // What is typed and not yet submitted: saved with each keystroke, and no evidence.
    """
    CREATE TABLE draft_sheet (
      evaluation_id {int} PRIMARY KEY REFERENCES evaluation (id),
      revision {int} NOT NULL CHECK (revision > 0),
      sheet_sealed {blob} NOT NULL,
      saved_by TEXT NOT NULL,
      saved_at {int} NOT NULL
    ) {table}
    """,
    // Each sheet that was submitted or revised; none is ever changed.
    """
    CREATE TABLE evaluation_sheet (
      evaluation_id {int} NOT NULL REFERENCES evaluation (id),
      number {int} NOT NULL CHECK (number > 0),
      sheet_sealed {blob} NOT NULL,
      score {int},
      passed {int},
      auto_fails {int} NOT NULL,
      made_by TEXT NOT NULL,
      made_at {int} NOT NULL,
      row_mac {blob} NOT NULL,
      PRIMARY KEY (evaluation_id, number)
    ) {clustered}
    """,
    """
    CREATE TABLE evaluation_step (
      evaluation_id {int} NOT NULL REFERENCES evaluation (id),
      number {int} NOT NULL CHECK (number > 0),
      kind TEXT NOT NULL,
      done_by TEXT NOT NULL,
      done_at {int} NOT NULL,
      text_sealed {blob} NOT NULL,
      row_mac {blob} NOT NULL,
      PRIMARY KEY (evaluation_id, number)
    ) {clustered}
    """,
    """
    CREATE TABLE dispute (
      id {int} PRIMARY KEY,
      evaluation_id {int} NOT NULL REFERENCES evaluation (id),
      question TEXT NOT NULL,
      text_sealed {blob} NOT NULL,
      raised_by TEXT NOT NULL,
      raised_at {int} NOT NULL,
      due_at {int} NOT NULL,
      outcome TEXT CHECK (outcome IN ('upheld', 'rejected', 'withdrawn')),
      because_sealed {blob},
      decided_by TEXT,
      decided_at {int},
      version {int} NOT NULL CHECK (version > 0),
      row_mac {blob} NOT NULL,
      CHECK ((outcome IS NULL) = (decided_at IS NULL))
    ) {table}
    """,
    "CREATE INDEX dispute_by_evaluation ON dispute (evaluation_id, id)",
    "CREATE INDEX dispute_open ON dispute (due_at, id) WHERE outcome IS NULL",
]

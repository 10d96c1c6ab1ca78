/// Several people's scores of the same calls, kept apart from all averages.
let calibrationTables = [
    // The title holds nothing personal; the reason may, and is sealed.
    """
    CREATE TABLE calibration (
      id {int} PRIMARY KEY,
      title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 80),
      card_id {int} NOT NULL REFERENCES scorecard (id),
      reference_id {int} REFERENCES account (id),
      made_by TEXT NOT NULL,
      made_at {int} NOT NULL,
      due_at {int} NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('open', 'closed', 'cancelled')),
      because_sealed {blob},
      ended_by TEXT,
      ended_at {int},
      version {int} NOT NULL CHECK (version > 0),
      row_mac {blob} NOT NULL,
      CHECK ((state = 'open') = (ended_at IS NULL))
    ) {table}
    """,
    "CREATE INDEX calibration_ended ON calibration (state, ended_at, id)",
    // `place` says in which order they were named.
    """
    CREATE TABLE calibration_rater (
      calibration_id {int} NOT NULL REFERENCES calibration (id),
      account_id {int} NOT NULL REFERENCES account (id),
      place {int} NOT NULL CHECK (place >= 0),
      row_mac {blob} NOT NULL,
      PRIMARY KEY (calibration_id, account_id)
    ) {clustered}
    """,
    "CREATE INDEX calibration_by_rater ON calibration_rater (account_id, calibration_id)",
    """
    CREATE TABLE calibration_call (
      calibration_id {int} NOT NULL REFERENCES calibration (id),
      call_id {int} NOT NULL REFERENCES call (id),
      place {int} NOT NULL CHECK (place >= 0),
      row_mac {blob} NOT NULL,
      PRIMARY KEY (calibration_id, call_id)
    ) {clustered}
    """,
    "CREATE INDEX calibration_by_call ON calibration_call (call_id)",
    // What a rater hands in about a call is an evaluation.
    """
    CREATE TABLE calibration_rating (
      evaluation_id {int} PRIMARY KEY REFERENCES evaluation (id),
      calibration_id {int} NOT NULL REFERENCES calibration (id),
      rater_id {int} NOT NULL REFERENCES account (id),
      row_mac {blob} NOT NULL
    ) {table}
    """,
    "CREATE INDEX calibration_rating_of ON calibration_rating (calibration_id, evaluation_id)",
]

/// Notices that leave the house. They are written with what they tell of, and sent afterwards.
let noticeTables = [
    // `recipient` is a person as the ledger names them, `role:` with a role, or empty. `facts` is
    // canonical JSON without anything personal. `next_try_at` is pushed on while a notice is being
    // sent, so that no other node sends it. `problem` is a code.
    """
    CREATE TABLE notice (
      id {int} PRIMARY KEY,
      kind TEXT NOT NULL CHECK (length(kind) BETWEEN 1 AND 60),
      object TEXT NOT NULL,
      recipient TEXT NOT NULL,
      channel TEXT NOT NULL CHECK (length(channel) BETWEEN 1 AND 63),
      facts TEXT NOT NULL,
      made_at {int} NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('waiting', 'sent', 'failed', 'dropped')),
      tries {int} NOT NULL CHECK (tries >= 0),
      next_try_at {int} NOT NULL,
      problem TEXT CHECK (length(problem) BETWEEN 1 AND 40),
      ended_at {int},
      version {int} NOT NULL CHECK (version > 0),
      row_mac {blob} NOT NULL,
      CHECK ((state = 'waiting') = (ended_at IS NULL))
    ) {table}
    """,
    "CREATE INDEX notice_due ON notice (next_try_at, id) WHERE state = 'waiting'",
    "CREATE INDEX notice_by_state ON notice (state, id)",
    "CREATE INDEX notice_ended ON notice (state, ended_at, id)",
    // Whether something was told already.
    "CREATE INDEX notice_by_object ON notice (object, kind, channel, made_at)",
]

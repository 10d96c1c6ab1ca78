/// Complaints as lists and searches see them. But for receipt, texts and hashes everything here
/// follows from the history in `complaint_event` and can be computed again.
let complaintTables = [
    // `number` is the year's two digits before the seven that count. `registered_by` and
    // `assignee` are people as the ledger names them. `next_due_at` is when the clock ends that
    // ends first; where none runs it is the year 10,000, so that NULL needn't be ordered, which
    // the engines do differently. `regimes` are names joined by spaces. What the customer said is
    // sealed, and empty once it had to go. Who or what it was brought by is known again by
    // `content_hash` and `identity_hash`. `merged_into` is no reference: a move copies complaints
    // in the order of their ids, whichever was merged into which.
    """
    CREATE TABLE complaint (
      id {int} PRIMARY KEY,
      number {int} NOT NULL UNIQUE CHECK (number > 0),
      language TEXT NOT NULL CHECK (length(language) BETWEEN 1 AND 35),
      state TEXT NOT NULL CHECK (state IN ('received', 'acknowledged', 'assessed',
        'investigating', 'decided', 'answered', 'closed', 'reopened', 'referred')),
      round {int} NOT NULL CHECK (round > 0),
      channel TEXT NOT NULL CHECK (channel IN ('phone', 'e-mail', 'form', 'letter', 'visit',
        'chat', 'authority')),
      received_at {int} NOT NULL,
      registered_by TEXT NOT NULL,
      registered_at {int} NOT NULL,
      customer_id {int} REFERENCES customer (id),
      team_id {int} REFERENCES team (id),
      campaign_id {int} REFERENCES campaign (id),
      assignee TEXT,
      type TEXT,
      severity TEXT,
      complexity TEXT CHECK (complexity IN ('simple', 'complex', 'special')),
      outcome TEXT CHECK (outcome IN ('upheld', 'partly', 'rejected', 'withdrawn', 'settled')),
      complainants {int} NOT NULL CHECK (complainants > 0),
      is_vulnerable {int} NOT NULL CHECK (is_vulnerable IN (0, 1)),
      is_escalated {int} NOT NULL CHECK (is_escalated IN (0, 1)),
      is_waiting {int} NOT NULL CHECK (is_waiting IN (0, 1)),
      is_asked {int} NOT NULL CHECK (is_asked IN (0, 1)),
      merged_into {int},
      next_due_at {int} NOT NULL,
      next_regime TEXT,
      next_clock TEXT,
      closed_at {int},
      regimes TEXT NOT NULL,
      text_sealed {blob} NOT NULL,
      remedy_sealed {blob} NOT NULL,
      product_sealed {blob} NOT NULL,
      product_code TEXT,
      content_hash {blob} UNIQUE,
      identity_hash {blob},
      events {int} NOT NULL CHECK (events > 0),
      version {int} NOT NULL CHECK (version > 0),
      row_mac {blob} NOT NULL,
      CHECK (merged_into <> id),
      CHECK ((next_regime IS NULL) = (next_clock IS NULL))
    ) {table}
    """,
    // With `merged_into`, so that a board counts columns by the index alone.
    "CREATE INDEX complaint_by_state ON complaint (state, next_due_at, id, merged_into)",
    "CREATE INDEX complaint_by_state_receipt ON complaint (state, received_at, id)",
    "CREATE INDEX complaint_by_receipt ON complaint (received_at, id)",
    """
    CREATE INDEX complaint_open ON complaint (next_due_at, id, merged_into)
    WHERE state <> 'closed'
    """,
    "CREATE INDEX complaint_open_by_receipt ON complaint (received_at, id) WHERE state <> 'closed'",
    """
    CREATE INDEX complaint_asked ON complaint (next_due_at, id, merged_into)
    WHERE is_asked = 1 AND state <> 'closed'
    """,
    "CREATE INDEX complaint_by_assignee ON complaint (assignee, state, next_due_at, id)",
    // Of nobody, too.
    """
    CREATE INDEX complaint_open_by_assignee ON complaint (assignee, next_due_at, id, merged_into)
    WHERE state <> 'closed'
    """,
    """
    CREATE INDEX complaint_load ON complaint (assignee, severity, merged_into)
    WHERE state <> 'closed'
    """,
    """
    CREATE INDEX complaint_open_by_type
    ON complaint (type, next_due_at, id, severity, merged_into) WHERE state <> 'closed'
    """,
    "CREATE INDEX complaint_by_registrar ON complaint (registered_by, state, next_due_at, id)",
    "CREATE INDEX complaint_by_team ON complaint (team_id, state, next_due_at, id)",
    """
    CREATE INDEX complaint_by_customer ON complaint (customer_id, id)
    WHERE customer_id IS NOT NULL
    """,
    "CREATE INDEX complaint_member ON complaint (merged_into, id) WHERE merged_into IS NOT NULL",
    """
    CREATE INDEX complaint_by_identity ON complaint (identity_hash, id)
    WHERE identity_hash IS NOT NULL
    """,
]

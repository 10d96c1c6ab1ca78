/// Holds, and whatever waits for a second person.
let controlTables = [
    """
    CREATE TABLE hold (
      id {int} PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN ('call', 'customer', 'agent')),
      object_id {int} NOT NULL,
      because_sealed {blob} NOT NULL,
      placed_by TEXT NOT NULL,
      placed_at {int} NOT NULL,
      row_mac {blob} NOT NULL
    ) {table}
    """,
    "CREATE INDEX hold_by_object ON hold (kind, object_id)",
    """
    CREATE TABLE hold_release (
      hold_id {int} PRIMARY KEY REFERENCES hold (id),
      approval_id {int} NOT NULL,
      released_by TEXT NOT NULL,
      released_at {int} NOT NULL,
      row_mac {blob} NOT NULL
    ) {table}
    """,
    // `particulars` is JSON without personal data; what it means depends on `kind`.
    """
    CREATE TABLE approval (
      id {int} PRIMARY KEY,
      kind TEXT NOT NULL,
      object TEXT NOT NULL,
      particulars TEXT NOT NULL,
      because_sealed {blob} NOT NULL,
      asked_by TEXT NOT NULL,
      account_id {int} REFERENCES account (id),
      asked_at {int} NOT NULL,
      ends_at {int} NOT NULL,
      row_mac {blob} NOT NULL
    ) {table}
    """,
    "CREATE INDEX approval_by_object ON approval (kind, object)",
    "CREATE INDEX approval_by_end ON approval (ends_at, id)",
    """
    CREATE TABLE approval_decision (
      approval_id {int} PRIMARY KEY REFERENCES approval (id),
      outcome TEXT NOT NULL CHECK (outcome IN ('approved', 'refused', 'withdrawn')),
      decided_by TEXT NOT NULL,
      decided_at {int} NOT NULL,
      row_mac {blob} NOT NULL
    ) {table}
    """,
]

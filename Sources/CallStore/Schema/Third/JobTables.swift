/// Long work: how far it is, and how it ended.
let jobTables = [
    """
    CREATE TABLE job (
      id {int} PRIMARY KEY,
      kind TEXT NOT NULL,
      particulars TEXT NOT NULL,
      asked_by TEXT NOT NULL,
      asked_at {int} NOT NULL,
      cursor TEXT NOT NULL,
      done {int} NOT NULL CHECK (done >= 0),
      total {int} NOT NULL CHECK (total >= 0),
      node {int},
      beat_at {int} NOT NULL,
      cancelled_by TEXT,
      outcome TEXT CHECK (outcome IN ('done', 'failed', 'cancelled')),
      sentence TEXT NOT NULL,
      ended_at {int},
      CHECK ((outcome IS NULL) = (ended_at IS NULL))
    ) {table}
    """,
    "CREATE INDEX job_open ON job (asked_at) WHERE outcome IS NULL",
]

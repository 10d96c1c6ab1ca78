/// What returns go by of each complaint, in step with its history and computed from it again by
/// `callaudit verify`; so it has no row code. `closed_at` is the year 10,000 while nothing answered
/// it for good, so that what counts in a period lies together in the index. `clocks` are
/// `regime/clock=met`, `=late`, or the due instant, joined by spaces.
let figureTables = [
    """
    CREATE TABLE complaint_figure (
      complaint_id {int} PRIMARY KEY REFERENCES complaint (id),
      received_at {int} NOT NULL,
      closed_at {int} NOT NULL,
      outcome TEXT,
      channel TEXT NOT NULL,
      regimes TEXT NOT NULL,
      type TEXT,
      cause TEXT,
      product TEXT,
      redress {int} NOT NULL CHECK (redress >= 0),
      has_other_redress {int} NOT NULL CHECK (has_other_redress IN (0, 1)),
      clocks TEXT NOT NULL
    ) {table}
    """,
    "CREATE INDEX complaint_figure_closed ON complaint_figure (closed_at, complaint_id)",
]

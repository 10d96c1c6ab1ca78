/// Second scores of calls that were scored already.
let reviewTables = [
    // `evaluation_id` is the second one, `original_id` the first, `scorer_id` whoever handed that
    // in.
    """
    CREATE TABLE review (
      evaluation_id {int} PRIMARY KEY REFERENCES evaluation (id),
      original_id {int} NOT NULL REFERENCES evaluation (id),
      scorer_id {int} NOT NULL REFERENCES account (id),
      row_mac {blob} NOT NULL,
      CHECK (evaluation_id <> original_id)
    ) {table}
    """,
    "CREATE INDEX review_of ON review (original_id)",
    "CREATE INDEX review_by_scorer ON review (scorer_id, evaluation_id)",
    // What was handed in when, of those that may be reviewed.
    """
    CREATE INDEX evaluation_by_submission ON evaluation (submitted_at)
    WHERE stream = 'estimate' AND submitted_at IS NOT NULL
    """,
]

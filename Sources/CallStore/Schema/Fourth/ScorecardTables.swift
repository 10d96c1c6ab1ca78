/// What calls are scored by, and what stands beside the form. Days are counted since 1970-01-01;
/// a version without `valid_from` is a draft, and the only one that changes.
let scorecardTables = [
    """
    CREATE TABLE scorecard (
      id {int} PRIMARY KEY,
      code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 100),
      version {int} NOT NULL CHECK (version > 0),
      row_mac {blob} NOT NULL
    ) {table}
    """,
    // `body` is the card as canonical JSON, `digest` its SHA-256.
    """
    CREATE TABLE scorecard_version (
      card_id {int} NOT NULL REFERENCES scorecard (id),
      number {int} NOT NULL CHECK (number > 0),
      body TEXT NOT NULL,
      digest {blob} NOT NULL CHECK (length(digest) = 32),
      valid_from {int},
      made_by TEXT NOT NULL,
      made_at {int} NOT NULL,
      published_by TEXT,
      published_at {int},
      version {int} NOT NULL CHECK (version > 0),
      row_mac {blob} NOT NULL,
      PRIMARY KEY (card_id, number),
      CHECK ((valid_from IS NULL) = (published_at IS NULL))
    ) {clustered}
    """,
    """
    CREATE INDEX scorecard_version_by_day ON scorecard_version (card_id, valid_from)
    WHERE valid_from IS NOT NULL
    """,
    // Scripts, and templates of answers to what customers ask.
    """
    CREATE TABLE script (
      id {int} PRIMARY KEY,
      kind TEXT NOT NULL CHECK (kind IN ('script', 'answer')),
      code TEXT NOT NULL UNIQUE CHECK (length(code) BETWEEN 1 AND 100),
      campaign_id {int} REFERENCES campaign (id),
      version {int} NOT NULL CHECK (version > 0),
      row_mac {blob} NOT NULL
    ) {table}
    """,
    """
    CREATE TABLE script_version (
      script_id {int} NOT NULL REFERENCES script (id),
      number {int} NOT NULL CHECK (number > 0),
      title TEXT NOT NULL,
      body TEXT NOT NULL,
      valid_from {int} NOT NULL,
      valid_until {int},
      made_by TEXT NOT NULL,
      made_at {int} NOT NULL,
      row_mac {blob} NOT NULL,
      PRIMARY KEY (script_id, number),
      CHECK (valid_until IS NULL OR valid_from < valid_until)
    ) {clustered}
    """,
]

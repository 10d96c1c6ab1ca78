/// Master keys over time. `carried_keys` are the keys that rows from earlier epochs need, wrapped
/// under this epoch's master key; what is wrapped goes when the epoch is retired. A node says which
/// master keys it was given. Findings are what was found wrong, without personal data.
let keyTables = [
    "ALTER TABLE key_epoch ADD COLUMN carried_keys {blob}",
    "ALTER TABLE key_epoch ADD COLUMN retired_at {int}",
    "ALTER TABLE key_epoch ADD COLUMN key_id {blob}",
    "ALTER TABLE key_epoch ADD COLUMN source TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE key_epoch ADD COLUMN row_mac {blob} NOT NULL DEFAULT {empty}",
    "CREATE INDEX customer_by_epoch ON customer (key_epoch, id)",
    "ALTER TABLE node ADD COLUMN key_ids TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE quarantine ADD COLUMN row_mac {blob} NOT NULL DEFAULT {empty}",
    "ALTER TABLE quarantine_outcome ADD COLUMN row_mac {blob} NOT NULL DEFAULT {empty}",
    """
    CREATE TABLE finding (
      job_id {int} NOT NULL REFERENCES job (id),
      number {int} NOT NULL CHECK (number > 0),
      table_name TEXT NOT NULL,
      row_key TEXT NOT NULL,
      kind TEXT NOT NULL,
      PRIMARY KEY (job_id, number)
    ) {clustered}
    """,
]

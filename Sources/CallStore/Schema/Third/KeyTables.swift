/// Master keys over time. `carried_keys` are the keys that rows from earlier epochs need, wrapped
/// under this epoch's master key.
let keyTables = [
    "ALTER TABLE key_epoch ADD COLUMN carried_keys {blob}",
    "ALTER TABLE key_epoch ADD COLUMN retired_at {int}",
    "CREATE INDEX customer_by_epoch ON customer (key_epoch, id)",
]

/// By what the ledger is looked through, and what the signer said of it. The entry's bytes count;
/// the columns beside them repeat what they say.
let ledgerTables = [
    "ALTER TABLE ledger_entry ADD COLUMN principal TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE ledger_entry ADD COLUMN object TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX ledger_by_time ON ledger_entry (at, seq)",
    "CREATE INDEX ledger_by_action ON ledger_entry (action, seq)",
    "CREATE INDEX ledger_by_principal ON ledger_entry (principal, seq)",
    "CREATE INDEX ledger_by_object ON ledger_entry (object, seq)",
    // Entries that concern a customer though their object is something else, such as a recording.
    """
    CREATE TABLE ledger_customer (
      customer_id {int} NOT NULL,
      seq {int} NOT NULL,
      PRIMARY KEY (customer_id, seq)
    ) {clustered}
    """,
    """
    CREATE TABLE checkpoint (
      size {int} PRIMARY KEY CHECK (size > 0),
      note TEXT NOT NULL,
      came_at {int} NOT NULL
    ) {table}
    """,
    """
    CREATE TABLE ledger_export (
      id {int} PRIMARY KEY,
      first_seq {int} NOT NULL,
      end_seq {int} NOT NULL,
      size {int} NOT NULL,
      sums TEXT NOT NULL,
      signature TEXT,
      asked_by TEXT NOT NULL,
      asked_at {int} NOT NULL
    ) {table}
    """,
]

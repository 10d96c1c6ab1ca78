/// By what the ledger is looked through, and what the signer said of it. The entry's bytes count;
/// the columns beside them repeat what they say.
let ledgerTables = [
    "ALTER TABLE ledger_entry ADD COLUMN principal TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE ledger_entry ADD COLUMN object TEXT NOT NULL DEFAULT ''",
    "CREATE INDEX ledger_by_time ON ledger_entry (at, seq)",
    "CREATE INDEX ledger_by_action ON ledger_entry (action, at, seq)",
    "CREATE INDEX ledger_by_principal ON ledger_entry (principal, at, seq)",
    "CREATE INDEX ledger_by_object ON ledger_entry (object, at, seq)",
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
    // Entries first_seq..<end_seq proved in the checkpoint of that size. `members` and `sums` are
    // empty until the daemon has worked them out, `signature` until the signer has signed the sums.
    """
    CREATE TABLE ledger_export (
      id {int} PRIMARY KEY,
      first_seq {int} NOT NULL,
      end_seq {int} NOT NULL,
      size {int} NOT NULL,
      members TEXT NOT NULL,
      sums TEXT NOT NULL,
      signature TEXT,
      asked_by TEXT NOT NULL,
      asked_at {int} NOT NULL
    ) {table}
    """,
    "CREATE UNIQUE INDEX ledger_export_by_period ON ledger_export (first_seq, end_seq, size)",
]

/// What is known of a customer, sealed under the customer's own key.
let customerTables = [
    "ALTER TABLE customer ADD COLUMN name_sealed {blob}",
    "ALTER TABLE customer ADD COLUMN document_sealed {blob}",
    "ALTER TABLE customer ADD COLUMN document_index {int}",
    "ALTER TABLE customer ADD COLUMN address_sealed {blob}",
    "ALTER TABLE customer ADD COLUMN fields_sealed {blob}",
    // No reference: a move copies customers in the order of their ids, whoever became whom.
    "ALTER TABLE customer ADD COLUMN merged_into {int}",
    "ALTER TABLE customer ADD COLUMN row_mac {blob} NOT NULL DEFAULT {empty}",
    """
    CREATE INDEX customer_by_document ON customer (document_index)
    WHERE document_index IS NOT NULL
    """,
    """
    CREATE INDEX customer_by_merge ON customer (merged_into) WHERE merged_into IS NOT NULL
    """,
    // Further numbers; the first stands in the customer's own row.
    """
    CREATE TABLE customer_number (
      id {int} PRIMARY KEY,
      customer_id {int} NOT NULL REFERENCES customer (id),
      blind_index {int} NOT NULL,
      number_sealed {blob} NOT NULL,
      row_mac {blob} NOT NULL
    ) {table}
    """,
    "CREATE INDEX customer_number_by_blind_index ON customer_number (blind_index)",
    "CREATE INDEX customer_number_by_customer ON customer_number (customer_id)",
    // Somebody saw a customer's data in plain until `ends_at`.
    """
    CREATE TABLE reveal (
      id {int} PRIMARY KEY,
      customer_id {int} NOT NULL REFERENCES customer (id),
      principal TEXT NOT NULL,
      purpose TEXT NOT NULL,
      because_sealed {blob} NOT NULL,
      began_at {int} NOT NULL,
      ends_at {int} NOT NULL,
      row_mac {blob} NOT NULL
    ) {table}
    """,
    "CREATE INDEX reveal_by_customer ON reveal (customer_id, began_at)",
    "CREATE INDEX reveal_by_principal ON reveal (principal, began_at)",
    // A wish to be let at something for a time, and what became of it.
    """
    CREATE TABLE access_request (
      id {int} PRIMARY KEY,
      asked_by TEXT NOT NULL,
      account_id {int} REFERENCES account (id),
      permission TEXT NOT NULL,
      object TEXT NOT NULL,
      because_sealed {blob} NOT NULL,
      asked_at {int} NOT NULL,
      minutes {int} NOT NULL CHECK (minutes > 0),
      outcome TEXT CHECK (outcome IN ('granted', 'refused', 'withdrawn')),
      decided_by TEXT,
      decided_at {int},
      ends_at {int},
      version {int} NOT NULL CHECK (version > 0),
      row_mac {blob} NOT NULL,
      CHECK ((outcome IS NULL) = (decided_at IS NULL))
    ) {table}
    """,
    "CREATE INDEX access_request_by_asker ON access_request (asked_by, asked_at)",
    "CREATE INDEX access_request_open ON access_request (asked_at) WHERE outcome IS NULL",
    // A customer whose key was destroyed: what its certificate says. `files_gone_at` is NULL until
    // the sealed files are unlinked and the database is scrubbed.
    """
    CREATE TABLE erasure (
      customer_id {int} PRIMARY KEY REFERENCES customer (id),
      approval_id {int} NOT NULL,
      erased_by TEXT NOT NULL,
      erased_at {int} NOT NULL,
      last_backup_ends_at {int} NOT NULL,
      keys {int} NOT NULL,
      recordings {int} NOT NULL,
      numbers {int} NOT NULL,
      words {int} NOT NULL,
      hashes {int} NOT NULL,
      calls {int} NOT NULL,
      files_gone_at {int},
      row_mac {blob} NOT NULL
    ) {table}
    """,
    "CREATE INDEX erasure_unfinished ON erasure (erased_at) WHERE files_gone_at IS NULL",
]

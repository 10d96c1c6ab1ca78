/// Schema 2: several nodes. The ledger's head stands from the start, for every writing transaction
/// locks its row. `beat_at` is in database time and 0 once the node has stopped in order.
let secondSchema = Migration(
    number: 2,
    statements: [
        """
        INSERT INTO ledger_head (id, size, bytes) VALUES (1, 0, {empty})
        ON CONFLICT (id) DO NOTHING
        """,
        """
        CREATE TABLE node (
          number {int} PRIMARY KEY CHECK (number BETWEEN 1 AND 255),
          name TEXT NOT NULL UNIQUE CHECK (length(name) BETWEEN 1 AND 63),
          instance {blob} NOT NULL CHECK (length(instance) = 16),
          version TEXT NOT NULL,
          started_at {int} NOT NULL,
          beat_at {int} NOT NULL,
          waiting {int} NOT NULL CHECK (waiting >= 0),
          taken_in {int} NOT NULL CHECK (taken_in >= 0)
        ) {table}
        """,
    ])

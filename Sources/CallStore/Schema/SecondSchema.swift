/// Schema 2: several nodes. The ledger's head stands from the start, for every writing transaction
/// locks its row. `started_at` and `beat_at` are in database time; `beat_at` is 0 once the node has
/// stopped in order.
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
          takes_in {int} NOT NULL CHECK (takes_in IN (0, 1)),
          waiting {int} NOT NULL CHECK (waiting >= 0),
          taken_in {int} NOT NULL CHECK (taken_in >= 0)
        ) {table}
        """,
    ])

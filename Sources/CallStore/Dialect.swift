/// The real differences between the engines, and nothing else.
enum Dialect {
    case sqlite, postgres

    /// Fills the words in braces of a schema statement: `{int}` a 64-bit integer, `{blob}` bytes,
    /// `{real}` a double, `{empty}` no bytes, `{table}` what ends a table's definition,
    /// `{clustered}` what ends the definition of a table that is stored in the order of its
    /// primary key. Text sorts by its bytes on both engines.
    func definition(_ text: String) -> String {
        var filled = text
        for (word, meaning) in words { filled = filled.replacing(word, with: meaning) }
        return filled
    }

    private var words: [(String, String)] {
        switch self {
        case .sqlite:
            [
                ("{int}", "INTEGER"), ("{blob}", "BLOB"), ("{real}", "REAL"), ("{empty}", "x''"),
                ("{table}", "STRICT"), ("{clustered}", "STRICT, WITHOUT ROWID"),
            ]
        case .postgres:
            [
                ("{int}", "BIGINT"), ("{blob}", "BYTEA"), ("{real}", "DOUBLE PRECISION"),
                ("{empty}", "''::bytea"), ("{table}", ""), ("{clustered}", ""),
                (" TEXT", " TEXT COLLATE \"C\""),
            ]
        }
    }

    func placeholder(_ number: Int) -> String {
        switch self {
        case .sqlite: "?"
        case .postgres: "$\(number)"
        }
    }

    /// Ends a query whose row nobody else may lock before this transaction has ended. SQLite has
    /// one writer in any case.
    var forUpdate: SQL {
        switch self {
        case .sqlite: ""
        case .postgres: "FOR UPDATE"
        }
    }

    /// The database's clock in UTC microseconds since 1970.
    var nowMicroseconds: SQL {
        switch self {
        case .sqlite:
            // Days since noon of 24 November 4714 BC, exact to the millisecond.
            "CAST((julianday('now') - 2440587.5) * 86400000 AS INTEGER) * 1000"
        case .postgres: "CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT)"
        }
    }

    /// Whether the schema has a table of this name.
    func hasTable(_ name: String) -> SQL {
        switch self {
        case .sqlite: "SELECT 1 AS one FROM sqlite_master WHERE type = 'table' AND name = \(name)"
        case .postgres:
            """
            SELECT 1 AS one FROM information_schema.tables
            WHERE table_schema = current_schema() AND table_name = \(name)
            """
        }
    }

    /// Removes every row of `tables`, which stand in an order in which rows may be added.
    func emptying(_ tables: [String]) -> [SQL] {
        switch self {
        case .sqlite: tables.reversed().map { SQL(stringLiteral: "DELETE FROM \($0)") }
        case .postgres: [SQL(stringLiteral: "TRUNCATE \(tables.joined(separator: ", "))")]
        }
    }

    /// Every column of the schema, as `table_name` and `column_name`.
    var columns: SQL {
        switch self {
        case .sqlite:
            """
            SELECT t.name AS table_name, c.name AS column_name
            FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'
            """
        case .postgres:
            """
            SELECT CAST(table_name AS TEXT) AS table_name, CAST(column_name AS TEXT) AS column_name
            FROM information_schema.columns WHERE table_schema = current_schema()
            """
        }
    }

    /// The names of the schema's indexes that queries can use, as `name`.
    var indexes: SQL {
        switch self {
        case .sqlite: "SELECT name FROM sqlite_master WHERE type = 'index'"
        case .postgres:
            """
            SELECT c.relname AS name FROM pg_index i
              JOIN pg_class c ON c.oid = i.indexrelid
              JOIN pg_namespace n ON n.oid = c.relnamespace
            WHERE n.nspname = current_schema() AND i.indisvalid
            """
        }
    }
}

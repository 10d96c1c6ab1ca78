/// The real differences between the engines, and nothing else.
enum Dialect {
    case sqlite

    /// Fills the words in braces of a schema statement: `{int}` a 64-bit integer, `{blob}` bytes,
    /// `{real}` a double, `{table}` what ends a table's definition, `{clustered}` what ends the
    /// definition of a table that is stored in the order of its primary key.
    func definition(_ text: String) -> String {
        switch self {
        case .sqlite:
            text.replacing("{int}", with: "INTEGER")
                .replacing("{blob}", with: "BLOB")
                .replacing("{real}", with: "REAL")
                .replacing("{table}", with: "STRICT")
                .replacing("{clustered}", with: "STRICT, WITHOUT ROWID")
        }
    }

    func placeholder(_ number: Int) -> String {
        switch self {
        case .sqlite: "?"
        }
    }
}

extension Connection {
    /// Adds `rows`, each with a value for every column, in one statement.
    func copy(_ rows: [[SQLValue]], into table: String, columns: [String]) throws {
        guard !rows.isEmpty else { return }
        let names = columns.joined(separator: ", ")
        var statement = SQL(stringLiteral: "INSERT INTO \(table) (\(names)) VALUES ")
        for (number, row) in rows.enumerated() {
            statement.pieces.append(.text(number == 0 ? "(" : "), ("))
            for (column, value) in row.enumerated() {
                if column > 0 { statement.pieces.append(.text(", ")) }
                statement.pieces.append(.value(value))
            }
        }
        statement.pieces.append(.text(")"))
        try execute(statement)
    }
}

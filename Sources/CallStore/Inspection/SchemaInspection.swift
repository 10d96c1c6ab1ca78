extension Database {
    /// Whether the steps are this callaudit's, and every table, column and index is there.
    func schemaFindings() async throws -> [DatabaseFinding] {
        try await read { db in
            let state: SchemaState
            do {
                state = try db.schemaState()
            } catch let fault as StoreFault where !fault.isPassing {
                return [.problem(fault.description)]
            }
            if state.found == 0 {
                return [
                    .problem(
                        "The database has no tables of callaudit yet. Run "
                            + "`callaudit database migrate`, or start the daemon.")
                ]
            }
            if !state.isCurrent {
                return [
                    .problem(
                        "The database has schema \(state.found), this callaudit needs "
                            + "\(state.known). Run `callaudit database migrate`, or start the "
                            + "daemon.")
                ]
            }
            return try db.missingParts()
        }
    }
}

extension Transaction {
    fileprivate func missingParts() throws -> [DatabaseFinding] {
        let remedy = "Restore the newest backup, or the tables from it."
        var found: [String: Set<String>] = [:]
        for row in try rows(connection.dialect.columns) {
            found[try row.get("table_name"), default: []].insert(try row.get("column_name"))
        }
        let expected =
            MovedTable.all.map { ($0.name, $0.columns) } + [("schema_step", ["number", "digest"])]
        let parts: [DatabaseFinding] = expected.flatMap { table, columns in
            guard let present = found[table] else {
                return [DatabaseFinding.problem("The table \(table) is missing. \(remedy)")]
            }
            return columns.filter { !present.contains($0) }.map {
                .problem("The column \($0) of the table \(table) is missing. \(remedy)")
            }
        }
        let indexes = Set(try rows(connection.dialect.indexes).map { try $0.get("name") as String })
        return parts
            + Migration.indexes.filter { !indexes.contains($0.name) }.map {
                .problem(
                    "The index \($0.name) is missing or not valid, so lists are slow. Make it "
                        + "again: \($0.definition)")
            }
    }
}

extension SchemaState {
    /// A database that holds nothing yet.
    package static var empty: SchemaState { SchemaState(found: 0, known: Migration.all.count) }
}

extension Migration {
    /// The indexes that all steps together make.
    static var indexes: [(name: String, definition: String)] {
        all.flatMap(\.statements).compactMap { statement in
            guard let match = statement.prefixMatch(of: /CREATE (?:UNIQUE )?INDEX (\w+)/) else {
                return nil
            }
            return (String(match.1), statement)
        }
    }
}

import Calls

extension Database {
    func movedRowCount() async throws -> Int64 {
        var count: Int64 = 0
        for table in MovedTable.all { count += try await rowCount(of: table) }
        return count
    }

    func rowCount(of table: MovedTable) async throws -> Int64 {
        try await read { try $0.row(table.rowCount)?.get("count") ?? 0 }
    }

    /// The greatest primary key; nil for an empty table.
    func lastKey(of table: MovedTable) async throws -> [SQLValue]? {
        try await read { try $0.row(table.lastKey)?.values }
    }
}

extension Transaction {
    /// The wrapped blind-index key of the first epoch, which is made at an installation's first
    /// start and never changed.
    func firstBlindKey() throws -> [UInt8]? {
        try row("SELECT wrapped_blind_key FROM key_epoch ORDER BY epoch LIMIT 1")?
            .get("wrapped_blind_key")
    }

    /// The name of a table with something in it; nil for a database that was only prepared.
    func firstTableWithRows() throws -> String? {
        try MovedTable.all.first { table in
            table.isReplaced ? try ledgerSize() > 0 : try row(table.lastKey) != nil
        }?.name
    }

    func copy(_ rows: [[SQLValue]], into table: MovedTable) throws {
        try connection.copy(rows, into: table.name, columns: table.columns)
    }

    /// Removes all rows that a move brings.
    func emptyMovedTables() throws {
        let names = MovedTable.all.filter { !$0.isReplaced && $0.name != "setting" }.map(\.name)
        for statement in connection.dialect.emptying(names) { try execute(statement) }
        try execute("DELETE FROM setting")
        try execute("UPDATE ledger_head SET size = 0, bytes = \([UInt8]()) WHERE id = 1")
    }
}

extension RunningHash {
    /// Hexadecimal digest of `bytes`.
    func digest(of bytes: [UInt8]) -> String {
        update(bytes)
        return finish().hexadecimal
    }
}

import Calls

/// A row of a regulated table as it stands in the database.
package struct StoredRow: Sendable {
    /// The primary key's values.
    package let key: [SQLValue]
    package let row: Row
    /// Every value but `row_mac`.
    package let values: [SQLValue]
}

/// A regulated table, of which rows are read as they stand.
package struct RegulatedTable: Sendable {
    package let name: String
    /// Makes sense of a row; throws when there is none in it.
    package let read: @Sendable (Row) throws -> any RegulatedRow
    fileprivate let columns: MovedTable

    /// Nil for a row type without a table.
    package init?<Value: RegulatedRow>(_ type: Value.Type) {
        guard let columns = MovedTable.all.first(where: { $0.name == Value.table }) else {
            return nil
        }
        name = Value.table
        read = { try Value($0) }
        self.columns = columns
    }

    /// How a key is written in cursors and findings: integers as ids, texts as they are.
    package static func text(of key: [SQLValue]) -> String {
        key.map { value in
            switch value {
            case .integer(let number): Identifier<Job>(number).description
            case .text(let text): text
            case .blob(let bytes): bytes.hexadecimal
            case .null, .real: "?"
            }
        }.joined(separator: " ")
    }
}

extension Transaction {
    /// Rows behind `key` in the order of the primary key.
    package func page(
        of table: RegulatedTable, after key: [SQLValue]?, limit: Int
    ) throws -> [StoredRow] {
        let columns = table.columns
        return try rows(columns.page(after: key, limit: limit)).map { row in
            StoredRow(
                key: columns.key(of: row.values), row: row,
                values: zip(columns.columns, row.values).filter { $0.0 != "row_mac" }.map(\.1))
        }
    }

    package func count(_ table: RegulatedTable) throws -> Int64 {
        try row(table.columns.rowCount)?.get("count") ?? 0
    }

    /// Gives `row` another code, unless it was changed since it was read. `measures` is the code of
    /// a recording's measures.
    package func reseal(
        _ stored: StoredRow, of table: RegulatedTable, as mac: [UInt8], measures: [UInt8]? = nil
    ) throws {
        let old: [UInt8] = try stored.row.get("row_mac")
        let key = zip(table.columns.key, stored.key).map { column, value in
            SQL(stringLiteral: "\(column) = ") + "\(value)"
        }
        var values: SQL = "row_mac = \(mac)"
        if let measures { values = values + ", measures_mac = \(measures)" }
        try execute(
            SQL(stringLiteral: "UPDATE \(table.name) SET ") + values + " WHERE "
                + key.joined(separator: " AND ") + " AND row_mac = \(old)")
    }

    /// Which of `ids` the table has no row for; its primary key is `column`.
    package func missing(
        _ ids: Set<Int64>, from table: String, key column: String
    ) throws -> Set<Int64> {
        let all = ids.sorted()
        var missing = ids
        let idsMax = 200
        for start in stride(from: 0, to: all.count, by: idsMax) {
            let part = all[start..<min(start + idsMax, all.count)]
            let list = part.map { "\($0)" as SQL }.joined(separator: ", ")
            let found = try rows(
                SQL(stringLiteral: "SELECT \(column) AS id FROM \(table) WHERE \(column) IN (")
                    + list + ")")
            for row in found { missing.remove(try row.get("id")) }
        }
        return missing
    }
}

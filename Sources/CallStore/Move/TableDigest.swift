import Calls

/// A hash that takes bytes in pieces; made by whoever has the library for it.
package struct RunningHash {
    package var update: ([UInt8]) -> Void
    /// Called once, at the end.
    package var finish: () -> [UInt8]

    package init(update: @escaping ([UInt8]) -> Void, finish: @escaping () -> [UInt8]) {
        self.update = update
        self.finish = finish
    }
}

/// What a table holds, in a few bytes.
package struct TableDigest: Hashable, Sendable {
    package var rows: Int64 = 0
    package var digest: [UInt8] = []
}

extension Database {
    /// The hash over all rows of `table` in the order of its key, each row its values in the order
    /// of the columns (`CanonicalBytes.append(value:)`). `report` is told how many rows are done.
    func digest(
        of table: MovedTable, makeHash: @Sendable () -> RunningHash,
        report: @Sendable (Int64) -> Void
    ) async throws -> TableDigest {
        let hash = makeHash()
        var result = TableDigest()
        var cursor: [SQLValue]?
        while true {
            try Task.checkCancellation()
            let page = try await page(of: table, after: cursor)
            for row in page.rows {
                var bytes = CanonicalBytes()
                for value in row { bytes.append(value: value) }
                hash.update(bytes.bytes)
            }
            result.rows += Int64(page.rows.count)
            report(result.rows)
            guard let last = page.next else { break }
            cursor = last
        }
        result.digest = hash.finish()
        return result
    }

    /// Rows of `table` behind the key `cursor`; `next` is the key behind which more may stand.
    func page(
        of table: MovedTable, after cursor: [SQLValue]?
    ) async throws -> (rows: [[SQLValue]], next: [SQLValue]?) {
        let rows = try await read { db in
            try db.rows(table.page(after: cursor)).map(\.values)
        }
        return (rows, rows.count < table.pageRows ? nil : rows.last.map(table.key))
    }
}

extension CanonicalBytes {
    /// One byte for the kind, then: nothing for null (0), 8 bytes for an integer (1) or a double
    /// (2), length and bytes for text in UTF-8 (3) or bytes (4).
    fileprivate mutating func append(value: SQLValue) {
        switch value {
        case .null: append(byte: 0)
        case .integer(let number):
            append(byte: 1)
            append(number)
        case .real(let number):
            append(byte: 2)
            append(number.bitPattern)
        case .text(let text):
            append(byte: 3)
            append(text: text)
        case .blob(let bytes):
            append(byte: 4)
            append(sized: bytes)
        }
    }
}

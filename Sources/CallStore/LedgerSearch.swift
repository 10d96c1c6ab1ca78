package import Calls
package import Foundation

/// Where a page of the ledger ended.
package struct LedgerCursor: Hashable, Sendable {
    package var at: Date
    package var sequence: Int64

    package init(at: Date, sequence: Int64) {
        self.at = at
        self.sequence = sequence
    }
}

extension Transaction {
    /// At most `limit` entries that match `filter`, newest first, behind `cursor`. Each way to
    /// filter has an index in this order.
    package func ledgerEntries(
        _ filter: LedgerFilter, after cursor: LedgerCursor?, limit: Int
    ) throws -> [LedgerRow] {
        var conditions: [SQL] = ["1 = 1"]
        if let principal = filter.principal { conditions.append("principal = \(principal)") }
        if let action = filter.action { conditions.append("action = \(action)") }
        if let from = filter.from { conditions.append("at >= \(from)") }
        if let until = filter.until { conditions.append("at < \(until)") }
        if let about = about(filter) { conditions.append(about) }
        if let cursor { conditions.append("(at, seq) < (\(cursor.at), \(cursor.sequence))") }
        return try rows("""
            SELECT seq, at, action, principal, object, bytes, leaf_hash FROM ledger_entry
            WHERE \(conditions.joined(separator: " AND "))
            ORDER BY at DESC, seq DESC LIMIT \(limit)
            """).map(LedgerRow.init)
    }

    private func about(_ filter: LedgerFilter) -> SQL? {
        let objects = filter.objects.map { "\($0)" as SQL }.joined(separator: ", ")
        guard let customer = filter.customer else {
            return filter.objects.isEmpty ? nil : "object IN (\(objects))"
        }
        let others: SQL = filter.objects.isEmpty
            ? "" : " UNION ALL SELECT seq FROM ledger_entry WHERE object IN (\(objects))"
        return "seq IN (SELECT seq FROM ledger_customer WHERE customer_id = \(customer)\(others))"
    }

    package func ledgerEntry(_ sequence: Int64) throws -> LedgerRow? {
        try ledgerEntries(from: sequence, limit: 1).first { $0.sequence == sequence }
    }

    /// The hashes of the leaves `range`, in order; fewer where entries are missing.
    package func ledgerLeaves(_ range: Range<Int64>) throws -> [[UInt8]] {
        try rows("""
            SELECT leaf_hash FROM ledger_entry
            WHERE seq >= \(range.lowerBound) AND seq < \(range.upperBound) ORDER BY seq
            """).map { try $0.get("leaf_hash") }
    }

    /// The entries from the first one at or behind `from` up to the last one before `until`, by
    /// number; nil when there are none.
    package func ledgerPeriod(from: Date?, until: Date?) throws -> Range<Int64>? {
        let least = try row("""
            SELECT min(seq) AS seq FROM ledger_entry WHERE at >= \(from ?? .distantPast)
            """)?.get("seq") as Int64?
        let most = try row("""
            SELECT max(seq) AS seq FROM ledger_entry WHERE at < \(until ?? .distantFuture)
            """)?.get("seq") as Int64?
        guard let least, let most, least <= most else { return nil }
        return least..<most + 1
    }

    /// Entries that were written before their principal and object stood beside them.
    package func unfilledLedgerEntries(limit: Int) throws -> [LedgerRow] {
        try rows("""
            SELECT seq, at, action, principal, object, bytes, leaf_hash FROM ledger_entry
            WHERE principal = '' ORDER BY at, seq LIMIT \(limit)
            """).map(LedgerRow.init)
    }

    package func fillLedgerEntry(_ sequence: Int64, principal: String, object: String) throws {
        try execute("""
            UPDATE ledger_entry SET principal = \(principal), object = \(object)
            WHERE seq = \(sequence)
            """)
    }

    package func titles(ofAccounts ids: Set<Account.ID>) throws -> [Account.ID: String] {
        guard !ids.isEmpty else { return [:] }
        let list = ids.sorted { $0.rawValue < $1.rawValue }.map { "\($0)" as SQL }
        let found = try rows("""
            SELECT id, title FROM account WHERE id IN (\(list.joined(separator: ", ")))
            """)
        return try Dictionary(
            uniqueKeysWithValues: found.map { (try $0.get("id"), try $0.get("title")) })
    }
}

extension LedgerRow {
    /// Of the columns in the order in which every query here names them: by name would take most
    /// of the time of following a ledger.
    init(_ row: Row) throws {
        let values = row.values
        guard values.count == 7, case .integer(let sequence) = values[0],
            case .integer(let at) = values[1], case .text(let action) = values[2],
            case .text(let principal) = values[3], case .text(let object) = values[4],
            case .blob(let bytes) = values[5], case .blob(let leafHash) = values[6]
        else { throw StoreFault.unexpectedRow("a ledger entry's columns") }
        self.init(
            sequence: sequence, at: Date(microseconds: at), action: action, principal: principal,
            object: object, bytes: bytes, leafHash: leafHash)
    }
}

extension Transaction {
    /// The last entries of `action` on `object`, the latest first.
    package func latestLedgerEntries(
        of object: String, action: String, limit: Int
    ) throws -> [LedgerRow] {
        try rows("""
            SELECT seq, at, action, principal, object, bytes, leaf_hash FROM ledger_entry
            WHERE object = \(object) AND action = \(action) ORDER BY seq DESC LIMIT \(limit)
            """).map(LedgerRow.init)
    }
}

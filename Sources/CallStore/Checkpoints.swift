package import Calls
package import Foundation

/// A checkpoint as the signer brought it.
package struct CheckpointRow: Sendable, Hashable {
    package var size: Int64
    /// The signed note.
    package var note: String
    package var cameAt: Date

    package init(size: Int64, note: String, cameAt: Date) {
        self.size = size
        self.note = note
        self.cameAt = cameAt
    }

    init(_ row: Row) throws {
        self.init(
            size: try row.get("size"), note: try row.get("note"), cameAt: try row.get("came_at"))
    }
}

extension Transaction {
    /// Nothing when there is one of that size already.
    package func insert(_ checkpoint: CheckpointRow) throws {
        try execute("""
            INSERT INTO checkpoint (size, note, came_at)
            VALUES (\(checkpoint.size), \(checkpoint.note), \(checkpoint.cameAt))
            ON CONFLICT (size) DO NOTHING
            """)
    }

    package func latestCheckpoint() throws -> CheckpointRow? {
        try row("SELECT * FROM checkpoint ORDER BY size DESC LIMIT 1").map(CheckpointRow.init)
    }

    /// The smallest one that covers `size` entries.
    package func checkpoint(covering size: Int64) throws -> CheckpointRow? {
        try row("SELECT * FROM checkpoint WHERE size >= \(size) ORDER BY size LIMIT 1")
            .map(CheckpointRow.init)
    }

    package func checkpoint(ofSize size: Int64) throws -> CheckpointRow? {
        try row("SELECT * FROM checkpoint WHERE size = \(size)").map(CheckpointRow.init)
    }

    /// Those that say more than the ledger has since it was rolled back.
    package func deleteCheckpoints(beyond size: Int64) throws {
        try execute("DELETE FROM checkpoint WHERE size > \(size)")
    }
}

// MARK: Exports

extension LedgerExport {
    fileprivate init(_ row: Row) throws {
        let first: Int64 = try row.get("first_seq")
        self.init(
            id: try row.get("id"), entries: first..<(try row.get("end_seq")),
            size: try row.get("size"), askedBy: try row.get("asked_by"),
            askedAt: try row.get("asked_at"))
        let lines: String = try row.get("members")
        members = lines.split(separator: "\n").compactMap { line in
            let parts = line.split(separator: " ")
            guard parts.count == 2, let bytes = Int64(parts[0]) else { return nil }
            return Member(name: String(parts[1]), bytes: bytes)
        }
        sums = try row.get("sums")
        signature = try row.get("signature")
    }
}

extension Transaction {
    package func insert(_ export: LedgerExport) throws {
        try execute("""
            INSERT INTO ledger_export
              (id, first_seq, end_seq, size, members, sums, asked_by, asked_at)
            VALUES (\(export.id), \(export.first), \(export.end), \(export.size), '', '',
              \(export.askedBy), \(export.askedAt))
            """)
    }

    package func ledgerExport(_ id: LedgerExport.ID) throws -> LedgerExport? {
        try row("SELECT * FROM ledger_export WHERE id = \(id)").map(LedgerExport.init)
    }

    package func ledgerExport(
        of entries: Range<Int64>, provedBy size: Int64
    ) throws -> LedgerExport? {
        try row("""
            SELECT * FROM ledger_export
            WHERE first_seq = \(entries.lowerBound) AND end_seq = \(entries.upperBound)
              AND size = \(size)
            """).map(LedgerExport.init)
    }

    /// The oldest whose sums aren't worked out.
    package func unsummedLedgerExport() throws -> LedgerExport? {
        try row("SELECT * FROM ledger_export WHERE sums = '' ORDER BY id LIMIT 1")
            .map(LedgerExport.init)
    }

    /// Those that wait for the signer, the oldest first.
    package func unsignedLedgerExports(limit: Int) throws -> [LedgerExport] {
        try rows("""
            SELECT * FROM ledger_export WHERE sums <> '' AND signature IS NULL
            ORDER BY id LIMIT \(limit)
            """).map(LedgerExport.init)
    }

    package func setSums(
        _ sums: String, members: [LedgerExport.Member], of id: LedgerExport.ID
    ) throws {
        let lines = members.map { "\($0.bytes) \($0.name)" }.joined(separator: "\n")
        try execute("""
            UPDATE ledger_export SET sums = \(sums), members = \(lines)
            WHERE id = \(id) AND sums = ''
            """)
    }

    /// False when it was signed before.
    package func setSignature(_ signature: String, of id: LedgerExport.ID) throws -> Bool {
        try changes("""
            UPDATE ledger_export SET signature = \(signature)
            WHERE id = \(id) AND signature IS NULL
            """) == 1
    }
}

extension Transaction {
    package func deleteSetting(_ name: String) throws {
        try execute("DELETE FROM setting WHERE name = \(name)")
    }
}

package import Foundation

/// One entry as stored: its canonical bytes and their leaf hash.
package struct LedgerRow: Sendable {
    package var sequence: Int64
    package var at: Date
    package var action: String
    package var bytes: [UInt8]
    package var leafHash: [UInt8]

    package init(sequence: Int64, at: Date, action: String, bytes: [UInt8], leafHash: [UInt8]) {
        self.sequence = sequence
        self.at = at
        self.action = action
        self.bytes = bytes
        self.leafHash = leafHash
    }
}

extension Transaction {
    /// Where the ledger ends, in the ledger's own form; nil while it is empty.
    package func ledgerHead() throws -> [UInt8]? {
        try row("SELECT bytes FROM ledger_head WHERE id = 1")?.get("bytes")
    }

    package func ledgerSize() throws -> Int64 {
        try row("SELECT size FROM ledger_head WHERE id = 1")?.get("size") ?? 0
    }

    /// When the last entry was written; nil while there is none.
    package func lastLedgerTime() throws -> Date? {
        try row("SELECT at FROM ledger_entry ORDER BY seq DESC LIMIT 1")?.get("at")
    }

    /// Appends `entry`, after which the ledger ends at `head`.
    package func append(_ entry: LedgerRow, head: [UInt8]) throws {
        try execute("""
            INSERT INTO ledger_entry (seq, at, action, bytes, leaf_hash)
            VALUES (\(entry.sequence), \(entry.at), \(entry.action), \(entry.bytes),
              \(entry.leafHash))
            """)
        try execute("""
            INSERT INTO ledger_head (id, size, bytes)
            VALUES (1, \(entry.sequence + 1), \(head))
            ON CONFLICT (id) DO UPDATE SET size = excluded.size, bytes = excluded.bytes
            """)
    }

    /// Entries from `sequence` on, in order.
    package func ledgerEntries(from sequence: Int64, limit: Int) throws -> [LedgerRow] {
        try rows("""
            SELECT seq, at, action, bytes, leaf_hash FROM ledger_entry
            WHERE seq >= \(sequence) ORDER BY seq LIMIT \(limit)
            """).map {
            LedgerRow(
                sequence: try $0.get("seq"), at: try $0.get("at"), action: try $0.get("action"),
                bytes: try $0.get("bytes"), leafHash: try $0.get("leaf_hash"))
        }
    }
}

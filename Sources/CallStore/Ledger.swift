package import Foundation

/// Where the ledger stands: how many entries, the last one's chain hash, the tree's frontier.
package struct LedgerHead: Sendable {
    package var size: Int64
    package var chainHash: [UInt8]
    package var frontier: [UInt8]

    package init(size: Int64, chainHash: [UInt8], frontier: [UInt8]) {
        self.size = size
        self.chainHash = chainHash
        self.frontier = frontier
    }
}

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
    package func ledgerHead() throws -> LedgerHead? {
        try row("SELECT size, chain_hash, frontier FROM ledger_head WHERE id = 1").map {
            LedgerHead(
                size: try $0.get("size"), chainHash: try $0.get("chain_hash"),
                frontier: try $0.get("frontier"))
        }
    }

    package func append(_ entry: LedgerRow, head: LedgerHead) throws {
        try execute("""
            INSERT INTO ledger_entry (seq, at, action, bytes, leaf_hash)
            VALUES (\(entry.sequence), \(entry.at), \(entry.action), \(entry.bytes),
              \(entry.leafHash))
            """)
        try execute("""
            INSERT INTO ledger_head (id, size, chain_hash, frontier)
            VALUES (1, \(head.size), \(head.chainHash), \(head.frontier))
            ON CONFLICT (id) DO UPDATE SET size = excluded.size,
              chain_hash = excluded.chain_hash, frontier = excluded.frontier
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

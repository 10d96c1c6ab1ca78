import CallLedger
import CallStore
import Synchronization

/// Roots of the ledger's tree and of its parts. Full subtrees never change, so the roots of those
/// of 1,024 leaves are kept once they were worked out: 32 bytes for each.
final class LedgerTree: Sendable {
    private static let chunk: Int64 = 1024
    private static let chunksAtOnce: Int64 = 16

    private let chunks = Mutex<[LedgerHash]>([])

    /// The roots of `ranges`, each a subtree of a tree over the ledger. Throws
    /// `LedgerError.brokenChain` when an entry is missing.
    func roots(
        of ranges: [Range<Int64>], in database: any Database
    ) async throws -> [LedgerHash] {
        try await extend(to: ranges.map(\.upperBound).max() ?? 0, in: database)
        var roots: [LedgerHash] = []
        for range in ranges { roots.append(try await root(of: range, in: database)) }
        return roots
    }

    func root(ofSize size: Int64, in database: any Database) async throws -> LedgerHash {
        guard size > 0 else { return LedgerFrontier().root }
        return try await roots(of: [0..<size], in: database)[0]
    }

    private func extend(to size: Int64, in database: any Database) async throws {
        while true {
            let known = chunks.withLock { Int64($0.count) }
            let wanted = size / Self.chunk
            guard known < wanted else { return }
            let count = min(Self.chunksAtOnce, wanted - known)
            let range = known * Self.chunk..<(known + count) * Self.chunk
            let leaves = try await leaves(range, in: database)
            let fresh = stride(from: 0, to: leaves.count, by: Int(Self.chunk)).map { start in
                LedgerProof.root(of: leaves[start..<start + Int(Self.chunk)])
            }
            chunks.withLock { chunks in
                if Int64(chunks.count) == known { chunks += fresh }
            }
        }
    }

    private func root(of range: Range<Int64>, in database: any Database) async throws -> LedgerHash
    {
        let count = Int64(range.count)
        if count < Self.chunk || !range.lowerBound.isMultiple(of: Self.chunk) {
            return LedgerProof.root(of: try await leaves(range, in: database)[...])
        }
        if count == Self.chunk {
            let place = Int(range.lowerBound / Self.chunk)
            return chunks.withLock { $0[place] }
        }
        let middle = range.lowerBound + LedgerSubtrees.leftSize(count)
        let left = try await root(of: range.lowerBound..<middle, in: database)
        return .node(left, try await root(of: middle..<range.upperBound, in: database))
    }

    private func leaves(
        _ range: Range<Int64>, in database: any Database
    ) async throws -> [LedgerHash] {
        let stored = try await database.read { try $0.ledgerLeaves(range) }
        let leaves = stored.compactMap { LedgerHash($0) }
        guard leaves.count == range.count else {
            throw LedgerError.brokenChain(sequence: range.lowerBound)
        }
        return leaves
    }
}

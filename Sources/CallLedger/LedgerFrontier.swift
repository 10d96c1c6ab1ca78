import Calls

/// The Merkle tree of RFC 6962 over all entries, kept as the roots of its full subtrees: enough to
/// append and to know the root, in 32 bytes for each bit set in `size`.
package struct LedgerFrontier: Hashable, Sendable {
    /// How many leaves.
    package private(set) var size: Int64 = 0
    /// Roots of the full subtrees, largest (leftmost) first.
    private var subtrees: [LedgerHash] = []

    package init() {}

    package mutating func append(_ leaf: LedgerHash) {
        var node = leaf
        // Every full subtree of the same height as `node` is its left sibling.
        for _ in 0..<(~size).trailingZeroBitCount {
            node = .node(subtrees.removeLast(), node)
        }
        subtrees.append(node)
        size += 1
    }

    package var root: LedgerHash {
        guard var root = subtrees.last else { return .plain([]) }
        for left in subtrees.dropLast().reversed() { root = .node(left, root) }
        return root
    }

    /// size 8 ‖ the subtrees' roots, largest first
    package var encoded: [UInt8] {
        var bytes = CanonicalBytes()
        bytes.append(size)
        for subtree in subtrees { bytes.append(raw: subtree.bytes) }
        return bytes.bytes
    }

    package init(decoding bytes: some Sequence<UInt8>) throws(LedgerError) {
        var reader = CanonicalReader(bytes)
        guard let size = reader.integer(Int64.self), size >= 0 else { throw .unreadable }
        for _ in 0..<size.nonzeroBitCount {
            guard let hash = reader.raw(LedgerHash.byteCount).flatMap({ LedgerHash($0) }) else {
                throw .unreadable
            }
            subtrees.append(hash)
        }
        guard reader.isAtEnd else { throw .unreadable }
        self.size = size
    }
}

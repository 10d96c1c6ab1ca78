/// Proofs over the Merkle tree, made and checked as RFC 9162 (and RFC 6962) section 2.1 says.
/// Making one costs a pass over the leaf hashes; checking one costs a few dozen hashes.
package enum LedgerProof {
    /// The root over `leaves`.
    package static func root(of leaves: ArraySlice<LedgerHash>) -> LedgerHash {
        guard leaves.count > 1 else { return leaves.first ?? .plain([]) }
        let (left, right) = split(leaves)
        return .node(root(of: left), root(of: right))
    }

    /// Proves that the leaf at `index` is one of `leaves`.
    package static func inclusion(
        of index: Int, in leaves: ArraySlice<LedgerHash>
    ) -> [LedgerHash] {
        precondition(index >= 0 && index < leaves.count)
        guard leaves.count > 1 else { return [] }
        let (left, right) = split(leaves)
        return index < left.count
            ? inclusion(of: index, in: left) + [root(of: right)]
            : inclusion(of: index - left.count, in: right) + [root(of: left)]
    }

    /// Proves that the tree over `leaves` grew from the one over their first `size`, which is at
    /// least 1.
    package static func consistency(
        from size: Int, in leaves: ArraySlice<LedgerHash>
    ) -> [LedgerHash] {
        precondition(size >= 1 && size <= leaves.count)
        return consistency(from: size, in: leaves, isWholeTree: true)
    }

    /// `isWholeTree` tells whether `leaves` begin the old tree, whose root the verifier has
    /// already.
    private static func consistency(
        from size: Int, in leaves: ArraySlice<LedgerHash>, isWholeTree: Bool
    ) -> [LedgerHash] {
        if size == leaves.count { return isWholeTree ? [] : [root(of: leaves)] }
        let (left, right) = split(leaves)
        return size <= left.count
            ? consistency(from: size, in: left, isWholeTree: isWholeTree) + [root(of: right)]
            : consistency(from: size - left.count, in: right, isWholeTree: false)
                + [root(of: left)]
    }

    /// Left takes the largest power of two below the count.
    private static func split(
        _ leaves: ArraySlice<LedgerHash>
    ) -> (ArraySlice<LedgerHash>, ArraySlice<LedgerHash>) {
        let count = 1 << (Int.bitWidth - 1 - (leaves.count - 1).leadingZeroBitCount)
        return (leaves.prefix(count), leaves.dropFirst(count))
    }
}

extension LedgerProof {
    /// Whether `proof` shows `leaf` at `index` of the tree of `size` leaves with that `root`.
    package static func provesInclusion(
        _ proof: [LedgerHash], of leaf: LedgerHash, at index: Int64, size: Int64, root: LedgerHash
    ) -> Bool {
        guard index >= 0, index < size else { return false }
        var (place, last) = (index, size - 1)
        var hash = leaf
        for sibling in proof {
            guard last > 0 else { return false }
            if place & 1 == 1 || place == last {
                hash = .node(sibling, hash)
                while place & 1 == 0, place != 0 { (place, last) = (place >> 1, last >> 1) }
            } else {
                hash = .node(hash, sibling)
            }
            (place, last) = (place >> 1, last >> 1)
        }
        return last == 0 && hash == root
    }

    /// Whether `proof` shows that the tree `(newSize, newRoot)` holds all of `(oldSize, oldRoot)`
    /// unchanged, as its beginning.
    package static func provesConsistency(
        _ proof: [LedgerHash], from oldSize: Int64, _ oldRoot: LedgerHash, to newSize: Int64,
        _ newRoot: LedgerHash
    ) -> Bool {
        guard oldSize >= 1, oldSize <= newSize else { return false }
        if oldSize == newSize { return proof.isEmpty && oldRoot == newRoot }
        // An old tree that is one full subtree is itself the first node.
        let path = oldSize.nonzeroBitCount == 1 ? [oldRoot] + proof : proof
        guard let first = path.first else { return false }
        var (place, last) = (oldSize - 1, newSize - 1)
        while place & 1 == 1 { (place, last) = (place >> 1, last >> 1) }
        var (old, new) = (first, first)
        for node in path.dropFirst() {
            guard last > 0 else { return false }
            if place & 1 == 1 || place == last {
                old = .node(node, old)
                new = .node(node, new)
                while place & 1 == 0, place != 0 { (place, last) = (place >> 1, last >> 1) }
            } else {
                new = .node(new, node)
            }
            (place, last) = (place >> 1, last >> 1)
        }
        return last == 0 && old == oldRoot && new == newRoot
    }
}

/// How a tree of `size` leaves falls apart around the leaves `first..<end`: the largest subtrees
/// that hold none of them, from left to right. Their roots, with the leaves between, give the
/// tree's root again, so they prove all of these leaves at once (docs/formats/ledger.md). For one
/// leaf they are its inclusion proof in another order.
package struct LedgerSubtrees: Sendable {
    package let first: Int64
    package let end: Int64
    package let size: Int64
    /// Leaves of each subtree outside.
    package let outside: [Range<Int64>]

    /// `first < end <= size`.
    package init(around leaves: Range<Int64>, of size: Int64) {
        precondition(!leaves.isEmpty && leaves.lowerBound >= 0 && leaves.upperBound <= size)
        (first, end, self.size) = (leaves.lowerBound, leaves.upperBound, size)
        var outside: [Range<Int64>] = []
        Self.visit(0..<size, leaves) { outside.append($0) }
        self.outside = outside
    }

    /// The root, from the hashes of the leaves and the roots of `outside`; nil when they don't fit
    /// in number.
    package func root(leaves: [LedgerHash], outside roots: [LedgerHash]) -> LedgerHash? {
        guard leaves.count == Int(end - first), roots.count == outside.count else { return nil }
        var next = roots.makeIterator()
        return root(0..<size, leaves, &next)
    }

    private func root(
        _ range: Range<Int64>, _ leaves: [LedgerHash],
        _ roots: inout IndexingIterator<[LedgerHash]>
    ) -> LedgerHash? {
        if range.upperBound <= first || range.lowerBound >= end { return roots.next() }
        if range.count == 1 { return leaves[Int(range.lowerBound - first)] }
        let middle = range.lowerBound + Self.leftSize(Int64(range.count))
        guard let left = root(range.lowerBound..<middle, leaves, &roots),
            let right = root(middle..<range.upperBound, leaves, &roots)
        else { return nil }
        return .node(left, right)
    }

    /// The proof of RFC 6962 for one leaf, from the leaf upwards, of the roots of `outside`.
    package func inclusionProof(outside roots: [LedgerHash]) -> [LedgerHash] {
        precondition(end - first == 1 && roots.count == outside.count)
        // Those nearest to the leaf are the smallest; of two as large the left one is nearer to it
        // only by where the tree was cut, so the cuts are walked once more.
        var byRange = Dictionary(uniqueKeysWithValues: zip(outside, roots))
        var proof: [LedgerHash] = []
        var range = 0..<size
        while range.count > 1 {
            let middle = range.lowerBound + Self.leftSize(Int64(range.count))
            let (left, right) = (range.lowerBound..<middle, middle..<range.upperBound)
            let (inside, other) = first < middle ? (left, right) : (right, left)
            if let root = byRange.removeValue(forKey: other) { proof.append(root) }
            range = inside
        }
        return proof.reversed()
    }

    private static func visit(
        _ range: Range<Int64>, _ leaves: Range<Int64>, _ report: (Range<Int64>) -> Void
    ) {
        if range.upperBound <= leaves.lowerBound || range.lowerBound >= leaves.upperBound {
            return report(range)
        }
        if range.lowerBound >= leaves.lowerBound, range.upperBound <= leaves.upperBound { return }
        let middle = range.lowerBound + leftSize(Int64(range.count))
        visit(range.lowerBound..<middle, leaves, report)
        visit(middle..<range.upperBound, leaves, report)
    }

    /// The largest power of two below `count`.
    package static func leftSize(_ count: Int64) -> Int64 {
        1 << (Int64.bitWidth - 1 - (count - 1).leadingZeroBitCount)
    }
}

/// How a tree of `size` leaves falls apart around some of them that needn't lie together: the
/// largest subtrees that hold none of them, from left to right. Their roots, with those leaves
/// between, give the tree's root again, so they prove all of these leaves at once
/// (docs/formats/ledger.md). For leaves without a gap it is `LedgerSubtrees`.
package struct LedgerScatter: Sendable {
    private static let title = "callaudit ledger entries proof 1"

    /// Rising.
    package let leaves: [Int64]
    package let size: Int64
    /// Leaves of each subtree outside.
    package let outside: [Range<Int64>]

    /// `leaves` rise, are at least one, and are all below `size`.
    package init(around leaves: [Int64], of size: Int64) {
        precondition(!leaves.isEmpty && leaves[0] >= 0 && leaves[leaves.count - 1] < size)
        precondition(zip(leaves, leaves.dropFirst()).allSatisfy { $0 < $1 })
        (self.leaves, self.size) = (leaves, size)
        var outside: [Range<Int64>] = []
        Self.visit(0..<size, leaves[...]) { outside.append($0) }
        self.outside = outside
    }

    /// The proof as a text, with the roots of `outside`.
    package func text(roots: [LedgerHash]) -> String {
        precondition(roots.count == outside.count)
        return ([Self.title, "size \(size)"] + roots.map(\.description))
            .joined(separator: "\n") + "\n"
    }

    /// The tree's root, from the leaves' hashes and the roots of `outside`; nil when they don't fit
    /// in number.
    package func root(leaves hashes: [LedgerHash], outside roots: [LedgerHash]) -> LedgerHash? {
        guard hashes.count == leaves.count, roots.count == outside.count else { return nil }
        var (inner, outer) = (hashes.makeIterator(), roots.makeIterator())
        return root(0..<size, leaves[...], &inner, &outer)
    }

    private func root(
        _ range: Range<Int64>, _ leaves: ArraySlice<Int64>,
        _ inner: inout IndexingIterator<[LedgerHash]>,
        _ outer: inout IndexingIterator<[LedgerHash]>
    ) -> LedgerHash? {
        if leaves.isEmpty { return outer.next() }
        if range.count == 1 { return inner.next() }
        let (left, right) = Self.halves(of: range, leaves)
        guard let one = root(left.range, left.leaves, &inner, &outer),
            let other = root(right.range, right.leaves, &inner, &outer)
        else { return nil }
        return .node(one, other)
    }

    private static func visit(
        _ range: Range<Int64>, _ leaves: ArraySlice<Int64>, _ report: (Range<Int64>) -> Void
    ) {
        if leaves.isEmpty { return report(range) }
        if range.count == leaves.count { return }
        let (left, right) = halves(of: range, leaves)
        visit(left.range, left.leaves, report)
        visit(right.range, right.leaves, report)
    }

    private typealias Half = (range: Range<Int64>, leaves: ArraySlice<Int64>)

    private static func halves(
        of range: Range<Int64>, _ leaves: ArraySlice<Int64>
    ) -> (left: Half, right: Half) {
        let middle = range.lowerBound + LedgerSubtrees.leftSize(Int64(range.count))
        let left = leaves.prefix { $0 < middle }
        return (
            (range.lowerBound..<middle, left),
            (middle..<range.upperBound, leaves.dropFirst(left.count))
        )
    }
}

import Calls

/// Proves a run of entries in one checkpoint, as a text (docs/formats/ledger.md).
package struct LedgerRangeProof: Sendable, Hashable {
    package let leaves: Range<Int64>
    package let size: Int64
    /// Roots of the subtrees around the leaves, from left to right.
    package let roots: [LedgerHash]

    private static let title = "callaudit ledger range proof 1"

    package init(subtrees: LedgerSubtrees, roots: [LedgerHash]) {
        leaves = subtrees.first..<subtrees.end
        size = subtrees.size
        self.roots = roots
    }

    /// Nil for anything that isn't of the form.
    package init?(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count >= 5, lines.count <= 200, lines[0] == Self.title, lines.last == "",
            let first = Self.number("first", lines[1]), let end = Self.number("end", lines[2]),
            let size = Self.number("size", lines[3]), first < end, end <= size
        else { return nil }
        var roots: [LedgerHash] = []
        for line in lines[4...].dropLast() {
            guard let root = [UInt8](hexadecimal: line).flatMap({ LedgerHash($0) }) else {
                return nil
            }
            roots.append(root)
        }
        (leaves, self.size, self.roots) = (first..<end, size, roots)
    }

    private static func number(_ name: String, _ line: Substring) -> Int64? {
        guard line.hasPrefix(name + " ") else { return nil }
        return Int64(line.dropFirst(name.count + 1)).flatMap { $0 >= 0 ? $0 : nil }
    }

    /// The root that the leaves' hashes come to; nil when they don't fit in number.
    package func root(leaves hashes: [LedgerHash]) -> LedgerHash? {
        LedgerSubtrees(around: leaves, of: size).root(leaves: hashes, outside: roots)
    }

    package var text: String {
        ([
            Self.title, "first \(leaves.lowerBound)", "end \(leaves.upperBound)", "size \(size)",
        ] + roots.map(\.description)).joined(separator: "\n") + "\n"
    }
}

/// Finds what somebody meant to type.
package enum NearestName {
    /// The name among `names` that takes the fewest edits to get from `typed`, case not counted;
    /// nil when it takes more than a third of its letters (and more than two).
    package static func of(_ typed: String, among names: some Sequence<String>) -> String? {
        let typed = Array(typed.lowercased().unicodeScalars.prefix(64))
        var best: (name: String, edits: Int)?
        for name in names {
            let edits = edits(typed, Array(name.lowercased().unicodeScalars.prefix(64)))
            guard edits <= max(2, name.count / 3), edits < max(typed.count, 2) else { continue }
            if best == nil || edits < best!.edits { best = (name, edits) }
        }
        return best?.name
    }

    /// Damerau-Levenshtein distance of the restricted kind: insertions, deletions, replacements and
    /// swaps of neighbours count one each.
    private static func edits(_ left: [Unicode.Scalar], _ right: [Unicode.Scalar]) -> Int {
        var rows = [Array(0...right.count)]
        for (i, mark) in left.enumerated() {
            var row = [i + 1]
            for (j, other) in right.enumerated() {
                var least = min(
                    rows[i][j + 1] + 1, row[j] + 1, rows[i][j] + (mark == other ? 0 : 1))
                if i > 0, j > 0, mark == right[j - 1], left[i - 1] == other {
                    least = min(least, rows[i - 1][j - 1] + 1)
                }
                row.append(least)
            }
            rows.append(row)
        }
        return rows[left.count][right.count]
    }
}

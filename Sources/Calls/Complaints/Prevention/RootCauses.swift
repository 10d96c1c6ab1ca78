/// What complaints came from, over the tree of causes. A complaint may have several causes; a
/// branch counts it once, however many of its finer ones it has.
package struct RootCauses: Hashable, Sendable {
    package struct Row: Hashable, Sendable {
        package let code: String
        /// The codes above it, from the top; empty for those, and for codes that the tree has not.
        package let path: [String]
        /// Whether the tree knows the code.
        package let isKnown: Bool
        /// Complaints with this very cause.
        package let own: Int
        /// With it or a finer one.
        package let whole: Int
        /// `whole` of the complaints with findings. Shares of complaints with several causes come
        /// to more than all.
        package let share: Estimate?
    }

    /// A line of a Pareto chart.
    package struct Step: Hashable, Sendable {
        package let code: String
        package let own: Int
        /// Complaints that have this cause or one before it, of all with findings.
        package let covered: Int
        package let coveredShare: Estimate?
    }

    /// With one cause at least.
    package let found: Int
    package let withoutFindings: Int
    /// The tree from the top; of neighbours the most frequent first, then as the tree has them.
    /// Codes that it doesn't know stand last. Branches without complaints are left out.
    package let rows: [Row]
    /// Causes as they were found, the most frequent first.
    package let steps: [Step]

    /// `cases`: each complaint's causes.
    package init(
        _ cases: [Set<String>], tree: [ComplaintClasses.Branch],
        confidence: Confidence = .ninetyFive
    ) {
        var count = CauseCount(tree)
        for causes in cases { count.take(causes) }
        let found = count.found
        self.found = found
        withoutFindings = cases.count - found
        func share(_ part: Int) -> Estimate? {
            Estimate.proportion(part, of: found, confidence: confidence)
        }
        rows = count.ordered().map { code in
            let whole = count.whole[code] ?? 0
            return Row(
                code: code, path: count.paths[code] ?? [], isKnown: count.paths[code] != nil,
                own: count.own[code] ?? 0, whole: whole, share: share(whole))
        }
        steps = Self.steps(cases, count.own).map { code, own, covered in
            Step(code: code, own: own, covered: covered, coveredShare: share(covered))
        }
    }

    private static func steps(
        _ cases: [Set<String>], _ own: [String: Int]
    ) -> [(code: String, own: Int, covered: Int)] {
        let order = own.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        let ranks = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1.key, $0) })
        var firstAt = [Int](repeating: 0, count: order.count)
        for causes in cases {
            guard let first = causes.compactMap({ ranks[$0] }).min() else { continue }
            firstAt[first] += 1
        }
        var covered = 0
        return order.enumerated().map { place, entry in
            covered += firstAt[place]
            return (entry.key, entry.value, covered)
        }
    }
}

/// Counts while the cases are gone through.
private struct CauseCount {
    private let tree: [ComplaintClasses.Branch]
    /// The codes above each code of the tree, from the top.
    let paths: [String: [String]]
    private(set) var found = 0
    private(set) var own: [String: Int] = [:]
    private(set) var whole: [String: Int] = [:]

    init(_ tree: [ComplaintClasses.Branch]) {
        self.tree = tree
        var paths: [String: [String]] = [:]
        func walk(_ branches: [ComplaintClasses.Branch], _ above: [String]) {
            for branch in branches {
                paths[branch.code] = above
                walk(branch.branches, above + [branch.code])
            }
        }
        walk(tree, [])
        self.paths = paths
    }

    mutating func take(_ causes: Set<String>) {
        guard !causes.isEmpty else { return }
        found += 1
        for code in causes { own[code, default: 0] += 1 }
        let touched = causes.reduce(into: causes) { $0.formUnion(paths[$1] ?? []) }
        for code in touched { whole[code, default: 0] += 1 }
    }

    func ordered() -> [String] {
        let unknown = own.keys.filter { paths[$0] == nil }.sorted {
            (own[$1] ?? 0, $0) < (own[$0] ?? 0, $1)
        }
        return below(tree) + unknown
    }

    private func below(_ branches: [ComplaintClasses.Branch]) -> [String] {
        let counted = branches.enumerated().compactMap { place, branch in
            whole[branch.code].map { (branch, $0, place) }
        }
        return counted.sorted { ($1.1, $0.2) < ($0.1, $1.2) }.flatMap { branch, _, _ in
            [branch.code] + below(branch.branches)
        }
    }
}

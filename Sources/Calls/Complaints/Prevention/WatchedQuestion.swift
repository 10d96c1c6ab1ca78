/// A question of a scorecard that watches for a cause of complaints; in files `sales/pressure`.
package struct WatchedQuestion: Hashable, Sendable {
    /// Code of the scorecard.
    package var card: String
    /// Code of the question.
    package var question: String

    /// Nil for anything but two codes of `a-z`, `0-9` and `-` with a stroke between them.
    package init?(_ text: String) {
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, parts.allSatisfy(Self.isCode) else { return nil }
        (card, question) = (parts[0], parts[1])
    }

    package var text: String { "\(card)/\(question)" }

    private static func isCode(_ text: String) -> Bool {
        (1...40).contains(text.utf8.count)
            && text.utf8.allSatisfy {
                (97...122).contains($0) || (48...57).contains($0) || $0 == 45
            }
    }
}

extension ComplaintClasses {
    /// `code` and the finer causes below it; itself alone when the tree doesn't know it any more.
    package func causes(from code: String) -> [String] {
        branches(from: code).map(\.code).orElse([code])
    }

    /// Those that watch for the cause or for finer ones, each once.
    package func questions(watching code: String) -> [WatchedQuestion] {
        var seen: Set<WatchedQuestion> = []
        return branches(from: code).flatMap(\.questions).filter { seen.insert($0).inserted }
    }

    private func branches(from code: String) -> [Branch] {
        func all(_ branch: Branch) -> [Branch] { [branch] + branch.branches.flatMap(all) }
        return Self.path(to: code, in: causes).last.map(all) ?? []
    }
}

extension [String] {
    fileprivate func orElse(_ other: [String]) -> [String] { isEmpty ? other : self }
}

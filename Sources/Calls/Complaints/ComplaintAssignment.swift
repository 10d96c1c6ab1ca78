package import Foundation

/// Somebody to whom complaints may be given.
package struct ComplaintCandidate: Hashable, Sendable {
    package var worker: ComplaintWorker
    /// Codes of branches of the type tree; empty for whoever takes all of them.
    package var types: Set<String>
    /// Tags of languages, such as `zh-Hant`; empty for all of them.
    package var languages: Set<String>
    /// Sum of the loads of the severities of their open cases.
    package var load: Int
    package var lastGivenAt: Date?
    package var isAway: Bool

    package init(_ worker: ComplaintWorker, load: Int) {
        self.worker = worker
        types = []
        languages = []
        self.load = load
        isAway = false
    }
}

/// Who gets a complaint.
package enum ComplaintAssignment {
    package static let candidatesMax = 10_000

    /// Whoever isn't recused or away and takes the type and the `language`: first those who take
    /// the finest branch of it, then who has the least load, then who was given none for the
    /// longest time, then the first by name. Nil when there is nobody.
    package static func choose(
        among candidates: [ComplaintCandidate], for standing: ComplaintStanding,
        language: String?
    ) -> ComplaintWorker? {
        let path = standing.complaint.assessment
            .map { ComplaintClasses.path(to: $0.type, in: standing.classes.types).map(\.code) }
        let fitting = candidates.prefix(candidatesMax).compactMap { one -> Place? in
            guard !one.isAway, standing.recusal(of: one.worker) == nil,
                language.map({ one.languages.isEmpty || one.languages.contains($0) }) ?? true
            else { return nil }
            // Nothing is known of the type yet: nobody is finer than others.
            guard let path, !one.types.isEmpty else { return Place(candidate: one, depth: 0) }
            guard let finest = path.lastIndex(where: one.types.contains) else { return nil }
            return Place(candidate: one, depth: finest + 1)
        }
        return fitting.min()?.candidate.worker
    }

    private struct Place: Comparable {
        let candidate: ComplaintCandidate
        /// Of the finest branch that they take; 0 for those who take all.
        let depth: Int

        static func < (left: Place, right: Place) -> Bool {
            if left.depth != right.depth { return left.depth > right.depth }
            let (one, two) = (left.candidate, right.candidate)
            if one.load != two.load { return one.load < two.load }
            let given = (one.lastGivenAt ?? .distantPast, two.lastGivenAt ?? .distantPast)
            if given.0 != given.1 { return given.0 < given.1 }
            return one.worker.person < two.worker.person
        }
    }
}

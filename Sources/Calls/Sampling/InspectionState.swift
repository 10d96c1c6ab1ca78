/// How strictly the next lot of a plan is inspected, after those before it: the switching rules of
/// ANSI/ASQ Z1.4-2003, 8.3 and 8.4. Only first inspections of lots are recorded, in their order.
///
/// The standard lets reduced inspection begin only where work is steady and whoever is in charge
/// wants it; `allowsReduced` says so. Its limit numbers for that step are optional and aren't used.
package struct InspectionState: Hashable, Codable, Sendable {
    package static let window = 5
    package static let notAcceptedInWindow = 2
    package static let acceptedToNormal = 5
    package static let acceptedToReduced = 10
    package static let notAcceptedToStop = 5

    package private(set) var severity = InspectionSeverity.normal
    /// Inspection ended: five lots weren't accepted on tightened inspection. Lots are taken again
    /// only after somebody has acted on it (`resume`).
    package private(set) var isStopped = false
    /// Lots in a row that were accepted under this severity.
    package private(set) var acceptedInRow = 0
    /// Lots that weren't, since tightened inspection began.
    package private(set) var notAcceptedOnTightened = 0
    /// Whether each of the last lots on normal inspection was accepted, at most `window`.
    private var recent: [Bool] = []

    package init() {}

    /// The state after lots with these verdicts.
    package init(after verdicts: [AcceptancePlan.Verdict], allowsReduced: Bool) {
        for verdict in verdicts { record(verdict, allowsReduced: allowsReduced) }
    }

    /// Nothing happens while inspection is stopped.
    package mutating func record(_ verdict: AcceptancePlan.Verdict, allowsReduced: Bool) {
        guard !isStopped else { return }
        let accepted = verdict != .notAccepted
        acceptedInRow = accepted ? acceptedInRow + 1 : 0
        switch severity {
        case .normal:
            recent = Array((recent + [accepted]).suffix(Self.window))
            if recent.count(where: { !$0 }) >= Self.notAcceptedInWindow {
                change(to: .tightened)
            } else if allowsReduced, acceptedInRow >= Self.acceptedToReduced {
                change(to: .reduced)
            }
        case .tightened:
            if !accepted { notAcceptedOnTightened += 1 }
            if notAcceptedOnTightened >= Self.notAcceptedToStop {
                isStopped = true
            } else if acceptedInRow >= Self.acceptedToNormal {
                change(to: .normal)
            }
        case .reduced:
            if verdict != .accepted || !allowsReduced { change(to: .normal) }
        }
    }

    /// Inspection goes on, tightened, after it was stopped and something was done about it.
    package mutating func resume() {
        guard isStopped else { return }
        isStopped = false
        change(to: .tightened)
    }

    /// Reduced inspection ends, for work isn't steady any more or somebody wants it so.
    package mutating func endReduction() {
        if severity == .reduced { change(to: .normal) }
    }

    private mutating func change(to severity: InspectionSeverity) {
        self.severity = severity
        acceptedInRow = 0
        notAcceptedOnTightened = 0
        recent = []
    }
}

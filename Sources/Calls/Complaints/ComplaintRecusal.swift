/// Why somebody must not work a complaint. The raw value stands in refusals and pages.
package enum ComplaintRecusal: String, CaseIterable, Sendable {
    /// It is about them.
    case aboutThem = "about-them"
    /// It is about a call in which they spoke.
    case theirCall = "their-call"
    /// It is about what they decided, or they decided it before it was reopened.
    case theirDecision = "their-decision"
}

extension Complaint {
    /// Why `worker` must not work this case; nil when they may.
    package func recusal(of worker: ComplaintWorker) -> ComplaintRecusal? {
        if let agent = worker.agent {
            if receipt.about.contains(agent) { return .aboutThem }
            if calls.contains(where: { $0.isSubject && $0.agent == agent }) { return .theirCall }
        }
        let decided =
            receipt.aboutDecisionsOf.contains(worker.person)
            || earlierDeciders.contains(worker.person)
        return decided ? .theirDecision : nil
    }
}

extension ComplaintStanding {
    /// Of the case and of all that were merged into it.
    package func recusal(of worker: ComplaintWorker) -> ComplaintRecusal? {
        ([complaint] + members).lazy.compactMap { $0.recusal(of: worker) }.first
    }
}

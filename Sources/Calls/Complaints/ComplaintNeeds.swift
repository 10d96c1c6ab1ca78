/// Who wants to do something, and what they bring; nothing yet when a button is made.
struct ComplaintAsking {
    var principal: Principal
    var deed: ComplaintDeed?
    var text = ""
}

extension ComplaintStanding {
    /// Whether `need` is met. What would have to be brought counts as met while nothing is.
    func isMet(_ need: ComplaintNeed, _ asking: ComplaintAsking) -> Bool {
        caseHas(need) ?? asker(asking, has: need) ?? brings(asking, need)
    }

    /// Nil when it isn't a need of the case.
    private func caseHas(_ need: ComplaintNeed) -> Bool? {
        switch need {
        case .acknowledged: isAcknowledged
        case .assessed: complaint.assessment != nil
        case .firstLine: !complaint.isEscalated
        case .callsHeld: linkedCalls.isSubset(of: heldCalls)
        case .findings: complaint.findings != nil
        case .waiting: complaint.waitsFor != nil
        case .notWaiting: complaint.waitsFor == nil
        case .nothingAsked: complaint.requests.values.allSatisfy { $0.outcome != nil }
        case .redressGiven: complaint.openRedress.isEmpty
        case .everybodyAnswered:
            complaint.members.union([complaint.id]).isSubset(of: complaint.answered)
        case .isMember: complaint.mergedInto != nil
        case .hasMember: !complaint.members.isEmpty
        default: nil
        }
    }

    /// What was withdrawn, or an outside body decided on, may have been so before anybody wrote.
    private var isAcknowledged: Bool {
        complaint.acknowledgedAt != nil
            || (complaint.decision != nil && complaint.decidedBy == nil)
    }

    /// Of the case and of all that were merged into it.
    package var linkedCalls: Set<Call.ID> {
        Set(([complaint] + members).flatMap(\.calls).map(\.call))
    }

    /// Nil when it isn't a need of who asks.
    private func asker(_ asking: ComplaintAsking, has need: ComplaintNeed) -> Bool? {
        let person = asking.principal.person
        switch need {
        case .ownCase: return complaint.assignee == person
        case .askedOne:
            guard let agent = asking.principal.agent else { return false }
            if case .answerQuestion(let number)? = asking.deed {
                return complaint.questions[number] == agent
            }
            return complaint.questions.values.contains(agent)
        case .openRequest: return !requests(asking).isEmpty
        case .secondPerson:
            return requests(asking).contains { $0.askedBy != person }
        case .approverLimit:
            let limit = classes.limit(of: asking.principal.roles)
            return requests(asking).contains { request in
                guard case .redress(let redress) = request.kind else { return true }
                return ComplaintRedress.total(redress).map { $0 <= limit } ?? false
            }
        default: return nil
        }
    }

    /// The open request that is decided on, or all of them for a button.
    private func requests(_ asking: ComplaintAsking) -> [ComplaintRequest] {
        switch asking.deed {
        case .approve(let number)?, .refuse(let number)?:
            [complaint.requests[number]].compactMap { $0 }.filter { $0.outcome == nil }
        default: complaint.requests.values.filter { $0.outcome == nil }
        }
    }
}

extension ComplaintRedress {
    /// Nil when it can't be told: an amount below nothing, or beyond all bounds.
    static func total(_ redress: [ComplaintRedress]) -> Int64? {
        redress.reduce(Int64?(0)) { sum, part in
            guard let sum, part.amount >= 0 else { return nil }
            let added = sum.addingReportingOverflow(part.amount)
            return added.overflow ? nil : added.partialValue
        }
    }
}

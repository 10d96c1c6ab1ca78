import Foundation
import Testing

@testable import Calls

/// From every state, every act, every role.
struct ComplaintTableTests {
    @Test func `every act stands in the table once`() {
        let acts = ComplaintTable.rules.map(\.act)
        #expect(acts.count == Set(acts).count)
        #expect(Set(acts) == Set(ComplaintAct.allCases))
        for rule in ComplaintTable.rules {
            #expect(!rule.permissions.isEmpty, "\(rule.act)")
            #expect(rule.needs.count == Set(rule.needs).count, "\(rule.act)")
        }
    }

    @Test(arguments: Complaint.State.allCases, [false, true])
    func `what may be done is what the table says`(state: Complaint.State, isEscalated: Bool) {
        for rule in ComplaintTable.rules {
            for role in Role.allCases {
                let principal = ComplaintSample.principal(role)
                let complaint = ready(for: rule.act, in: state, isEscalated, principal)
                let bar = ComplaintSample.standing(complaint).bar(to: rule.act, by: principal)
                #expect(
                    (bar == nil) == expected(rule, state, role, isEscalated),
                    "\(rule.act) by \(role) of \(state): \(String(describing: bar))")
            }
        }
    }

    /// State and permission, and the first line for those who have no more than it.
    private func expected(
        _ rule: ComplaintRule, _ state: Complaint.State, _ role: Role, _ isEscalated: Bool
    ) -> Bool {
        let has = rule.permissions.filter { PermissionTable.reach(of: role, $0) != nil }
        guard rule.from.contains(state), !has.isEmpty else { return false }
        let isOfFirstLine = has == [.solveComplaints] || rule.needs.contains(.firstLine)
        return !(isOfFirstLine && isEscalated)
    }

    /// A case in `state` with all that `act` needs, so that only state and role decide.
    private func ready(
        for act: ComplaintAct, in state: Complaint.State, _ isEscalated: Bool,
        _ principal: Principal
    ) -> Complaint {
        var complaint = ComplaintSample.received()
        complaint.state = state
        complaint.isEscalated = isEscalated
        complaint.assignee = principal.person
        complaint.acknowledgedAt = ComplaintSample.start
        complaint.assessment = ComplaintSample.classes.assess(
            complaint.receipt, type: "delay", severity: "low", complexity: .simple)
        complaint.calls = [ComplaintCall(ComplaintSample.call, agent: nil, isSubject: true)]
        complaint.questions = [4: ComplaintSample.asked]
        complaint.findings = ComplaintFindings(causes: ["care"])
        complaint.members = [Complaint.ID(300)]
        complaint.answered = [ComplaintSample.id, Complaint.ID(300)]
        complaint.waitsFor = act == .resume ? .customer : nil
        if [.approve, .refuse].contains(act) {
            complaint.requests = [
                5: ComplaintRequest(kind: .extension("once"), askedBy: "account:y")
            ]
        }
        if act == .unmerge { complaint.mergedInto = Complaint.ID(400) }
        return complaint
    }

    @Test(arguments: Set(ComplaintTable.rules.flatMap(\.needs)))
    func `a need that isn't met stands in the way`(need: ComplaintNeed) {
        for rule in ComplaintTable.rules where rule.needs.contains(need) {
            for state in rule.from {
                let principal = ComplaintSample.principal(for: rule)
                var complaint = ready(for: rule.act, in: state, false, principal)
                complaint.lack(need, principal)
                var standing = ComplaintSample.standing(complaint)
                if need == .callsHeld { standing.heldCalls = [] }
                guard let deed = ComplaintSample.badDeed(rule.act, need) else { continue }
                let bar = standing.bar(
                    to: deed, by: principal, saying: need == .words ? " \n" : "words")
                guard case .needs(let unmet)? = bar else {
                    let found = String(describing: bar)
                    Issue.record("\(rule.act) of \(state) without \(need): \(found)")
                    continue
                }
                #expect(unmet.contains(need), "\(rule.act) of \(state)")
            }
        }
    }
}

extension Complaint {
    /// Takes away what `need` asks of the case.
    fileprivate mutating func lack(_ need: ComplaintNeed, _ principal: Principal) {
        switch need {
        case .acknowledged: acknowledgedAt = nil
        case .assessed: assessment = nil
        case .firstLine: isEscalated = true
        case .findings: findings = nil
        case .waiting: waitsFor = nil
        case .notWaiting: waitsFor = .customer
        case .nothingAsked, .freshRequest:
            requests = [
                8: ComplaintRequest(kind: .extension("once"), askedBy: "account:y"),
                9: ComplaintRequest(kind: .special, askedBy: "account:y"),
                10: ComplaintRequest(kind: .redress([]), askedBy: "account:y"),
            ]
        case .redressGiven: openRedress = [0]
        case .everybodyAnswered: answered = [id]
        case .isMember: mergedInto = nil
        case .hasMember: members = []
        case .ownCase: assignee = "account:y"
        case .askedOne: questions = [:]
        case .openRequest: requests = [:]
        case .secondPerson:
            requests = [5: ComplaintRequest(kind: .extension("once"), askedBy: principal.person)]
        case .approverLimit:
            let much = ComplaintRedress(kind: "refund", amount: 5001)
            requests = [5: ComplaintRequest(kind: .redress([much]), askedBy: "account:y")]
        case .fittingWorker: earlierDeciders = ["account:worker"]
        case .room: history = Array(repeating: history[0], count: Complaint.Limits.events)
        default: break
        }
    }
}

import CallStore
package import Calls
import Foundation

/// What is done with a complaint: every act by the table of acts, as one event, with what follows
/// from it.
extension CallDesk {
    /// Does `deed`, saying `text`. `event` is the number of the last event that the person saw, nil
    /// for whatever there is; refused when something else happened since.
    package func actOnComplaint(
        _ id: Complaint.ID, _ deed: ComplaintDeed, saying text: String, after event: Int? = nil,
        by principal: Principal
    ) async throws {
        try await act(on: id, deed.act, saying: text, after: event, by: principal) { _, _ in deed }
    }

    /// By which the first line may solve it follows from the classes. `product` is the code of what
    /// it is about, nil when that stays.
    package func assessComplaint(
        _ id: Complaint.ID, type: String, severity: String, complexity: Complaint.Complexity,
        product: String? = nil, saying text: String, after event: Int? = nil,
        by principal: Principal
    ) async throws {
        let classes = complaintRules.classes
        try await act(on: id, .assess, saying: text, after: event, by: principal) { found, _ in
            .assess(
                classes.assess(
                    found.complaint.receipt, type: type, severity: severity,
                    complexity: complexity,
                    product: product == found.row.productCode ? nil : product))
        }
    }

    /// Gives it to `person`; by rule and load when nil.
    package func assignComplaint(
        _ id: Complaint.ID, to person: String?, saying text: String, after event: Int? = nil,
        by principal: Principal
    ) async throws {
        let desk = self
        try await act(on: id, .assign, saying: text, after: event, by: principal) { found, db in
            if let person { return .assign(try desk.complaintWorker(person, in: db)) }
            let chosen = ComplaintAssignment.choose(
                among: try desk.complaintCandidates(in: db), for: found.standing, language: nil)
            guard let chosen else { throw Refusal.nobodyFits }
            return .assign(chosen)
        }
    }

    /// Asks the agent with this code.
    package func askAboutComplaint(
        _ id: Complaint.ID, agentCode: String, saying text: String, after event: Int? = nil,
        by principal: Principal
    ) async throws {
        let desk = self
        try await act(on: id, .ask, saying: text, after: event, by: principal) { _, db in
            .ask(try desk.agent(agentCode, in: db).id)
        }
    }

    /// Links a call that `principal` sees.
    package func linkCall(
        _ id: Complaint.ID, call: Call.ID, isSubject: Bool, saying text: String,
        after event: Int? = nil, by principal: Principal
    ) async throws {
        let desk = self
        try await act(on: id, .linkCall, saying: text, after: event, by: principal) { _, db in
            .linkCall(
                try desk.complaintCall(call, isSubject: isSubject, for: principal, in: db))
        }
    }

    private func act(
        on id: Complaint.ID, _ act: ComplaintAct, saying text: String, after event: Int?,
        by principal: Principal,
        _ deed: @escaping @Sendable (ComplaintCase, Transaction) throws -> ComplaintDeed
    ) async throws {
        let desk = self
        let text = try checked(words: text, of: act)
        try await change(by: principal, needing: act.permission(of: principal)) { change in
            var found = try desk.open(id, to: act, after: event, in: change)
            let wanted = try desk.completed(
                deed(found, change.db), of: found, for: principal, in: change.db)
            let done = try found.standing.event(
                of: wanted, by: principal, saying: text, at: change.now)
            let before = found.complaint
            try desk.add(done, saying: text, to: &found, in: &change)
            try desk.handOn(&found, from: before, in: &change)
        }
    }

    /// What left the first line isn't left with whoever works there.
    private func handOn(
        _ found: inout ComplaintCase, from before: Complaint, in change: inout Change
    ) throws {
        guard !before.isEscalated, found.complaint.isEscalated,
            !change.principal.may(.workComplaints),
            found.complaint.assignee.map({ $0 == change.principal.person }) ?? true
        else { return }
        try assignByRule(&found, in: &change)
    }

    /// The case that is acted on, as far as `change`'s principal sees it.
    func open(
        _ id: Complaint.ID, to act: ComplaintAct, after event: Int?, in change: Change
    ) throws -> ComplaintCase {
        let principal = change.principal
        let found: ComplaintCase
        if act == .answerQuestion {
            // Who is asked sees nothing else of it, and is often whom it is about.
            found = try complaintCase(id, in: change.db)
            guard let agent = principal.agent,
                try change.db.complaintQuestions(of: id).contains(where: { $0.agent == agent })
            else { throw Refusal.noSuchComplaint }
        } else {
            found = try existing(id, for: principal, in: change.db)
            guard isSeen(found.row, by: principal, act.permission(of: principal)) else {
                throw Refusal.noSuchComplaint
            }
        }
        if let event, event != found.row.events { throw Refusal.complaintChanged }
        return found
    }

    /// What the desk itself has to see to in a deed that somebody brings.
    private func completed(
        _ deed: ComplaintDeed, of found: ComplaintCase, for principal: Principal,
        in db: Transaction
    ) throws -> ComplaintDeed {
        switch deed {
        case .receive, .merge, .absorb, .unmerge, .release, .split, .link:
            throw Refusal.badComplaint(
                "This is done with two complaints at once. Name the other one.", "act")
        case .assess(let made):
            return .assess(
                complaintRules.classes.assess(
                    found.complaint.receipt, type: made.type, severity: made.severity,
                    complexity: made.complexity, product: made.product))
        case .assign(let worker):
            return .assign(try complaintWorker(worker.person, in: db))
        case .linkCall(let call):
            return .linkCall(
                try complaintCall(
                    call.call, isSubject: call.isSubject, for: principal, in: db))
        case .ask(let agent):
            guard try verified(db.agent(agent)) != nil else {
                throw Refusal.badComplaint(
                    "There is no such agent. Look them up in the roster.", "agent")
            }
            return deed
        case .answer(let letter):
            return .answer(freeWorded(letter, of: found))
        case .attach:
            throw Refusal.badComplaint("A document is added with its bytes. Send them.", "act")
        case .acknowledgeBy, .tellDelay:
            throw Refusal.badComplaint(
                "Letters out of templates are sent from where they are written.", "act")
        default:
            try checkSizes(of: deed)
            return deed
        }
    }

    private func checkSizes(of deed: ComplaintDeed) throws {
        let redress =
            switch deed {
            case .request(.redress(let asked)): asked
            case .solve(let made), .decide(let made), .settle(let made), .rule(let made):
                made.redress
            default: [ComplaintRedress]()
            }
        guard redress.count <= Complaint.Limits.redress else {
            throw Refusal.badComplaint(
                "A complaint is made good with at most \(Complaint.Limits.redress) things. "
                    + "Join some of them.", "redress")
        }
    }

    /// Trimmed. The letter to the customer always has words.
    func checked(words text: String, of act: ComplaintAct) throws -> String {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard text.count <= Complaint.Limits.textCharacters, act != .answer || !text.isEmpty
        else { throw Refusal(.needs([.words])) }
        return text
    }
}

extension ComplaintAct {
    /// The one of its permissions that `principal` has; the first for who has none.
    func permission(of principal: Principal) -> Permission {
        let permissions = ComplaintTable.rule(self).permissions
        return permissions.first(where: principal.may) ?? permissions[0]
    }
}

import CallStore
import Calls
import Foundation

/// Who gets a case: by rule and load.
extension CallDesk {
    private static var handlersMax: Int { 2_000 }

    /// Whoever has the role of a complaint handler and isn't disabled, with their load.
    func complaintCandidates(in db: Transaction) throws -> [ComplaintCandidate] {
        let (loads, given) = (try db.complaintLoads(), try db.lastAssigned())
        let handlers = try db.accounts(withRole: .complaintHandler, limit: Self.handlersMax)
        return try handlers.compactMap { id in
            guard let account = try verified(db.account(id)), account.disabledAt == nil else {
                return nil
            }
            let principal = try principal(of: account, in: db)
            guard principal.may(.workComplaints) else { return nil }
            let worker = ComplaintWorker(principal)
            var candidate = ComplaintCandidate(
                worker, load: weight(of: loads[worker.person] ?? [:]))
            candidate.lastGivenAt = given[worker.person]
            return candidate
        }
    }

    /// What isn't assessed yet weighs as the slightest does.
    private func weight(of open: [String?: Int]) -> Int {
        let classes = complaintRules.classes
        return open.reduce(0) { sum, open in
            let weight =
                classes.severities.first { $0.code == open.key }?.load
                ?? classes.severities.first?.load ?? 1
            return sum + weight * open.value
        }
    }

    /// A case that was just registered goes to whoever registered it when they work in the first
    /// line and may solve it, and else by rule and load; to nobody when nobody may have it.
    func assignFirst(_ found: inout ComplaintCase, in change: inout Change) throws {
        let principal = change.principal
        let worker = ComplaintWorker(principal)
        let isFirstLine = principal.may(.solveComplaints) && !principal.may(.workComplaints)
        if isFirstLine, found.standing.recusal(of: worker) == nil {
            try give(&found, to: worker, in: &change)
        } else {
            try assignByRule(&found, in: &change)
        }
    }

    func assignByRule(_ found: inout ComplaintCase, in change: inout Change) throws {
        let chosen = ComplaintAssignment.choose(
            among: try complaintCandidates(in: change.db), for: found.standing, language: nil)
        if let chosen { try give(&found, to: chosen, in: &change) }
    }

    private func give(
        _ found: inout ComplaintCase, to worker: ComplaintWorker, in change: inout Change
    ) throws {
        let event = found.complaint.event(
            .assign(worker), by: Principal.daemon.person, at: change.now)
        try add(event, to: &found, in: &change)
    }

    /// The one who is meant by `person`, as an account that may work complaints.
    func complaintWorker(_ person: String, in db: Transaction) throws -> ComplaintWorker {
        let prefix = "account:"
        guard person.hasPrefix(prefix), let id = Account.ID(text: person.dropFirst(prefix.count)),
            let account = try verified(db.account(id)), account.disabledAt == nil
        else { throw Refusal.noWorker }
        let principal = try principal(of: account, in: db)
        guard principal.may(.workComplaints) || principal.may(.solveComplaints) else {
            throw Refusal.noWorker
        }
        return ComplaintWorker(principal)
    }

    /// Who can be given the case, the fittest first.
    func workers(
        for standing: ComplaintStanding, in db: Transaction
    ) throws -> [ComplaintDetail.Worker] {
        var left = try complaintCandidates(in: db)
        var workers: [ComplaintDetail.Worker] = []
        while workers.count < Self.pageMax,
            let next = ComplaintAssignment.choose(among: left, for: standing, language: nil)
        {
            let load = left.first { $0.worker == next }?.load ?? 0
            left.removeAll { $0.worker == next }
            let title = try title(of: next.person, in: db) ?? next.person
            workers.append(.init(person: next.person, title: title, load: load))
        }
        return workers
    }
}

extension Refusal {
    fileprivate static var noWorker: Refusal {
        badComplaint(
            "There is nobody of this name who works complaints. Choose from the list.", "person")
    }

    static var nobodyFits: Refusal {
        Refusal(
            .conflict, .complaintNeeds,
            "Nobody can be given it by rule: there is no handler, or it is about all of them. "
                + "Name somebody.", subject: ComplaintNeed.fittingWorker.rawValue)
    }
}

import CallStore
import Calls
import Foundation

/// What of complaints is told outside.
extension CallDesk {
    /// What `event`, which was just added to the case, is to be told of.
    func tell(of event: ComplaintEvent, in found: ComplaintCase, change: Change) throws {
        guard !settings.notices.isEmpty else { return }
        let nearest = nearest(found.readings(at: change.now))
        var telling = Telling(
            kind: .assigned, object: found.object, facts: facts(of: found, nearest))
        switch event.deed {
        case .assign(let worker) where worker.person != change.principal.person:
            telling.recipient = .person(worker.person)
        case .ask(let agent):
            guard let account = try verified(change.db.account(ofAgent: agent)) else { return }
            telling.kind = .questionAsked
            telling.recipient = .person("account:\(account.id)")
        case .request:
            telling.kind = .waitsForApproval
            telling.recipient = .role(.complianceOfficer)
            telling.facts[.request] = event.deed.act.rawValue
        default: return
        }
        try tell(telling, in: change)
    }

    /// That the case came as a file.
    func tellRegistered(_ found: ComplaintCase, in change: Change) throws {
        guard !settings.notices.isEmpty else { return }
        let nearest = nearest(found.readings(at: change.now))
        try tell(
            Telling(
                kind: .registeredByFile, object: found.object, recipient: worker(of: found),
                facts: facts(of: found, nearest)), in: change)
    }

    /// That a clock of the case ran out.
    func tellBreached(
        _ reading: ClockReading, of found: ComplaintCase, in change: Change
    ) throws {
        try tell(
            Telling(
                kind: .clockBreached, object: found.object, recipient: worker(of: found),
                facts: facts(of: found, reading)), in: change)
    }

    /// That clocks of the case are near their ends, each end once.
    func tellWarnings(
        _ readings: [ClockReading], of found: ComplaintCase, in change: Change
    ) throws {
        for warning in warnings(readings, of: found) { try tellOnce(warning, in: change) }
    }

    /// Whether something of this kind is to be told.
    func hasWarnings(
        _ readings: [ClockReading], of found: ComplaintCase, in db: Transaction
    ) throws -> Bool {
        try warnings(readings, of: found).contains { try !sendersUntold($0, in: db).isEmpty }
    }

    private func warnings(_ readings: [ClockReading], of found: ComplaintCase) -> [Telling] {
        guard tells(of: .clockWarning) else { return [] }
        return readings.filter { $0.state == .running && $0.level != .quiet }.map { reading in
            Telling(
                kind: .clockWarning, object: found.object, recipient: worker(of: found),
                facts: facts(of: found, reading))
        }
    }

    /// Whoever has it, else those who could.
    private func worker(of found: ComplaintCase) -> NoticeRecipient {
        found.complaint.assignee.map { .person($0) } ?? .role(.complaintHandler)
    }

    private func facts(
        of found: ComplaintCase, _ reading: ClockReading?
    ) -> [Notice.Fact: String] {
        var facts: [Notice.Fact: String] = [.number: found.row.number.description]
        facts[.severity] = found.complaint.assessment?.severity
        facts[.due] = reading?.dueDay?.description
        facts[.regime] = reading?.regime
        facts[.clock] = reading?.clock
        return facts
    }
}

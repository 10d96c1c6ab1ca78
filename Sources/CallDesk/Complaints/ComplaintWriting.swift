import CallLedger
import CallStore
import CallVault
import Calls
import Foundation

/// One event, with everything that follows from it, in one transaction.
extension CallDesk {
    /// Adds `event` to the case: the event with its words, the rows that lists go by, and the
    /// ledger entry.
    func add(
        _ event: ComplaintEvent, saying text: String = "", to found: inout ComplaintCase,
        in change: inout Change
    ) throws {
        let before = found.complaint
        try change.db.insert(sealed(eventRow(event, of: found.id, saying: text)))
        found.standing.complaint = before.after(event)
        try syncCalls(of: found, before: before, in: &change)
        try syncQuestion(event, of: found, in: change)
        try syncAgents(of: found, before: before, in: change)
        try syncCauses(of: found, before: before, in: change)
        try write(&found, in: change)
        try writeMembers(of: found, in: change)
        try change.record(
            try LedgerAction(event.deed.act), object: found.object,
            details: ledgerDetails(of: event, from: before, to: found.complaint),
            concerning: found.row.customer)
        try tell(of: event, in: found, change: change)
    }

    private func eventRow(
        _ event: ComplaintEvent, of id: Complaint.ID, saying text: String
    ) throws -> ComplaintEventRow {
        try ComplaintEventRow(
            complaint: id, event: event,
            textSealed: text.isEmpty
                ? [] : vault.seal(text, as: Self.complaintEventPlace(id, event.number)))
    }

    /// Writes the case's row as its next version.
    func write(_ found: inout ComplaintCase, in change: Change) throws {
        try fill(&found.row, from: found.complaint, in: change.db)
        found.row.setNext(nearest(found.readings(at: change.now)))
        found.row.version += 1
        found.row = sealed(found.row)
        try change.db.update(found.row)
        try writeFigure(of: found, in: change.db)
    }

    /// The clocks of those that were merged into a case go by its events too.
    private func writeMembers(of found: ComplaintCase, in change: Change) throws {
        for member in found.standing.members {
            guard var row = try verified(change.db.complaint(member.id)) else { continue }
            try change.db.put(figure(of: row, member, partOf: found.complaint))
            let next = nearest(found.standing.readings(of: member, at: change.now))
            guard row.setNext(next) else { continue }
            row.version += 1
            try change.db.update(sealed(row))
        }
    }

    /// What lists go by, as `complaint` has it.
    func fill(_ row: inout ComplaintRow, from complaint: Complaint, in db: Transaction) throws {
        row.state = complaint.state
        row.round = complaint.round
        row.assignee = complaint.assignee
        row.type = complaint.assessment?.type
        row.severity = complaint.assessment?.severity
        row.complexity = complaint.complexity
        row.productCode = complaint.assessment?.product ?? row.productCode
        row.outcome = complaint.decision?.outcome
        row.complainants = complaint.receipt.complainants
        row.isVulnerable = complaint.receipt.isVulnerable
        row.isEscalated = complaint.isEscalated
        row.isWaiting = complaint.waitsFor != nil
        row.isAsked = complaint.requests.values.contains { $0.outcome == nil }
        row.mergedInto = complaint.mergedInto
        row.closedAt =
            complaint.state == .closed
            ? complaint.history.last { $0.deed.act == .close }?.at : nil
        row.regimes = complaint.place.regimes
        row.events = complaint.history.count
        try fillSubject(of: &row, from: complaint, in: db)
    }

    /// Team, campaign and customer follow from the calls where nothing else says them.
    private func fillSubject(
        of row: inout ComplaintRow, from complaint: Complaint, in db: Transaction
    ) throws {
        let subjects = try complaint.calls.filter(\.isSubject).compactMap {
            try verified(db.call($0.call))
        }
        var team = subjects.lazy.compactMap(\.teamID).first
        if team == nil {
            for agent in complaint.receipt.about.sorted() where team == nil {
                team = try verified(db.team(of: agent, at: complaint.receipt.at))?
                    .membership.team
            }
        }
        row.team = team
        row.campaign = row.campaign ?? subjects.lazy.compactMap(\.campaignID).first
        if row.productCode == nil { row.productCode = try product(of: row.campaign, in: db) }
        row.customer = row.customer ?? subjects.first?.customerID
    }

    /// What the campaign sells, by the house's classes.
    private func product(of campaign: Campaign.ID?, in db: Transaction) throws -> String? {
        guard !complaintRules.classes.products.isEmpty, let campaign,
            let row = try verified(db.campaign(campaign))
        else { return nil }
        return complaintRules.classes.product(ofCampaign: row.code)?.code
    }

    /// The clock that ends first among the duties that run or are over and weren't done.
    func nearest(_ readings: [ClockReading]) -> ClockReading? {
        readings.filter { reading in
            [.running, .breached].contains(reading.state) && reading.due != nil
                && complaintRules.book.regimes[reading.regime]?.clocks
                    .first { $0.name == reading.clock }?.kind == .duty
        }.min { ($0.due ?? .distantFuture) < ($1.due ?? .distantFuture) }
    }
}

extension ComplaintRow {
    /// Whether it changed anything.
    @discardableResult
    mutating func setNext(_ reading: ClockReading?) -> Bool {
        let due = reading?.due.map { Date(microseconds: $0.microseconds) }
        guard due != nextDueAt || reading?.regime != nextRegime || reading?.clock != nextClock
        else { return false }
        nextDueAt = due
        nextRegime = reading?.regime
        nextClock = reading?.clock
        return true
    }
}

/// The rows that lists and recusal go by.
extension CallDesk {
    private func syncCalls(
        of found: ComplaintCase, before: Complaint, in change: inout Change
    ) throws {
        let (old, new) = (before.calls, found.complaint.calls)
        guard old != new else { return }
        for gone in old where !new.contains(where: { $0.call == gone.call }) {
            try change.db.delete(row(gone, of: found.id))
        }
        for call in new where !old.contains(call) {
            if old.contains(where: { $0.call == call.call }) {
                try change.db.update(row(call, of: found.id))
            } else {
                try change.db.insert(row(call, of: found.id))
            }
            try hold(call.call, for: found, in: &change)
            if call.isSubject { try queueForScoring(call.call, in: &change) }
        }
    }

    private func row(_ call: ComplaintCall, of id: Complaint.ID) -> ComplaintCallRow {
        sealed(ComplaintCallRow(complaint: id, call: call.call, isSubject: call.isSubject))
    }

    private func syncQuestion(
        _ event: ComplaintEvent, of found: ComplaintCase, in change: Change
    ) throws {
        switch event.deed {
        case .ask(let agent):
            try change.db.insert(
                sealed(
                    ComplaintQuestionRow(
                        complaint: found.id, number: event.number, agent: agent,
                        askedAt: event.at)))
        case .answerQuestion(let number):
            guard var row = try verified(change.db.complaintQuestion(number, of: found.id))
            else { throw DeskFault.rowAltered(table: ComplaintQuestionRow.table) }
            row.answeredAt = event.at
            try change.db.update(sealed(row))
        default: break
        }
    }

    private func syncCauses(
        of found: ComplaintCase, before: Complaint, in change: Change
    ) throws {
        let (old, new) = (before.causes, found.complaint.causes)
        for code in old.subtracting(new).sorted() {
            try change.db.delete(ComplaintCauseRow(complaint: found.id, code: code))
        }
        for code in new.subtracting(old).sorted() {
            try change.db.insert(sealed(ComplaintCauseRow(complaint: found.id, code: code)))
        }
    }

    func syncAgents(
        of found: ComplaintCase, before: Complaint?, in change: Change
    ) throws {
        let (old, new) = (before?.agents ?? [], found.complaint.agents)
        for agent in old.subtracting(new).sorted() {
            try change.db.delete(ComplaintAgentRow(complaint: found.id, agent: agent))
        }
        for agent in new.subtracting(old).sorted() {
            try change.db.insert(
                sealed(ComplaintAgentRow(complaint: found.id, agent: agent)))
        }
    }
}

extension CallDesk {
    static func complaintPlace(_ id: Complaint.ID, _ column: String) -> FieldPlace {
        FieldPlace(table: "complaint", column: column, row: id.rawValue, version: 1)
    }

    static func complaintEventPlace(_ id: Complaint.ID, _ number: Int) -> FieldPlace {
        FieldPlace(
            table: "complaint_event", column: "text", row: id.rawValue, version: Int64(number))
    }

    static func complaintPartyPlace(_ id: Complaint.ID, _ number: Int) -> FieldPlace {
        FieldPlace(
            table: "complaint_party", column: "facts", row: id.rawValue, version: Int64(number))
    }
}

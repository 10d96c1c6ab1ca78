import CallStore
import Calls
import Foundation

/// Complaints as lines of lists, with their clocks as they are just now.
extension CallDesk {
    /// Who doesn't show customers leaves their names sealed.
    func summaries(
        of rows: [ListedComplaintRow], at now: Date, namingCustomers: Bool = true,
        in db: Transaction
    ) throws -> [ComplaintSummary] {
        let histories = try histories(of: rows.map(\.complaint), in: db)
        let titles = try titles(of: rows.compactMap(\.complaint.assignee), in: db)
        return try rows.map { listed in
            let row = listed.complaint
            var summary = ComplaintSummary(row)
            summary.assigneeTitle = row.assignee.flatMap { titles[$0] }
            if namingCustomers {
                summary.customerNameMasked = try listed.customer.flatMap(maskedName)
            }
            summary.nearest = nearest(readings(of: row, histories, at: now))
            return summary
        }
    }

    func summary(of found: ComplaintCase, at now: Date, in db: Transaction) throws
        -> ComplaintSummary
    {
        var summary = ComplaintSummary(found.row)
        summary.assigneeTitle = try found.row.assignee.flatMap { try title(of: $0, in: db) }
        if let id = found.row.customer, let customer = try living(orMerged: id, in: db) {
            summary.customerNameMasked = try maskedName(of: customer)
        }
        summary.nearest = nearest(found.readings(at: now))
        return summary
    }

    /// What tells one customer from the next: the masked name, else the masked number.
    private func maskedName(of customer: CustomerRow) throws -> String? {
        guard let key = try key(of: customer) else { return nil }
        if let name = try facts(of: customer, under: key).masked.name { return name }
        return try number(of: customer)?.masked
    }

    /// Of `rows` and of what they were merged into, as far as clocks go by them.
    private func histories(
        of rows: [ComplaintRow], in db: Transaction
    ) throws -> [Complaint.ID: Complaint] {
        let ids = Set(rows.map(\.id)).union(rows.compactMap(\.mergedInto)).sorted()
        let events = Dictionary(
            grouping: try db.complaintEvents(ofAll: ids, acts: Self.clockActs), by: \.complaint)
        return events.compactMapValues { events in
            events.first.flatMap {
                Complaint(id: $0.complaint, history: events.map(\.event))
            }
        }
    }

    /// What clocks go by; tests compare what lists say with what pages say.
    private static let clockActs: [ComplaintAct] = {
        let others: Set<ComplaintAct> = [
            .take, .assign, .escalate, .linkCall, .unlinkCall, .represent, .note, .investigate,
            .ask, .answerQuestion, .find, .refuse, .give, .link, .split,
        ]
        return ComplaintAct.allCases.filter { !others.contains($0) }
    }()

    private func readings(
        of row: ComplaintRow, _ histories: [Complaint.ID: Complaint], at now: Date
    ) -> [ClockReading] {
        guard let complaint = histories[row.id] else { return [] }
        let whole = row.mergedInto.flatMap { histories[$0] }
        return ComplaintCase(
            row: row,
            standing: ComplaintStanding(complaint, heldCalls: [], rules: complaintRules),
            whole: whole
        ).readings(at: now)
    }
}

extension ComplaintSummary {
    init(_ row: ComplaintRow) {
        self.init(
            id: row.id, number: row.number, state: row.state, channel: row.channel,
            receivedAt: row.receivedAt)
        round = row.round
        type = row.type
        severity = row.severity
        complexity = row.complexity
        outcome = row.outcome
        complainants = row.complainants
        isVulnerable = row.isVulnerable
        isEscalated = row.isEscalated
        isWaiting = row.isWaiting
        isAsked = row.isAsked
        assignee = row.assignee
        customer = row.customer
        mergedInto = row.mergedInto
        closedAt = row.closedAt
    }
}

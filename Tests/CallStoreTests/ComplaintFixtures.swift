import CallStore
import Calls
import Foundation
import TestSupport
import Testing

extension ComplaintRow {
    /// Received so many seconds after the epoch as its id says.
    static func made(
        _ id: Int64, _ state: Complaint.State = .received, due: Double? = nil,
        by person: String = "account:clerk", year: Int = 26
    ) throws -> ComplaintRow {
        var row = ComplaintRow(
            id: Complaint.ID(id),
            number: try #require(ComplaintNumber(year: year, count: Int(id))),
            language: "zh-Hant", channel: .phone,
            receivedAt: .epoch.addingTimeInterval(Double(id)), registeredBy: person,
            registeredAt: .epoch.addingTimeInterval(Double(id)))
        row.state = state
        row.nextDueAt = due.map { .epoch.addingTimeInterval($0) }
        return row
    }
}

extension ComplaintEventRow {
    static func sample(
        _ complaint: Int64, _ number: Int, _ deed: ComplaintDeed, by person: String = "account:a",
        at seconds: Double = 0, saying text: [UInt8] = []
    ) throws -> ComplaintEventRow {
        try ComplaintEventRow(
            complaint: Complaint.ID(complaint),
            event: ComplaintEvent(
                number: number, at: .epoch.addingTimeInterval(seconds), by: person, deed: deed),
            textSealed: text)
    }
}

extension TestDatabase {
    /// What complaints refer to: two customers, two agents, two teams, a campaign, three calls.
    func withRoster() async throws {
        let customer = try await withCustomer()
        try await database.write { db in
            try db.insert(
                CustomerRow(
                    id: Customer.ID(2), wrappedKey: [1], keyEpoch: 1, blindIndex: 78,
                    numberSealed: [4], version: 1, createdAt: .epoch))
            for id in 1...2 as ClosedRange<Int64> {
                try db.insert(AgentRow(id: Agent.ID(id), code: "20\(id)", firstSeenAt: .epoch))
                try db.insert(TeamRow(id: Team.ID(id), name: "Team \(id)"))
            }
            try db.insert(CampaignRow(id: Campaign.ID(1), code: "winter", firstSeenAt: .epoch))
            for id in 1...3 as ClosedRange<Int64> {
                try db.insert(CallRow.sample(id, customer: customer, agentID: Agent.ID(1)))
            }
        }
    }

    /// The ids of the complaints that `selection` shows.
    func complaints(
        _ selection: ComplaintSelection, within reach: ComplaintReach = .everything,
        limit: Int = 100
    ) async throws -> [Int64] {
        let (listed, count) = try await database.read { db in
            (
                try db.complaints(selection, within: reach, after: nil, limit: limit),
                try db.countComplaints(selection, within: reach, bound: limit)
            )
        }
        guard count == listed.count else { return [-1] }
        return listed.map(\.complaint.id.rawValue)
    }
}

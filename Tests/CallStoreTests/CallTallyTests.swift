import CallStore
import Calls
import Foundation
import TestSupport
import Testing

struct CallTallyTests {
    private let day = LocalDay(number: 19_000)

    private func call(
        _ id: Int64, on day: Int = 19_000, team: Int64? = nil, agent: Int64? = nil,
        campaign: Int64? = nil, stage: FunnelStage? = nil, customer: Int64 = 1
    ) -> CallRow {
        var row = CallRow.sample(
            id, startedAt: LocalDay(number: day).start(in: .utc), customer: Customer.ID(customer),
            agentID: agent.map { Agent.ID($0) })
        row.localDay = day
        row.teamID = team.map { Team.ID($0) }
        row.campaignID = campaign.map { Campaign.ID($0) }
        row.stage = stage
        return row
    }

    private func filled(_ engine: Engine) async throws -> TestDatabase {
        let store = try await TestDatabase(engine)
        try await store.withRoster()
        try await store.database.write { db in
            for day in try db.markedDays(limit: 9) { try db.tally(day) }
            try db.insert(call(11, team: 1, agent: 1, campaign: 1, stage: .sale))
            try db.insert(call(12, team: 1, agent: 2, campaign: 1, customer: 2))
            try db.insert(call(13, on: 19_001, team: 2, agent: 2, stage: .offer))
        }
        return store
    }

    @Test(arguments: Engine.allCases)
    func `whatever changes a call marks its days, and counting clears the marks`(
        engine: Engine
    ) async throws {
        let store = try await filled(engine)
        try await store.database.write { db in
            #expect(try db.markedDays(limit: 9) == [19_001, 19_000])
            for day in try db.markedDays(limit: 9) { try db.tally(day) }
            #expect(try db.countMarkedDays() == 0)
            let stored = Set(try db.tallies(ofDay: 19_000))
            #expect(try Set(db.countedTallies(ofDay: 19_000)) == stored)
            // Three calls of nobody's team stand there from before.
            #expect(stored.map(\.calls).reduce(0, +) == 5)
            #expect(
                stored.contains(
                    CallTally(day: 19_000, team: 1, campaign: 1, agent: 1, calls: 1, sales: 1)))
            try db.update(call(13, on: 19_002, team: 2, agent: 2))
            #expect(try db.markedDays(limit: 9) == [19_002, 19_001])
            #expect(try db.isMarked(19_001) && !db.isMarked(19_000))
            for day in try db.markedDays(limit: 9) { try db.tally(day) }
            #expect(try db.tallies(ofDay: 19_001).isEmpty)
            #expect(try db.nextTallyDay(after: 19_000) == 19_002)
            #expect(try db.nextTallyDay(after: 19_002) == nil)
        }
    }

    @Test(arguments: Engine.allCases)
    func `calls, sales and customers are counted by whom and when`(engine: Engine) async throws {
        let store = try await filled(engine)
        try await store.database.write { db in
            for day in try db.markedDays(limit: 9) { try db.tally(day) }
        }
        try await store.database.read { db in
            let all = CallScope(day...day.advanced(by: 1))
            #expect(try db.callSum(all) == CallSum(calls: 6, sales: 1))
            #expect(try db.callSum(CallScope(day...day, teams: [])) == CallSum())
            let teams = try db.callSums(all, by: .team)
            #expect(teams.mapValues(\.calls) == [0: 3, 1: 2, 2: 1])
            #expect(try db.callSums(all, by: .agent)[2]?.calls == 2)
            let winter = CallScope(day...day, campaigns: [Campaign.ID(1)])
            #expect(try db.callSumsByDay(winter) == [day: CallSum(calls: 2, sales: 1)])
            #expect(try db.callSumsByDay(all, by: .team)[2]?[day.advanced(by: 1)]?.calls == 1)
            #expect(try db.customerCount(all) == 2)
            #expect(try db.customerCount(winter) == 2)
            #expect(try db.customerCounts(all, by: .team) == [0: 1, 1: 2, 2: 1])
            var none = all
            none.days = []
            #expect(try db.callSum(none) == CallSum() && db.customerCount(none) == 0)
            let two = CallScope(day...day)
            var both = two
            both.days.append(day.advanced(by: 1)...day.advanced(by: 3))
            #expect(try db.callSum(both) == db.callSum(all))
        }
    }

    @Test(arguments: Engine.allCases)
    func `a complaint counts once, on the day of what it is about`(engine: Engine) async throws {
        let store = try await filled(engine)
        let received = day.advanced(by: 10).start(in: .utc).addingTimeInterval(3600)
        try await store.database.write { db in
            for id in 1...4 as ClosedRange<Int64> {
                var row = try ComplaintRow.made(id)
                row = ComplaintRow(
                    id: row.id, number: row.number, language: "en", channel: .phone,
                    receivedAt: received, registeredBy: "account:clerk", registeredAt: received)
                row.team = Team.ID(id == 2 ? 2 : 1)
                row.mergedInto = id == 4 ? Complaint.ID(1) : nil
                row.productCode = id == 1 ? "loan" : nil
                try db.insert(row)
            }
            // About two calls, of which the earlier counts; one that isn't its subject.
            for (complaint, call, isSubject) in [(1, 13, true), (1, 11, true), (2, 12, false)]
                as [(Int64, Int64, Bool)]
            {
                try db.insert(
                    ComplaintCallRow(
                        complaint: Complaint.ID(complaint), call: Call.ID(call),
                        isSubject: isSubject))
            }
            try db.insert(ComplaintAgentRow(complaint: Complaint.ID(1), agent: Agent.ID(2)))
            for code in ["care", "price"] {
                try db.insert(ComplaintCauseRow(complaint: Complaint.ID(1), code: code))
            }
            #expect(try db.complaintCauses(of: Complaint.ID(1)).map(\.code) == ["care", "price"])
        }
        try await store.database.read { db in
            let early = OccurredDays(day...day.advanced(by: 5), in: .utc)
            let first = try #require(db.occurredComplaints(early).first)
            #expect(try db.occurredComplaints(early).count == 1)
            #expect(first.id == Complaint.ID(1) && first.day == day && first.product == "loan")
            #expect(first.agents == [Agent.ID(2)] && first.causes == ["care", "price"])
            let late = OccurredDays(day.advanced(by: 6)...day.advanced(by: 10), in: .utc)
            #expect(try db.occurredComplaints(late).map(\.id.rawValue) == [2, 3])
            #expect(
                try db.occurredComplaints(late, teams: [Team.ID(2)]).map(\.id.rawValue) == [2])
            #expect(try db.occurredComplaints(late, teams: []).isEmpty)
            // A list that is narrowed alike shows the same.
            var selection = ComplaintSelection(states: Set(Complaint.State.allCases))
            selection.leavesOutMembers = true
            for occurred in [early, late] {
                selection.occurred = occurred
                let listed = try db.complaints(
                    selection, within: .everything, after: nil, limit: 9)
                #expect(
                    try Set(listed.map(\.complaint.id))
                        == Set(db.occurredComplaints(occurred).map(\.id)))
            }
            selection.occurred = nil
            selection.causes = ["price", "other"]
            #expect(
                try db.countComplaints(selection, within: .everything, bound: 9) == 1)
            selection.team = Team.ID(2)
            #expect(
                try db.countComplaints(selection, within: .everything, bound: 9) == 0)
        }
    }
}

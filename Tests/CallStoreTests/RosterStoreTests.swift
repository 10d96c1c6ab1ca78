import CallStore
import Calls
import Foundation
import TestSupport
import Testing

@Suite struct RosterStoreTests {
    private static let now = Date.epoch

    /// Ten people `agent 0` … `agent 9` with the codes W0 … W9, the even ones in team 1 until now,
    /// the odd ones in team 2; and 40 unassigned codes, of which every fourth has calls.
    private func roster(_ engine: Engine) async throws -> TestDatabase {
        let store = try await TestDatabase(engine)
        let customer = try await store.withCustomer()
        try await store.database.write { db in
            for team in 1...2 as ClosedRange<Int64> {
                try db.insert(TeamRow(id: Team.ID(team), name: "team \(team)"))
            }
            for number in 0..<10 as Range<Int64> {
                let id = Agent.ID(number + 100)
                try db.insert(
                    AgentRow(
                        id: id, code: "W\(number)", firstSeenAt: .epoch, name: "agent \(number)"))
                try db.insert(
                    AgentTeamRow(
                        Membership(
                            id: Membership.ID(number), agent: id, team: Team.ID(number % 2 + 1),
                            validity: Validity(
                                until: number % 2 == 0 ? .epoch : nil))))
                try db.insert(
                    AgentCodeRow(
                        AgentCode(
                            id: AgentCode.ID(number), agent: id, kind: .extension,
                            code: "80%0\(number)", validity: .always)))
            }
            for number in 0..<40 as Range<Int64> {
                let id = Agent.ID(number + 1000)
                try db.insert(AgentRow(id: id, code: "\(number + 8000)", firstSeenAt: .epoch))
                guard number % 4 == 0 else { continue }
                for call in 0...number {
                    try db.insert(
                        .sample(
                            number * 100 + call + 1,
                            startedAt: .epoch.addingTimeInterval(Double(call)),
                            customer: customer, agentID: id))
                }
            }
        }
        return store
    }

    @Test(arguments: Engine.allCases)
    func `people are walked by name, and only those of a visible team`(
        engine: Engine
    ) async throws {
        let store = try await roster(engine)
        var walked: [String] = []
        var cursor: RosterCursor?
        repeat {
            let after = cursor
            let page = try await store.database.read { db in
                try db.people(
                    RosterFilter(), within: .everything, at: Self.now, after: after, limit: 3)
            }
            walked += page.compactMap(\.name)
            cursor = page.last.map { RosterCursor(name: $0.name ?? "", id: $0.id) }
        } while cursor != nil && walked.count < 30
        #expect(walked == (0..<10).map { "agent \($0)" })

        func names(_ filter: RosterFilter, _ visibility: Visibility = .everything) async throws
            -> [String]
        {
            try await store.database.read { db in
                try db.people(filter, within: visibility, at: Self.now, after: nil, limit: 20)
                    .map(\.code)
            }
        }
        #expect(try await names(RosterFilter(team: Team.ID(2))).count == 5)
        #expect(try await names(RosterFilter(team: Team.ID(1))).isEmpty)
        #expect(try await names(RosterFilter(), .teams([Team.ID(2)])).count == 5)
        #expect(try await names(RosterFilter(), .teams([])).isEmpty)
        #expect(try await names(RosterFilter(), .agent(Agent.ID(103))) == ["W3"])
        #expect(try await names(RosterFilter(text: "AGENT 7")) == ["W7"])
        #expect(try await names(RosterFilter(text: "w7")) == ["W7"])
        #expect(try await names(RosterFilter(text: "80%07")) == ["W7"])
        #expect(try await names(RosterFilter(text: "80_07")).isEmpty)
    }

    @Test(arguments: Engine.allCases)
    func `unassigned codes are those with calls, counted no further than asked`(
        engine: Engine
    ) async throws {
        let store = try await roster(engine)
        let codes = try await store.database.read { db in
            try db.unassigned(after: nil, limit: 100).map(\.code)
        }
        #expect(codes == stride(from: 8000, to: 8040, by: 4).map(String.init))
        let (few, many) = try await store.database.read { db in
            (
                try db.calls(of: Agent.ID(1004), bound: 20),
                try db.calls(of: Agent.ID(1036), bound: 20)
            )
        }
        #expect(few.count == BoundedCount(count: 5, bound: 20))
        #expect(few.last == .epoch.addingTimeInterval(4))
        #expect(many.count.isMore && many.count.count == 20)
        #expect(try await store.database.read { try $0.listedAgent(code: "8004") } == "8004")
        #expect(try await store.database.read { try $0.listedAgent(code: "80%03") } == "W3")
        #expect(try await store.database.read { try $0.listedAgent(code: "none") } == "none")
    }

    @Test(arguments: Engine.allCases)
    func `a code's holder is found at both sides of the moment it changes hands`(
        engine: Engine
    ) async throws {
        let store = try await roster(engine)
        let change = Date.epoch.addingTimeInterval(60)
        try await store.database.write { db in
            for (id, agent, validity) in [
                (50, 100, Validity(until: change)), (51, 101, Validity(from: change)),
            ] as [(Int64, Int64, Validity)] {
                try db.insert(
                    AgentCodeRow(
                        AgentCode(
                            id: AgentCode.ID(id), agent: Agent.ID(agent), kind: .login,
                            code: "x", validity: validity)))
            }
        }
        let holders = try await store.database.read { db in
            try [-0.000_001, 0].map {
                try db.holder(of: "x", at: change.addingTimeInterval($0))?.code.agent
            }
        }
        #expect(holders == [Agent.ID(100), Agent.ID(101)])
    }
}

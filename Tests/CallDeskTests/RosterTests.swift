import CallDesk
import CallLedger
import CallStore
import Calls
import Foundation
import TestSupport
import Testing

extension Principal {
    /// Runs the roster and the accounts.
    static let staffing = Principal(id: "account:staffing", roles: [.administrator])
}

extension House {
    /// A call that names `agent` as recorders write it.
    @discardableResult
    func call(
        by agent: String, at start: Date, seed: Int, words: [String] = []
    ) async throws -> Call.ID {
        try await index(
            TestFile(
                name: "\(seed).wav", sound: Sounds.wav(seed: seed), facts: [.agent: .text(agent)],
                words: words, startedAt: start)
        ).call
    }

    func workOff() async throws {
        for _ in 0..<500 where try await desk.stepOpenJob() {}
    }

    func agent(of call: Call.ID) async throws -> (code: String?, name: String?) {
        let summary = try await self.call(call).summary
        return (summary.agent, summary.agentName)
    }

    func stored(_ call: Call.ID) async throws -> CallRow {
        let row = try await database.read { try $0.call(call) }
        return try #require(row)
    }
}

@Suite struct RosterTests {
    private let start = Date(timeIntervalSince1970: 1_705_314_600)

    @Test func `an extension that changes hands gives each call to who held it when it began`()
        async throws
    {
        let house = try await House()
        let change = start.addingTimeInterval(3600)
        let (one, two) = (
            try await house.desk.addTeam("one", by: .staffing),
            try await house.desk.addTeam("two", by: .staffing)
        )
        let ann = try await house.desk.addAgent(
            staffCode: "A", name: "Ann Lee", team: one, by: .staffing)
        let bob = try await house.desk.addAgent(
            staffCode: "B", name: "Bob", team: two, by: .staffing)
        try await house.desk.addCode(
            NewCode(kind: .extension, code: "201", validity: Validity(until: change)), to: ann,
            by: .staffing)
        try await house.desk.addCode(
            NewCode(kind: .extension, code: "201", validity: Validity(from: change)), to: bob,
            by: .staffing)
        let before = try await house.call(by: "201", at: change.addingTimeInterval(-0.001), seed: 1)
        let after = try await house.call(by: "201", at: change, seed: 2)
        #expect(try await house.agent(of: before).name == "Ann Lee")
        #expect(try await house.agent(of: after).code == "B")
        #expect(try await house.stored(before).teamID == one)
        #expect(try await house.stored(after).teamID == two)
        #expect(try await house.stored(after).codeWritten == "201")
        // By a word of the name, by the staff number, and nobody unassigned was made.
        let found = try await house.desk.calls(
            CallFilter(text: "lee"), after: nil, limit: 10, by: .page)
        #expect(found.items.map(\.id) == [before])
        let byCode = try await house.desk.calls(
            CallFilter(agent: "201"), after: nil, limit: 10, by: .page)
        #expect(byCode.items.map(\.id) == [after])
        #expect(try await !house.desk.hasUnassigned(by: .staffing))
    }

    @Test func `two holders of a code at one time are refused in a sentence that names the clash`()
        async throws
    {
        let house = try await House()
        let ann = try await house.desk.addAgent(
            staffCode: "A", name: "Ann", team: nil, by: .staffing)
        let bob = try await house.desk.addAgent(
            staffCode: "B", name: "Bob", team: nil, by: .staffing)
        try await house.desk.addCode(
            NewCode(kind: .extension, code: "201", validity: .always), to: ann, by: .staffing)
        let entries = try await house.ledger().count
        let refusal = await #expect(throws: Refusal.self) {
            try await house.desk.addCode(
                NewCode(kind: .login, code: "201", validity: .always), to: bob, by: .staffing)
        }
        #expect(refusal?.code == .codeTaken)
        #expect(refusal?.sentence.contains("201 belongs to agent A") == true)
        #expect(try await house.ledger().count == entries)
        let team = try await house.desk.addTeam("one", by: .staffing)
        try await house.desk.placeAgent(ann, in: team, .always, by: .staffing)
        await #expect(throws: Refusal.self) {
            try await house.desk.placeAgent(ann, in: team, .always, by: .staffing)
        }
    }

    @Test func `who turns up unknown is kept unassigned and offered for naming`() async throws {
        let house = try await House()
        let team = try await house.desk.addTeam("one", by: .staffing)
        var calls: [Call.ID] = []
        for seed in 1...3 {
            calls.append(
                try await house.call(
                    by: "8004", at: start.addingTimeInterval(Double(seed)), seed: seed))
        }
        let offered = try await house.desk.unassigned(after: nil, limit: 10, by: .staffing)
        let code = try #require(offered.items.first)
        #expect(code.code == "8004")
        #expect(code.calls == BoundedCount(count: 3, bound: UnassignedCode.callsMax))
        #expect(code.lastCallAt == start.addingTimeInterval(3))
        #expect(code.sources == ["/in"])
        try await house.desk.nameUnassigned(code.id, name: "Li Na", team: team, by: .staffing)
        try await house.workOff()
        #expect(try await house.desk.unassigned(after: nil, limit: 10, by: .staffing).items.isEmpty)
        for call in calls {
            #expect(try await house.agent(of: call).name == "Li Na")
            #expect(try await house.stored(call).teamID == team)
        }
        let found = try await house.desk.calls(
            CallFilter(text: "Na"), after: nil, limit: 10, by: .page)
        #expect(found.items.count == 3)
    }

    @Test func `an unassigned code is given to a person for a time, and given back again`()
        async throws
    {
        let house = try await House()
        let ann = try await house.desk.addAgent(
            staffCode: "A", name: "Ann", team: nil, by: .staffing)
        let change = start.addingTimeInterval(100)
        let early = try await house.call(by: "8004", at: start, seed: 1, words: ["spring"])
        let late = try await house.call(by: "8004", at: change, seed: 2)
        let code = try #require(
            try await house.desk.unassigned(after: nil, limit: 1, by: .staffing).items.first)
        try await house.desk.giveUnassigned(
            code.id, to: "A", as: .extension, Validity(until: change), by: .staffing)
        try await house.workOff()
        #expect(try await house.agent(of: early).name == "Ann")
        #expect(try await house.agent(of: late) == ("8004", nil))
        let actions = try await house.ledger().filter { $0.action == .callsAssigned }
        #expect(actions.last?.details["moved"] == "1")
        // Still found by what the recorder said, and by the name.
        for word in ["spring", "ann"] {
            let found = try await house.desk.calls(
                CallFilter(text: word), after: nil, limit: 10, by: .page)
            #expect(found.items.map(\.id) == [early])
        }
        let detail = try await house.desk.agent(ann, by: .staffing)
        try await house.desk.removeCode(detail.codes[0].id, of: ann, by: .staffing)
        try await house.workOff()
        #expect(try await house.agent(of: early) == ("8004", nil))
        #expect(try await house.stored(early).codeWritten == nil)
        let found = try await house.desk.calls(
            CallFilter(text: "ann"), after: nil, limit: 10, by: .page)
        #expect(found.items.isEmpty)
    }

    @Test func `the work can be cancelled, goes on after a restart, and leaves altered calls`()
        async throws
    {
        let house = try await House()
        let ann = try await house.desk.addAgent(
            staffCode: "A", name: "Ann", team: nil, by: .staffing)
        var calls: [Call.ID] = []
        for seed in 1...4 {
            calls.append(
                try await house.call(
                    by: "8004", at: start.addingTimeInterval(Double(seed)), seed: seed))
        }
        let altered = calls[0].rawValue
        try await house.alter("UPDATE call SET duration_ms = 1 WHERE id = \(altered)")
        let new = NewCode(kind: .extension, code: "8004", validity: .always)
        try await house.desk.addCode(new, to: ann, by: .staffing)
        let jobs = try await house.desk.jobs(after: nil, limit: 1, by: .staffing)
        let job = try #require(jobs.items.first)
        try await house.desk.cancelJob(job.id, by: .staffing)
        try await house.workOff()
        #expect(try await house.stored(calls[1]).agentID != ann)
        // Asked for once more, and cut off behind its first step.
        let code = try await house.desk.agent(ann, by: .staffing).codes[0]
        try await house.desk.changeCode(
            code.id, of: ann, to: Validity(from: start), by: .staffing)
        try await house.desk.stepOpenJob()
        let again = try await house.restarted()
        try await again.workOff()
        for call in calls.dropFirst() { #expect(try await again.stored(call).agentID == ann) }
        #expect(try await again.stored(calls[0]).agentID != ann)
        let ended = try #require(
            try await again.desk.jobs(after: nil, limit: 1, by: .staffing).items.first)
        #expect(ended.outcome == .done)
        #expect(ended.done == 4 && ended.total == 4)
        let entry = try await again.ledger().last { $0.action == .callsAssigned }
        #expect(entry?.details["moved"] == "3")
        #expect(entry?.details["altered"] == "1")
    }

    @Test func `calls of a held agent stay where they are`() async throws {
        let house = try await House()
        _ = try await house.desk.addAgent(staffCode: "A", name: "Ann", team: nil, by: .staffing)
        try await house.call(by: "8004", at: start, seed: 1)
        let code = try #require(
            try await house.desk.unassigned(after: nil, limit: 1, by: .staffing).items.first)
        try await house.alter("""
            INSERT INTO hold (id, kind, object_id, because_sealed, placed_by, placed_at, row_mac)
            VALUES (1, 'agent', \(code.id), \([UInt8]([1])), 'x', 1, \([UInt8]([1])))
            """)
        let refusal = await #expect(throws: Refusal.self) {
            try await house.desk.giveUnassigned(
                code.id, to: "A", as: .alias, .always, by: .staffing)
        }
        #expect(refusal?.code == .agentHeld)
    }

    @Test func `a supervisor sees the own team alone`() async throws {
        let house = try await House()
        let desk = house.desk
        let (one, two) = (
            try await desk.addTeam("one", by: .staffing),
            try await desk.addTeam("two", by: .staffing)
        )
        let ann = try await desk.addAgent(staffCode: "A", name: "Ann", team: one, by: .staffing)
        let bob = try await desk.addAgent(staffCode: "B", name: "Bob", team: two, by: .staffing)
        try await house.call(by: "8004", at: start, seed: 1)
        let leader = Principal(id: "account:leader", roles: [.supervisor], teams: [one])
        let seen = try await desk.agents(RosterFilter(), after: nil, limit: 10, by: leader)
        #expect(seen.items.map(\.id) == [ann])
        #expect(try await desk.teams(by: leader).map(\.id) == [one])
        #expect(try await desk.unassigned(after: nil, limit: 10, by: leader).items.isEmpty)
        #expect(try await desk.agent(ann, by: leader).summary.name == "Ann")
        let foreign = await #expect(throws: Refusal.self) {
            _ = try await desk.agent(bob, by: leader)
        }
        #expect(foreign == .noSuchAgent)
        let filtered = RosterFilter(team: two)
        #expect(try await desk.agents(filtered, after: nil, limit: 10, by: leader).items.isEmpty)
        #expect(try await desk.filterChoices(by: leader).agents.map(\.code) == ["A"])
        let exported = try await desk.exportRoster(by: leader)
        #expect(exported.contains("Ann") && !exported.contains("Bob"))
        let refusal = await #expect(throws: Refusal.self) {
            _ = try await desk.addTeam("three", by: leader)
        }
        #expect(refusal?.code == .notAllowed)
    }

    @Test func `who leaves gives up codes and team on that day`() async throws {
        let house = try await House()
        let team = try await house.desk.addTeam("one", by: .staffing)
        let ann = try await house.desk.addAgent(
            staffCode: "A", name: "Ann", team: team, by: .staffing)
        try await house.desk.addCode(
            NewCode(kind: .extension, code: "201", validity: .always), to: ann, by: .staffing)
        let call = try await house.call(by: "201", at: start.addingTimeInterval(10), seed: 1)
        try await house.desk.agentLeft(ann, at: start, by: .staffing)
        try await house.workOff()
        #expect(try await house.agent(of: call) == ("201", nil))
        let detail = try await house.desk.agent(ann, by: .staffing)
        #expect(detail.summary.leftAt == start)
        #expect(detail.codes[0].validity.until == start)
        #expect(detail.teams[0].membership.validity.until == start)
        #expect(detail.history.first?.action == "agent.left")
    }

    @Test func `an altered row of the roster decides nothing`() async throws {
        let house = try await House()
        let ann = try await house.desk.addAgent(
            staffCode: "A", name: "Ann", team: nil, by: .staffing)
        try await house.desk.addCode(
            NewCode(kind: .extension, code: "201", validity: .always), to: ann, by: .staffing)
        try await house.alter("UPDATE agent_code SET code = '202' WHERE code = '201'")
        await #expect(throws: DeskFault.self) {
            try await house.call(by: "202", at: start, seed: 1)
        }
    }
}

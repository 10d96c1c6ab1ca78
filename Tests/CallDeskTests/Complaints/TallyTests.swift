import CallDesk
import CallStore
import Calls
import Foundation
import TestSupport
import Testing

/// Tallies of calls, kept in step and counted again.
struct TallyTests {
    private func settle(_ house: House) async throws {
        #expect(try await house.database.read { try $0.countMarkedDays() } > 0)
        while try await house.desk.tallyCalls(by: .daemon) > 0 {}
        try await house.database.read { db in
            #expect(try db.countMarkedDays() == 0)
            var day = Int.min
            while let next = try db.nextTallyDay(after: day) {
                #expect(try Set(db.tallies(ofDay: next)) == Set(db.countedTallies(ofDay: next)))
                day = next
            }
        }
    }

    private func calls(_ house: House) async throws -> Int {
        let all = LocalDay(number: 0)...LocalDay(number: 84_000)
        return try await house.database.read { try $0.callSum(CallScope(all)).calls }
    }

    @Test func `tallies equal a recount whatever becomes of calls`() async throws {
        let house = try await House()
        let team = try await house.desk.addTeam("one", by: .staffing)
        let start = house.clock.now.addingTimeInterval(-86_400)
        try await house.call(by: "201", at: start, seed: 1)
        let (customer, _, _) = try await house.customer("13900139000", seed: 2, agent: "202")
        try await settle(house)
        #expect(try await calls(house) == 2)
        // Another day, by a sidecar that came late.
        let reading = FactReading(
            source: .sidecar, values: [.startedAt: .time(start.addingTimeInterval(-400_000))])
        _ = try await house.desk.amend(
            recordingAt: "1.wav", of: "/in",
            with: LateSidecar(reading: reading, roles: nil, words: []), by: .daemon)
        try await settle(house)
        // Another team.
        let ann = try await house.desk.addAgent(
            staffCode: "A", name: "Ann", team: team, by: .staffing)
        try await house.desk.addCode(
            NewCode(kind: .extension, code: "202", validity: Validity()), to: ann, by: .staffing)
        try await house.workOff()
        try await settle(house)
        try await house.erase(customer)
        try await house.workOff()
        while try await house.desk.tallyCalls(by: .daemon) > 0 {}
        #expect(try await calls(house) == 2)
        #expect(try await house.findings() == [])
        try await house.alter("UPDATE call_tally SET calls = calls + 1 WHERE team_id <> 0")
        let found = try await house.findings()
        #expect(found.map(\.table) == ["call_tally"] && found.map(\.kind) == [.recount])
    }

    @Test func `many days from before are long work with progress`() async throws {
        let house = try await House()
        let (customer, _, _) = try await house.customer("13900139000", seed: 1)
        try await house.database.write { db in
            for id in 1...150 as ClosedRange<Int64> {
                try db.insert(
                    FigureHouse.call(
                        id, on: LocalDay(number: 19_000 + Int(id)), customer, nil, nil, nil))
            }
        }
        let next = try await house.restarted()
        let jobs = try await next.desk.jobs(after: nil, limit: 10, by: .page).items
        #expect(jobs.contains { $0.kind == .fillTallies && $0.outcome == nil })
        for _ in 0..<500 where try await next.desk.stepOpenJob() {}
        let ended = try await next.desk.jobs(after: nil, limit: 10, by: .page).items
        let job = try #require(ended.first { $0.kind == .fillTallies })
        #expect(job.outcome == .done && job.done == job.total && job.total == 151)
        #expect(try await calls(next) == 151)
    }
}

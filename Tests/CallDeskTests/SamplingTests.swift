import CallDesk
import CallLedger
import CallStore
import Calls
import Foundation
import TestSupport
import Testing

struct SamplingTests {
    @Test func `a seed is bound before its slice closes and shown with the draw`() async throws {
        let scoring = try await ScoringHouse()
        try await scoring.takeIn(20)
        let id = try await scoring.desk.addSamplePlan(ScoringHouse.plan(), by: scoring.lead)
        let before = try #require(
            try await scoring.desk.draws(of: id, after: nil, limit: 1, by: scoring.lead)
                .items.first)
        #expect(before.result == nil && !before.isCommittedLate)
        // Nothing is drawn while calls may still come.
        #expect(try await scoring.desk.drawDue(by: .daemon).made.isEmpty)
        scoring.house.clock.move(by: 86_400 + 3 * 3600)
        #expect(try await scoring.desk.drawDue(by: .daemon).made.count == 1)
        let after = try await scoring.desk.draw(before.id, seenBy: scoring.lead)
        let result = try #require(after.draw.result)
        #expect(result.calls == 20 && result.picks == 5)
        #expect(CallDesk.hash(result.seed) == before.commitment)
        let actions = try await scoring.house.actions()
        let committed = try #require(actions.firstIndex(of: .drawCommitted))
        let made = try #require(actions.firstIndex(of: .drawMade))
        #expect(committed < made)
        #expect(try await scoring.desk.drawDue(by: .daemon).made.isEmpty)
    }

    @Test func `a draw is redrawn from its seed and its frame alone`() async throws {
        let scoring = try await ScoringHouse()
        let calls = try await scoring.takeIn(24)
        let draw = try await scoring.drawn(ScoringHouse.plan(method: .perAgent(2)))
        let picks = try await scoring.picks(of: draw.id)
        let strata = try await scoring.house.database.read { try $0.strata(of: draw.id) }
        #expect(strata.count == 3 && strata.allSatisfy { $0.calls == 8 && $0.picks == 2 })
        let result = try #require(draw.result)
        let seed = try #require(SampleSeed(result.seed))
        var all: Set<Call.ID> = []
        for stratum in strata {
            let frame = StratumFrame(
                try await scoring.house.database.read {
                    try $0.frame(of: draw.id, stratum: stratum.stratum)
                })
            #expect(try frame.digest(CallDesk.hash) == stratum.digest)
            var order = SampleOrder(
                seed: seed, key: stratum.stratum, count: stratum.calls, hash: CallDesk.hash)
            let again = try frame.ids(at: order.next(2)).map { Call.ID($0) }
            let kept = picks.filter { $0.stratum == stratum.stratum }
                .sorted { $0.place < $1.place }.map(\.call)
            #expect(again == kept)
            all.formUnion(kept)
        }
        #expect(all.count == 6 && all.isSubset(of: calls))
    }

    @Test func `a seed that was changed draws nothing`() async throws {
        let scoring = try await ScoringHouse()
        try await scoring.takeIn(5)
        let id = try await scoring.desk.addSamplePlan(ScoringHouse.plan(), by: scoring.lead)
        let other = [UInt8](repeating: 1, count: 32)
        try await scoring.house.alter("UPDATE draw SET commitment = \(other)")
        scoring.house.clock.move(by: 2 * 86_400)
        await #expect(throws: DeskFault.self) { try await scoring.desk.drawDue(by: .daemon) }
        // Even whoever can make the row's code anew can't make the seed fit.
        let row = try #require(
            try await scoring.house.database.read { db in
                try db.draws(of: id, after: nil, limit: 1).first
            })
        let mac = scoring.house.mac(of: row)
        try await scoring.house.alter("UPDATE draw SET row_mac = \(mac)")
        let draws = try await scoring.desk.drawDue(by: .daemon)
        #expect(draws.made.isEmpty && draws.refused.map(\.1.code) == [.seedChanged])
        let evaluations = try await scoring.house.database.read { db in
            try db.rows("SELECT id FROM evaluation")
        }
        #expect(evaluations.isEmpty)
    }

    @Test func `drawn calls are shared out evenly, by the card in force on their day`()
        async throws
    {
        let scoring = try await ScoringHouse(analysts: 3)
        try await scoring.takeIn(12)
        _ = try await scoring.drawn(ScoringHouse.plan(method: .everything))
        for analyst in scoring.analysts {
            let queue = try await scoring.desk.queue(after: nil, limit: 50, by: analyst).items
            #expect(queue.count == 4)
            #expect(queue.allSatisfy { $0.cardVersion == 1 && $0.stream == .estimate })
        }
    }

    @Test func `populations and strata read the call's own fields`() async throws {
        let scoring = try await ScoringHouse()
        try await scoring.takeIn(24)
        let sales = try await scoring.drawn(
            ScoringHouse.plan(
                method: .stratified(by: .stage, .equal(each: 2)),
                population: Population(dispositions: ["SALE"])))
        let strata = try await scoring.desk.draw(sales.id, seenBy: scoring.lead).strata
        #expect(strata.map(\.key) == ["0", "40", "80"])
        #expect(strata.allSatisfy { $0.calls == 4 && $0.picks == 2 })
    }

    @Test func `a call that can't be scored gives way to the next of the same order`()
        async throws
    {
        let scoring = try await ScoringHouse(analysts: 1)
        try await scoring.takeIn(7)
        let draw = try await scoring.drawn(ScoringHouse.plan(method: .simple(6)))
        let analyst = scoring.analysts[0]
        let first = try await scoring.desk.claimNext(by: analyst)
        let next = try #require(
            try await scoring.desk.replace(first, because: .noSpeech, by: analyst))
        let picks = try await scoring.picks(of: draw.id)
        #expect(picks.count == 7 && picks.count { $0.replacement != nil } == 1)
        let result = try #require(draw.result)
        let seed = try #require(SampleSeed(result.seed))
        var order = SampleOrder(seed: seed, key: "", count: 7, hash: CallDesk.hash)
        let frame = StratumFrame(
            try await scoring.house.database.read { try $0.frame(of: draw.id, stratum: "") })
        #expect(try frame.ids(at: order.next(7)) == picks.map(\.call.rawValue))
        let found = try await scoring.house.findings()
        #expect(found.isEmpty, "\(found)")
        // Then the stratum is empty, and the sample one smaller.
        try await scoring.desk.claim(next, by: analyst)
        #expect(try await scoring.desk.replace(next, because: .badSound, by: analyst) == nil)
        #expect(try await scoring.desk.queue(after: nil, limit: 50, by: analyst).items.count == 5)
    }

    @Test func `an empty population, a missing card and a name that is taken are refused`()
        async throws
    {
        let scoring = try await ScoringHouse()
        scoring.house.clock.move(by: 3 * 86_400)
        func code(_ plan: SamplePlan) async -> Refusal.Code? {
            await #expect(throws: Refusal.self) {
                try await scoring.desk.addSamplePlan(plan, by: scoring.lead)
            }?.code
        }
        #expect(await code(ScoringHouse.plan()) == .emptyPopulation)
        try await scoring.takeIn(3)
        var wrong = ScoringHouse.plan()
        wrong.scorecard = "other"
        #expect(await code(wrong) == .noSuchScorecard)
        #expect(await code(ScoringHouse.plan(method: .simple(0))) == .planProblems)
        _ = try await scoring.desk.addSamplePlan(ScoringHouse.plan(), by: scoring.lead)
        #expect(await code(ScoringHouse.plan()) == .planNameTaken)
    }

    @Test func `a live plan draws each day as it closes, and its quota over the week`()
        async throws
    {
        let scoring = try await ScoringHouse()
        var plan = ScoringHouse.plan(method: .simple(10))
        // 2024-01-15 is a Monday.
        plan.period = .live(LivePeriod(cycle: .week, since: ScoringHouse.day, spread: true))
        let id = try await scoring.desk.addSamplePlan(plan, by: scoring.lead)
        var drawn: [Int] = []
        for day in 0..<7 {
            try await scoring.takeIn(
                6, from: ScoringHouse.start.addingTimeInterval(Double(day) * 86_400))
            scoring.house.clock.move(by: 86_400)
            _ = try await scoring.desk.drawDue(by: .daemon)
            let made = try await scoring.desk.draws(of: id, after: nil, limit: 50, by: scoring.lead)
                .items.filter { $0.outcome == .drawn }
            drawn.append(made.reduce(0) { $0 + ($1.result?.picks ?? 0) })
        }
        #expect(drawn.last == 10)
        #expect(zip(drawn, drawn.dropFirst()).allSatisfy { $1 - $0 <= 2 })
        // The next week's seeds are bound by now.
        let open = try await scoring.desk.draws(of: id, after: nil, limit: 50, by: scoring.lead)
            .items.filter { $0.outcome == nil }
        #expect(open.count >= 7 && open.allSatisfy { !$0.isCommittedLate })
    }

    @Test func `slices that no daemon saw are drawn late, and say so`() async throws {
        let scoring = try await ScoringHouse()
        var plan = ScoringHouse.plan(method: .simple(2))
        plan.period = .live(LivePeriod(cycle: .day, since: ScoringHouse.day))
        let id = try await scoring.desk.addSamplePlan(plan, by: scoring.lead)
        for day in 0..<5 {
            try await scoring.takeIn(
                3, from: ScoringHouse.start.addingTimeInterval(Double(day) * 86_400))
        }
        // Seeds of the first two days were bound when the plan was made; then nobody looked.
        scoring.house.clock.move(by: 5 * 86_400)
        #expect(try await scoring.desk.drawDue(by: .daemon).made.count == 5)
        let draws = try await scoring.desk.draws(of: id, after: nil, limit: 50, by: scoring.lead)
            .items.filter { $0.outcome == .drawn }.sorted { $0.slice.start < $1.slice.start }
        #expect(draws.map(\.isCommittedLate) == [false, false, true, true, true])
        #expect(draws.allSatisfy { $0.result?.picks == 2 })
    }

    @Test func `a changed plan cancels what wasn't drawn and binds new seeds`() async throws {
        let scoring = try await ScoringHouse()
        try await scoring.takeIn(6)
        let id = try await scoring.desk.addSamplePlan(ScoringHouse.plan(), by: scoring.lead)
        try await scoring.desk.changeSamplePlan(
            id, to: ScoringHouse.plan(method: .simple(2)), by: scoring.lead)
        let draws = try await scoring.desk.draws(of: id, after: nil, limit: 10, by: scoring.lead)
            .items
        #expect(draws.map(\.planVersion) == [2, 1] && draws[1].outcome == .cancelled)
        #expect(draws[0].commitment != draws[1].commitment)
        try await scoring.desk.stopSamplePlan(id, by: scoring.lead)
        scoring.house.clock.move(by: 2 * 86_400)
        #expect(try await scoring.desk.drawDue(by: .daemon).made.isEmpty)
    }

    @Test(arguments: [Role.agent, .supervisor, .administrator, .complianceOfficer, .auditor])
    func `who doesn't run quality makes no plan`(role: Role) async throws {
        let scoring = try await ScoringHouse()
        try await scoring.takeIn(2)
        let refusal = await #expect(throws: Refusal.self) {
            try await scoring.desk.addSamplePlan(
                ScoringHouse.plan(), by: Principal(id: "account:x", roles: [role]))
        }
        #expect(refusal?.code == .notAllowed)
    }
}

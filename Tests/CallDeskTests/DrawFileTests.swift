import CallDesk
import CallLedger
import CallStore
import Calls
import Foundation
import TestSupport
import Testing

struct DrawFileTests {
    // Swift 6.3 crashes when it makes this a part of a test.
    @inline(never)
    private func bytes(of id: Draw.ID, _ scoring: ScoringHouse) async throws -> [UInt8] {
        try await scoring.desk.drawFile(id, by: scoring.lead).pieces
            .reduce(into: []) { $0 += $1 }
    }

    @inline(never)
    private func read(_ id: Draw.ID, _ scoring: ScoringHouse) async throws -> SampleFile {
        try SampleFile(try await bytes(of: id, scoring))
    }

    @Test func `a draw's file is drawn again with nothing but itself`() async throws {
        let scoring = try await ScoringHouse()
        try await scoring.takeIn(24)
        let draw = try await scoring.drawn(ScoringHouse.plan(method: .perAgent(2)))
        let file = try await read(draw.id, scoring)
        check(file, of: draw, try await scoring.picks(of: draw.id))
        #expect(try await scoring.house.actions().last == .drawExported)
    }

    private func check(_ file: SampleFile, of draw: Draw, _ picks: [DrawPickRow]) {
        #expect(file.mismatches(CallDesk.hash) == [] && file.framesMissing == [])
        #expect(file.strata.map(\.quota.size) == [8, 8, 8])
        #expect(file.head.commitment == draw.commitment)
        #expect(file.head.slice == "2024-01-15..2024-01-15")
        #expect(Set(file.strata.flatMap(\.picks).map(\.call)) == Set(picks.map(\.call)))
    }

    @Test func `replaced calls stand in the file with their reasons`() async throws {
        let scoring = try await ScoringHouse(analysts: 1)
        try await scoring.takeIn(9)
        let draw = try await scoring.drawn(ScoringHouse.plan(method: .simple(6)))
        let analyst = scoring.analysts[0]
        let first = try await scoring.desk.claimNext(by: analyst)
        let next = try #require(
            try await scoring.desk.replace(first, because: .noSpeech, by: analyst))
        scoring.house.clock.move(by: 60)
        try await scoring.desk.claim(next, by: analyst)
        _ = try await scoring.desk.replace(next, because: .badSound, by: analyst)
        let file = try await read(draw.id, scoring)
        #expect(file.mismatches(CallDesk.hash) == [])
        let stratum = try #require(file.strata.first)
        #expect(stratum.picks.count == 6)
        #expect(stratum.replacements.map(\.reason) == ["no-speech", "bad-sound"])
        #expect(stratum.replacements[1].replaces == stratum.replacements[0].pick.call)
    }

    @Test func `each day of a spread slice is drawn again by itself`() async throws {
        let scoring = try await ScoringHouse()
        var plan = ScoringHouse.plan(method: .percentage(hundredthsOfPercent: 3_000, least: 1))
        plan.period = .live(LivePeriod(cycle: .week, since: ScoringHouse.day, spread: true))
        let id = try await scoring.desk.addSamplePlan(plan, by: scoring.lead)
        for day in 0..<4 {
            try await scoring.takeIn(
                5, from: ScoringHouse.start.addingTimeInterval(Double(day) * 86_400))
            scoring.house.clock.move(by: 86_400)
            _ = try await scoring.desk.drawDue(by: .daemon)
        }
        let drawn = try await scoring.desk.draws(of: id, after: nil, limit: 50, by: scoring.lead)
            .items.filter { $0.outcome == .drawn }
        #expect(drawn.count >= 3)
        for draw in drawn {
            let file = try await read(draw.id, scoring)
            #expect(file.mismatches(CallDesk.hash) == [])
            #expect(file.head.day == LocalDay(of: draw.slice.start, in: .utc))
        }
    }

    @Test func `a lot's file says how strictly it was inspected`() async throws {
        let scoring = try await ScoringHouse()
        try await scoring.takeIn(24)
        let limit = try #require(QualityLimit("2.5"))
        let draw = try await scoring.drawn(
            ScoringHouse.plan(method: .acceptance(.general2, limit)))
        let file = try await read(draw.id, scoring)
        #expect(file.head.severity == .normal && file.mismatches(CallDesk.hash) == [])
        let plain = try await scoring.desk.draw(draw.id, seenBy: scoring.lead)
        #expect(plain.draw.result?.severity == .normal)
    }

    @Test func `what was altered in the database is named or never handed out`() async throws {
        let scoring = try await ScoringHouse()
        try await scoring.takeIn(24)
        let draw = try await scoring.drawn(ScoringHouse.plan(method: .simple(4)))
        try await scoring.house.alter("UPDATE draw_frame SET ids = ids - 1")
        let file = try await read(draw.id, scoring)
        #expect(file.mismatches(CallDesk.hash).contains { $0.code == .size || $0.code == .frame })
        try await scoring.house.alter("UPDATE draw_pick SET place = place + 10 WHERE place = 3")
        await #expect(throws: DeskFault.self) { try await bytes(of: draw.id, scoring) }
    }

    @Test func `before the draw there is no file, and not for everybody`() async throws {
        let scoring = try await ScoringHouse()
        try await scoring.takeIn(3)
        let id = try await scoring.desk.addSamplePlan(ScoringHouse.plan(), by: scoring.lead)
        let draw = try #require(
            try await scoring.desk.draws(of: id, after: nil, limit: 1, by: scoring.lead)
                .items.first)
        var refusal = await #expect(throws: Refusal.self) {
            try await scoring.desk.drawFile(draw.id, by: scoring.lead)
        }
        #expect(refusal?.code == .drawNotMade)
        for role in [Role.agent, .supervisor, .administrator, .integrator] {
            refusal = await #expect(throws: Refusal.self) {
                try await scoring.desk.drawFile(
                    draw.id, by: Principal(id: "account:x", roles: [role]))
            }
            #expect(refusal?.code == .notAllowed)
        }
    }
}

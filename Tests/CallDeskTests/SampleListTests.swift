import CallDesk
import CallStore
import Calls
import Foundation
import TestSupport
import Testing

struct SampleListTests {
    @Test func `who replaced how many of how many is counted by person and reason`()
        async throws
    {
        let scoring = try await ScoringHouse(analysts: 2)
        try await scoring.takeIn(12)
        let draw = try await scoring.drawn(ScoringHouse.plan(method: .simple(8)))
        let (one, two) = (scoring.analysts[0], scoring.analysts[1])
        let first = try await scoring.desk.claimNext(by: one)
        _ = try await scoring.desk.replace(first, because: .noSpeech, by: one)
        for analyst in [one, two] {
            let id = try await scoring.desk.claimNext(by: analyst)
            let saved = try await scoring.desk.saveDraft(
                of: id, revision: 0, ScoringHouse.sheet(), by: analyst)
            try await scoring.desk.submit(id, revision: saved.revision, by: analyst)
        }
        let rates = try await scoring.desk.replacementRates(of: draw.id, by: scoring.lead)
        #expect(rates.map(\.person) == [one.id, two.id])
        #expect(rates.map(\.replaced) == [1, 0] && rates.map(\.handled) == [2, 1])
        #expect(rates[0].reasons == [.noSpeech: 1] && rates[0].share?.value == 0.5)
        #expect(try await scoring.desk.replacementRates(of: draw.plan, by: scoring.lead).count == 2)
        // Analysts are told of themselves.
        let own = try await scoring.desk.replacementRates(of: draw.id, by: two)
        #expect(own.map(\.person) == [two.id])
    }

    @Test func `picks are listed in pages with what became of them`() async throws {
        let scoring = try await ScoringHouse(analysts: 1)
        try await scoring.takeIn(12)
        let draw = try await scoring.drawn(ScoringHouse.plan(method: .perAgent(3)))
        let first = try await scoring.desk.claimNext(by: scoring.analysts[0])
        _ = try await scoring.desk.replace(first, because: .erased, by: scoring.analysts[0])
        var picks: [DrawnPick] = []
        var after: String?
        repeat {
            let page = try await scoring.desk.picks(
                of: draw.id, after: after, limit: 4, by: scoring.lead)
            picks += page.items
            after = page.next
        } while after != nil
        #expect(picks.count == 10 && Set(picks.map(\.call)).count == 10)
        #expect(picks.count { $0.replacedBecause == .erased && $0.state == .replaced } == 1)
        #expect(picks.count { $0.isStandIn } == 1)
        let scoped = Principal(id: "account:x", roles: [.qaAnalyst], teams: [])
        #expect(
            try await scoring.desk.picks(of: draw.id, after: nil, limit: 50, by: scoped)
                .items.isEmpty)
    }

    @Test func `plans are listed with what they draw next and drew last`() async throws {
        let scoring = try await ScoringHouse()
        try await scoring.takeIn(4)
        let draw = try await scoring.drawn(ScoringHouse.plan())
        var live = ScoringHouse.plan("Live")
        live.period = .live(LivePeriod(cycle: .month, since: ScoringHouse.day))
        _ = try await scoring.desk.addSamplePlan(live, by: scoring.lead)
        let lines = try await scoring.desk.samplePlanLines(
            after: nil, limit: 10, by: scoring.lead
        ).items
        #expect(lines.map(\.summary.plan.name) == ["Live", "January"])
        #expect(lines[0].next != nil && lines[0].last.isEmpty)
        #expect(lines[1].next == nil && lines[1].last.map(\.id) == [draw.id])
        let versions = try await scoring.desk.versions(of: draw.plan, by: scoring.lead)
        #expect(versions.map(\.number) == [1] && versions[0].madeBy == scoring.lead.id)
    }
}

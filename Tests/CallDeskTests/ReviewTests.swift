import CallDesk
import CallStore
import Calls
import Foundation
import TestSupport
import Testing

struct ReviewTests {
    private func code(
        _ act: () async throws -> Void
    ) async -> Refusal.Code? {
        do {
            try await act()
            return nil
        } catch {
            return (error as? Refusal)?.code
        }
    }

    private func sees(
        _ id: Evaluation.ID, _ principal: Principal, _ house: ReviewHouse
    ) async throws -> Bool {
        let told = await code { _ = try await house.desk.evaluation(id, by: principal) }
        #expect(told == nil || told == .noSuchEvaluation)
        let listed = try await house.desk.evaluations(
            EvaluationFilter(), after: nil, limit: 100, by: principal
        ).items.contains { $0.id == id }
        #expect(listed == (told == nil))
        return told == nil
    }

    @Test(arguments: Engine.allCases)
    func `what analysts handed in is drawn by analyst and goes to somebody else`(
        engine: Engine
    ) async throws {
        let house = try await ReviewHouse(engine)
        let result = try #require(house.draw.result)
        #expect(result.calls == 6 && result.picks == 3)
        let detail = try await house.desk.draw(house.draw.id, seenBy: house.scoring.lead)
        #expect(detail.openReviews == 3)
        #expect(
            Set(detail.strata.map(\.key))
                == Set(house.scoring.analysts.compactMap { $0.account?.description }))
        #expect(detail.strata.allSatisfy { $0.calls == 2 && $0.picks == 1 })
        #expect(Set(detail.strata.map(\.title)).count == 3)
        let reviews = try await house.reviews()
        #expect(reviews.count == 3)
        for review in reviews {
            #expect(review.second.stream == .calibration)
            #expect(review.second.assignedTo != review.row.scorer)
            let original = try #require(
                try await house.scoring.house.database.read {
                    try $0.evaluation(review.row.original)
                })
            #expect(original.call == review.second.call)
            #expect(original.cardVersion == review.second.cardVersion)
            #expect(original.scoredBy == "account:\(review.row.scorer)")
            #expect(review.second.pick?.stratum == review.row.scorer.description)
        }
        // Fair shares, as far as nobody scores the own again.
        let shares = Dictionary(grouping: reviews, by: \.reviewer.id).mapValues(\.count)
        #expect(shares.count >= 2 && shares.values.allSatisfy { $0 <= 2 })
        #expect(try await house.scoring.house.findings().isEmpty)
    }

    @Test(arguments: Engine.allCases)
    func `neither knows of the other until the second score is handed in`(
        engine: Engine
    ) async throws {
        let house = try await ReviewHouse(engine)
        let lead = house.scoring.lead
        let auditor = Principal(id: "local:2", roles: [.auditor])
        let elsewhere = Principal(id: "local:4", roles: [.qaLead], teams: [Team.ID(1)])
        for review in try await house.reviews() {
            let (second, original) = (review.row.evaluation, review.row.original)
            #expect(try await sees(second, review.reviewer, house))
            #expect(try await !sees(original, review.reviewer, house))
            #expect(try await !sees(second, review.scorer, house))
            #expect(try await sees(original, review.scorer, house))
            #expect(try await !sees(second, auditor, house))
            // Who shares work out sees that it waits.
            #expect(try await sees(second, lead, house))
            #expect(try await !sees(second, elsewhere, house))
            let told = try await house.desk.evaluation(second, by: review.reviewer)
            #expect(told.isReview && told.reviewOf == nil)
            #expect(
                try await house.desk.evaluation(original, by: review.scorer).reviews.isEmpty)
            #expect(
                await code {
                    _ = try await house.desk.picks(
                        of: house.draw.id, after: nil, limit: 10, by: review.scorer)
                } == .reviewOpen)
            #expect(
                await code { _ = try await house.desk.drawFile(house.draw.id, by: lead) }
                    == .reviewOpen)
            #expect(
                try await house.desk.draw(house.draw.id, seenBy: review.scorer).strata.isEmpty)
            try await house.handIn(review)
            for reader in [review.reviewer, review.scorer, lead, auditor] {
                #expect(try await sees(second, reader, house))
            }
            #expect(try await sees(original, review.reviewer, house))
            #expect(try await !sees(second, elsewhere, house))
            let after = try await house.desk.evaluation(second, by: review.reviewer)
            #expect(after.reviewOf == original)
            #expect(
                try await house.desk.evaluation(original, by: review.scorer).reviews == [second])
        }
        let picks = try await house.desk.picks(
            of: house.draw.id, after: nil, limit: 10, by: lead)
        #expect(picks.items.count == 3)
    }

    @Test func `the first draw doesn't tell a reviewer who scored`() async throws {
        let house = try await ReviewHouse()
        let review = try #require(try await house.reviews().first)
        func named(_ reader: Principal) async throws -> Bool {
            let picks = try await house.desk.picks(
                of: house.scored.id, after: nil, limit: 50, by: reader)
            let pick = try #require(picks.items.first { $0.evaluation == review.row.original })
            return pick.analyst != nil
        }
        #expect(try await named(house.scoring.lead))
        #expect(try await !named(review.reviewer))
        try await house.handIn(review)
        #expect(try await named(review.reviewer))
    }

    @Test(arguments: Engine.allCases)
    func `figures of an analyst are those made by hand`(engine: Engine) async throws {
        let house = try await ReviewHouse(engine, analysts: 2, method: .everything)
        let (one, lead) = (house.scoring.analysts[0], house.scoring.lead)
        let account = try #require(one.account)
        var greetings = ["no", "yes"]
        for review in try await house.reviews() {
            let isOnes = review.row.scorer == account
            let greeting = isOnes ? greetings.removeFirst() : "yes"
            try await house.handIn(review, ScoringHouse.sheet(greeting: greeting))
        }
        let all = try await house.desk.reviewOverview(byCard: nil, by: lead)
        #expect(all.cards == ["conduct"] && all.card == "conduct")
        #expect(all.analysts.map(\.report.calls) == [2, 2])
        #expect(all.analysts.first?.id == account)
        let found = try await house.desk.reviews(of: account, byCard: "conduct", by: lead)
        let report = found.analyst.report
        #expect(try report.difference.get().value == -20)
        #expect(try report.alike.get().value == 0.75)
        #expect(report[.question("greeting")]?[kind: .percent]?.estimate?.value == 0.5)
        #expect(report[.question("promise")]?[kind: .percent]?.estimate?.value == 1)
        #expect(report[.passed]?[kind: .percent]?.estimate?.value == 0.5)
        #expect(report[.passed]?[kind: .kappa]?.estimate?.value == 0)
        #expect(found.reviews.map(\.scored) == [Percent(10_000), Percent(10_000)])
        #expect(Set(found.reviews.map(\.reviewed)) == [Percent(6_000), Percent(10_000)])
        // A reload says the same.
        let again = try await house.desk.reviews(of: account, byCard: nil, by: lead)
        #expect(
            again.analyst.report.lines.map { $0.figures.map(\.estimate) }
                == report.lines.map { $0.figures.map(\.estimate) })
    }

    @Test func `analysts are told of themselves, others of their teams`() async throws {
        let house = try await ReviewHouse(analysts: 2, method: .everything)
        for review in try await house.reviews() { try await house.handIn(review) }
        let (one, two) = (house.scoring.analysts[0], house.scoring.analysts[1])
        let own = try await house.desk.reviewOverview(byCard: nil, by: one)
        #expect(own.analysts.map(\.id) == [one.account].compactMap(\.self))
        let other = try #require(two.account)
        #expect(
            await code { _ = try await house.desk.reviews(of: other, byCard: nil, by: one) }
                == .noSuchReviewed)
        let elsewhere = Principal(id: "local:4", roles: [.qaLead], teams: [Team.ID(1)])
        let nothing = try await house.desk.reviewOverview(byCard: nil, by: elsewhere)
        #expect(nothing.analysts.isEmpty)
        #expect(
            await code {
                _ = try await house.desk.reviewOverview(byCard: "none", by: house.scoring.lead)
            } == .noSuchScorecard)
    }

    @Test func `a review enters no average, and is neither released nor looked at twice`()
        async throws
    {
        let house = try await ReviewHouse(analysts: 2, method: .everything)
        house.scoring.house.clock.move(by: 30 * 3600)
        while try await house.desk.releaseDue(by: .daemon) > 0 {}
        func sums() async throws -> [Int] {
            try await house.scoring.house.database.read { db in
                try db.rows("SELECT evaluations FROM roll_up ORDER BY 1").map {
                    try $0.get("evaluations")
                }
            }
        }
        let before = try await sums()
        #expect(!before.isEmpty)
        for review in try await house.reviews() {
            try await house.handIn(review, ScoringHouse.sheet(promise: "no"))
        }
        house.scoring.house.clock.move(by: 30 * 3600)
        #expect(try await house.desk.releaseDue(by: .daemon) == 0)
        #expect(try await sums() == before)
        for review in try await house.reviews() { #expect(review.second.state == .submitted) }
    }

    @Test func `what can't be scored again gives way to the next, never to its own scorer`()
        async throws
    {
        let house = try await ReviewHouse(analysts: 2, method: .simple(3))
        let first = try #require(try await house.reviews().first)
        let next = try #require(
            try await house.desk.replace(
                first.row.evaluation, because: .badSound, by: first.reviewer))
        let all = try await house.reviews()
        #expect(all.count == 4)
        let standIn = try #require(all.first { $0.row.evaluation == next })
        #expect(standIn.reviewer.id != standIn.scorer.id)
        for review in all where review.row.evaluation != first.row.evaluation {
            try await house.handIn(review)
        }
        let file = try await house.desk.drawFile(house.draw.id, by: house.scoring.lead)
        #expect(file.name == "draw-\(house.draw.id).jsonl")
    }

    @Test func `where there is but one analyst a lead scores again`() async throws {
        let house = try await ReviewHouse(analysts: 1, method: .everything)
        let reviews = try await house.reviews()
        #expect(reviews.count == 2)
        #expect(reviews.allSatisfy { $0.reviewer.id == house.scoring.lead.id })
    }

    @Test func `a review is always somebody's, and never the scorer's`() async throws {
        let house = try await ReviewHouse()
        let lead = house.scoring.lead
        let review = try #require(try await house.reviews().first)
        let id = review.row.evaluation
        #expect(
            await code { try await house.desk.assign(id, to: nil, by: lead) } == .evaluationState)
        #expect(
            await code {
                try await house.desk.assign(id, to: review.scorer.account, by: lead)
            } == .noAnalysts)
        #expect(
            await code { try await house.desk.claim(id, by: review.scorer) } == .noSuchEvaluation)
        let able = try await house.desk.analysts(for: id, by: lead).map(\.id)
        #expect(!able.contains(review.row.scorer) && able.count == 3)
        let third = try #require(
            house.scoring.analysts.first {
                $0.id != review.scorer.id && $0.id != review.reviewer.id
            })
        try await house.desk.assign(id, to: third.account, by: lead)
        #expect(try await !sees(id, review.reviewer, house))
        #expect(try await sees(review.row.original, review.reviewer, house))
        #expect(try await !sees(review.row.original, third, house))
        try await house.desk.claim(id, by: third)
        try await house.desk.free(id, by: third)
        #expect(try await house.reviews().first?.reviewer.id == third.id)
    }
}

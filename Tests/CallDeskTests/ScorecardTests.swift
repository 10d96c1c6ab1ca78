import CallDesk
import CallLedger
import CallStore
import Calls
import Foundation
import TestSupport
import Testing

struct ScorecardTests {
    private struct Vectors: Decodable {
        struct Case: Decodable {
            let card: String
            let sheet: AnswerSheet
            let score: Expected
        }

        struct Expected: Decodable {
            let total: Percent?
            let passed: Bool?
        }

        let cards: [String: Scorecard]
        let cases: [Case]
    }

    private static func vectors() throws -> Vectors {
        let path = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Vectors/scores.json").standardized
        return try JSONDecoder().decode(Vectors.self, from: Data(contentsOf: path))
    }

    /// Handed in by an analyst.
    private func handIn(
        _ sheet: AnswerSheet, on card: Scorecard.ID, of call: Call.ID, in scoring: ScoringHouse
    ) async throws -> Evaluation.ID {
        let analyst = scoring.analysts[0]
        let id = try await scoring.desk.evaluate(
            call, by: card, dueInDays: 3, by: scoring.lead)
        try await scoring.desk.claim(id, by: analyst)
        let saved = try await scoring.desk.saveDraft(of: id, revision: 0, sheet, by: analyst)
        try await scoring.desk.submit(id, revision: saved.revision, by: analyst)
        return id
    }

    @Test func `what was scored comes to the golden table's totals when it is simulated`()
        async throws
    {
        let vectors = try Self.vectors()
        let scoring = try await ScoringHouse(analysts: 1)
        let call = try await scoring.takeIn(1)[0]
        var compared = 0
        for (name, card) in vectors.cards.sorted(by: { $0.key < $1.key }) {
            let cases = vectors.cases.filter {
                $0.card == name && card.problems(of: $0.sheet).isEmpty
            }
            guard card.problems().isEmpty, !cases.isEmpty else { continue }
            let id = try await scoring.desk.addScorecard(card, by: scoring.lead)
            try await scoring.desk.publishScorecard(
                id, version: 1, from: ScoringHouse.day, by: scoring.lead)
            var expected: [String: Vectors.Expected] = [:]
            for one in cases {
                let evaluation = try await handIn(one.sheet, on: id, of: call, in: scoring)
                expected[evaluation.description] = one.score
            }
            let simulated = try await scoring.desk.simulateScorecard(id, by: scoring.lead)
            #expect(simulated.simulation.outcomes.count == cases.count && !simulated.isCut)
            for outcome in simulated.simulation.outcomes {
                #expect(outcome.total == expected[outcome.id]?.total)
                #expect(outcome.passed == expected[outcome.id]?.passed)
                #expect(outcome.formerTotal == outcome.total)
                #expect(outcome.lost.isEmpty)
                compared += 1
            }
        }
        #expect(compared >= 20)
    }

    @Test func `a draft is simulated over what was handed in, by those who manage scorecards`()
        async throws
    {
        let scoring = try await ScoringHouse(analysts: 1)
        let call = try await scoring.takeIn(1)[0]
        let id = try await handIn(
            ScoringHouse.sheet(greeting: "no"), on: scoring.card, of: call, in: scoring)
        var draft = ScoringHouse.conduct
        draft.passMark = Percent(5000)
        draft.sections[0].questions[0].weight = Thousandths(whole: 20)
        draft.sections[0].questions[1].weight = Thousandths(whole: 80)
        let before = try await scoring.house.actions().count
        let simulated = try await scoring.desk.simulateScorecard(
            scoring.card, draft: draft, by: scoring.lead)
        let outcome = try #require(simulated.simulation.outcomes.first)
        #expect(outcome.id == id.description)
        #expect(outcome.formerTotal == Percent(6000) && outcome.total == Percent(8000))
        #expect(outcome.formerPassed == false && outcome.passed == true)
        #expect(simulated.evaluations.map(\.id) == [id])
        #expect(simulated.simulation.totals.newlyPassed == 1)
        #expect(try await scoring.house.actions().count == before)
        let refusal = await #expect(throws: Refusal.self) {
            try await scoring.desk.simulateScorecard(scoring.card, by: scoring.analysts[0])
        }
        #expect(refusal?.code == .notAllowed)
    }

    @Test func `two versions are compared, and a scorecard is found by code or id`()
        async throws
    {
        let scoring = try await ScoringHouse(analysts: 1)
        var card = ScoringHouse.conduct
        card.passMark = Percent(5000)
        _ = try await scoring.desk.changeScorecard(scoring.card, to: card, by: scoring.lead)
        let difference = try await scoring.desk.scorecardDifference(
            scoring.card, from: 1, to: 2, by: scoring.analysts[0])
        #expect(difference.changesScores)
        #expect(difference.changes.map(\.fields).joined().map(\.field) == ["passMark"])
        for name in ["conduct", scoring.card.description] {
            let found = try await scoring.desk.scorecardID(named: name, by: scoring.lead)
            #expect(found == scoring.card)
        }
        let refusal = await #expect(throws: Refusal.self) {
            try await scoring.desk.scorecardID(named: "behaviour", by: scoring.lead)
        }
        #expect(refusal?.code == .noSuchScorecard)
    }

    @Test func `who edits what somebody else changed meanwhile is told`() async throws {
        let scoring = try await ScoringHouse(analysts: 1)
        let seen = try await scoring.desk.scorecard(scoring.card, by: scoring.lead)
        var (one, two) = (ScoringHouse.conduct, ScoringHouse.conduct)
        one.passMark = Percent(5000)
        two.passMark = Percent(6000)
        _ = try await scoring.desk.changeScorecard(
            scoring.card, to: one, from: seen.version.digest, by: scoring.lead)
        let refusal = await #expect(throws: Refusal.self) {
            try await scoring.desk.changeScorecard(
                scoring.card, to: two, from: seen.version.digest, by: scoring.lead)
        }
        #expect(refusal?.code == .scorecardChanged)
        #expect(
            try await scoring.desk.scorecard(scoring.card, by: scoring.lead).card == one)
    }
}

import CallDesk
import CallStore
import Calls
import Foundation
import TestSupport
import Testing

/// Sums of scores, kept in step and counted again.
struct ScoreTests {
    private static let period = ScorePeriod(from: ScoringHouse.day.advanced(by: -3), days: 30)
    private static let releaseSeconds = 25.0 * 3600

    /// What there is to know of a house whose calls were all drawn.
    private struct Scored {
        var scoring: ScoringHouse
        var evaluations: [Evaluation.ID] = []

        var desk: CallDesk { scoring.desk }
        var analyst: Principal { scoring.analysts[0] }

        func agent(_ code: String) async throws -> Principal {
            let id = try #require(
                try await scoring.house.database.read { try $0.agent(code: code)?.id })
            return Principal(id: "account:\(code)", roles: [.agent], agent: id)
        }

        func view(
            _ slice: ScoreSlice = .all, by scope: ScoreScope? = nil, for who: Principal? = nil
        ) async throws -> QualityView {
            var question = QualityQuestion(slice: slice, period: ScoreTests.period)
            question.by = scope
            return try await desk.quality(question, by: who ?? scoring.lead)
        }

        mutating func handIn(_ sheet: AnswerSheet) async throws {
            let id = try await desk.claimNext(by: analyst)
            let saved = try await desk.saveDraft(of: id, revision: 0, sheet, by: analyst)
            try await desk.submit(id, revision: saved.revision, by: analyst)
            if sheet.answers["promise"]?.value == .choice("no") {
                try await desk.confirm(id, saying: "", by: scoring.lead)
            }
            evaluations.append(id)
        }

        func release() async throws {
            scoring.house.clock.move(by: ScoreTests.releaseSeconds)
            while try await desk.releaseDue(by: .daemon) > 0 {}
        }
    }

    private func scored(_ sheets: [AnswerSheet], agents: Int = 2) async throws -> Scored {
        let scoring = try await ScoringHouse(analysts: 1)
        try await scoring.takeIn(sheets.count, agents: agents)
        _ = try await scoring.drawn(ScoringHouse.plan(method: .everything))
        var scored = Scored(scoring: scoring)
        for sheet in sheets { try await scored.handIn(sheet) }
        try await scored.release()
        return scored
    }

    private static let six = [
        ScoringHouse.sheet(), ScoringHouse.sheet(), ScoringHouse.sheet(greeting: "no"),
        ScoringHouse.sheet(promise: "no"), ScoringHouse.sheet(greeting: "no"),
        ScoringHouse.sheet(),
    ]

    @Test func `a view equals hand figures`() async throws {
        let scored = try await scored(Self.six)
        let view = try await scored.view()
        // 100, 100, 60, 0, 60, 100.
        #expect(view.sum.count == 6 && view.sum.total == 42_000)
        #expect(view.sum.passed == 3 && view.sum.autoFails == 1)
        let mean = try #require(view.sum.mean)
        #expect(mean.value == 70)
        // s² = 1560, t(5) = 2.570582.
        #expect(abs((mean.low ?? 0) - (70 - 2.570582 * (1560.0 / 6).squareRoot())) < 1e-4)
        #expect(view.card?.code == "conduct" && view.basis == .population)
        #expect(view.questions.map(\.code) == ["greeting", "promise"])
        #expect(view.questions.map(\.sum.total) == [40_000, 50_000])
        let trend = view.trend.reduce(ScoreSum(), +)
        #expect(trend == view.sum)
        #expect(view.filling == nil)
        let agents = try await scored.view(by: .agent)
        let together = agents.subjects.map(\.sum).reduce(ScoreSum(), +)
        #expect(together == view.sum)
        #expect(Set(agents.subjects.compactMap(\.key)) == ["201", "202"])
        #expect(try await scored.scoring.house.findings() == [])
    }

    @Test func `objections are counted, and an upheld one changes the sums`() async throws {
        let scored = try await scored(Self.six, agents: 1)
        let agent = try await scored.agent("201")
        let ids = try await scored.desk.evaluations(.init(), after: nil, limit: 10, by: agent)
            .items.filter { $0.score == Percent(6000) }.map(\.id)
        try #require(ids.count == 2)
        for id in ids {
            let dispute = try await scored.desk.dispute(
                id, question: "greeting", because: "I said it", by: agent)
            let isUpheld = id == ids[0]
            try await scored.desk.decide(
                dispute, upholdingAs: isUpheld ? .init(.choice("yes")) : nil,
                because: "heard again", by: scored.scoring.lead)
        }
        let sum = try await scored.view().sum
        #expect(sum.total == 46_000 && sum.passed == 4)
        #expect(sum.disputed == 2 && sum.upheld == 1)
        #expect(try await scored.scoring.house.findings() == [])
    }

    @Test func `agents see their own scores and supervisors their teams'`() async throws {
        let scored = try await scored(Self.six)
        let own = try await scored.view(for: scored.agent("201"))
        #expect(own.slice == .agent("201") && own.sum.count == 3)
        let agent = try await scored.agent("202")
        var refusal = await #expect(throws: Refusal.self) {
            _ = try await scored.view(.agent("201"), for: agent)
        }
        #expect(refusal?.code == .noSuchAgent)
        let supervisor = Principal(
            id: "account:super", roles: [.supervisor], teams: [Team.ID(5)])
        #expect(try await scored.view(for: supervisor).sum.count == 0)
        #expect(try await scored.view(by: .agent, for: supervisor).subjects.isEmpty)
        refusal = await #expect(throws: Refusal.self) {
            _ = try await scored.view(.agent("201"), for: supervisor)
        }
        #expect(refusal?.code == .noSuchAgent)
    }

    @Test(arguments: [
        "UPDATE roll_up SET total = total + 1 WHERE scope = 'agent' AND grain = 'day'",
        "UPDATE roll_up SET evaluations = 9 WHERE scope = 'all' AND grain = 'month'",
        "DELETE FROM roll_up WHERE scope = 'team' AND question = 'greeting'",
        "UPDATE roll_up SET day = day + 1 WHERE scope = 'all' AND grain = 'day'",
    ] as [SQL])
    func `an altered sum is found`(statement: SQL) async throws {
        let scored = try await scored(Self.six)
        try await scored.scoring.house.alter(statement)
        let findings = try await scored.scoring.house.findings()
        #expect(!findings.isEmpty)
        #expect(findings.allSatisfy { $0.table == "roll_up" && $0.kind == .recount })
    }

    @Test func `scores from before there were sums are counted once, after a restart too`()
        async throws
    {
        let scored = try await scored(Self.six)
        let house = scored.scoring.house
        let before = try await sums(house)
        try await house.alter("DELETE FROM roll_up")
        try await house.alter("DELETE FROM setting WHERE name = 'roll-ups'")
        let view = try await scored.view()
        #expect(view.filling != nil && view.sum.count == 0)
        var again = try await house.restarted()
        let jobs = try await again.desk.jobs(after: nil, limit: 5, by: .page).items
        #expect(jobs.first?.kind == .fillRollUps && jobs.first?.outcome == nil)
        try await again.finishJobs()
        #expect(try await sums(again) == before)
        again = try await again.restarted()
        try await again.finishJobs()
        #expect(try await sums(again) == before)
        #expect(try await again.findings() == [])
    }

    @Test(.timeLimit(.minutes(5)))
    func `the sums of some hundred lives equal a recount`() async throws {
        var noise = Noise(37)
        var scored = Scored(scoring: try await ScoringHouse(analysts: 1))
        try await scored.scoring.takeIn(240, agents: 7)
        _ = try await scored.scoring.drawn(ScoringHouse.plan(method: .everything))
        for round in 0..<3 {
            for _ in 0..<80 {
                try await scored.handIn(
                    ScoringHouse.sheet(
                        greeting: ["yes", "no", "yes"][noise.next(3)],
                        promise: noise.next(10) == 0 ? "no" : "yes"))
            }
            try await scored.release()
            try await quarrel(scored, &noise)
            if round == 1 { #expect(try await scored.scoring.house.findings() == []) }
        }
        #expect(try await scored.scoring.house.findings() == [])
        let (stored, counted) = try await scored.scoring.house.database.read { db in
            (
                try db.row("""
                    SELECT CAST(SUM(evaluations) AS BIGINT) AS n, CAST(SUM(total) AS BIGINT) AS t,
                      CAST(SUM(squares) AS BIGINT) AS s
                    FROM roll_up WHERE scope = 'agent' AND question = '' AND grain = 'month'
                    """)?.allValues,
                try db.row("""
                    SELECT count(score) AS n, CAST(SUM(score) AS BIGINT) AS t,
                      CAST(SUM(score * score) AS BIGINT) AS s
                    FROM evaluation WHERE stream = 'estimate'
                      AND state IN ('released', 'acknowledged', 'disputed')
                    """)?.allValues
            )
        }
        #expect(stored == counted && stored?.first == .integer(240))
    }

    /// Some of the latest evaluations are disputed; most of these are decided.
    private func quarrel(_ scored: Scored, _ noise: inout Noise) async throws {
        let agents = try await (1...7).asyncMap { try await scored.agent("20\($0)") }
        for id in scored.evaluations.suffix(80) where noise.next(3) > 0 {
            let summary = try await scored.desk.evaluation(id, by: scored.scoring.lead).summary
            let agent = try #require(agents.first { $0.id == "account:\(summary.agent ?? "")" })
            let question = ["greeting", "promise"][noise.next(2)]
            let dispute = try await scored.desk.dispute(
                id, question: question, because: "not so", by: agent)
            let answer: AnswerSheet.Answer? =
                switch noise.next(4) {
                case 0: AnswerSheet.Answer(.choice("yes"))
                case 1 where question == "greeting": AnswerSheet.Answer(.notApplicable)
                case 2: nil
                default: AnswerSheet.Answer(.choice("yes"))
                }
            if noise.next(5) == 0 { continue }
            try await scored.desk.decide(
                dispute, upholdingAs: answer, because: "heard", by: scored.scoring.lead)
        }
    }

    private func sums(_ house: House) async throws -> [ScoreSumRow] {
        try await house.database.read { try $0.scoreSeries(after: nil, limit: 100_000) }
    }
}

extension Sequence {
    fileprivate func asyncMap<Value>(
        _ transform: (Element) async throws -> Value
    ) async rethrows -> [Value] {
        var values: [Value] = []
        for element in self { values.append(try await transform(element)) }
        return values
    }
}

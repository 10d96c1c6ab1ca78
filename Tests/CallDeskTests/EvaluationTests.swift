import CallDesk
import CallLedger
import CallStore
import Calls
import Foundation
import TestSupport
import Testing

struct EvaluationTests {
    private let releaseSeconds = 25.0 * 3600

    /// Scored and handed in.
    private func handedIn(
        _ sheet: AnswerSheet, in scoring: ScoringHouse, by analyst: Principal
    ) async throws -> Evaluation.ID {
        let id = try await scoring.desk.claimNext(by: analyst)
        let saved = try await scoring.desk.saveDraft(of: id, revision: 0, sheet, by: analyst)
        try await scoring.desk.submit(id, revision: saved.revision, by: analyst)
        return id
    }

    private func scoringHouse(calls: Int = 3) async throws -> ScoringHouse {
        let scoring = try await ScoringHouse()
        try await scoring.takeIn(calls, agents: 1)
        _ = try await scoring.drawn(ScoringHouse.plan(method: .everything))
        return scoring
    }

    private func agent(in scoring: ScoringHouse) async throws -> Principal {
        let id = try #require(
            try await scoring.house.database.read { try $0.agent(code: "201")?.id })
        return Principal(id: "account:agent", roles: [.agent], agent: id)
    }

    private func state(_ id: Evaluation.ID, _ scoring: ScoringHouse) async throws
        -> Evaluation.State
    {
        try await scoring.desk.evaluation(id, by: scoring.lead).summary.state
    }

    @Test func `a call goes from the queue over its form to the agent`() async throws {
        let scoring = try await scoringHouse()
        let analyst = scoring.analysts[0]
        let id = try await handedIn(
            ScoringHouse.sheet(greeting: "no"), in: scoring, by: analyst)
        let agent = try await agent(in: scoring)
        var refusal = await #expect(throws: Refusal.self) {
            try await scoring.desk.evaluation(id, by: agent)
        }
        #expect(refusal?.code == .noSuchEvaluation)
        #expect(try await scoring.desk.releaseDue(by: .daemon) == 0)
        scoring.house.clock.move(by: releaseSeconds)
        #expect(try await scoring.desk.releaseDue(by: .daemon) == 1)
        let seen = try await scoring.desk.evaluation(id, by: agent)
        #expect(seen.summary.score == Percent(6000) && seen.summary.passed == false)
        #expect(seen.sheet == ScoringHouse.sheet(greeting: "no"))
        #expect(seen.steps.map(\.kind) == [.claimed, .submitted, .released])
        try await scoring.desk.acknowledge(id, saying: "I see", by: agent)
        #expect(try await state(id, scoring) == .acknowledged)
        refusal = await #expect(throws: Refusal.self) {
            try await scoring.desk.acknowledge(id, saying: "", by: agent)
        }
        #expect(refusal?.code == .evaluationState)
        let other = Principal(id: "account:other", roles: [.agent], agent: Agent.ID(1))
        refusal = await #expect(throws: Refusal.self) {
            try await scoring.desk.evaluation(id, by: other)
        }
        #expect(refusal?.code == .noSuchEvaluation)
    }

    @Test func `a call is scored by one at a time, and the second is told`() async throws {
        let scoring = try await scoringHouse()
        let (one, two) = (scoring.analysts[0], scoring.analysts[1])
        let id = try await scoring.desk.claimNext(by: one)
        for act in [
            { try await scoring.desk.claim(id, by: two) },
            { _ = try await scoring.desk.saveDraft(of: id, revision: 0, AnswerSheet(), by: two) },
        ] {
            let refusal = await #expect(throws: Refusal.self) { try await act() }
            #expect(refusal?.code == .alreadyClaimed)
        }
        let again = try await scoring.desk.claimNext(by: one)
        #expect(again == id)
        try await scoring.desk.free(id, by: one)
        try await scoring.desk.claim(id, by: two)
    }

    @Test func `a draft is kept as it was typed, and a stale one overwrites nothing`()
        async throws
    {
        let scoring = try await scoringHouse()
        let analyst = scoring.analysts[0]
        let id = try await scoring.desk.claimNext(by: analyst)
        var sheet = ScoringHouse.sheet()
        sheet.comment = "客户很满意"
        sheet.answers["greeting"]?.moments = [.init(second: 12, note: "报了姓名")]
        let entries = try await scoring.house.actions().count
        let saved = try await scoring.desk.saveDraft(of: id, revision: 0, sheet, by: analyst)
        #expect(saved.revision == 1 && saved.score.total == Percent(10_000))
        let refusal = await #expect(throws: Refusal.self) {
            try await scoring.desk.saveDraft(of: id, revision: 0, AnswerSheet(), by: analyst)
        }
        #expect(refusal?.code == .draftChanged)
        let restarted = try await scoring.house.restarted()
        let detail = try await restarted.desk.evaluation(id, by: analyst)
        #expect(detail.sheet == sheet && detail.revision == 1 && detail.isMine)
        // Nobody else reads over the shoulder, and no keystroke fills the ledger.
        #expect(try await restarted.desk.evaluation(id, by: scoring.lead).sheet == AnswerSheet())
        #expect(try await restarted.actions().filter { $0 != .daemonStarted }.count == entries)
        let plain = try await restarted.database.read { db in
            try #require(try db.draft(of: id)).sheetSealed
        }
        #expect(!plain.contains(Array("满意".utf8)))
    }

    @Test func `what is missing or doesn't fit isn't handed in`() async throws {
        let scoring = try await scoringHouse()
        let analyst = scoring.analysts[0]
        let id = try await scoring.desk.claimNext(by: analyst)
        var sheet = ScoringHouse.sheet()
        sheet.answers["greeting"] = nil
        var saved = try await scoring.desk.saveDraft(of: id, revision: 0, sheet, by: analyst)
        var refusal = await #expect(throws: Refusal.self) {
            try await scoring.desk.submit(id, revision: saved.revision, by: analyst)
        }
        #expect(refusal?.code == .sheetProblems && refusal?.subject == "greeting")
        sheet.answers["colour"] = AnswerSheet.Answer(.choice("red"))
        refusal = await #expect(throws: Refusal.self) {
            try await scoring.desk.saveDraft(
                of: id, revision: saved.revision, sheet, by: analyst)
        }
        #expect(refusal?.code == .badSheet && refusal?.subject == "colour")
        saved = try await scoring.desk.saveDraft(
            of: id, revision: saved.revision, ScoringHouse.sheet(), by: analyst)
        try await scoring.desk.submit(id, revision: saved.revision, by: analyst)
    }

    @Test func `an auto-fail waits for a second person, who may send it back`() async throws {
        let scoring = try await scoringHouse()
        let analyst = scoring.analysts[0]
        let id = try await handedIn(
            ScoringHouse.sheet(promise: "no"), in: scoring, by: analyst)
        #expect(try await state(id, scoring) == .secondLook)
        scoring.house.clock.move(by: releaseSeconds)
        #expect(try await scoring.desk.releaseDue(by: .daemon) == 0)
        let scorer = Principal(
            id: analyst.id, roles: [.qaAnalyst, .qaLead], account: analyst.account)
        let refusal = await #expect(throws: Refusal.self) {
            try await scoring.desk.confirm(id, saying: "", by: scorer)
        }
        #expect(refusal?.code == .ownEvaluation)
        try await scoring.desk.sendBack(id, because: "Listen to 02:06 again", by: scoring.lead)
        let back = try await scoring.desk.evaluation(id, by: analyst)
        #expect(back.isMine && back.sheet == ScoringHouse.sheet(promise: "no"))
        try await scoring.desk.submit(id, revision: back.revision, by: analyst)
        try await scoring.desk.confirm(id, saying: "Heard it", by: scoring.lead)
        scoring.house.clock.move(by: releaseSeconds)
        #expect(try await scoring.desk.releaseDue(by: .daemon) == 1)
        let detail = try await scoring.desk.evaluation(id, by: scoring.lead)
        #expect(detail.summary.score == .zero && detail.summary.autoFails == 1)
        #expect(
            detail.steps.map(\.kind) == [
                .claimed, .submitted, .returned, .submitted, .confirmed, .released,
            ])
    }

    @Test func `a dispute is decided by somebody else, and every sheet is kept`() async throws {
        let scoring = try await scoringHouse()
        let id = try await handedIn(
            ScoringHouse.sheet(greeting: "no"), in: scoring, by: scoring.analysts[0])
        scoring.house.clock.move(by: releaseSeconds)
        _ = try await scoring.desk.releaseDue(by: .daemon)
        let agent = try await agent(in: scoring)
        let dispute = try await scoring.desk.dispute(
            id, question: "greeting", because: "I said it at 0:03", by: agent)
        #expect(try await state(id, scoring) == .disputed)
        let scorer = Principal(
            id: scoring.analysts[0].id, roles: [.qaLead], account: scoring.analysts[0].account)
        let refusal = await #expect(throws: Refusal.self) {
            try await scoring.desk.decide(
                dispute, upholdingAs: nil, because: "No, you did not", by: scorer)
        }
        #expect(refusal?.code == .ownEvaluation)
        try await scoring.desk.decide(
            dispute, upholdingAs: AnswerSheet.Answer(.choice("yes")),
            because: "It is there", by: scoring.lead)
        let after = try await scoring.desk.evaluation(id, by: agent)
        #expect(after.summary.score == Percent(10_000) && after.summary.state == .released)
        #expect(after.disputes.map(\.decision?.outcome) == [.upheld])
        let sheets = try await scoring.house.database.read { try $0.sheets(of: id, limit: 10) }
        #expect(sheets.map(\.score.hundredths) == [10_000, 6000])
        let found = try await scoring.house.findings()
        #expect(found.isEmpty, "\(found)")
    }

    @Test func `a dispute comes in time, about a question that was asked, and once`()
        async throws
    {
        let scoring = try await scoringHouse()
        let id = try await handedIn(
            ScoringHouse.sheet(greeting: "no"), in: scoring, by: scoring.analysts[0])
        let agent = try await agent(in: scoring)
        func code(_ question: String) async -> Refusal.Code? {
            await #expect(throws: Refusal.self) {
                try await scoring.desk.dispute(
                    id, question: question, because: "I said it", by: agent)
            }?.code
        }
        #expect(await code("greeting") == .noSuchEvaluation)
        scoring.house.clock.move(by: releaseSeconds)
        _ = try await scoring.desk.releaseDue(by: .daemon)
        #expect(await code("closing") == .badSheet)
        _ = try await scoring.desk.dispute(
            id, question: "greeting", because: "I said it", by: agent)
        #expect(await code("greeting") == .alreadyAsked)
        scoring.house.clock.move(by: 8 * 86_400)
        #expect(await code("promise") == .disputeLate)
        #expect(try await scoring.desk.openDisputes(limit: 10, by: scoring.lead).count == 1)
    }

    @Test func `a lead gives work to those who may see the call alone`() async throws {
        let scoring = try await scoringHouse()
        let (one, two) = (scoring.analysts[0], scoring.analysts[1])
        let id = try await scoring.desk.claimNext(by: one)
        try await scoring.desk.assign(id, to: two.account, by: scoring.lead)
        #expect(try await scoring.desk.claimNext(by: one) != id)
        try await scoring.desk.claim(id, by: two)
        let refusal = await #expect(throws: Refusal.self) {
            try await scoring.desk.assign(id, to: scoring.lead.account, by: scoring.lead)
        }
        #expect(refusal?.code == .noAnalysts)
    }

    @Test func `the version in force on the call's day is used, and a published one stays`()
        async throws
    {
        let scoring = try await ScoringHouse(analysts: 1)
        var card = ScoringHouse.conduct
        card.passMark = Percent(5000)
        let second = try await scoring.desk.changeScorecard(
            scoring.card, to: card, by: scoring.lead)
        #expect(second == 2)
        try await scoring.desk.publishScorecard(
            scoring.card, version: 2,
            from: LocalDay(number: ScoringHouse.day.number + 1), by: scoring.lead)
        let early = try await scoring.takeIn(1)[0]
        let late = try await scoring.takeIn(
            1, from: ScoringHouse.start.addingTimeInterval(86_400))[0]
        var versions: [Int] = []
        for call in [early, late] {
            let id = try await scoring.desk.evaluate(
                call, by: scoring.card, dueInDays: 3, by: scoring.lead)
            versions.append(
                try await scoring.desk.evaluation(id, by: scoring.lead).summary.cardVersion)
        }
        #expect(versions == [1, 2])
        let refusal = await #expect(throws: Refusal.self) {
            try await scoring.desk.publishScorecard(
                scoring.card, version: 2, from: ScoringHouse.day, by: scoring.lead)
        }
        #expect(refusal?.code == .notADraft)
        card.sections[0].questions[0].condition = Scorecard.Condition(
            question: "promise", when: Scorecard.AnswerSet(choices: ["yes"]))
        let loop = await #expect(throws: Refusal.self) {
            try await scoring.desk.changeScorecard(scoring.card, to: card, by: scoring.lead)
        }
        #expect(loop?.code == .scorecardProblems)
    }
}

extension EvaluationTests {
    /// A card that asks how long the call is and for a comment where the answer is another.
    private func measuring(_ scoring: ScoringHouse) async throws -> Scorecard.ID {
        var card = ScoringHouse.conduct
        card.code = "measured"
        var length = card.sections[0].questions[0]
        length.code = "length"
        length.kind = .number(
            .init(
                least: .zero, most: .init(whole: 600), unit: .seconds, measure: .duration,
                bands: [.init(from: .zero, points: length.weight)]))
        card.sections[0].questions.append(length)
        let id = try await scoring.desk.addScorecard(card, by: scoring.lead)
        try await scoring.desk.publishScorecard(
            id, version: 1, from: LocalDay(number: ScoringHouse.day.number - 400),
            by: scoring.lead)
        return id
    }

    @Test func `a measure of the call fills its question, and who overrules it says why`()
        async throws
    {
        let scoring = try await ScoringHouse(analysts: 1)
        let analyst = scoring.analysts[0]
        let call = try await scoring.takeIn(1)[0]
        let id = try await scoring.desk.evaluate(
            call, by: measuring(scoring), dueInDays: 3, by: scoring.lead)
        try await scoring.desk.claim(id, by: analyst)
        for _ in 1...2 {
            try await scoring.desk.fillMeasures(
                of: id, thresholds: TalkThresholds(), by: analyst)
        }
        var detail = try await scoring.desk.evaluation(id, by: analyst)
        #expect(detail.revision == 1)
        #expect(detail.sheet.answers["length"]?.value == .number(.one))
        #expect(detail.sheet.answers["length"]?.measured == .one)
        // A sheet that claims another measure, or none, changes nothing of it.
        var sheet = ScoringHouse.sheet()
        sheet.answers["length"] = AnswerSheet.Answer(.number(.init(whole: 9)))
        sheet.answers["length"]?.measured = .init(whole: 9)
        let saved = try await scoring.desk.saveDraft(of: id, revision: 1, sheet, by: analyst)
        detail = try await scoring.desk.evaluation(id, by: analyst)
        #expect(detail.sheet.answers["length"]?.measured == .one)
        let refusal = await #expect(throws: Refusal.self) {
            try await scoring.desk.submit(id, revision: saved.revision, by: analyst)
        }
        #expect(refusal?.code == .sheetProblems && refusal?.subject == "length")
    }

    @Test func `a dispute beyond one's reach is told of as if it weren't there`() async throws {
        let scoring = try await scoringHouse()
        let id = try await handedIn(
            ScoringHouse.sheet(greeting: "no"), in: scoring, by: scoring.analysts[0])
        scoring.house.clock.move(by: releaseSeconds)
        _ = try await scoring.desk.releaseDue(by: .daemon)
        let dispute = try await scoring.desk.dispute(
            id, question: "greeting", because: "I said it", by: agent(in: scoring))
        let elsewhere = Principal(id: "account:x", roles: [.qaLead], teams: [Team.ID(1)])
        var told: [Refusal?] = []
        for dispute in [dispute, Dispute.ID(1)] {
            told.append(
                await #expect(throws: Refusal.self) {
                    try await scoring.desk.decide(
                        dispute, upholdingAs: nil, because: "no", by: elsewhere)
                })
        }
        #expect(told[0] == told[1] && told[0]?.code == .noSuchDispute)
        #expect(try await scoring.desk.dispute(dispute, by: scoring.lead).question == "greeting")
    }

    @Test func `evaluations are found by the codes that people know`() async throws {
        let scoring = try await scoringHouse(calls: 2)
        let cases = [("201", "conduct", 2), ("999", "conduct", 0), ("201", "x", 0)]
        for (agent, card, count) in cases {
            var filter = EvaluationFilter()
            (filter.agentCode, filter.cardCode) = (agent, card)
            let found = try await scoring.desk.evaluations(
                filter, after: nil, limit: 10, by: scoring.lead)
            #expect(found.items.count == count)
        }
        #expect(try await scoring.desk.scoringToDo(by: scoring.analysts[0]).calls == 1)
        #expect(try await scoring.desk.scoringToDo(by: scoring.lead).evaluations == 0)
        let analysts = try await scoring.desk.analysts(
            for: scoring.desk.claimNext(by: scoring.analysts[0]), by: scoring.lead)
        #expect(analysts.map(\.id).sorted() == scoring.analysts.compactMap(\.account).sorted())
    }

    @Test func `erasing a customer leaves scores and no word of evaluations`() async throws {
        let scoring = try await ScoringHouse(analysts: 1)
        let (customer, call, _) = try await scoring.house.customer("13800138000")
        let analyst = scoring.analysts[0]
        let id = try await scoring.desk.evaluate(
            call, by: scoring.card, dueInDays: 3, by: scoring.lead)
        try await scoring.desk.claim(id, by: analyst)
        var sheet = ScoringHouse.sheet(promise: "no")
        sheet.comment = "Mr Zhang of Nanjing Road"
        let saved = try await scoring.desk.saveDraft(of: id, revision: 0, sheet, by: analyst)
        try await scoring.desk.submit(id, revision: saved.revision, by: analyst)
        try await scoring.desk.confirm(id, saying: "Mr Zhang was told so", by: scoring.lead)
        try await scoring.house.erase(customer)
        let detail = try await scoring.desk.evaluation(id, by: scoring.lead)
        #expect(detail.summary.score == .zero && detail.sheet.comment.isEmpty)
        #expect(detail.sheet["promise"] == .choice("no"))
        #expect(detail.sheet.answers["promise"]?.failReason == "")
        #expect(detail.steps.allSatisfy { $0.text?.isEmpty ?? true })
        #expect(try await scoring.house.findings().isEmpty)
    }
}

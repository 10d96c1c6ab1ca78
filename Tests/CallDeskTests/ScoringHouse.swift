import CallDesk
import CallStore
import Calls
import Foundation
import TestSupport
import Testing

/// A house with a scorecard in force, people who score, and calls to be scored.
struct ScoringHouse {
    let house: House
    let card: Scorecard.ID
    let lead: Principal
    let analysts: [Principal]
    /// 2024-01-15T10:30:00Z, when the house's clock stands unless it is moved.
    static let start = Date(timeIntervalSince1970: 1_705_314_600)
    static let day = LocalDay(of: start, in: .utc)

    var desk: CallDesk { house.desk }

    init(analysts count: Int = 2, on house: House? = nil) async throws {
        let house = if let house { house } else { try await House() }
        self.house = house
        let lead = Principal(
            id: "account:\(try await house.addAccount("lead", [.qaLead]))", roles: [.qaLead])
        self.lead = Principal(
            id: lead.id, roles: [.qaLead],
            account: Account.ID(text: lead.id.dropFirst("account:".count)))
        var analysts: [Principal] = []
        for number in 0..<count {
            let id = try await house.addAccount("analyst\(number)", [.qaAnalyst])
            analysts.append(
                Principal(id: "account:\(id)", roles: [.qaAnalyst], account: id))
        }
        self.analysts = analysts
        card = try await house.desk.addScorecard(Self.conduct, by: self.lead)
        try await house.desk.publishScorecard(
            card, version: 1, from: LocalDay(number: Self.day.number - 400), by: self.lead)
    }

    /// Calls that begin a minute apart from `start` on, by agents 201, 202, … in turn.
    @discardableResult
    func takeIn(_ count: Int, agents: Int = 3, from start: Date = start) async throws -> [Call.ID] {
        var calls: [Call.ID] = []
        for number in 0..<count {
            let seed = Int(start.timeIntervalSince1970) + number
            let file = TestFile(
                name: "\(seed).wav", sound: Sounds.wav(seconds: 1, seed: seed),
                facts: [
                    .startedAt: .time(start.addingTimeInterval(Double(number) * 60)),
                    .agent: .text("20\(1 + number % agents)"),
                    .stage: .text("\([0, 20, 40, 60, 80, 100][number % 6])"),
                    .disposition: .text(number.isMultiple(of: 2) ? "SALE" : "NI"),
                ])
            guard case .indexed(let call) = try await house.takeIn(file) else {
                throw Unexpected()
            }
            calls.append(call)
        }
        return calls
    }

    /// Sums of evaluations of the greeting on `day`, in hundredths of a percent.
    func rollUp(_ shares: [Int], on day: LocalDay, of subject: Int64, in scope: String) async throws
    {
        let card = card
        try await house.database.write { db in
            try db.execute("""
                INSERT INTO roll_up
                  (scope, subject_id, card_id, question, grain, day, team_id, evaluations, total,
                   squares, passed, auto_fails, disputed, upheld)
                VALUES (\(scope), \(subject), \(card), 'greeting', 'day', \(day.number), 0,
                  \(shares.count), \(shares.reduce(0, +)),
                  \(shares.reduce(0) { $0 + $1 * $1 }), 0, 0, 0, 0)
                """)
        }
    }

    static func plan(
        _ name: String = "January", method: SampleMethod = .simple(5),
        population: Population = Population(), stream: SamplePlan.Stream = .estimate
    ) -> SamplePlan {
        SamplePlan(
            name: name, population: population, zone: "UTC",
            period: .closed(from: day, until: day), method: method, stream: stream,
            scorecard: "conduct")
    }

    /// Of what is handed in on the day that the clock shows.
    func reviewPlan(_ name: String, method: SampleMethod) -> SamplePlan {
        let today = LocalDay(of: house.clock.now, in: .utc)
        var plan = Self.plan(name, method: method, stream: .review)
        plan.period = .closed(from: today, until: today)
        return plan
    }

    /// Adds `plan`, moves the clock beyond its slice, and draws.
    func drawn(_ plan: SamplePlan) async throws -> Draw {
        let id = try await desk.addSamplePlan(plan, by: lead)
        house.clock.move(by: 86_400 + 3 * 3600)
        _ = try await desk.drawDue(by: .daemon)
        let draws = try await desk.draws(of: id, after: nil, limit: 10, by: lead)
        return try #require(draws.items.first)
    }

    func picks(of draw: Draw.ID) async throws -> [DrawPickRow] {
        try await house.database.read { try $0.picks(of: draw, limit: 1000) }
    }

    private static func text(_ english: String) -> LocalText {
        LocalText(
            english: english, simplifiedChinese: "简 \(english)",
            traditionalChinese: "繁 \(english)")
    }

    static let conduct: Scorecard = {
        var greeting = Scorecard.Question(
            code: "greeting", text: text("Says the own name"), kind: .yesNo(best: .yes),
            weight: Thousandths(whole: 40))
        greeting.notApplicable = .leavesOut
        var promise = Scorecard.Question(
            code: "promise", text: text("Promises nothing that isn't so"), kind: .yesNo(best: .yes),
            weight: Thousandths(whole: 60))
        promise.autoFail = Scorecard.AutoFail(
            when: Scorecard.AnswerSet(choices: ["no"]), fails: .form)
        return Scorecard(
            code: "conduct", title: text("Conduct"), passMark: Percent(8000),
            sections: [
                Scorecard.Section(
                    code: "opening", title: text("Opening"), weight: Thousandths(whole: 100),
                    questions: [greeting, promise])
            ])
    }()

    static func sheet(greeting: String = "yes", promise: String = "yes") -> AnswerSheet {
        var answer = AnswerSheet.Answer(.choice(promise))
        if promise == "no" { answer.failReason = "said 4 % a year" }
        return AnswerSheet(answers: [
            "greeting": AnswerSheet.Answer(.choice(greeting)), "promise": answer,
        ])
    }
}

extension PermissionTests {
    /// What the desk does with samples and scores, by the permission that it needs.
    func scoringUseCases(
        _ desk: CallDesk
    ) -> [(Permission, (Principal) async throws -> Void)] {
        let (plan, draw, card) = (SamplePlan.ID(1), Draw.ID(1), Scorecard.ID(1))
        let sample = ScoringHouse.plan()
        let conduct = ScoringHouse.conduct
        return [
            (.seePlans, { _ = try await desk.samplePlans(after: nil, limit: 1, by: $0) }),
            (.seePlans, { _ = try await desk.samplePlan(plan, by: $0) }),
            (.seePlans, { _ = try await desk.draws(of: plan, after: nil, limit: 1, by: $0) }),
            (.seePlans, { _ = try await desk.draw(draw, seenBy: $0) }),
            (.managePlans, { _ = try await desk.addSamplePlan(sample, by: $0) }),
            (.managePlans, { try await desk.changeSamplePlan(plan, to: sample, by: $0) }),
            (.managePlans, { try await desk.stopSamplePlan(plan, by: $0) }),
            (.managePlans, { _ = try await desk.countPopulation(of: sample, by: $0) }),
            (.managePlans, { try await desk.draw(draw, by: $0) }),
            (.workOnJobs, { _ = try await desk.drawDue(by: $0) }),
            (.workOnJobs, { _ = try await desk.releaseDue(by: $0) }),
            (.seeScorecards, { _ = try await desk.scorecards(after: nil, limit: 1, by: $0) }),
            (.seeScorecards, { _ = try await desk.scorecard(card, by: $0) }),
            (.manageScorecards, { _ = try await desk.addScorecard(conduct, by: $0) }),
            (.manageScorecards, { _ = try await desk.changeScorecard(card, to: conduct, by: $0) }),
            (
                .manageScorecards,
                {
                    try await desk.publishScorecard(
                        card, version: 1, from: ScoringHouse.day, by: $0)
                }
            ),
        ] + evaluationUseCases(desk) + calibrationUseCases(desk)
            + reviewUseCases(desk) + coachingUseCases(desk) + scoreUseCases(desk)
            + complaintUseCases(desk)
    }

    private func scoreUseCases(
        _ desk: CallDesk
    ) -> [(Permission, (Principal) async throws -> Void)] {
        let question = QualityQuestion(period: ScorePeriod(from: ScoringHouse.day, days: 1))
        let export = EvaluationExportRequest(filter: EvaluationFilter(), text: "")
        return [
            (.seeEvaluations, { _ = try await desk.quality(question, by: $0) }),
            (.exportEvaluations, { _ = try await desk.exportEvaluations(export, by: $0) }),
        ]
    }

    private func evaluationUseCases(
        _ desk: CallDesk
    ) -> [(Permission, (Principal) async throws -> Void)] {
        let (evaluation, dispute, call) = (Evaluation.ID(1), Dispute.ID(1), Call.ID(1))
        let card = Scorecard.ID(1)
        return [
            (.score, { _ = try await desk.queue(after: nil, limit: 1, by: $0) }),
            (.score, { _ = try await desk.claimNext(by: $0) }),
            (.score, { try await desk.claim(evaluation, by: $0) }),
            (.score, { try await desk.free(evaluation, by: $0) }),
            (.score, { _ = try await desk.replace(evaluation, because: .noSpeech, by: $0) }),
            (
                .score,
                {
                    _ = try await desk.saveDraft(
                        of: evaluation, revision: 0, AnswerSheet(), by: $0)
                }
            ),
            (.score, { try await desk.submit(evaluation, revision: 1, by: $0) }),
            (.assignEvaluations, { try await desk.assign(evaluation, to: nil, by: $0) }),
            (
                .assignEvaluations,
                { _ = try await desk.evaluate(call, by: card, dueInDays: 1, by: $0) }
            ),
            (.confirmEvaluations, { try await desk.confirm(evaluation, saying: "", by: $0) }),
            (
                .confirmEvaluations,
                { try await desk.sendBack(evaluation, because: "look again", by: $0) }
            ),
            (.seeEvaluations, { _ = try await desk.evaluation(evaluation, by: $0) }),
            (
                .seeEvaluations,
                { _ = try await desk.evaluations(.init(), after: nil, limit: 1, by: $0) }
            ),
            (.seeEvaluations, { _ = try await desk.openDisputes(limit: 1, by: $0) }),
            (.acknowledge, { try await desk.acknowledge(evaluation, saying: "", by: $0) }),
            (
                .dispute,
                {
                    _ = try await desk.dispute(
                        evaluation, question: "x", because: "not so", by: $0)
                }
            ),
            (
                .decideDisputes,
                {
                    try await desk.decide(
                        dispute, upholdingAs: nil, because: "not so", by: $0)
                }
            ),
        ]
    }
}

extension House {
    /// Some of everything that sampling and scoring leave: a call drawn, scored, released and
    /// disputed, and a calibration.
    func liveInScoring() async throws {
        let scoring = try await ScoringHouse(analysts: 1, on: self)
        try await scoring.takeIn(4, agents: 1)
        let agent = try await database.read { try $0.agent(code: "201")?.id }
        _ = try await scoring.drawn(
            ScoringHouse.plan(
                method: .everything,
                population: Population(agents: [agent].compactMap(\.self))))
        let analyst = scoring.analysts[0]
        let id = try await desk.claimNext(by: analyst)
        let saved = try await desk.saveDraft(
            of: id, revision: 0, ScoringHouse.sheet(greeting: "no"), by: analyst)
        try await desk.submit(id, revision: saved.revision, by: analyst)
        clock.move(by: 25 * 3600)
        _ = try await desk.releaseDue(by: .daemon)
        _ = try await desk.dispute(
            id, question: "greeting", because: "I said it at 0:03",
            by: Principal(id: "account:agent", roles: [.agent], agent: agent))
        let second = try await addAccount("rater2", [.qaAnalyst])
        let call = try await desk.evaluation(id, by: analyst).summary.call
        let calibration = try await desk.openCalibration(
            CalibrationOrder(
                title: "January", scorecard: "conduct",
                raters: [analyst.account, second].compactMap(\.self), reference: second,
                calls: [call], days: 7), by: scoring.lead)
        try await desk.closeCalibration(calibration, because: "a holiday", by: scoring.lead)
        // The analyst's evaluation of yesterday is scored again by the second one.
        clock.move(by: -25 * 3600)
        let plan = scoring.reviewPlan("Reviews", method: .everything)
        clock.move(by: 25 * 3600)
        _ = try await scoring.drawn(plan)
    }
}

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

    static func plan(
        _ name: String = "January", method: SampleMethod = .simple(5),
        population: Population = Population(), stream: SamplePlan.Stream = .estimate
    ) -> SamplePlan {
        SamplePlan(
            name: name, population: population, zone: "UTC",
            period: .closed(from: day, until: day), method: method, stream: stream,
            scorecard: "conduct")
    }

    /// Adds `plan`, moves the clock beyond its slice, and draws.
    func drawn(_ plan: SamplePlan) async throws -> Draw {
        let id = try await desk.addSamplePlan(plan, by: lead)
        house.clock.move(by: 86_400 + 3 * 3600)
        _ = try await desk.drawDue(by: .daemon)
        return try #require(
            try await desk.draws(of: id, after: nil, limit: 10, by: lead).items.first)
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

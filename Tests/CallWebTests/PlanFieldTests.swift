import Calls
import Foundation
import Testing

@testable import CallWeb

struct PlanFieldTests {
    private let words = SampleCalls.words
    private let today = LocalDay(number: 20_000)
    private let ann = Agent.ID(7 << 20)
    private let sales = Team.ID(9 << 20)

    private var lookup: PlanLookup {
        PlanLookup(agents: ["A1": ann], teams: ["Sales": sales])
    }

    private func read(_ form: String) throws -> PlanReading {
        PlanReading(PlanFields(try Query(form)), lookup, today: today)
    }

    private static let plain =
        "name=Sales&zone=UTC&period=live&from=2026-01-05&cycle=week&method=simple&count=5"
        + "&stream=estimate&scorecard=telesales&dueDays=5&confidence=95"

    @Test func `a form says a plan`() throws {
        let reading = try read(
            Self.plain + "&agents=A1&campaign=spring&campaign=autumn&stage=80&leastSeconds=30"
                + "&verdictNone=silent&spread=yes")
        #expect(reading.problems == [])
        let plan = reading.plan
        #expect(plan.name == "Sales" && plan.method == .simple(5))
        #expect(plan.population.agents == [ann] && plan.population.leastSeconds == 30)
        #expect(plan.population.campaigns == ["autumn", "spring"])
        #expect(plan.period.isSpread && plan.period.from == LocalDay("2026-01-05"))
    }

    @Test func `a plan stands in its form as it was said, whatever its method`() throws {
        let names = PopulationNames(
            teams: [sales: "Sales"], agents: [ann: .init(code: "A1", name: "Ann")])
        let limit = try #require(QualityLimit("0.65"))
        let methods: [SampleMethod] = [
            .simple(3), .percentage(hundredthsOfPercent: 250, least: 2), .everything, .perAgent(4),
            .percentage(hundredthsOfPercent: 105, least: 0),
            .stratified(by: .campaign, .proportional(total: 9, least: 1)),
            .stratified(by: .weekday, .equal(each: 2)),
            .stratified(by: .disposition, .quotas(["a = b": 2, "": 1], other: 3)),
            .stratified(by: .agent, .quotas([ann.description: 2], other: 0)),
            .stratified(by: .team, .quotas([sales.description: 2], other: 0)),
            .acceptance(.special2, limit),
        ]
        for method in methods {
            for stream in [SamplePlan.Stream.estimate, .risk(reason: "complaints"), .review] {
                if case .acceptance = method, stream == .review { continue }
                let plan = SamplePlan(
                    name: "Sales",
                    population: Population(teams: [sales], agents: [ann], hasComplaint: true),
                    zone: "UTC", period: .closed(from: today, until: today), method: method,
                    stream: stream, scorecard: "telesales")
                let reading = PlanReading(PlanFields(plan, names), lookup, today: today)
                #expect(reading.problems == [] && reading.plan == plan)
            }
        }
    }

    @Test(arguments: [
        ("count=5", "count=many", "count", "count-out-of-range"),
        ("name=Sales", "name=", "name", "name-missing"),
        ("from=2026-01-05", "from=tomorrow", "from", "day-unreadable"),
        ("period=live", "period=closed", "until", "day-unreadable"),
        ("zone=UTC", "zone=Mars", "zone", "zone-unknown"),
        ("scorecard=telesales", "scorecard=", "scorecard", "scorecard-missing"),
        ("dueDays=5", "dueDays=soon", "dueDays", "due-out-of-range"),
        ("name=Sales", "name=Sales&agents=B2", "agents", "agent-unknown"),
        ("method=simple", "method=percentage&percentLeast=0&percent=2.555", "percent",
            "percentage-out-of-range"),
        ("method=simple", "method=perAgent&perAgent=0", "perAgent", "count-out-of-range"),
        ("method=simple", "method=stratified&by=agent&allocation=quotas&other=1&quotas=A1",
            "quotas", "quota-unreadable"),
        ("method=simple", "method=acceptance&level=II&limit=3", "limit", "limit-unknown"),
        ("stream=estimate", "stream=risk", "reason", "reason-missing"),
        ("cycle=week", "cycle=day&spread=yes", "spread", "spread-over-one-day"),
    ])
    func `what is wrong is said beside its field`(
        was: String, now: String, field: String, code: String
    ) throws {
        let reading = try read(Self.plain.replacing(was, with: now))
        let problem = try #require(reading.problems.first)
        #expect(reading.problems.count == 1 && problem.code.rawValue == code)
        #expect(problem.formField(of: reading.plan.method) == field)
        #expect(!words.sentence(problem).contains("{"))
    }

    @Test func `every problem stands beside a field that the form has`() {
        let names = PlanFields.once + PlanFields.often
        let plan = SamplePlan(
            name: String(repeating: "x", count: 200),
            population: Population(stages: [7], leastSeconds: 9, mostSeconds: 3), zone: "",
            period: .closed(from: today, until: LocalDay(number: 10)),
            method: .stratified(by: .stage, .quotas(["x": -1], other: 0)),
            stream: .risk(reason: ""), scorecard: "", dueDays: 0, confidencePercent: 1)
        let problems = plan.problems()
        #expect(problems.count > 8)
        for problem in problems {
            #expect(names.contains(problem.formField(of: plan.method)), "\(problem.field)")
        }
    }

    @Test func `a half filled form can be counted`() throws {
        let reading = try read("zone=UTC&period=closed&from=2026-01-05&until=2026-01-09")
        #expect(!reading.problems.isEmpty && reading.canBeCounted)
        #expect(try !read("zone=UTC&period=closed&from=x&until=2026-01-09").canBeCounted)
    }
}

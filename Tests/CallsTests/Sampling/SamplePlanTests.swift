import Calls
import Testing

struct SamplePlanTests {
    private static let from = LocalDay(number: 20_454)

    private func plan(
        _ method: SampleMethod = .simple(50), _ population: Population = Population(),
        _ alter: (inout SamplePlan) -> Void = { _ in }
    ) -> SamplePlan {
        var plan = SamplePlan(
            name: "Loans", population: population, zone: "Asia/Shanghai",
            period: .live(LivePeriod(cycle: .month, since: Self.from)), method: method,
            scorecard: "telesales")
        alter(&plan)
        return plan
    }

    private func codes(_ plan: SamplePlan) -> [String] {
        plan.problems().map { "\($0.code.rawValue) \($0.field)" }
    }

    @Test func `a plan for all calls is fine`() {
        #expect(codes(plan()) == [])
        #expect(codes(plan(.everything)) == [])
        #expect(codes(plan(.stratified(by: .stage, .quotas(["80": 3, "": 1], other: 0)))) == [])
    }

    @Test func `each mistake of name, zone and numbers is named`() {
        #expect(codes(plan { $0.name = " \n" }) == ["name-missing name"])
        #expect(codes(plan { $0.name = String(repeating: "a", count: 121) }) == ["name-long name"])
        #expect(codes(plan { $0.zone = "Mars/Base" }) == ["zone-unknown zone"])
        #expect(codes(plan { $0.scorecard = "" }) == ["scorecard-missing scorecard"])
        #expect(codes(plan { $0.dueDays = 0 }) == ["due-out-of-range dueDays"])
        #expect(
            codes(plan { $0.confidencePercent = 100 })
                == ["confidence-out-of-range confidencePercent"])
        #expect(codes(plan { $0.stream = .risk(reason: " ") }) == ["reason-missing stream.reason"])
        let long = String(repeating: "a", count: 501)
        #expect(codes(plan { $0.stream = .risk(reason: long) }) == ["reason-long stream.reason"])
    }

    @Test func `a review has no lots, and only a review is split by analyst`() throws {
        let limit = try #require(QualityLimit("2.5"))
        let byAnalyst = SampleMethod.stratified(by: .analyst, .equal(each: 3))
        #expect(codes(plan(byAnalyst) { $0.stream = .review }) == [])
        #expect(codes(plan(.simple(3)) { $0.stream = .review }) == [])
        #expect(
            codes(plan(.acceptance(.general2, limit)) { $0.stream = .review })
                == ["review-lot method.limit"])
        #expect(codes(plan(byAnalyst)) == ["analyst-stratum method.by"])
        #expect(
            codes(plan(byAnalyst) { $0.stream = .risk(reason: "complaints") })
                == ["analyst-stratum method.by"])
        let review = plan(byAnalyst) { $0.stream = .review }
        let json = try review.canonicalJSON()
        #expect(SamplePlan(json: json) == review)
        #expect(String(decoding: json, as: UTF8.self).contains(#""stream":{"kind":"review"}"#))
    }

    @Test func `each mistake of the population is named`() {
        func codes(_ population: Population) -> [String] {
            self.codes(plan(.simple(1), population))
        }
        let many = (0...500).map { "c\($0)" }
        #expect(codes(Population(campaigns: many)) == ["list-long population.campaigns"])
        #expect(codes(Population(dispositions: [""])) == ["text-long population.dispositions"])
        #expect(codes(Population(stages: [80, 81])) == ["stage-unknown population.stages"])
        #expect(
            codes(Population(leastSeconds: -1)) == ["seconds-out-of-range population.leastSeconds"])
        #expect(
            codes(Population(leastSeconds: 60, mostSeconds: 30))
                == ["seconds-reversed population.mostSeconds"])
        #expect(
            codes(Population(verdictsAny: [.silent], verdictsNone: [.silent]))
                == ["verdict-both-ways population.verdictsNone"])
    }

    @Test func `each mistake of the period is named`() {
        func codes(_ period: SamplePeriod, _ method: SampleMethod = .simple(1)) -> [String] {
            self.codes(plan(method) { $0.period = period })
        }
        let day = Self.from
        #expect(
            codes(.closed(from: day, until: day.advanced(by: -1)))
                == ["until-before-from period.until"])
        #expect(codes(.closed(from: day, until: day)) == [])
        #expect(
            codes(.closed(from: day, until: day.advanced(by: 3_660)))
                == ["period-long period.until"])
        #expect(
            codes(.live(LivePeriod(cycle: .day, since: day, spread: true)))
                == ["spread-over-one-day period.spread"])
        #expect(
            codes(
                .live(LivePeriod(cycle: .week, since: day, spread: true)),
                .acceptance(.general2, QualityLimit(thousandths: 1_000)))
                == ["spread-lot period.spread"])
    }

    @Test func `each mistake of the method is named`() {
        func codes(_ method: SampleMethod) -> [String] { self.codes(plan(method)) }
        func quotas(_ quotas: [String: Int], _ other: Int = 0) -> [String] {
            codes(.stratified(by: .direction, .quotas(quotas, other: other)))
        }
        #expect(codes(.simple(0)) == ["count-out-of-range method.count"])
        #expect(codes(.perAgent(1_000_001)) == ["count-out-of-range method.count"])
        for hundredths in [0, -1, 10_001] {
            #expect(
                codes(.percentage(hundredthsOfPercent: hundredths, least: 0))
                    == ["percentage-out-of-range method.hundredthsOfPercent"])
        }
        #expect(
            codes(.percentage(hundredthsOfPercent: 1, least: -1))
                == ["count-out-of-range method.least"])
        #expect(
            codes(.stratified(by: .team, .proportional(total: 5, least: 6)))
                == ["least-above-total method.allocation.least"])
        #expect(
            codes(.stratified(by: .team, .equal(each: 0)))
                == ["count-out-of-range method.allocation.each"])
        #expect(quotas([:]) == ["quotas-missing method.allocation.quotas"])
        #expect(quotas(["inbound": 0]) == ["quotas-missing method.allocation.quotas"])
        #expect(quotas(["sideways": 1]) == ["quota-unknown method.allocation.quotas"])
        #expect(quotas(["inbound": -1], 1) == ["count-out-of-range method.allocation.quotas"])
        let many = Dictionary(uniqueKeysWithValues: (0...1_000).map { ("\($0)", 1) })
        #expect(
            codes(.stratified(by: .campaign, .quotas(many, other: 0)))
                == ["quotas-many method.allocation"])
        #expect(
            codes(.acceptance(.general2, QualityLimit(thousandths: 3_000)))
                == ["limit-unknown method.limit"])
    }

    @Test func `every problem has a finished sentence`() {
        for code in SamplePlanProblem.Code.allCases {
            let sentence = SamplePlanProblem(code, "method.count", "x").sentence
            #expect(sentence.hasSuffix(".") && sentence.count > 20 && !sentence.contains("_"))
        }
    }

    @Test func `plans go through JSON unchanged, and one meaning has one form`() throws {
        let limit = try #require(QualityLimit("0.65"))
        let methods: [SampleMethod] = [
            .simple(3), .percentage(hundredthsOfPercent: 150, least: 2), .everything, .perAgent(4),
            .stratified(by: .campaign, .proportional(total: 9, least: 1)),
            .stratified(by: .weekday, .equal(each: 2)),
            .stratified(by: .disposition, .quotas(["成交": 2, "": 1], other: 3)),
            .acceptance(.special3, limit),
        ]
        for (number, method) in methods.enumerated() {
            let plan = plan(method, Population(stages: [20, 80], hasComplaint: true)) { plan in
                if number % 2 == 0 { plan.stream = .risk(reason: "High loss/claims") }
                if number % 3 == 0 {
                    plan.period = .closed(from: Self.from, until: Self.from.advanced(by: 9))
                }
            }
            let json = try plan.canonicalJSON()
            #expect(SamplePlan(json: json) == plan)
            #expect(try SamplePlan(json: json)?.canonicalJSON() == json)
        }
        let one = plan(.simple(1), Population(campaigns: ["b", "a", "b"], stages: [80, 20]))
        let same = plan(.simple(1), Population(campaigns: ["a", "b"], stages: [20, 80]))
        #expect(try one.canonicalJSON() == same.canonicalJSON())
    }

    @Test(arguments: ["", "{}", "[]", #"{"name":1}"#, "\u{0}"])
    func `what isn't a plan isn't read`(_ text: String) throws {
        #expect(SamplePlan(json: Array(text.utf8)) == nil)
        let long = [UInt8](repeating: 32, count: SamplePlan.Limits.jsonBytes + 1)
        #expect(SamplePlan(json: long) == nil)
    }

    @Test func `keys of durations are in order and complete`() {
        #expect(StratumField.durationKeys.count == StratumField.durationBands.count)
        #expect(StratumField.durationKeys == StratumField.durationKeys.sorted())
        #expect(StratumField.durationKey(seconds: 0) == "0000-0029")
        #expect(StratumField.durationKey(seconds: 29.99) == "0000-0029")
        #expect(StratumField.durationKey(seconds: 30) == "0030-0059")
        #expect(StratumField.durationKey(seconds: 9_000) == "1800+")
        #expect(StratumField.durationKey(seconds: -1) == "0000-0029")
    }
}

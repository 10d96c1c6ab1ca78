import Calls
import Testing

struct ScoreRuleTests {
    private func sum(_ hundredths: [Int]) -> ScoreSum {
        hundredths.map { ScoreSum(Percent($0), isPassed: $0 >= 8000, hasFailed: false) }
            .reduce(ScoreSum(), +)
    }

    private func day(_ text: String) throws -> LocalDay { try #require(LocalDay(text)) }

    @Test func `sums add up and are taken away again`() {
        let (one, other) = (sum([9000, 7000]), sum([5000]))
        #expect(one + other - other == one)
        #expect((one - one).isZero)
        #expect((one + other).mean?.value == 70)
        #expect(one.passRate?.value == 0.5)
        #expect(ScoreSum().mean == nil && ScoreSum().passRate == nil)
    }

    @Test func `what is ranked stands by the lower end of its interval`() throws {
        #expect(sum([9000, 9000, 9000, 9000]).rankingBound == nil)
        let same = try #require(sum([Int](repeating: 10_000, count: 5)).rankingBound)
        // Wilson's for 5 of 5: 5 ÷ (5 + 1.96²).
        #expect(abs(same - 100 * 5 / (5 + 3.841459)) < 1e-3)
        let spread = sum([9000, 8000, 9500, 8500, 9000])
        #expect(spread.rankingBound == spread.mean?.low)
    }

    @Test func `a period is made of whole months and the days around them`() throws {
        let period = try #require(
            ScorePeriod(from: day("2026-01-20"), through: day("2026-04-10")))
        let parts = period.parts
        #expect(parts.map(\.grain) == [.month, .day, .day])
        let spans = parts.map { part in
            [part.days.lowerBound, part.days.upperBound].map { LocalDay(number: $0).description }
        }
        #expect(
            spans == [
                ["2026-02-01", "2026-03-31"], ["2026-01-20", "2026-01-31"],
                ["2026-04-01", "2026-04-10"],
            ])
        let short = ScorePeriod(from: try day("2026-01-02"), days: 20)
        #expect(short.parts.map(\.grain) == [.day])
        let whole = try #require(
            ScorePeriod(from: day("2026-01-01"), through: day("2026-12-31")))
        #expect(whole.parts.map(\.grain) == [.month])
        let backwards = ScorePeriod(from: whole.through, through: whole.from)
        #expect(backwards == nil)
    }

    @Test func `points of a trend are weeks, or months of longer periods`() throws {
        let weeks = ScorePeriod(from: try day("2026-11-04"), days: 14)
        #expect(weeks.step == .week)
        #expect(
            weeks.points.map(\.lowerBound.description)
                == ["2026-11-04", "2026-11-09", "2026-11-16"])
        #expect(weeks.points.last?.upperBound == weeks.through)
        let year = ScorePeriod(from: try day("2025-12-15"), days: 365)
        #expect(year.step == .month && year.points.count == 13)
    }

    @Test func `a mean stands for the population where each call had the same chance`() {
        let quotas = SampleMethod.stratified(by: .campaign, .equal(each: 5))
        #expect(ScoreBasis(methods: [], of: .all) == .unknown)
        #expect(ScoreBasis(methods: [.simple(5)], of: .all) == .population)
        #expect(ScoreBasis(methods: [quotas], of: .all) == .uneven)
        #expect(ScoreBasis(methods: [quotas], of: .campaign) == .population)
        #expect(ScoreBasis(methods: [.perAgent(3)], of: .team) == .uneven)
        #expect(ScoreBasis(methods: [.perAgent(3)], of: .agent) == .population)
        #expect(ScoreBasis(methods: [.simple(5), .simple(6)], of: .all) == .several)
    }

    @Test func `those with few scores come last, whatever the order`() {
        let subjects = [
            ("few", [10_000]), ("low", [5000, 6000, 5500, 5200, 5900]),
            ("high", [9000, 9500, 9100, 9300, 9200]),
        ].map { QualityView.SubjectSum(key: $0.0, name: nil, sum: sum($0.1)) }
        #expect(QualityOrder.best.sorted(subjects).map(\.key) == ["high", "low", "few"])
        #expect(QualityOrder.worst.sorted(subjects).map(\.key) == ["low", "high", "few"])
        #expect(QualityOrder.name.sorted(subjects).map(\.key) == ["few", "high", "low"])
    }
}

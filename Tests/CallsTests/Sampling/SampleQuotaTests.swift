import Calls
import Testing

struct SampleQuotaTests {
    private func strata(_ sizes: [String: Int]) -> [StratumSize] {
        sizes.map { StratumSize(key: $0.key, count: $0.value) }
    }

    private func drawn(_ quotas: [SampleQuota]) -> [String: Int] {
        Dictionary(uniqueKeysWithValues: quotas.map { ($0.key, $0.drawn) })
    }

    @Test func `a simple sample takes what it asks for, and says what is missing`() {
        let quotas = SampleMethod.simple(50).quotas(of: [StratumSize(key: "", count: 30)])
        #expect(quotas == [SampleQuota(key: "", size: 30, asked: 50)])
        #expect(quotas[0].drawn == 30 && quotas[0].short == 20)
        #expect(SampleMethod.simple(50).quotas(of: []).map(\.short) == [50])
    }

    @Test(arguments: [(10_000, 250, 0, 250), (10_001, 250, 0, 251), (7, 100, 3, 3), (2, 100, 3, 2),
        (0, 100, 0, 0), (77, 10_000, 0, 77)])
    func `a percentage is rounded up`(size: Int, hundredths: Int, least: Int, drawn: Int) {
        let method = SampleMethod.percentage(hundredthsOfPercent: hundredths, least: least)
        #expect(method.quotas(of: [StratumSize(key: "", count: size)]).map(\.drawn) == [drawn])
    }

    @Test func `everything is everything, and each agent's is each agent's`() {
        let nine = [StratumSize(key: "", count: 9)]
        #expect(SampleMethod.everything.quotas(of: nine).map(\.drawn) == [9])
        let quotas = SampleMethod.perAgent(5).quotas(of: strata(["b": 4, "a": 9]))
        #expect(quotas.map(\.key) == ["a", "b"])
        #expect(quotas.map(\.drawn) == [5, 4])
        #expect(quotas.map(\.short) == [0, 1])
    }

    @Test func `quotas are exact, and a stratum without calls isn't missing silently`() {
        let method = SampleMethod.stratified(
            by: .campaign, .quotas(["loan": 12, "card": 3, "gone": 2, "none": 0], other: 1))
        let quotas = method.quotas(of: strata(["loan": 500, "card": 2, "保险": 40, "none": 9]))
        #expect(drawn(quotas) == ["loan": 12, "card": 2, "gone": 0, "保险": 1, "none": 0])
        #expect(quotas.map(\.short).reduce(0, +) == 3)
        #expect(quotas.map(\.key) == ["card", "gone", "loan", "none", "保险"])
    }

    @Test func `a proportional sample sums to its total, and each stratum lacks its part`() {
        let method = SampleMethod.stratified(by: .team, .proportional(total: 10, least: 1))
        #expect(drawn(method.quotas(of: strata(["a": 970, "b": 20, "c": 10]))) == [
            "a": 8, "b": 1, "c": 1,
        ])
        let small = method.quotas(of: strata(["a": 4, "b": 2]))
        #expect(small.map(\.drawn) == [4, 2])
        #expect(small.map(\.short).reduce(0, +) == 4)
        #expect(method.quotas(of: []).map(\.short) == [10])
    }

    @Test func `a call's chance is that of its stratum`() {
        #expect(SampleQuota(key: "", size: 200, asked: 5).probability == 0.025)
        #expect(SampleQuota(key: "", size: 3, asked: 5).probability == 1)
        #expect(SampleQuota(key: "", size: 0, asked: 5).probability == nil)
    }

    @Test func `a lot takes what the standard says, and all of a small one`() throws {
        let limit = try #require(QualityLimit("1.0"))
        let method = SampleMethod.acceptance(.general2, limit)
        let lot = [StratumSize(key: "", count: 3_000)]
        #expect(method.quotas(of: lot).map(\.drawn) == [125])
        #expect(method.quotas(of: lot, severity: .reduced).map(\.drawn) == [50])
        #expect(method.quotas(of: [StratumSize(key: "", count: 9)]).map(\.drawn) == [9])
        #expect(method.quotas(of: []).map(\.asked) == [0])
    }
}

struct SampleSpreadTests {
    private func spread(_ days: Int, slice: String = "2026-11") throws -> SampleSpread {
        try #require(
            SampleSpread(plan: "0e5q8rk2m1v7d", version: 1, slice: slice, days: days, hash: mixed))
    }

    /// Draws day by day; what each day gave, and what was missing at the end.
    private func draw(
        _ method: SampleMethod, _ sizes: [[String: Int]]
    ) throws -> (days: [[String: Int]], short: Int) {
        let spread = try spread(sizes.count)
        var before: [String: SpreadDay.Before] = [:]
        var days: [[String: Int]] = []
        var short = 0
        for (index, sizes) in sizes.enumerated() {
            let quotas = method.quotas(
                of: sizes.map { StratumSize(key: $0.key, count: $0.value) },
                on: SpreadDay(spread: spread, index: index, before: before))
            for quota in quotas {
                before[quota.key, default: .init(size: 0, drawn: 0)].size += quota.size
                before[quota.key, default: .init(size: 0, drawn: 0)].drawn += quota.drawn
            }
            days.append(Dictionary(uniqueKeysWithValues: quotas.map { ($0.key, $0.drawn) }))
            short = quotas.reduce(0) { $0 + $1.short }
        }
        return (days, short)
    }

    @Test func `days sum to the quota and differ by one at most`() throws {
        for days in [1, 5, 7, 28, 31] {
            let spread = try spread(days)
            for quota in [0, 1, 4, 30, 31, 100, 1_000] {
                let shares = spread.shares(of: quota, key: "a")
                #expect(shares.count == days && shares.reduce(0, +) == quota)
                #expect((shares.max() ?? 0) - (shares.min() ?? 0) <= 1)
                #expect(spread.due(of: quota, key: "a", through: days - 1) == quota)
            }
        }
        #expect(SampleSpread(plan: "", version: 1, slice: "", days: 0, hash: mixed) == nil)
    }

    @Test func `chance decides the days with one more, for each stratum and slice`() throws {
        let shares = try spread(30).shares(of: 5, key: "a")
        #expect(try spread(30).shares(of: 5, key: "a") == shares)
        #expect(try spread(30).shares(of: 5, key: "b") != shares)
        #expect(try spread(30, slice: "2026-12").shares(of: 5, key: "a") != shares)
        var counts = [Int](repeating: 0, count: 30)
        for slice in 0..<20_000 {
            let shares = try spread(30, slice: "\(slice)").shares(of: 3, key: "a")
            for (day, share) in shares.enumerated() { counts[day] += share }
        }
        #expect(counts.allSatisfy { abs($0 - 2_000) < 250 })
    }

    @Test func `a day without calls is made up for by the days to come`() throws {
        let week: [[String: Int]] = [[:], [:], ["": 9], ["": 9], ["": 9], [:], ["": 9]]
        let (days, short) = try draw(.simple(14), week)
        #expect(days.compactMap { $0[""] }.reduce(0, +) == 14)
        #expect(days[2][""] == 6 && short == 0)
        let few = try draw(.simple(14), [[:], ["": 3], [:], [:], [:], [:], ["": 1]])
        #expect(few.days.compactMap { $0[""] }.reduce(0, +) == 4 && few.short == 10)
    }

    @Test func `each agent's quota is kept over the slice`() throws {
        var chance = SplitMix(state: 5)
        let month = (0..<30).map { _ in
            ["a": Int.random(in: 0...9, using: &chance), "b": Int.random(in: 3...9, using: &chance)]
        }
        let (days, short) = try draw(.perAgent(20), month)
        #expect(days.compactMap { $0["a"] }.reduce(0, +) == 20)
        #expect(days.compactMap { $0["b"] }.reduce(0, +) == 20)
        #expect(short == 0)
        let gone = try draw(.perAgent(4), [["a": 1], ["b": 9], ["b": 9]])
        #expect(gone.days.compactMap { $0["a"] }.reduce(0, +) == 1 && gone.short == 3)
    }

    @Test func `a percentage of a slice isn't rounded up every day`() throws {
        let month = [[String: Int]](repeating: ["": 50], count: 30)
        let method = SampleMethod.percentage(hundredthsOfPercent: 100, least: 0)
        #expect(try draw(method, month).days.compactMap { $0[""] }.reduce(0, +) == 15)
        let least = SampleMethod.percentage(hundredthsOfPercent: 100, least: 20)
        #expect(try draw(least, month).days.compactMap { $0[""] }.reduce(0, +) == 20)
    }

    @Test func `a proportional total is kept over the slice`() throws {
        let method = SampleMethod.stratified(by: .team, .proportional(total: 33, least: 0))
        let month = (0..<10).map { $0 == 4 ? [:] : ["a": 30, "b": 10 + $0] }
        let (days, short) = try draw(method, month)
        #expect(days.flatMap(\.values).reduce(0, +) == 33)
        #expect(short == 0)
    }
}

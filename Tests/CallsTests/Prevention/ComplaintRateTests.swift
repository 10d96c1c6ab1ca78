import Foundation
import Testing

@testable import Calls

struct ComplaintRateTests {
    private func isExact(_ found: Double?, _ expected: Double, _ tolerance: Double = 1e-9) -> Bool {
        found.map { abs($0 - expected) <= tolerance * abs(expected) } ?? false
    }

    @Test func `chances of Poisson's distribution are those of SciPy`() throws {
        for row in try StatisticsVectors.complaintRates("poisson") {
            let counts = PoissonDistribution(mean: try row.number(0))
            let count = try row.count(1)
            #expect(isExact(counts.exactly(count), try row.number(2)), "\(row)")
            #expect(isExact(counts.atMost(count), try row.number(3)), "\(row)")
            #expect(isExact(counts.atLeast(count), try row.number(4)), "\(row)")
        }
        #expect(PoissonDistribution(mean: 0).exactly(0) == 1)
        #expect(PoissonDistribution(mean: 0).exactly(3) == 0)
        #expect(PoissonDistribution(mean: 4).atMost(-1) == 0)
    }

    @Test func `intervals of rates are those of an independent reckoning`() throws {
        for row in try StatisticsVectors.complaintRates("rates") {
            let count = ExposedCount(try row.count(0), in: try row.count(1))
            let rate = Estimate.rate(count, per: 1000, confidence: try row.confidence(2))
            #expect(isExact(rate?.low, try row.number(3)), "\(row)")
            #expect(isExact(rate?.high, try row.number(4)), "\(row)")
            let value = 1000 * Double(count.events) / Double(count.exposure)
            #expect(isClose(rate?.value, value))
        }
    }

    @Test func `intervals of ratios are those of an independent reckoning`() throws {
        for row in try StatisticsVectors.complaintRates("ratios") {
            let first = ExposedCount(try row.count(0), in: try row.count(1))
            let second = ExposedCount(try row.count(2), in: try row.count(3))
            let ratio = RateRatio(first, to: second, confidence: try row.confidence(4))
            #expect(isExact(ratio?.low, try row.number(5)), "\(row)")
            if row[6] is NSNull {
                #expect(ratio?.high == nil && ratio?.value == nil)
            } else {
                #expect(isExact(ratio?.high, try row.number(6)), "\(row)")
            }
        }
        #expect(RateRatio(ExposedCount(0, in: 9), to: ExposedCount(0, in: 9)) == nil)
        #expect(RateRatio(ExposedCount(1, in: 0), to: ExposedCount(1, in: 9)) == nil)
    }

    @Test func `limits are the quantiles of SciPy`() throws {
        for row in try StatisticsVectors.complaintRates("limits") {
            let bulk = PoissonDistribution(mean: try row.number(0))
                .bulk(without: ComplaintChart.chanceBeyond)
            #expect(bulk.lowerBound == (try row.count(1)), "\(row)")
            #expect(bulk.upperBound == (try row.count(2)), "\(row)")
        }
    }

    @Test func `no complaint in 300 calls says no more than below ten in a thousand`() throws {
        let none = Estimate.rate(ExposedCount(0, in: 300), per: 1000)
        #expect(isClose(none?.high, -log(0.05) / 0.3, 1e-9))
        let least = ComplaintRates.exposureLeast
        let ends = [least, least - 1].map {
            Estimate.rate(ExposedCount(0, in: $0), per: 1000)?.high ?? 0
        }
        #expect(ends[0] < 10 && ends[1] > 10)
    }

    @Test func `a group with little exposure has no rate and says so`() {
        let rates = ComplaintRates(
            whole: ExposedCount(40, in: 9_000),
            groups: [
                "few": ExposedCount(1, in: 299), "steady": ExposedCount(30, in: 5_000),
                "rare": ExposedCount(2, in: 301), "none": ExposedCount(0, in: 3_000),
                "empty": ExposedCount(0, in: 0),
            ])
        // Two in 301 is the higher rate, and the less certain one.
        #expect(rates.rows.map(\.key) == ["steady", "rare", "none", "empty", "few"])
        #expect(rates.rows.last?.reading == .littleExposure(least: 300))
        guard case .rate(let whole) = rates.whole.reading else {
            Issue.record("all together have a rate")
            return
        }
        #expect(isClose(whole.value, 40.0 / 9))
    }

    @Test func `the interval holds the true rate about as often as it says`() {
        for mean in [0.7, 2.0, 6.5, 21, 80] {
            let counts = PoissonDistribution(mean: mean)
            let covered = (0...200).reduce(0.0) { sum, count in
                let rate = Estimate.rate(ExposedCount(count, in: 1))
                let holds = rate?.interval?.contains(mean) ?? false
                return holds ? sum + counts.exactly(count) : sum
            }
            #expect(covered > 0.93 && covered < 0.99, "\(mean): \(covered)")
        }
    }
}

import Foundation
import Testing

@testable import Calls

/// Examples of W. G. Cochran, Sampling Techniques, 3rd ed., 1977.
struct StratifiedTests {
    private func stratum(_ size: Int, drawn: Int, variance: Double) throws -> Stratum {
        let squares = variance * Double(drawn - 1)
        let sample = SampleSummary(count: drawn, sum: 0, sumOfSquares: squares)
        return Stratum(size: size, sample: try #require(sample))
    }

    // Section 5.6: 24 of 64 cities, whose inhabitants spread by 53,843 and 5,581 (thousands²)
    @Test(arguments: [(6, 18, 1_882_293.0, 1_372.0), (12, 12, 1_090_827, 1_044)])
    func `the variances of Cochran's cities`(
        _ row: (large: Int, small: Int, variance: Double, error: Double)
    ) throws {
        let found = try StratifiedMean([
            stratum(16, drawn: row.large, variance: 53_843),
            stratum(48, drawn: row.small, variance: 5_581),
        ])
        let total = try #require(found.variance) * 64 * 64
        #expect(abs(total - row.variance) < 30)
        #expect(abs(total.squareRoot() - row.error) < 0.5)
    }

    @Test func `Cochran's cities without strata`() throws {
        let sample = try stratum(64, drawn: 24, variance: 52_448).sample
        let found = try #require(Estimate.mean(of: sample, population: 64))
        let error = try #require(found.margin) / Confidence.ninetyFive.student(23)
        #expect(abs(error * 64 - 2_365) < 0.5)
    }

    @Test func `strata weigh as many calls as they have`() throws {
        let found = try StratifiedMean([
            Stratum(size: 300, sample: SampleSummary([70, 80, 90])),
            Stratum(size: 100, sample: SampleSummary([40, 50])),
            Stratum(size: 0, sample: SampleSummary([])),
        ])
        #expect(isClose(found.mean, 0.75 * 80 + 0.25 * 45, 1e-12))
        #expect(found.count == 5)
        // g = N (N − n)/n: 29,700 and 4,900, with s² of 100 and 50
        let (large, small) = (29_700.0 * 100, 4_900.0 * 50)
        let top = (large + small) * (large + small)
        let below = large * large / 2 + small * small / 1
        #expect(isClose(found.degrees, top / below, 1e-9))
        let variance = (large + small) / 160_000
        #expect(isClose(found.variance, variance, 1e-9))
        let margin = Confidence.ninetyFive.student(top / below) * variance.squareRoot()
        #expect(isClose(found.estimate().margin, margin, 1e-9))
    }

    @Test func `one stratum is a simple sample`() throws {
        let values = [71.5, 80, 93.25, 40, 100, 66]
        let found = try StratifiedMean([Stratum(size: 40, sample: SampleSummary(values))])
        let simple = try #require(Estimate.mean(of: SampleSummary(values), population: 40))
        #expect(isClose(found.estimate().margin, simple.margin, 1e-12))
        #expect(isClose(found.degrees, 5, 1e-12))
    }

    @Test func `a stratified share has an interval inside 0 to 1, with a width at the ends`()
        throws {
        for hits in [[0, 0], [20, 30], [20, 29], [1, 0], [10, 12], [20, 0]] {
            let one = try #require(SampleSummary(hits: hits[0], of: 20))
            let two = try #require(SampleSummary(hits: hits[1], of: 30))
            let found = try StratifiedMean([
                Stratum(size: 400, sample: one), Stratum(size: 900, sample: two),
            ]).proportion()
            let interval = try #require(found.interval)
            #expect(interval.lowerBound >= 0 && interval.upperBound <= 1)
            #expect(interval.upperBound - interval.lowerBound > 0.05, "\(hits)")
            #expect(interval.contains(found.value))
        }
    }

    @Test func `what strata can't say they don't say`() throws {
        let filled = Stratum(size: 10, sample: SampleSummary([1, 2, 3]))
        #expect(throws: CannotSay.emptyStratum) {
            try StratifiedMean([filled, Stratum(size: 5, sample: SampleSummary([]))])
        }
        #expect(throws: CannotSay.nothing) { try StratifiedMean([]) }
        let alone = try StratifiedMean([filled, Stratum(size: 5, sample: SampleSummary([2]))])
        #expect(alone.variance == nil)
        #expect(alone.estimate().interval == nil)
        let certain = try StratifiedMean([filled, Stratum(size: 1, sample: SampleSummary([2]))])
        #expect(certain.estimate().interval != nil)
        let all = try StratifiedMean([
            Stratum(size: 3, sample: SampleSummary([1, 2, 3])),
            Stratum(size: 1, sample: SampleSummary([6])),
        ])
        #expect(isClose(all.estimate().interval, 3, 3, 1e-12))
    }
}

/// Sample sizes, of the same book's chapter 4.
struct SampleSizeTests {
    /// Of two standard deviations, which Cochran takes for 95 %.
    private func two() throws -> Confidence {
        try #require(Confidence(0.954_499_736))
    }

    @Test func `Cochran's island: 356 of 3,200 people for five points of a share`() throws {
        let size = try #require(
            SampleSize(.share(0.5), population: 3_200, confidence: two()))
        #expect(size.count(margin: 0.05) == 356)
        let endless = try #require(SampleSize(.share(0.5), confidence: two()))
        #expect(endless.count(margin: 0.05) == 400)
    }

    @Test func `Cochran's seedlings: 78 of 430 beds for a tenth of the mean`() throws {
        let size = try #require(SampleSize(
            .deviation(85.6.squareRoot()), population: 430, confidence: two()))
        #expect(size.count(margin: 1.9) == 78)
    }

    @Test func `the number everybody knows: 385 for five points at 95 per cent`() throws {
        #expect(try #require(SampleSize(.share(0.5))).count(margin: 0.05) == 385)
        #expect(try #require(SampleSize(.share(0.5))).count(margin: 0.03) == 1_068)
    }

    @Test func `the advised number reaches the margin and one fewer doesn't`() throws {
        for spread in [SampleSize.Spread.share(0.5), .share(0.07), .deviation(0.31)] {
            for population in [nil, 40, 999, 1_000_000] as [Int?] {
                let size = try #require(SampleSize(spread, population: population))
                for margin in [0.01, 0.034, 0.1, 0.3] {
                    let count = try #require(size.count(margin: margin))
                    #expect(try #require(size.margin(count: count)) <= margin * (1 + 1e-9))
                    guard count > 1 else { continue }
                    #expect(try #require(size.margin(count: count - 1)) > margin)
                }
            }
        }
    }

    @Test func `nonsense has no advice, and everything is exact`() throws {
        for spread in [SampleSize.Spread.share(1.1), .share(-0.1), .share(.nan), .deviation(.nan)] {
            #expect(SampleSize(spread) == nil)
        }
        #expect(SampleSize(.share(0.5), population: 0) == nil)
        let size = try #require(SampleSize(.share(0.5), population: 50))
        #expect(size.count(margin: 0) == nil)
        #expect(size.count(margin: .nan) == nil)
        #expect(size.count(margin: 1e-200) == 50)
        #expect(size.margin(count: 0) == nil)
        #expect(size.margin(count: 50) == 0)
        #expect(size.margin(count: 70) == 0)
        #expect(try #require(SampleSize(.deviation(1e9))).count(margin: 1e-9) == nil)
        #expect(try #require(SampleSize(.deviation(0))).count(margin: 1) == 1)
    }
}

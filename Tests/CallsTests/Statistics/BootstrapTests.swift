import Foundation
import Testing

@testable import Calls

struct BootstrapTests {
    private static let figures: [Agreement] = [
        .percent, .kappa(.unweighted), .kappa(.quadratic), .alpha(.nominal), .alpha(.ordinal),
        .alpha(.interval), .alpha(.ratio), .gwet(.unweighted), .gwet(.quadratic), .intraclass,
    ]

    /// Twelve raters and 200 calls of a five-point scale, on which three in four agree.
    private var calibration: RatingTable {
        var stream = StatisticsVectors.Stream(state: 5)
        return RatingTable((0..<200).map { _ in
            let truth = Int.random(in: 1...5, using: &stream)
            return (0..<12).map { _ in
                let isSure = Int.random(in: 0..<4, using: &stream) > 0
                return Double(isSure ? truth : Int.random(in: 1...5, using: &stream))
            }
        })
    }

    private func estimate(
        _ bootstrap: Bootstrap, _ figure: Agreement, of table: RatingTable, seed: UInt64 = 1
    ) throws -> Estimate {
        var stream = StatisticsVectors.Stream(state: seed)
        return try bootstrap.estimate(figure, of: table, using: &stream)
    }

    @Test func `quantiles and their corrections are those of SciPy`() throws {
        for (index, row) in try StatisticsVectors.rows("bootstraps").enumerated() {
            let (value, figures) = (try row.number(0), try row.numbers(1))
            let (leaving, confidence) = (try row.numbers(2), try row.confidence(3))
            let plain = Bootstrap(.percentile, confidence: confidence)
                .limits(of: value, figures: figures, leavingOneOut: leaving)
            #expect(isClose(plain, try row.number(4), try row.number(5)), "row \(index)")
            let moved = Bootstrap(.accelerated, confidence: confidence)
                .limits(of: value, figures: figures, leavingOneOut: leaving)
            #expect(isClose(moved, try row.number(6), try row.number(7)), "row \(index)")
        }
    }

    @Test func `the same seed gives the same interval, another one nearly the same`() throws {
        let one = try estimate(Bootstrap(), .alpha(.ordinal), of: calibration)
        #expect(one == (try estimate(Bootstrap(), .alpha(.ordinal), of: calibration)))
        let other = try estimate(Bootstrap(), .alpha(.ordinal), of: calibration, seed: 2)
        #expect(one.value == other.value)
        #expect(one.interval != other.interval)
        let (low, high) = (try #require(one.low), try #require(one.high))
        #expect(isClose(other.interval, low, high, 0.02))
        #expect(one.count == 200)
    }

    @Test func `the interval of a mean is about Student's`() throws {
        let values = (0..<60).map { Double(($0 * $0 * 7 + 13) % 101) }
        let student = try #require(Estimate.mean(of: SampleSummary(values)))
        var stream = StatisticsVectors.Stream(state: 3)
        for kind in Bootstrap.Kind.allCases {
            let interval = try #require(Bootstrap(kind, resamples: 4_000).interval(
                of: student.value, items: 60, steps: 60, using: &stream
            ) { times in
                zip(values, times).reduce(0) { $0 + $1.0 * Double($1.1) } / 60
            })
            let width = interval.upperBound - interval.lowerBound
            #expect(abs(width / 2 / (student.margin ?? 0) - 1) < 0.08)
            #expect(interval.contains(student.value))
        }
    }

    @Test func `what can't be drawn anew has no interval`() throws {
        let perfect = RatingTable([[1, 1], [2, 2], [3, 3], [1, 1], [2, 2], [3, 3]])
        #expect(try estimate(Bootstrap(), .alpha(.nominal), of: perfect).interval == nil)
        // In a third of the draws of twenty the one item that differs is missing.
        var rows: [[Double?]] = Array(repeating: [1, 1], count: 19)
        rows.append([1, 2])
        let flat = try estimate(Bootstrap(), .kappa(.unweighted), of: RatingTable(rows))
        #expect(flat.value == 0)
        #expect(flat.interval == nil)
        #expect(throws: CannotSay.oneItem) {
            try estimate(Bootstrap(), .percent, of: RatingTable([[1, 2]]))
        }
    }

    @Test func `however many draws are asked for, some and not too many are made`() {
        #expect(Bootstrap(resamples: 0).resamples == 100)
        #expect(Bootstrap(resamples: .max).resamples == 10_000)
        for (steps, made) in [(1, 500), (Bootstrap.stepsMax / 200, 200), (Bootstrap.stepsMax, 0)] {
            var stream = StatisticsVectors.Stream(state: 3)
            var draws = 0
            _ = Bootstrap(.percentile, resamples: 500).interval(
                of: 0, items: 3, steps: steps, using: &stream
            ) { _ in
                draws += 1
                return Double(draws)
            }
            #expect(draws == made)
        }
    }

    @Test(arguments: figures)
    func `every figure of twelve raters on 200 calls has an interval within seconds`(
        _ figure: Agreement
    ) throws {
        let table = calibration
        let start = ContinuousClock.now
        let found = try estimate(Bootstrap(), figure, of: table)
        let took = ContinuousClock.now - start
        #expect(try #require(found.interval).contains(found.value))
        #expect(try #require(found.margin) < 0.1)
        #expect(took < .seconds(20), "\(figure) took \(took)")
    }
}

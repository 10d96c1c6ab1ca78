import Foundation
import Testing

@testable import Calls

struct EstimateTests {
    private func proportion(
        _ hits: Int, _ count: Int, of population: Int? = nil
    ) throws -> Estimate {
        try #require(Estimate.proportion(hits, of: count, population: population))
    }

    // R. G. Newcombe, Statist. Med. 17, 857–872, 1998, table I, method 3
    @Test(arguments: [
        (81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ])
    func `Wilson's interval as Newcombe prints it`(
        _ row: (hits: Int, count: Int, low: Double, high: Double)
    ) throws {
        #expect(isClose(try proportion(row.hits, row.count).interval, row.low, row.high, 5e-5))
    }

    // R. G. Newcombe, Statist. Med. 17, 873–890, 1998, table II, method 10
    @Test(arguments: [
        ([56, 70, 48, 80], 0.0524, 0.3339), ([9, 10, 3, 10], 0.1705, 0.8090),
        ([6, 7, 2, 7], 0.0582, 0.8062), ([5, 56, 0, 29], -0.0381, 0.1926),
        ([0, 10, 0, 20], -0.1611, 0.2775), ([0, 10, 0, 10], -0.2775, 0.2775),
        ([10, 10, 0, 20], 0.6791, 1.0000), ([10, 10, 0, 10], 0.6075, 1.0000),
    ])
    func `a difference of shares as Newcombe prints it`(
        _ row: (counts: [Int], low: Double, high: Double)
    ) throws {
        let found = Estimate.difference(
            ofShares: try proportion(row.counts[0], row.counts[1]),
            try proportion(row.counts[2], row.counts[3]))
        #expect(isClose(found.interval, row.low, row.high, 5.1e-5))
        #expect(found.count == min(row.counts[1], row.counts[3]))
    }

    @Test func `proportions and their differences are those of statsmodels`() throws {
        for (index, row) in try StatisticsVectors.rows("proportions").enumerated() {
            let found = try #require(Estimate.proportion(
                row.count(0), of: row.count(1), confidence: row.confidence(2)))
            #expect(isClose(found.interval, try row.number(3), try row.number(4)), "row \(index)")
        }
        for (index, row) in try StatisticsVectors.rows("shareDifferences").enumerated() {
            let confidence = try row.confidence(4)
            let shares = try [0, 2].map { place in
                try #require(Estimate.proportion(
                    row.count(place), of: row.count(place + 1), confidence: confidence))
            }
            let found = Estimate.difference(ofShares: shares[0], shares[1])
            #expect(isClose(found.interval, try row.number(5), try row.number(6)), "row \(index)")
        }
    }

    @Test func `means and their differences are those of statsmodels`() throws {
        for (index, row) in try StatisticsVectors.rows("means").enumerated() {
            let found = try #require(Estimate.mean(
                of: SampleSummary(row.numbers(0)), confidence: row.confidence(1)))
            #expect(isClose(found.value, try row.number(2)), "row \(index)")
            #expect(isClose(found.interval, try row.number(3), try row.number(4)), "row \(index)")
        }
        for (index, row) in try StatisticsVectors.rows("meanDifferences").enumerated() {
            let found = try #require(Estimate.difference(
                SampleSummary(row.numbers(0)), SampleSummary(row.numbers(1)),
                confidence: row.confidence(2)))
            #expect(isClose(found.interval, try row.number(3), try row.number(4)), "row \(index)")
        }
    }

    // Cochran, Sampling Techniques, 3rd ed., 2.8: signatures on 50 of 676 sheets
    @Test func `Cochran's sheets of signatures`() throws {
        let sample = try #require(SampleSummary(count: 50, sum: 1_471, sumOfSquares: 54_497))
        let found = try #require(Estimate.mean(of: sample, population: 676))
        #expect((found.value * 676).rounded() == 19_888)
        let deviation = try #require(sample.variance).squareRoot()
        #expect(abs(deviation - 15.13) < 0.01)
        // Cochran takes 1.28 of the normal distribution and comes to 1,781.
        let error = try #require(found.margin) / Confidence.ninetyFive.student(49)
        #expect(abs(error * 676 * 1.28 - 1_781) < 1)
    }

    @Test func `sums kept in step say what the values say`() throws {
        let values = [71.5, 80, 93.25, 40, 100, 66]
        let kept = try #require(SampleSummary(
            count: 6, sum: values.reduce(0, +), sumOfSquares: values.reduce(0) { $0 + $1 * $1 }))
        let summed = try #require(Estimate.mean(of: kept))
        let direct = try #require(Estimate.mean(of: SampleSummary(values)))
        #expect(isClose(summed.value, direct.value, 1e-12))
        #expect(isClose(summed.margin, direct.margin, 1e-10))
        #expect(SampleSummary(count: -1, sum: 0, sumOfSquares: 0) == nil)
        #expect(SampleSummary(count: 1, sum: .nan, sumOfSquares: 0) == nil)
        #expect(SampleSummary(hits: 3, of: 2) == nil)
    }

    @Test func `none and one say nothing of how sure they are`() throws {
        #expect(Estimate.proportion(0, of: 0) == nil)
        #expect(Estimate.proportion(3, of: 2) == nil)
        #expect(Estimate.mean(of: SampleSummary([])) == nil)
        #expect(try proportion(1, 1).interval == nil)
        #expect(Estimate.mean(of: SampleSummary([88]))?.value == 88)
        #expect(Estimate.mean(of: SampleSummary([88]))?.interval == nil)
        let alone = SampleSummary([88])
        #expect(Estimate.difference(alone, SampleSummary([1, 2]))?.interval == nil)
        #expect(Estimate.difference(alone, SampleSummary([])) == nil)
        let shares = Estimate.difference(ofShares: try proportion(1, 1), try proportion(1, 5))
        #expect(shares.interval == nil)
    }

    @Test func `measurements that are all the same have a mean and no interval`() {
        for value in [0, 0.1, 100, 1.0 / 3] {
            let found = Estimate.mean(of: SampleSummary(Array(repeating: value, count: 7)))
            #expect(found?.interval == nil)
            #expect(isClose(found?.value, value, 1e-15))
        }
    }

    @Test func `what isn't a number isn't counted, and what is too large has no interval`() {
        let found = Estimate.mean(of: SampleSummary([1, .nan, 3, .infinity, 2]))
        #expect(found?.count == 3)
        #expect(found?.value == 2)
        let large = SampleSummary([1e200, -1e300, 3])
        #expect(Estimate.mean(of: large)?.interval == nil)
        #expect(Estimate.difference(large, large)?.interval == nil)
    }

    @Test func `fewer than thirty are thin`() throws {
        #expect(try proportion(20, 29).isThin)
        #expect(try !proportion(20, 30).isThin)
    }

    @Test func `a sample of everything is exact, and half of it is surer than one without end`()
        throws {
        #expect(isClose(try proportion(7, 10, of: 10).interval, 0.7, 0.7))
        #expect(isClose(try proportion(1, 1, of: 1).interval, 1, 1))
        #expect(isClose(try proportion(7, 10, of: 9).interval, 0.7, 0.7))
        let all = Estimate.mean(of: SampleSummary([80, 90]), population: 2)
        #expect(isClose(all?.interval, 85, 85))
        let endless = try #require(try proportion(30, 100).margin)
        let half = try #require(try proportion(30, 100, of: 200).margin)
        #expect(abs(half / endless - 0.5.squareRoot()) < 0.01)
    }

    @Test func `an interval never denies what was counted`() throws {
        for count in 2...9 {
            for hits in 0...count {
                for population in count...12 {
                    let found = try proportion(hits, count, of: population)
                    let low = try #require(found.low) * Double(population)
                    let high = try #require(found.high) * Double(population)
                    #expect(low >= Double(hits) - 1e-9)
                    #expect(high <= Double(population - count + hits) + 1e-9)
                    #expect(try #require(found.interval).contains(found.value))
                }
            }
        }
    }

    @Test func `a clamped interval keeps to the scale`() {
        let sure = Estimate(97, margin: 9, count: 4, confidence: .ninetyFive)
        #expect(sure.clamped(to: 0...100).high == 100)
        #expect(sure.clamped(to: 0...100).low == 88)
    }
}

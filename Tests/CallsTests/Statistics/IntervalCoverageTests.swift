import Foundation
import Testing

@testable import Calls

/// How often the intervals hold the truth, over samples drawn from populations that are known.
struct IntervalCoverageTests {
    private static let rounds = 2_000

    private func coverage(
        _ round: (inout StatisticsVectors.Stream) throws -> Bool
    ) rethrows -> Double {
        var stream = StatisticsVectors.Stream(state: 77)
        var held = 0
        for _ in 0..<Self.rounds where try round(&stream) { held += 1 }
        return Double(held) / Double(Self.rounds)
    }

    private func draw<Value>(
        _ count: Int, of values: [Value], _ stream: inout StatisticsVectors.Stream
    ) -> [Value] {
        Array(values.shuffled(using: &stream).prefix(count))
    }

    @Test(arguments: [(400, 40, 0.5), (60, 40, 0.3), (500, 100, 0.04)])
    func `a share of a finite population is held about as often as is said`(
        _ row: (population: Int, count: Int, share: Double)
    ) throws {
        let hits = Int((Double(row.population) * row.share).rounded())
        let values = (0..<row.population).map { $0 < hits }
        let held = coverage { stream in
            let found = draw(row.count, of: values, &stream).count { $0 }
            let estimate = Estimate.proportion(found, of: row.count, population: row.population)
            return estimate?.interval?.contains(Double(hits) / Double(row.population)) == true
        }
        #expect((0.925...0.985).contains(held), "\(held)")
    }

    /// Three campaigns whose scores lie apart, with the drawn counts far from proportional.
    private let campaigns: [(scores: [Double], drawn: Int)] = [
        (300, 60.0, 20), (120, 75, 12), (40, 90, 15),
    ].map { size, middle, drawn in
        let scores = (0..<size).map { middle + Double(($0 * 37) % 21) - 10 }
        return (scores: scores, drawn: drawn)
    }

    @Test func `a stratified mean and share are held about as often as is said`() throws {
        let all = campaigns.flatMap(\.scores)
        let mean = all.reduce(0, +) / Double(all.count)
        let passed = Double(all.count { $0 >= 65 }) / Double(all.count)
        let means = try coverage { stream in
            let strata = campaigns.map { campaign in
                Stratum(size: campaign.scores.count, sample: SampleSummary(
                    draw(campaign.drawn, of: campaign.scores, &stream)))
            }
            return try StratifiedMean(strata).estimate().interval?.contains(mean) == true
        }
        #expect((0.935...0.965).contains(means), "\(means)")
        let shares = try coverage { stream in
            let strata = campaigns.map { campaign in
                Stratum(size: campaign.scores.count, sample: SampleSummary(
                    draw(campaign.drawn, of: campaign.scores, &stream).map { $0 >= 65 ? 1 : 0 }))
            }
            return try StratifiedMean(strata).proportion().interval?.contains(passed) == true
        }
        #expect((0.925...0.985).contains(shares), "\(shares)")
    }

    @Test func `the difference of two means is held about as often as is said`() throws {
        let groups = [campaigns[0].scores, campaigns[1].scores.map { $0 * 2 }]
        let means = groups.map { $0.reduce(0, +) / Double($0.count) }
        let held = coverage { stream in
            let samples = groups.enumerated().map { place, scores in
                SampleSummary((0..<(place == 0 ? 25 : 9)).map { _ in
                    scores.randomElement(using: &stream) ?? 0
                })
            }
            let found = Estimate.difference(samples[0], samples[1])
            return found?.interval?.contains(means[0] - means[1]) == true
        }
        #expect((0.93...0.97).contains(held), "\(held)")
    }
}

import Foundation

/// Intervals by drawing the items anew, with putting back, and reckoning the figure of each draw
/// (B. Efron and R. J. Tibshirani, An Introduction to the Bootstrap, 1993, 13.3 and 14.3). The same
/// stream of random numbers gives the same interval.
package struct Bootstrap: Hashable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        /// The quantiles of the draws' figures.
        case percentile
        /// Quantiles moved for bias and for a spread that grows with the figure (BCa).
        case accelerated
    }

    package let kind: Kind
    package let resamples: Int
    package let confidence: Confidence

    /// Between 100 and `resamplesMax` resamples are made, however many are asked for, and fewer
    /// than asked for where the work would be more than `stepsMax`.
    package init(
        _ kind: Kind = .accelerated, resamples: Int = 1_000, confidence: Confidence = .ninetyFive
    ) {
        self.kind = kind
        self.resamples = min(Self.resamplesMax, max(Self.resamplesMin, resamples))
        self.confidence = confidence
    }

    package static let resamplesMin = 100
    package static let resamplesMax = 10_000
    /// Elementary steps of all resamples together; a few seconds.
    package static let stepsMax = 2_000_000_000
    /// An interval needs the figure of this share of the draws; of the others it can't be said.
    package static let saidMin = 0.9
    /// Figures that differ by less, relatively or absolutely, are the same but for rounding.
    private static let rounding = 1e-12

    /// The figure of a table, with an interval over items. `count` is the number of items that two
    /// raters rated (of ICC: that all rated).
    package func estimate(
        _ figure: Agreement, of table: RatingTable, using stream: inout some RandomNumberGenerator
    ) throws(CannotSay) -> Estimate {
        let measure = try table.measure(figure)
        let value = try measure.value(times: table.everyItemOnce)
        let interval = interval(
            of: value, items: table.itemCount, steps: measure.steps + table.itemCount,
            using: &stream
        ) { times in try? measure.value(times: times) }
        let count = (measure as? IntraclassCorrelation)?.count ?? table.sharedItemCount
        return Estimate(value, interval: interval, count: count, confidence: confidence)
    }

    /// The interval of any figure of `items` items: `statistic` is given how often each item
    /// counts, takes about so many elementary steps, and says nil where there is none. Nil when too
    /// few draws have a figure, all have the same, or 100 draws would be more than `stepsMax`.
    package func interval(
        of value: Double, items: Int, steps: Int, using stream: inout some RandomNumberGenerator,
        statistic: ([Int]) -> Double?
    ) -> ClosedRange<Double>? {
        let rounds = min(resamples, Self.stepsMax / max(1, steps))
        guard items > 1, rounds >= Self.resamplesMin else { return nil }
        var figures: [Double] = []
        var times = [Int](repeating: 0, count: items)
        for _ in 0..<rounds {
            for item in times.indices { times[item] = 0 }
            for _ in 0..<items { times[Self.index(below: items, &stream)] += 1 }
            if let figure = statistic(times), figure.isFinite { figures.append(figure) }
        }
        guard Double(figures.count) >= Self.saidMin * Double(rounds) else { return nil }
        figures.sort()
        guard let first = figures.first, let last = figures.last,
            last - first > Self.rounding * max(1, abs(first), abs(last))
        else { return nil }
        // Leaving each item out costs no more than the draws did; many items need no correction.
        let isCorrected = kind == .accelerated && items <= rounds
        let leaving = isCorrected ? Self.leavingOneOut(items, statistic) : []
        return limits(of: value, figures: figures, leavingOneOut: leaving)
    }

    /// The interval from the sorted figures of the draws and, for BCa, those of all items but one.
    /// Plain quantiles where the corrections can't be reckoned.
    func limits(
        of value: Double, figures: [Double], leavingOneOut: [Double]
    ) -> ClosedRange<Double> {
        var chances = [confidence.tail, 1 - confidence.tail]
        if kind == .accelerated,
            let moved = moved(chances, value: value, figures: figures, leavingOneOut) {
            chances = moved
        }
        let ends = chances.map { Self.quantile($0, of: figures) }
        return min(ends[0], ends[1])...max(ends[0], ends[1])
    }

    /// Efron and Tibshirani 14.10, 14.14 and 14.15; ties count half below.
    private func moved(
        _ chances: [Double], value: Double, figures: [Double], _ leavingOneOut: [Double]
    ) -> [Double]? {
        let tie = Self.rounding * max(1, abs(value))
        let below = figures.reduce(0) {
            $0 + (abs($1 - value) <= tie ? 0.5 : $1 < value ? 1 : 0)
        }
        let share = below / Double(figures.count)
        guard share > 0, share < 1, !leavingOneOut.isEmpty else { return nil }
        let bias = NormalDistribution.quantile(share)
        let mean = leavingOneOut.reduce(0, +) / Double(leavingOneOut.count)
        let squares = leavingOneOut.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
        let cubes = leavingOneOut.reduce(0) { $0 + (mean - $1) * (mean - $1) * (mean - $1) }
        guard squares > 0 else { return nil }
        let acceleration = cubes / (6 * squares * squares.squareRoot())
        return chances.map { chance in
            let z = bias + NormalDistribution.quantile(chance)
            return NormalDistribution.below(bias + z / (1 - acceleration * z))
        }
    }

    private static func leavingOneOut(
        _ items: Int, _ statistic: ([Int]) -> Double?
    ) -> [Double] {
        var times = [Int](repeating: 1, count: items)
        return (0..<items).compactMap { item in
            times[item] = 0
            defer { times[item] = 1 }
            return statistic(times)
        }
    }

    /// The quantile of sorted figures, linear between two (type 7 of R. J. Hyndman and Y. Fan,
    /// 1996).
    private static func quantile(_ chance: Double, of sorted: [Double]) -> Double {
        let at = min(1, max(0, chance)) * Double(sorted.count - 1)
        let low = Int(at)
        let high = min(low + 1, sorted.count - 1)
        return sorted[low] + (sorted[high] - sorted[low]) * (at - Double(low))
    }

    /// A number from 0 up to `bound`, each with the same chance, by D. Lemire's method (2019): not
    /// the standard library's, whose way from bits to numbers isn't promised to stay.
    private static func index(
        below bound: Int, _ stream: inout some RandomNumberGenerator
    ) -> Int {
        let bound = UInt64(bound)
        let floor = (0 &- bound) % bound
        while true {
            let product = bound.multipliedFullWidth(by: stream.next())
            if product.low >= floor { return Int(product.high) }
        }
    }
}

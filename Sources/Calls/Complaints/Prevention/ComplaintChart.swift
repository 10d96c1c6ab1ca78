import Foundation

/// Whether complaints of a period are more or fewer than chance explains: a u-chart (Montgomery,
/// Introduction to Statistical Quality Control, 7.3.2) with limits from the Poisson distribution
/// itself, since three standard deviations are wrong where few complaints are expected. Each
/// period's limits follow from its own exposure.
package struct ComplaintChart: Hashable, Sendable {
    /// A base of fewer periods, or of fewer complaints, doesn't know its own rate.
    package static let basePeriodsLeast = 8
    package static let baseComplaintsLeast = 20
    /// Beyond a limit lies as little chance as beyond three standard deviations on one side.
    package static let chanceBeyond = NormalDistribution.below(-3)
    package static let runLength = 8

    /// A week or a month.
    package struct Period: Hashable, Sendable {
        /// Such as `2026-11` or `2026-W47`.
        package var name: String
        package var count: ExposedCount

        package init(name: String, count: ExposedCount) {
            self.name = name
            self.count = count
        }
    }

    /// Why a period stands out. The raw value stands in catalogue keys.
    package enum Signal: String, CaseIterable, Codable, Sendable {
        case aboveLimits = "above-limits"
        case belowLimits = "below-limits"
        /// Eight periods and more on one side of what was to be expected, which is as unlikely as
        /// eight tosses of a coin that fall alike.
        case runAbove = "run-above"
        case runBelow = "run-below"
    }

    /// Why nothing can be said. The raw value stands in catalogue keys.
    package enum Silence: String, CaseIterable, Codable, Sendable {
        case fewPeriods = "few-periods"
        case fewComplaints = "few-complaints"
    }

    package struct Point: Hashable, Sendable {
        package let period: Period
        package let isOfBase: Bool
        /// Per 1,000; nil without exposure.
        package let rate: Estimate?
        /// Complaints to be expected at the base's rate; nil in silence or without exposure.
        package let expected: Double?
        /// Counts that chance explains.
        package let limits: ClosedRange<Int>?
        package fileprivate(set) var signals: [Signal]
    }

    /// The rate of the base per 1,000; nil when it has no exposure.
    package let centre: Estimate?
    /// Nil when limits are drawn.
    package let silence: Silence?
    package private(set) var points: [Point]

    /// Of whole periods, in order of time; the first `base` of them are those by which all are
    /// judged, they themselves too. A period without exposure is passed over.
    package init(_ periods: [Period], base: Int, confidence: Confidence = .ninetyFive) {
        let known = periods.prefix(max(0, base)).filter { $0.count.exposure > 0 }
        let sum = known.map(\.count).reduce(ExposedCount(0, in: 0), +)
        let silence: Silence? =
            known.count < Self.basePeriodsLeast
            ? .fewPeriods : sum.events < Self.baseComplaintsLeast ? .fewComplaints : nil
        let rate = silence == nil ? Double(sum.events) / Double(sum.exposure) : nil
        self.silence = silence
        centre = Estimate.rate(sum, per: ComplaintRates.unit, confidence: confidence)
        points = periods.enumerated().map { place, period in
            Point(period, isOfBase: place < base, rate: rate, confidence)
        }
        addRuns()
    }

    private mutating func addRuns() {
        var run = Run()
        for place in points.indices {
            let point = points[place]
            guard let expected = point.expected else { continue }
            run.take(point.period.count.events, expected: expected)
            guard run.length >= Self.runLength, run.tosses >= Double(Self.runLength) else {
                continue
            }
            points[place].signals.append(run.isAbove ? .runAbove : .runBelow)
        }
    }

    /// Periods on one side without a break.
    private struct Run {
        var isAbove = false
        var length = 0
        /// The chance of the run, as that of so many tosses.
        var tosses = 0.0

        mutating func take(_ count: Int, expected: Double) {
            let counts = PoissonDistribution(mean: expected)
            let value = Double(count)
            guard value != expected else {
                length = 0
                tosses = 0
                return
            }
            if length == 0 || isAbove != (value > expected) {
                isAbove = value > expected
                length = 0
                tosses = 0
            }
            let chance =
                isAbove
                ? counts.atLeast(Int(expected.rounded(.down)) + 1)
                : counts.atMost(Int(expected.rounded(.up)) - 1)
            length += 1
            tosses -= log2(chance)
        }
    }
}

extension ComplaintChart {
    /// The weeks or months that lie wholly within `days`, from what each day had; days that aren't
    /// named had nothing.
    package static func periods(
        _ counts: [LocalDay: ExposedCount], by cycle: LivePeriod.Cycle,
        within days: ClosedRange<LocalDay>
    ) -> [Period] {
        slices(by: cycle, within: days).map { slice in
            let sum = slice.days.compactMap { counts[$0] }.reduce(ExposedCount(0, in: 0), +)
            return Period(name: slice.name, count: sum)
        }
    }

    /// The weeks or months that lie wholly within `days`.
    package static func slices(
        by cycle: LivePeriod.Cycle, within days: ClosedRange<LocalDay>
    ) -> [SampleSlice] {
        let since = days.lowerBound.advanced(by: -31)
        let whole = SamplePeriod.live(LivePeriod(cycle: cycle, since: since))
        var slices: [SampleSlice] = []
        var slice = whole.slice(on: days.lowerBound)
        while let found = slice, found.until <= days.upperBound {
            if found.from >= days.lowerBound { slices.append(found) }
            slice = whole.slice(after: found)
        }
        return slices
    }

    /// Of so many periods, how many are the base: all but the last eight, which are judged.
    package static func base(of periods: Int) -> Int {
        max(min(periods, basePeriodsLeast), periods - runLength)
    }
}

extension ComplaintChart.Point {
    fileprivate init(
        _ period: ComplaintChart.Period, isOfBase: Bool, rate: Double?, _ confidence: Confidence
    ) {
        self.period = period
        self.isOfBase = isOfBase
        self.rate = Estimate.rate(
            period.count, per: ComplaintRates.unit, confidence: confidence)
        expected = period.count.exposure > 0 ? rate.map { $0 * Double(period.count.exposure) } : nil
        limits = expected.map {
            PoissonDistribution(mean: $0).bulk(without: ComplaintChart.chanceBeyond)
        }
        signals = limits.map { limits in
            period.count.events > limits.upperBound
                ? [.aboveLimits]
                : period.count.events < limits.lowerBound ? [.belowLimits] : []
        } ?? []
    }
}

/// How sure an interval is meant to be: the share of samples whose interval holds the true value.
package struct Confidence: Hashable, Sendable {
    package let level: Double

    /// From 0.5 to 0.9999.
    package init?(_ level: Double) {
        guard level >= 0.5, level <= 0.9999 else { return nil }
        self.level = level
    }

    private init(known level: Double) { self.level = level }

    package static let ninety = Self(known: 0.90)
    package static let ninetyFive = Self(known: 0.95)
    package static let ninetyNine = Self(known: 0.99)

    /// The chance of each of the two tails.
    package var tail: Double { (1 - level) / 2 }
    /// The two-sided normal quantile.
    package var normal: Double { -NormalDistribution.quantile(tail) }

    /// The two-sided quantile of Student's t.
    package func student(_ degrees: Double) -> Double {
        StudentDistribution(degrees: degrees).exceeded(with: tail)
    }
}

/// A figure estimated from a sample, with what the sample says of its sureness.
package struct Estimate: Hashable, Sendable {
    package let value: Double
    /// Nil where the sample can't say how far off the value may be: one observation, or
    /// measurements that are all the same.
    package let interval: ClosedRange<Double>?
    /// What it rests on: observations, items or pairs; of a difference, those of the smaller group.
    package let count: Int
    package let confidence: Confidence

    package var low: Double? { interval?.lowerBound }
    package var high: Double? { interval?.upperBound }
    /// Half the interval's width.
    package var margin: Double? { interval.map { ($0.upperBound - $0.lowerBound) / 2 } }
    /// Too few observations to lean on, whatever the interval says.
    package var isThin: Bool { count < Self.thinBelow }

    package static let thinBelow = 30

    package init(
        _ value: Double, interval: ClosedRange<Double>?, count: Int, confidence: Confidence
    ) {
        self.value = value
        self.interval = interval
        self.count = count
        self.confidence = confidence
    }

    /// Value ± margin; no interval when the margin is nil or no number.
    init(_ value: Double, margin: Double?, count: Int, confidence: Confidence) {
        let isNumber = value.isFinite && margin?.isFinite == true
        let interval = isNumber ? margin.map { value - $0...value + $0 } : nil
        self.init(value, interval: interval, count: count, confidence: confidence)
    }

    /// The same with its interval cut to what is possible, such as 0 to 100 for a score.
    package func clamped(to limits: ClosedRange<Double>) -> Estimate {
        Estimate(
            value, interval: interval?.clamped(to: limits), count: count, confidence: confidence)
    }
}

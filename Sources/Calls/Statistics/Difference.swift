extension Estimate {
    /// The first mean less the second, of two independent samples with spreads of their own, with
    /// the t interval of B. L. Welch (Biometrika 34, 28–35, 1947); nil when a sample is empty.
    package static func difference(
        _ first: SampleSummary, _ second: SampleSummary, confidence: Confidence = .ninetyFive
    ) -> Estimate? {
        guard first.count > 0, second.count > 0 else { return nil }
        var margin: Double?
        if let one = first.variance, let two = second.variance, one + two > 0 {
            let parts = [one / Double(first.count), two / Double(second.count)]
            let below = parts[0] * parts[0] / Double(first.count - 1)
                + parts[1] * parts[1] / Double(second.count - 1)
            let variance = parts[0] + parts[1]
            margin = confidence.student(variance * variance / below) * variance.squareRoot()
        }
        return Estimate(
            first.mean - second.mean, margin: margin, count: min(first.count, second.count),
            confidence: confidence)
    }

    /// The first share less the second, of two independent samples, with R. G. Newcombe's interval
    /// from Wilson's two (Statist. Med. 17, 873–890, 1998, method 10).
    package static func difference(ofShares first: Estimate, _ second: Estimate) -> Estimate {
        var interval: ClosedRange<Double>?
        let value = first.value - second.value
        if let one = first.interval, let two = second.interval {
            let down = length(first.value - one.lowerBound, two.upperBound - second.value)
            let up = length(one.upperBound - first.value, second.value - two.lowerBound)
            interval = value - down...value + up
        }
        return Estimate(
            value, interval: interval, count: min(first.count, second.count),
            confidence: first.confidence)
    }

    private static func length(_ a: Double, _ b: Double) -> Double {
        (a * a + b * b).squareRoot()
    }
}

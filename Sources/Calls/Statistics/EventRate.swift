import Foundation

/// So many events in so much of what could have brought them: calls, customers, days.
package struct ExposedCount: Hashable, Sendable {
    package var events: Int
    package var exposure: Int

    package init(_ events: Int, in exposure: Int) {
        self.events = events
        self.exposure = exposure
    }

    package static func + (left: Self, right: Self) -> Self {
        Self(left.events + right.events, in: left.exposure + right.exposure)
    }

    var isPossible: Bool { events >= 0 && exposure > 0 }
}

extension Estimate {
    /// Events for each `unit` of exposure, with the mid-P interval of a Poisson mean (G. R. Cohen
    /// and S. Y. Yang, Statist. Med. 13, 2189–2203, 1994): its ends are the means at which the
    /// chance of what lies beyond the count, and half that of the count itself, is the tail's. Its
    /// count is that of the events. Nil without exposure, or for a count below 0.
    package static func rate(
        _ count: ExposedCount, per unit: Double = 1, confidence: Confidence = .ninetyFive
    ) -> Estimate? {
        guard count.isPossible, unit > 0 else { return nil }
        let (low, high) = midP(of: count.events, tail: confidence.tail)
        let scale = unit / Double(count.exposure)
        return Estimate(
            Double(count.events) * scale, interval: low * scale...high * scale,
            count: count.events, confidence: confidence)
    }

    private static func midP(of count: Int, tail: Double) -> (low: Double, high: Double) {
        let middle = Double(count)
        let beyond = middle + 10 * (middle + 1).squareRoot() + 40
        let low = count == 0 ? 0 : Bisection.root(in: 0...middle) { mean in
            let counts = PoissonDistribution(mean: mean)
            return counts.atLeast(count) - counts.exactly(count) / 2 > tail
        }
        let high = Bisection.root(in: middle...beyond) { mean in
            let counts = PoissonDistribution(mean: mean)
            return counts.atMost(count) - counts.exactly(count) / 2 < tail
        }
        return (low, high)
    }
}

/// One rate divided by another, with the mid-P interval: given all events, those of the first are
/// binomial, and the odds of that are the ratio times that of the exposures (G. Berry and
/// P. Armitage, The Statistician 44, 417–423, 1995).
package struct RateRatio: Hashable, Sendable {
    /// Nil when the second has no events.
    package let value: Double?
    /// 0 when the first has no events.
    package let low: Double
    /// Nil when the second has no events: there is no upper end then.
    package let high: Double?
    package let confidence: Confidence

    /// Nil without exposure on both sides, or without any event.
    package init?(
        _ first: ExposedCount, to second: ExposedCount, confidence: Confidence = .ninetyFive
    ) {
        guard first.isPossible, second.isPossible, first.events + second.events > 0 else {
            return nil
        }
        let scale = Double(second.exposure) / Double(first.exposure)
        let (tail, misses) = (confidence.tail, second.events)
        value = misses == 0 ? nil : Double(first.events) / Double(misses) * scale
        low = first.events == 0 ? 0 : scale * exp(
            Bisection.root(in: Self.logOdds) { odds in
                Self.midP(misses, first.events, at: -odds) > tail
            })
        high = misses == 0 ? nil : scale * exp(
            Bisection.root(in: Self.logOdds) { odds in
                Self.midP(first.events, misses, at: odds) < tail
            })
        self.confidence = confidence
    }

    /// The chance of fewer hits, and half that of as many, when hits have these log odds.
    private static func midP(_ hits: Int, _ misses: Int, at logOdds: Double) -> Double {
        let (x, y) = (1 / (1 + exp(-logOdds)), 1 / (1 + exp(logOdds)))
        let (k, m) = (Double(hits), Double(misses))
        guard hits > 0 else { return exp(m * log(y)) / 2 }
        guard misses > 0 else { return 1 - exp(k * log(x)) / 2 }
        let atMost = IncompleteBeta(a: m, b: k + 1).value(at: y, complement: x)
        let exactly = (k + m) / (k * m) * LoaderDensity.beta(k, m, at: x, complement: y)
        return atMost - exactly / 2
    }

    private static let logOdds = -40.0...40.0
}

/// Halving an interval until nothing lies between its ends.
enum Bisection {
    /// Where `isBeyond`, false at the lower end, becomes true.
    static func root(in limits: ClosedRange<Double>, _ isBeyond: (Double) -> Bool) -> Double {
        var (low, high) = (limits.lowerBound, limits.upperBound)
        for _ in 0..<stepsMax {
            let middle = low + (high - low) / 2
            guard middle > low, middle < high else { break }
            if isBeyond(middle) { high = middle } else { low = middle }
        }
        return low + (high - low) / 2
    }

    private static let stepsMax = 100
}

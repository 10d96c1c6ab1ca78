/// How many to draw for a wanted margin, and what margin so many reach. A margin is half of an
/// interval's width, in the figure's own unit. Plans reckon with the normal quantile; what comes
/// out in the end is said by the estimate (Cochran, Sampling Techniques, 3rd ed., chapter 4).
package struct SampleSize: Hashable, Sendable {
    /// What one observation is expected to spread.
    package enum Spread: Hashable, Sendable {
        /// A yes or no that is expected in this share of calls; 0.5 is the safe one.
        case share(Double)
        /// A measure with this standard deviation.
        case deviation(Double)

        fileprivate var variance: Double {
            switch self {
            case .share(let share): share * (1 - share)
            case .deviation(let deviation): deviation * deviation
            }
        }
    }

    package let spread: Spread
    /// Nil for one without end.
    package let population: Int?
    package let confidence: Confidence

    /// Nil when the share isn't from 0 to 1, the deviation below 0 or the population empty.
    package init?(
        _ spread: Spread, population: Int? = nil, confidence: Confidence = .ninetyFive
    ) {
        let variance = spread.variance
        guard variance >= 0, variance.isFinite, population.map({ $0 > 0 }) ?? true else {
            return nil
        }
        self.spread = spread
        self.population = population
        self.confidence = confidence
    }

    /// The smallest number that reaches `margin`; nil when the margin isn't above 0 or it takes
    /// more than `countMax`. n₀ = z² S²/d²; from a population n₀ ÷ (1 + n₀/N) for a mean (4.6),
    /// n₀ ÷ (1 + (n₀ − 1)/N) for a share (4.2).
    package func count(margin: Double) -> Int? {
        guard margin > 0 else { return nil }
        let z = confidence.normal
        var needed = z * z * spread.variance / (margin * margin)
        if let population {
            let all = Double(population)
            needed = needed.isFinite ? needed * all / (all + needed - taken) : all
        }
        guard needed <= Double(Self.countMax) else { return nil }
        let count = max(1, Int((needed - Self.slack * needed).rounded(.up)))
        return population.map { min($0, count) } ?? count
    }

    /// The margin that `count` reach; nil for none.
    package func margin(count: Int) -> Double? {
        guard count > 0 else { return nil }
        var variance = spread.variance / Double(count)
        if let population {
            let all = Double(population)
            variance *= all <= 1 ? 0 : max(0, all - Double(count)) / (all - taken)
        }
        return confidence.normal * variance.squareRoot()
    }

    /// S² of a share is P(1 − P) N ÷ (N − 1), where a mean's deviation is given as S itself.
    private var taken: Double {
        switch spread {
        case .share: 1
        case .deviation: 0
        }
    }

    package static let countMax = 1_000_000_000
    /// So that a whole number isn't rounded up for its last digit.
    private static let slack = 1e-12
}

/// One part of a population, and what was drawn of it.
package struct Stratum: Hashable, Sendable {
    /// How many the part has, Nₕ; at least as many as were drawn.
    package let size: Int
    package let sample: SampleSummary

    package init(size: Int, sample: SampleSummary) {
        self.size = max(size, sample.count)
        self.sample = sample
    }
}

/// The mean of a population from a sample of each of its strata (Cochran, Sampling Techniques,
/// 3rd ed., chapter 5): the strata's means, weighted by size. Of noughts and ones it is a
/// proportion.
package struct StratifiedMean: Hashable, Sendable {
    package let mean: Double
    package let count: Int
    /// Σ Wₕ² (1 − fₕ) sₕ²/nₕ (5.12); nil when a stratum has one observation of several.
    package let variance: Double?
    /// Satterthwaite's degrees of freedom (5.16), at least the smallest nₕ − 1; nil when there is
    /// no spread.
    package let degrees: Double?
    /// Everything was drawn.
    package let isComplete: Bool
    /// 1 ÷ Σ Wₕ² (1 − fₕ)/nₕ: as many draws from all would be as sure, were every stratum spread
    /// alike.
    let drawsIfAlike: Double

    package init(_ strata: [Stratum]) throws(CannotSay) {
        let filled = strata.filter { $0.size > 0 }
        guard !filled.isEmpty else { throw .nothing }
        guard filled.allSatisfy({ $0.sample.count > 0 }) else { throw .emptyStratum }
        let size = filled.reduce(0.0) { $0 + Double($1.size) }
        var mean = 0.0
        var parts: [(variance: Double, degrees: Double)] = []
        var alike = 0.0
        var isKnown = true
        for stratum in filled {
            let weight = Double(stratum.size) / size
            let n = Double(stratum.sample.count)
            let rest = weight * weight * (1 - n / Double(stratum.size)) / n
            mean += weight * stratum.sample.mean
            alike += rest
            if let variance = stratum.sample.variance {
                parts.append((rest * variance, n - 1))
            } else if stratum.size > 1 {
                isKnown = false
            }
        }
        let variance = parts.reduce(0) { $0 + $1.variance }
        let below = parts.reduce(0) { $0 + $1.variance * $1.variance / $1.degrees }
        self.mean = mean
        count = filled.reduce(0) { $0 + $1.sample.count }
        self.variance = isKnown ? variance : nil
        degrees = isKnown && below > 0 ? variance * variance / below : nil
        isComplete = filled.allSatisfy { $0.sample.count == $0.size }
        drawsIfAlike = alike > 0 ? 1 / alike : .infinity
    }

    /// The mean with Student's t interval.
    package func estimate(confidence: Confidence = .ninetyFive) -> Estimate {
        var margin: Double? = isComplete ? 0 : nil
        if !isComplete, let variance, let degrees {
            margin = confidence.student(degrees) * variance.squareRoot()
        }
        return Estimate(mean, margin: margin, count: count, confidence: confidence)
    }

    /// The mean of noughts and ones as a share, with Wilson's interval in the place of Cochran's
    /// symmetric one, which leaves 0…1 and has no width at 0 and 1: taken with p(1 − p) ÷ variance
    /// draws and Student's quantile (N. Dean and M. Pagano, J. Surv. Stat. Methodol. 3, 484–503,
    /// 2015), and with `drawsIfAlike` and the normal quantile where no stratum shows a spread.
    package func proportion(confidence: Confidence = .ninetyFive) -> Estimate {
        let share = min(1, max(0, mean))
        var interval: ClosedRange<Double>?
        if isComplete {
            interval = share...share
        } else if let variance, let degrees {
            interval = Estimate.scoreInterval(
                share, draws: share * (1 - share) / variance, quantile: confidence.student(degrees))
        } else if variance != nil, count > 1 {
            interval = Estimate.scoreInterval(
                share, draws: drawsIfAlike, quantile: confidence.normal)
        }
        return Estimate(share, interval: interval, count: count, confidence: confidence)
    }
}

/// What means and their intervals need of some observations.
package struct SampleSummary: Hashable, Sendable {
    package let count: Int
    /// 0 when there are none.
    package let mean: Double
    /// The sum of squared deviations from the mean.
    package let squares: Double

    /// Of the values that are numbers.
    package init(_ values: [Double]) {
        let values = values.filter(\.isFinite)
        count = values.count
        let middle = values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
        mean = middle
        let squares = values.reduce(0) { $0 + ($1 - middle) * ($1 - middle) }
        let whole = values.reduce(0) { $0 + $1 * $1 }
        self.squares = squares > whole * Self.roundingOfValues ? squares : 0
    }

    /// From sums that were kept in step; nil when they can't be those of any observations. Sums of
    /// whole numbers or hundredths lose nothing; the squares' sum loses about as many digits as the
    /// mean has more than the spread.
    package init?(count: Int, sum: Double, sumOfSquares: Double) {
        guard count >= 0, sum.isFinite, sumOfSquares.isFinite, sumOfSquares >= 0 else { return nil }
        self.count = count
        mean = count == 0 ? 0 : sum / Double(count)
        let squares = sumOfSquares - sum * mean
        self.squares = squares > sumOfSquares * Self.roundingOfSums ? squares : 0
    }

    /// `hits` ones among `count` noughts and ones; nil when there can't be as many.
    package init?(hits: Int, of count: Int) {
        guard hits >= 0, hits <= count else { return nil }
        self.count = count
        let share = count == 0 ? 0 : Double(hits) / Double(count)
        mean = share
        squares = share * Double(count - hits)
    }

    /// Below these shares of the sum of squares, a spread is nothing but rounding.
    private static let roundingOfValues = 1e-26
    private static let roundingOfSums = 1e-13

    /// s², with n − 1 below; nil for fewer than two observations.
    package var variance: Double? { count < 2 ? nil : squares / Double(count - 1) }
}

extension Estimate {
    /// The mean with Student's t interval; nil for no observations. The variance of the mean is
    /// (1 − n/N) s² ÷ n when the sample was drawn from `population` (Cochran, Sampling Techniques,
    /// 3rd ed., 2.20); a sample of everything is exact. A population smaller than the sample counts
    /// as just as large. Observations that are all the same say nothing of their spread: no
    /// interval.
    package static func mean(
        of sample: SampleSummary, population: Int? = nil, confidence: Confidence = .ninetyFive
    ) -> Estimate? {
        guard sample.count > 0 else { return nil }
        let n = Double(sample.count)
        var margin: Double?
        if let population, population <= sample.count {
            margin = 0
        } else if let variance = sample.variance, variance > 0 {
            let drawn = population.map { n / Double($0) } ?? 0
            margin = confidence.student(n - 1) * ((1 - drawn) * variance / n).squareRoot()
        }
        return Estimate(sample.mean, margin: margin, count: sample.count, confidence: confidence)
    }
}

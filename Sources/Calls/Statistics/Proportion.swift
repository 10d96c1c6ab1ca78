extension Estimate {
    /// The share of `hits` among `count` with Wilson's score interval (E. B. Wilson, 1927, formula
    /// in R. G. Newcombe, Statist. Med. 17, 857–872, 1998, method 3); nil for no observations, or
    /// more hits than observations.
    ///
    /// A sample drawn from `population` without putting back has the score test's variance
    /// P(1 − P)/n · (N − n)/(N − 1) (Cochran, 3.2), which is that of n (N − 1)/(N − n) draws with
    /// putting back: Wilson's interval is taken with that many. It is cut to what is certain: of
    /// the population, at least the hits are and at least the misses aren't.
    package static func proportion(
        _ hits: Int, of count: Int, population: Int? = nil, confidence: Confidence = .ninetyFive
    ) -> Estimate? {
        guard count > 0, hits >= 0, hits <= count else { return nil }
        let share = Double(hits) / Double(count)
        var interval: ClosedRange<Double>?
        if let population, population <= count {
            interval = share...share
        } else if count > 1 {
            interval = wilson(share, draws: Double(count), confidence)
            if let population {
                let n = Double(count)
                let all = Double(population)
                let certain = Double(hits) / all...(all - n + Double(hits)) / all
                let draws = n * (all - 1) / (all - n)
                interval = wilson(share, draws: draws, confidence).clamped(to: certain)
            }
        }
        return Estimate(share, interval: interval, count: count, confidence: confidence)
    }

    private static func wilson(
        _ share: Double, draws: Double, _ confidence: Confidence
    ) -> ClosedRange<Double> {
        scoreInterval(share, draws: draws, quantile: confidence.normal)
    }

    /// Wilson's interval for a share of `draws` draws, which need not be a whole number.
    static func scoreInterval(
        _ share: Double, draws: Double, quantile: Double
    ) -> ClosedRange<Double> {
        let square = quantile * quantile
        let below = 2 * (draws + square)
        let middle = 2 * draws * share + square
        let root = quantile * (square + 4 * draws * share * (1 - share)).squareRoot()
        let low = share == 0 ? 0 : max(0, (middle - root) / below)
        let high = share == 1 ? 1 : min(1, (middle + root) / below)
        return min(low, share)...max(high, share)
    }
}

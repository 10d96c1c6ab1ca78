/// ICC(2,1): how much of the variance of one rating is the items', when items and raters are both
/// samples and raters' leniency counts as error (P. E. Shrout and J. L. Fleiss, Psychol. Bull. 86,
/// 420–428, 1979). By the two-way analysis of variance of the items that all raters rated; others
/// are left out, as are raters who rated nothing.
struct IntraclassCorrelation: AgreementMeasure {
    /// The complete items' places in the table, and their ratings less the mean of all.
    private let items: [(index: Int, ratings: [Double])]
    private let raters: Int

    var count: Int { items.count }
    var steps: Int { items.count * raters * 2 }

    init(_ table: RatingTable) throws(CannotSay) {
        let raters = (0..<table.raterCount).filter { rater in
            (0..<table.itemCount).contains { table.place($0, rater) != nil }
        }
        var complete: [(index: Int, ratings: [Double])] = []
        for item in 0..<table.itemCount {
            let ratings = raters.compactMap { table.rating(item, $0) }
            if ratings.count == raters.count { complete.append((item, ratings)) }
        }
        guard !complete.isEmpty else { throw .nothing }
        guard complete.count > 1 else { throw .oneItem }
        let sum = complete.reduce(0) { $0 + $1.ratings.reduce(0, +) }
        let mean = sum / Double(complete.count * raters.count)
        items = complete.map { item in (item.index, item.ratings.map { $0 - mean }) }
        self.raters = raters.count
    }

    func value(times: [Int]) throws(CannotSay) -> Double {
        try squares(times).correlation()
    }

    /// The figure with its interval from F (Shrout and Fleiss, p. 424, after F. E. Satterthwaite).
    func estimate(confidence: Confidence, times: [Int]) throws(CannotSay) -> Estimate {
        let squares = try squares(times)
        let value = try squares.correlation()
        return Estimate(
            value, interval: squares.interval(value, tail: confidence.tail), count: count,
            confidence: confidence)
    }

    private func squares(_ times: [Int]) throws(CannotSay) -> MeanSquares {
        var n = 0.0
        var raterSums = [Double](repeating: 0, count: raters)
        var total = 0.0
        var items = 0.0
        for item in self.items where times[item.index] > 0 {
            let weight = Double(times[item.index])
            var sum = 0.0
            for (rater, rating) in item.ratings.enumerated() {
                raterSums[rater] += weight * rating
                total += weight * rating * rating
                sum += rating
            }
            items += weight * sum * sum
            n += weight
        }
        guard n > 1 else { throw .oneItem }
        let k = Double(raters)
        let whole = raterSums.reduce(0, +)
        let origin = whole * whole / (n * k)
        let between = max(0, items / k - origin)
        let judges = max(0, raterSums.reduce(0) { $0 + $1 * $1 } / n - origin)
        let all = max(0, total - origin)
        let noise = all * MeanSquares.noise
        let rest = all - between - judges
        return MeanSquares(
            n: n, k: k, items: between > noise ? between / (n - 1) : 0,
            raters: judges > noise ? judges / (k - 1) : 0,
            errors: rest > noise ? rest / ((n - 1) * (k - 1)) : 0)
    }
}

/// The mean squares of a two-way analysis of variance without repetition.
private struct MeanSquares {
    let n: Double
    let k: Double
    let items: Double
    let raters: Double
    let errors: Double

    /// Below this share of all squares a part is nothing but rounding.
    static let noise = 1e-13

    func correlation() throws(CannotSay) -> Double {
        guard items > 0 || raters > 0 || errors > 0 else { throw .allTheSame }
        let below = items + (k - 1) * errors + k * (raters - errors) / n
        guard below > 0 else { throw .allTheSame }
        return (items - errors) / below
    }

    /// Nil where the ratings leave no error to reckon with.
    func interval(_ value: Double, tail: Double) -> ClosedRange<Double>? {
        let slope = k * value * raters
        let rest = (n * (1 + (k - 1) * value) - k * value) * errors
        let below = (n - 1) * slope * slope + rest * rest
        guard below > 0 else { return nil }
        let degrees = (n - 1) * (k - 1) * (slope + rest) * (slope + rest) / below
        guard degrees > 0 else { return nil }
        let upper = FDistribution(n - 1, degrees).exceeded(with: tail)
        let lower = FDistribution(degrees, n - 1).exceeded(with: tail)
        let spread = k * raters + (k * n - k - n) * errors
        let low = n * (items - upper * errors) / (upper * spread + n * items)
        let high = n * (lower * items - errors) / (spread + n * lower * items)
        guard low.isFinite, high.isFinite else { return nil }
        return min(low, value)...max(high, value)
    }
}

extension RatingTable {
    /// ICC(2,1) with its interval from F; `count` is the number of items that all raters rated.
    package func intraclass(confidence: Confidence = .ninetyFive) throws(CannotSay) -> Estimate {
        try checkShared()
        return try IntraclassCorrelation(self)
            .estimate(confidence: confidence, times: everyItemOnce)
    }
}

/// How one rater differs from the others on the same items: the rater's rating less the mean of the
/// others', for each item that the rater and at least one other rated.
package struct RaterLeniency: Hashable, Sendable {
    package struct Difference: Hashable, Sendable {
        package let item: Int
        package let value: Double
    }

    /// In the order of the items.
    package let differences: [Difference]

    package init(of rater: Int, in table: RatingTable) {
        differences = (0..<table.itemCount).compactMap { item in
            guard let own = table.rating(item, rater) else { return nil }
            let others = (0..<table.raterCount).filter { $0 != rater }
                .compactMap { table.rating(item, $0) }
            guard !others.isEmpty else { return nil }
            let mean = others.reduce(0, +) / Double(others.count)
            return Difference(item: item, value: own - mean)
        }
    }

    /// The mean difference, above 0 for a lenient rater (where more is better), with Student's t
    /// interval.
    package func leniency(confidence: Confidence = .ninetyFive) throws(CannotSay) -> Estimate {
        let sample = SampleSummary(differences.map(\.value))
        guard let mean = Estimate.mean(of: sample, confidence: confidence) else { throw .nothing }
        return mean
    }

    /// The same of scores of 0 to 100, which can't differ by more than that.
    package func leniencyOfScores() throws(CannotSay) -> Estimate {
        try leniency().clamped(to: -100...100)
    }

    /// How much the difference grows with one unit of time. `moments` says for each item of the
    /// table when it was rated, in that unit.
    package func drift(
        moments: [Double], confidence: Confidence = .ninetyFive
    ) throws(CannotSay) -> Estimate {
        var points: [(x: Double, y: Double)] = []
        for difference in differences where moments.indices.contains(difference.item) {
            points.append((moments[difference.item], difference.value))
        }
        return try Estimate.slope(points, confidence: confidence)
    }
}

extension Estimate {
    /// The slope of the least squares line through points, with its t interval on n − 2 degrees of
    /// freedom (N. R. Draper and H. Smith, Applied Regression Analysis, 3rd ed., 1.4). No interval
    /// for two points, nor for points on a line. Points beyond `RatingTable.ratingMax` don't count.
    package static func slope(
        _ points: [(x: Double, y: Double)], confidence: Confidence = .ninetyFive
    ) throws(CannotSay) -> Estimate {
        let limit = RatingTable.ratingMax
        let points = points.filter { abs($0.x) <= limit && abs($0.y) <= limit }
        guard !points.isEmpty else { throw .nothing }
        guard points.count > 1 else { throw .oneItem }
        let n = Double(points.count)
        let middle = (
            x: points.reduce(0) { $0 + $1.x } / n, y: points.reduce(0) { $0 + $1.y } / n)
        let spread = points.reduce(0) { $0 + ($1.x - middle.x) * ($1.x - middle.x) }
        guard spread > 0, points.contains(where: { $0.x != points[0].x }) else { throw .oneMoment }
        let joint = points.reduce(0) { $0 + ($1.x - middle.x) * ($1.y - middle.y) }
        let slope = joint / spread
        var whole = 0.0
        var rest = 0.0
        for point in points {
            let off = point.y - middle.y
            let left = off - slope * (point.x - middle.x)
            whole += off * off
            rest += left * left
        }
        var margin: Double?
        if points.count > 2, rest > whole * roundingShare {
            margin = confidence.student(n - 2) * (rest / (n - 2) / spread).squareRoot()
        }
        return Estimate(slope, margin: margin, count: points.count, confidence: confidence)
    }

    /// Below this share of all squares, what is left beside a line is nothing but rounding.
    private static let roundingShare = 1e-24
}

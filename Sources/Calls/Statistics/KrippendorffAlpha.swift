/// What may be done with the numbers that stand for answers (S. S. Stevens).
package enum MeasurementLevel: String, CaseIterable, Sendable {
    /// Names alone.
    case nominal
    /// An order, whose steps may be of any size.
    case ordinal
    /// Steps of one size, such as points of a score.
    case interval
    /// Steps of one size from a true zero, such as seconds.
    case ratio
}

/// Krippendorff's alpha: 1 − observed ÷ expected disagreement, over all pairs of ratings of the
/// same item and over all pairs of such ratings whatsoever (K. Krippendorff, Computing
/// Krippendorff's Alpha-Reliability, 2011, D and E). Items with one rating don't count.
///
/// The ordinal difference of two answers, the squared number of ratings from the middle of the one
/// answer to the middle of the other, is the interval difference of their mid-ranks, and is
/// reckoned as that.
struct KrippendorffAlpha: AgreementMeasure {
    /// An item with two ratings and more.
    private struct Item: Sendable {
        let index: Int
        let places: [Int]
        /// The sum of differences of all ordered pairs ÷ (ratings − 1); not kept for ordinal ones.
        let disagreement: Double
    }

    private let level: MeasurementLevel
    private let scale: [Double]
    private let items: [Item]

    var steps: Int {
        let answers = level == .ratio ? scale.count * scale.count : scale.count
        return answers + items.reduce(0) { $0 + $1.places.count }
    }

    init(_ table: RatingTable, _ level: MeasurementLevel) throws(CannotSay) {
        let shared = (0..<table.itemCount).map { (index: $0, places: table.places($0)) }
            .filter { $0.places.count > 1 }
        let used = Set(shared.flatMap(\.places))
        guard used.count > 1 else { throw .allTheSame }
        if level == .ratio, used.contains(where: { table.scale[$0] < 0 }) { throw .belowZero }
        // Differences don't change with the origin, and lose fewer digits near it.
        let origin = level == .interval ? table.scale[table.scale.count / 2] : 0
        let scale = table.scale.map { $0 - origin }
        self.level = level
        self.scale = scale
        items = shared.map { item in
            Item(
                index: item.index, places: item.places,
                disagreement: Self.disagreement(item.places, level, scale))
        }
    }

    func value(times: [Int]) throws(CannotSay) -> Double {
        var counts = [Double](repeating: 0, count: scale.count)
        for item in items where times[item.index] > 0 {
            for place in item.places { counts[place] += Double(times[item.index]) }
        }
        let n = counts.reduce(0, +)
        guard n > 0 else { throw .nothing }
        let values = level == .ordinal ? Self.midRanks(counts) : scale
        var observed = 0.0
        for item in items where times[item.index] > 0 {
            let disagreement = level == .ordinal
                ? Self.disagreement(item.places, level, values) : item.disagreement
            observed += disagreement * Double(times[item.index])
        }
        let expected = expected(counts, values)
        guard counts.count(where: { $0 > 0 }) > 1, expected > 0 else { throw .allTheSame }
        return 1 - observed * (n - 1) / expected
    }

    /// The sum of the differences of all ordered pairs of ratings.
    private func expected(_ counts: [Double], _ values: [Double]) -> Double {
        let n = counts.reduce(0, +)
        switch level {
        case .nominal:
            return n * n - counts.reduce(0) { $0 + $1 * $1 }
        case .ordinal, .interval:
            let middle = zip(counts, values).reduce(0) { $0 + $1.0 * $1.1 } / n
            return 2 * n * zip(counts, values).reduce(0) { sum, cell in
                sum + cell.0 * (cell.1 - middle) * (cell.1 - middle)
            }
        case .ratio:
            var sum = 0.0
            let used = counts.indices.filter { counts[$0] > 0 }
            for (index, first) in used.enumerated() {
                for second in used[..<index] {
                    let off = Self.ratioDifference(values[first], values[second])
                    sum += 2 * counts[first] * counts[second] * off
                }
            }
            return sum
        }
    }

    private static func disagreement(
        _ places: [Int], _ level: MeasurementLevel, _ values: [Double]
    ) -> Double {
        var sum = 0.0
        for (index, first) in places.enumerated() {
            for second in places[..<index] where first != second {
                switch level {
                case .nominal: sum += 1
                case .ratio: sum += ratioDifference(values[first], values[second])
                case .ordinal, .interval:
                    let off = values[first] - values[second]
                    sum += off * off
                }
            }
        }
        return 2 * sum / Double(places.count - 1)
    }

    private static func ratioDifference(_ a: Double, _ b: Double) -> Double {
        guard a + b != 0 else { return 0 }
        let off = (a - b) / (a + b)
        return off * off
    }

    /// For each answer, the number of ratings below it and half of its own.
    private static func midRanks(_ counts: [Double]) -> [Double] {
        var below = 0.0
        return counts.map { count in
            defer { below += count }
            return below + count / 2
        }
    }
}

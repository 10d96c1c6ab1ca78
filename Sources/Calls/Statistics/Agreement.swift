/// A figure of how well raters agree.
package enum Agreement: Hashable, Sendable {
    /// The share of pairs of raters that gave the same answer, averaged over items.
    case percent
    /// Cohen's kappa; of more than two raters the mean of all pairs (R. J. Light, 1971).
    case kappa(AnswerWeights)
    /// Krippendorff's alpha.
    case alpha(MeasurementLevel)
    /// Gwet's AC1; weighted it is called AC2.
    case gwet(AnswerWeights)
    /// ICC(2,1) of Shrout and Fleiss.
    case intraclass
}

/// A figure of one table that can be reckoned again with each item counted so many times.
protocol AgreementMeasure: Sendable {
    /// Elementary steps that one reckoning takes, to the order of magnitude.
    var steps: Int { get }

    /// `times`: how often each item of the table counts.
    func value(times: [Int]) throws(CannotSay) -> Double
}

extension RatingTable {
    /// The figure; throws why it can't be said.
    package func agreement(_ figure: Agreement) throws(CannotSay) -> Double {
        try measure(figure).value(times: everyItemOnce)
    }

    var everyItemOnce: [Int] { Array(repeating: 1, count: itemCount) }

    func measure(_ figure: Agreement) throws(CannotSay) -> any AgreementMeasure {
        try checkShared()
        switch figure {
        case .percent: return PercentAgreement(self)
        case .kappa(let weights): return try CohenKappa(self, weights)
        case .alpha(let level): return try KrippendorffAlpha(self, level)
        case .gwet(let weights): return try GwetAgreement(self, weights)
        case .intraclass: return try IntraclassCorrelation(self)
        }
    }
}

/// For each item with two ratings and more, the share of its pairs of raters that gave the same
/// answer; averaged over such items (J. L. Fleiss, Psychol. Bull. 76, 378–382, 1971; with gaps as
/// Gwet, 4th ed., 2.4). Weighted, a pair counts as much as its answers agree.
struct PercentAgreement: AgreementMeasure {
    /// Nil for an item with fewer than two ratings.
    private let shares: [Double?]
    var steps: Int { shares.count }

    init(_ table: RatingTable) {
        self.init(table) { $0 == $1 ? 1 : 0 }
    }

    init(_ table: RatingTable, weights: [[Double]]) {
        self.init(table) { weights[$0][$1] }
    }

    private init(_ table: RatingTable, weight: (Int, Int) -> Double) {
        shares = (0..<table.itemCount).map { item in
            let places = table.places(item)
            guard places.count > 1 else { return nil }
            var sum = 0.0
            for (index, first) in places.enumerated() {
                for second in places[..<index] { sum += weight(first, second) }
            }
            return sum / Double(places.count * (places.count - 1) / 2)
        }
    }

    func value(times: [Int]) throws(CannotSay) -> Double {
        var sum = 0.0
        var count = 0
        for (share, times) in zip(shares, times) {
            guard let share else { continue }
            sum += share * Double(times)
            count += times
        }
        guard count > 0 else { throw .nothing }
        return sum / Double(count)
    }
}

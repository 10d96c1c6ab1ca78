/// Kappa of two raters: (observed − by chance) ÷ (1 − by chance) of their weighted agreement, where
/// chance has each rater keep to that rater's own shares of answers (J. Cohen, Educ. Psychol. Meas.
/// 20, 37–46, 1960; weighted: Psychol. Bull. 70, 213–220, 1968). Of several raters it is the mean
/// over those pairs of which it can be said. A pair is judged by the items that both rated.
struct CohenKappa: AgreementMeasure {
    private struct Shared: Sendable {
        let item: Int
        let first: Int
        let second: Int
    }

    /// For each pair of raters, what both rated.
    private let pairs: [[Shared]]
    /// 1 − weight of each two answers, row after row.
    private let distance: [Double]
    private let answers: Int

    /// Raters × raters × items.
    static let comparisonsMax = 5_000_000

    var steps: Int {
        pairs.reduce(0) { $0 + $1.count + min(answers, $1.count) * min(answers, $1.count) }
    }

    init(_ table: RatingTable, _ weights: AnswerWeights) throws(CannotSay) {
        guard table.scale.count <= AnswerWeights.answersMax else { throw .tooManyAnswers }
        let distance = weights.matrix(table.scale).map { row in row.map { 1 - $0 } }
        try self.init(table, distance: distance)
    }

    /// With a disagreement of one's own for each two answers, 0 for the same.
    init(_ table: RatingTable, distance: [[Double]]) throws(CannotSay) {
        let raters = 0..<table.raterCount
        guard raters.count <= Self.comparisonsMax / raters.count / table.itemCount
        else { throw .tooLarge }
        self.distance = distance.flatMap { $0 }
        answers = distance.count
        pairs = raters.flatMap { first in
            raters.dropFirst(first + 1).map { second in
                (0..<table.itemCount).compactMap { item in
                    guard let one = table.place(item, first), let two = table.place(item, second)
                    else { return nil }
                    return Shared(item: item, first: one, second: two)
                }
            }
        }
    }

    func value(times: [Int]) throws(CannotSay) -> Double {
        var sum = 0.0
        var count = 0
        var reason: CannotSay = .nothing
        for pair in pairs {
            switch kappa(pair, times) {
            case .success(let kappa):
                sum += kappa
                count += 1
            case .failure(let why): reason = reason == .nothing ? why : reason
            }
        }
        guard count > 0 else { throw reason }
        return sum / Double(count)
    }

    private func kappa(_ pair: [Shared], _ times: [Int]) -> Result<Double, CannotSay> {
        var rows = [Double](repeating: 0, count: answers)
        var columns = rows
        var observed = 0.0
        var n = 0.0
        for shared in pair where times[shared.item] > 0 {
            let weight = Double(times[shared.item])
            rows[shared.first] += weight
            columns[shared.second] += weight
            observed += weight * distance[shared.first * answers + shared.second]
            n += weight
        }
        guard n > 0 else { return .failure(.nothing) }
        guard n > 1 else { return .failure(.oneItem) }
        let used = columns.indices.filter { columns[$0] > 0 }
        var chance = 0.0
        for row in rows.indices where rows[row] > 0 {
            var sum = 0.0
            for column in used { sum += columns[column] * distance[row * answers + column] }
            chance += rows[row] * sum
        }
        guard chance > 0 else { return .failure(.allTheSame) }
        return .success(1 - observed * n / chance)
    }
}

/// Kappa of two raters, or why it can't be said.
package struct PairAgreement: Sendable {
    package let first: Int
    package let second: Int
    package let value: Result<Double, CannotSay>
}

extension RatingTable {
    /// The figure of each pair of raters, in the order of the raters.
    package func agreementByPair(_ figure: Agreement) -> [PairAgreement] {
        (0..<raterCount).flatMap { first in
            (0..<raterCount).dropFirst(first + 1).map { second in
                let pair = narrowed(to: [first, second])
                let value = Result { () throws(CannotSay) in try pair.agreement(figure) }
                return PairAgreement(first: first, second: second, value: value)
            }
        }
    }
}

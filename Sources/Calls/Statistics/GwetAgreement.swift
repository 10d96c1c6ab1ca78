/// Gwet's AC1, and AC2 with weights, for several raters and gaps (K. L. Gwet, Br. J. Math. Stat.
/// Psychol. 61, 29–48, 2008; Handbook of Inter-Rater Reliability, 4th ed., 5.3 and 5.6): observed
/// agreement over items with two ratings and more, chance agreement T ÷ (q (q − 1)) · Σ πₖ (1 − πₖ)
/// over all rated items, where T is the sum of all weights, q the number of possible answers, and
/// πₖ the mean over items of the share of ratings that say k.
///
/// It can be said even when everybody gave the same answer to everything, if another was possible.
struct GwetAgreement: AgreementMeasure {
    private struct Item: Sendable {
        let index: Int
        let places: [Int]
    }

    private let observed: PercentAgreement
    private let items: [Item]
    private let answers: Int
    /// T ÷ (q (q − 1))
    private let factor: Double

    var steps: Int { answers + items.reduce(0) { $0 + $1.places.count + 1 } }

    init(_ table: RatingTable, _ weights: AnswerWeights) throws(CannotSay) {
        guard table.scale.count <= AnswerWeights.answersMax else { throw .tooManyAnswers }
        let matrix = weights.matrix(table.scale)
        observed = PercentAgreement(table, weights: matrix)
        items = (0..<table.itemCount).map { Item(index: $0, places: table.places($0)) }
            .filter { !$0.places.isEmpty }
        answers = table.scale.count
        let total = matrix.joined().reduce(0, +)
        factor = total / Double(max(1, answers * (answers - 1)))
    }

    func value(times: [Int]) throws(CannotSay) -> Double {
        guard answers > 1 else { throw .allTheSame }
        let agreed = try observed.value(times: times)
        var shares = [Double](repeating: 0, count: answers)
        var count = 0.0
        for item in items where times[item.index] > 0 {
            let weight = Double(times[item.index])
            for place in item.places { shares[place] += weight / Double(item.places.count) }
            count += weight
        }
        let chance = factor * shares.reduce(0) { $0 + $1 / count * (1 - $1 / count) }
        guard chance < 1 else { throw .allTheSame }
        return (agreed - chance) / (1 - chance)
    }
}

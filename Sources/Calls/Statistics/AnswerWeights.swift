/// How much two answers agree, from 1 for the same to 0 for the ends of the scale (K. L. Gwet,
/// Handbook of Inter-Rater Reliability, 4th ed., 3.5).
package enum AnswerWeights: String, CaseIterable, Sendable {
    /// 1 or 0.
    case unweighted
    /// 1 − |x − y| ÷ range
    case linear
    /// 1 − (x − y)² ÷ range²
    case quadratic
    /// By the number of pairs of answers between them, whatever numbers the answers have.
    case ordinal

    /// Weighted figures are for choices, and their work grows with the square of these.
    package static let answersMax = 1_000

    /// The weight of each two of the answers of `scale`.
    func matrix(_ scale: [Double]) -> [[Double]] {
        let q = scale.count
        let range = (scale.last ?? 0) - (scale.first ?? 0)
        return (0..<q).map { row in
            (0..<q).map { column in
                guard row != column else { return 1 }
                let off = abs(scale[row] - scale[column]) / range
                let steps = Double(abs(row - column))
                switch self {
                case .unweighted: return 0
                case .linear: return 1 - off
                case .quadratic: return 1 - off * off
                case .ordinal: return 1 - steps * (steps + 1) / Double(q * (q - 1))
                }
            }
        }
    }
}

import Calls

/// Addresses of sampling and scoring.
extension WebURL {
    static let queue = "/queue"
    static let evaluations = "/evaluations"
    static let plans = "/plans"
    static let scorecards = "/scorecards"

    static func evaluation(_ id: Evaluation.ID) -> String { "/evaluations/\(id)" }
}

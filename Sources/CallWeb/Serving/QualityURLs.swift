import Calls

/// Addresses of sampling and scoring.
extension WebURL {
    static let queue = "/queue"
    static let nextInQueue = "/queue/next"
    static let evaluations = "/evaluations"
    static let plans = "/plans"
    static let scorecards = "/scorecards"

    static func queue(_ query: [(String, String)]) -> String { queue + queryText(query) }
    static func evaluations(_ query: [(String, String)]) -> String {
        evaluations + queryText(query)
    }
    static func evaluation(_ id: Evaluation.ID) -> String { "/evaluations/\(id)" }
    static func evaluation(_ id: Evaluation.ID, _ act: EvaluationAct) -> String {
        "\(evaluation(id))/\(act.rawValue)"
    }
    static func evaluation(_ id: Evaluation.ID, done: EvaluationDone) -> String {
        evaluation(id) + queryText([("done", done.rawValue)])
    }
    static func queue(done: EvaluationDone) -> String { queue([("done", done.rawValue)]) }
    static func dispute(_ id: Evaluation.ID) -> String { "\(evaluation(id))/disputes" }
    static func decideDispute(_ id: Dispute.ID) -> String { "/disputes/\(id)/decide" }
    static func evaluate(_ id: Call.ID) -> String { "/calls/\(id)/evaluations" }
    static func draft(_ id: Evaluation.ID) -> String { "/api/v1/evaluations/\(id)/draft" }
}

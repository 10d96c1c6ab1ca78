import Calls

/// Addresses of coaching.
extension WebURL {
    static let coachings = "/coaching"

    static func coachings(_ query: [(String, String)]) -> String { coachings + queryText(query) }
    /// The form, about an evaluation and one of its questions where they are given.
    static func newCoaching(
        _ evaluation: Evaluation.ID? = nil, question: String? = nil
    ) -> String {
        "/coaching/new"
            + queryText(
                [("evaluation", evaluation?.description), ("question", question)].compactMap {
                    pair in pair.1.map { (pair.0, $0) }
                })
    }
    static func coaching(_ id: Coaching.ID) -> String { "/coaching/\(id)" }
    static func coaching(_ id: Coaching.ID, _ act: CoachingAct) -> String {
        "\(coaching(id))/\(act.rawValue)"
    }
    static func coaching(_ id: Coaching.ID, done: CoachingDone) -> String {
        coaching(id) + queryText([("done", done.rawValue)])
    }
}

import Calls

/// Addresses of actions against causes, and of the causes. Whom a thing is about stands in none.
extension WebURL {
    static let actions = "/actions"

    static func actions(_ query: [(String, String)]) -> String { actions + queryText(query) }
    /// The form, against a cause and from a complaint where they are given.
    static func newAction(against cause: String? = nil, from complaint: Complaint.ID? = nil)
        -> String
    {
        "/actions/new"
            + queryText(
                [("cause", cause), ("complaint", complaint?.description)].compactMap { pair in
                    pair.1.map { (pair.0, $0) }
                })
    }
    static func action(_ id: CorrectiveAction.ID) -> String { "/actions/\(id)" }
    static func action(_ id: CorrectiveAction.ID, _ act: ActionAct) -> String {
        "\(action(id))/\(act.rawValue)"
    }
    /// The page, with a notice of what was just done.
    static func action(_ id: CorrectiveAction.ID, done act: ActionAct) -> String {
        action(id) + queryText([("done", act.rawValue)])
    }
    static func cause(_ code: String) -> String { "/complaints/causes/\(code)" }
}

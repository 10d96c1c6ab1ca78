import Calls

/// Addresses of scorecards and scripts.
extension WebURL {
    static let newScorecard = "/scorecards/new"
    static let shippedScorecard = "/scorecards/shipped"
    static let scripts = "/scripts"

    static func scorecards(_ query: [(String, String)]) -> String {
        scorecards + queryText(query)
    }
    static func scorecard(_ id: Scorecard.ID, _ query: [(String, String)] = []) -> String {
        "/scorecards/\(id)" + queryText(query)
    }
    static func scorecard(_ id: Scorecard.ID, version: Int) -> String {
        scorecard(id, [("version", "\(version)")])
    }
    static func scorecard(_ id: Scorecard.ID, done: ScorecardDone) -> String {
        scorecard(id, [("done", done.rawValue)])
    }
    static func editScorecard(_ id: Scorecard.ID) -> String { "/scorecards/\(id)/edit" }
    static func publishScorecard(_ id: Scorecard.ID) -> String { "/scorecards/\(id)/publish" }
    static func simulateScorecard(_ id: Scorecard.ID) -> String { "/scorecards/\(id)/simulate" }
    static func exportScorecard(_ id: Scorecard.ID, version: Int) -> String {
        "/scorecards/\(id)/export" + queryText([("version", "\(version)")])
    }
    static func scorecardDifference(_ id: Scorecard.ID) -> String {
        "/scorecards/\(id)/difference"
    }
    static func scorecardDifference(_ id: Scorecard.ID, from: Int, to: Int) -> String {
        scorecardDifference(id) + queryText([("from", "\(from)"), ("to", "\(to)")])
    }

    static func scripts(_ query: [(String, String)]) -> String { scripts + queryText(query) }
    static func script(_ id: Script.ID, _ query: [(String, String)] = []) -> String {
        "/scripts/\(id)" + queryText(query)
    }
}

import Calls

/// Addresses of sampling plans and draws.
extension WebURL {
    static let newPlan = "/plans/new"

    static func plans(_ query: [(String, String)]) -> String { plans + queryText(query) }
    static func plan(_ id: SamplePlan.ID, _ query: [(String, String)] = []) -> String {
        "/plans/\(id)" + queryText(query)
    }
    static func editPlan(_ id: SamplePlan.ID) -> String { "/plans/\(id)/edit" }
    static func stopPlan(_ id: SamplePlan.ID) -> String { "/plans/\(id)/stop" }
    static func draw(_ id: Draw.ID, _ query: [(String, String)] = []) -> String {
        "/draws/\(id)" + queryText(query)
    }
    static func drawFile(_ id: Draw.ID) -> String { "/draws/\(id)/file" }
    static func drawNow(_ id: Draw.ID) -> String { "/draws/\(id)/draw" }
}

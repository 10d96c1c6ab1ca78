/// Addresses of what scores come to.
extension WebURL {
    static let quality = "/quality"
    static let exportEvaluations = "/evaluations/export"

    static func quality(_ query: [(String, String)]) -> String { quality + queryText(query) }
    static func exportEvaluations(_ query: [(String, String)]) -> String {
        exportEvaluations + queryText(query)
    }
}

import Calls

/// Addresses of rates of complaints.
extension WebURL {
    static let figures = "/complaints/figures"

    static func figures(_ query: [(String, String)]) -> String { figures + queryText(query) }
}

import Calls

@testable import CallWeb

extension RouteTests {
    /// Addresses of rates of complaints.
    static let figures: [String: Route.Need] = [
        "GET /complaints/figures": .permission(.seeComplaints),
        "GET /api/v1/complaints/figures": .permission(.seeComplaints),
    ]

    static let figureURLs = [WebURL.figures, WebURL.figures([("by", "team")])]
}

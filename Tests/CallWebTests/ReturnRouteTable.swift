import CallDesk
import Calls

@testable import CallWeb

extension RouteTests {
    /// Addresses of returns.
    static let returns: [String: Route.Need] = Dictionary(
        uniqueKeysWithValues: ["", "/api/v1"].flatMap { door in
            ["", "/:shape/:period", "/:shape/:period/cases", "/:shape/:period/file"].map {
                ("GET \(door)/complaints/returns\($0)", .permission(.reportComplaints))
            }
        })

    /// What pages of returns are built from.
    static let returnURLs: [String] = {
        guard let period = ReturnPeriod.half(1, of: 2026, zone: .utc) else { return [] }
        let order = ReturnOrder(.ukDISP, period)
        return [
            WebURL.returns, WebURL.complaintReturn(order),
            WebURL.returnFile(order, .xlsx),
        ] + ([order.cell(table: "all", row: [], measure: "closed")].compactMap(\.self)
            .map { WebURL.returnCases($0) })
    }()
}

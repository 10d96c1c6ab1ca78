import CallDesk
import Calls

/// Addresses of returns to regulators.
extension WebURL {
    static let returns = "/complaints/returns"

    static func complaintReturn(_ order: ReturnOrder) -> String {
        "\(returns)/\(order.shape.name)/\(order.period.name)"
    }

    static func complaintReturn(_ shape: String, _ period: String) -> String {
        "\(returns)/\(shape)/\(period)"
    }

    static func returnFile(_ order: ReturnOrder, _ form: ReturnForm) -> String {
        complaintReturn(order) + "/file" + queryText([("form", form.rawValue)])
    }

    /// The cases that a number counts.
    static func returnCases(
        _ cell: ReturnCell, _ query: [(String, String)] = []
    ) -> String {
        complaintReturn(cell.order) + "/cases" + queryText([("number", cell.key)] + query)
    }
}

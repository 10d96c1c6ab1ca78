import Calls

/// The list of calls.
struct CallsPage: PageModel {
    /// Why there is nothing to see, and what next.
    struct Empty: Sendable {
        let title: String
        let text: String
        let linkText: String
        let linkURL: String
    }

    static let template = "calls"
    let frame: Frame
    let subtitle: String
    let menus: [FilterMenu]
    let searchText: String
    let searchHidden: [FilterMenu.Hidden]
    /// Set when the list shows one customer's calls.
    let customerChip: String?
    let clearCustomerURL: String
    let clearCustomerLabel: String
    let findURL: String
    let clearAllURL: String?
    let days: [CallDay]
    let empty: Empty?
    let newestURL: String?
    let olderURL: String?
    /// Nil where the reader may not export, or there is nothing.
    let exportURL: String?
    let exportExcelURL: String?
    let askExportURL: String?
}

extension CallsPage: PagePart {
    func child(named property: String) -> Any? {
        switch property {
        case "frame": frame
        case "subtitle": subtitle
        case "menus": menus
        case "searchText": searchText
        case "searchHidden": searchHidden
        case "customerChip": customerChip
        case "clearCustomerURL": clearCustomerURL
        case "clearCustomerLabel": clearCustomerLabel
        case "findURL": findURL
        case "clearAllURL": clearAllURL
        case "days": days
        case "empty": empty
        case "newestURL": newestURL
        case "olderURL": olderURL
        case "exportURL": exportURL
        case "exportExcelURL": exportExcelURL
        case "askExportURL": askExportURL
        default: nil
        }
    }
}

extension CallsPage.Empty: PagePart {
    func child(named property: String) -> Any? {
        switch property {
        case "title": title
        case "text": text
        case "linkText": linkText
        case "linkURL": linkURL
        default: nil
        }
    }
}

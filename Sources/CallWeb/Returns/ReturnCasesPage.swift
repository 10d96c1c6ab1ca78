import CallDesk
import Calls
import Hummingbird

/// The cases that a number of a return counts.
struct ReturnCasesPage: PageModel {
    static let template = "return-cases"
    let frame: Frame
    let returnURL: String
    let returnTitle: String
    let title: String
    let subtitle: String
    let meaning: String
    let rows: [ComplaintLine]
    let empty: ComplaintsEmpty?
    let firstURL: String?
    let moreURL: String?
}

extension Web {
    func returnCasesPage(_ visit: Visit) async throws -> Response {
        let found = try await returnCases(visit)
        let (words, cell) = (visit.words, found.cell)
        let order = cell.order
        let rules = try await desk.complaintRules(by: visit.principal)
        let isFirst = visit.query["after"] == nil
        let groups = zip(cell.row, cell.table.dimensions).map {
            words.group($0, $1, found.made.classes)
        }
        let title = words.title(cell.measure, in: order.shape)
        return try page(
            ReturnCasesPage(
                frame: await frame(title, in: .complaints, of: visit),
                returnURL: WebURL.complaintReturn(order),
                returnTitle: "\(words.title(order.shape)) · \(words.name(order.period))",
                title: ([title] + groups).joined(separator: " · "),
                subtitle: words.value(found.value, Currency(found.made.classes.currency)),
                meaning: words.meaning(cell.measure, in: order.shape),
                rows: found.page.items.map { ComplaintLine($0, rules, words, now: visit.now) },
                empty: found.page.items.isEmpty
                    ? ComplaintsEmpty(
                        title: words("return.noCases.title"), text: words("return.noCases.text"),
                        link: .init(
                            text: words("return.back"), url: WebURL.complaintReturn(order)))
                    : nil,
                firstURL: isFirst ? nil : WebURL.returnCases(cell),
                moreURL: found.page.next.map { WebURL.returnCases(cell, [("after", $0)]) }),
            for: visit)
    }

    func returnCases(_ visit: Visit) async throws -> ReturnCases {
        try visit.query.allow(["number", "after", "limit"])
        guard let key = visit.query["number"] else {
            throw Refusal(
                .invalid, .badRequest, "Name the number of the return by its key.",
                subject: "number")
        }
        return try await desk.returnCases(
            try visit.returnName, try visit.returnPeriod, key, after: visit.query["after"],
            limit: try visit.query.limit(orElse: 50), by: visit.principal)
    }
}

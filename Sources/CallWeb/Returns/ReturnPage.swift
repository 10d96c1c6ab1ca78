import CallDesk
import Calls
import Foundation
import Hummingbird

/// A return: its numbers, each with what it says, where that comes from, and a way to its cases.
struct ReturnPage: PageModel {
    static let template = "return"
    /// More rows stand in the file alone.
    static let rowsShown = 300

    let frame: Frame
    let returnsURL: String
    let title: String
    let subtitle: String
    /// What keeps the numbers from being the last word.
    let cautions: [String]
    let source: String
    let files: [ReturnsPage.Link]
    let figures: [Figure]
    /// Whether the house chose what some of these count.
    let isChosen: Bool
    let tables: [Table]

    /// A number of the whole return.
    struct Figure: Sendable {
        let name: String
        let meaning: String
        /// Nil where the house chose what is counted.
        let origin: String?
        let value: String
        let url: String
    }

    struct Table: Sendable {
        let tableID: String
        let heading: String
        let dimension: String
        let heads: [String]
        let rows: [Row]
        let isEmpty: Bool
        /// How many rows more the file has; nil for none.
        let more: String?
    }

    struct Row: Sendable {
        let name: String
        let cells: [Cell]
    }

    struct Cell: Sendable {
        let label: String
        let value: String
        /// Nil where nothing is counted.
        let url: String?
    }
}

extension Web {
    func returnPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let made = try await desk.makeReturn(
            try visit.returnName, try visit.returnPeriod, by: visit.principal)
        let frame = await frame(visit.words.title(made.order.shape), in: .complaints, of: visit)
        return try page(ReturnPage(frame, made, visit.words), for: visit)
    }
}

extension Visit {
    var returnName: String {
        get throws { try known("shape") }
    }

    var returnPeriod: String {
        get throws { try known("period") }
    }

    private func known(_ name: String) throws -> String {
        guard let value = parameters[name].map({ String($0) }) else {
            throw Refusal(
                .notFound, .noSuchReturn, "There is no such return. Choose one from the list.")
        }
        return value.removingPercentEncoding ?? value
    }
}

extension ReturnPage {
    init(_ frame: Frame, _ made: MadeReturn, _ words: Words) {
        let order = made.order
        self.frame = frame
        returnsURL = WebURL.returns
        title = words.title(order.shape)
        subtitle = words(
            "return.subtitle",
            [
                "period": words.name(order.period),
                "days": "\(order.period.from) – \(order.period.through)",
                "zone": order.period.zone.name,
                "cases": words.count("return.cases", made.made.cases),
                "at": words.moment(made.at),
            ])
        cautions = [
            made.isComplete ? nil : "return.incomplete", made.isOver ? nil : "return.notOver",
            order.shape.origin.verified ? nil : "return.unconfirmed",
        ].compactMap { $0.map { words($0) } }
        source = words(
            "return.source",
            ["source": order.shape.origin.source, "day": "\(order.shape.origin.readOn)"])
        files =
            made.isComplete
            ? ReturnForm.allCases.map {
                .init(
                    text: words("return.file.\($0.rawValue)"), url: WebURL.returnFile(order, $0))
            } : []
        let currency = Currency(made.classes.currency)
        let parts = made.made.tables
        figures = parts.filter { $0.table.dimensions.isEmpty }
            .flatMap { Self.figures($0, order, currency, words) }
        isChosen = figures.contains { $0.origin == nil }
        tables = parts.filter { !$0.table.dimensions.isEmpty }
            .map { Table($0, made, currency, words) }
    }

    private static func figures(
        _ table: ComplaintReturn.Table, _ order: ReturnOrder, _ currency: Currency,
        _ words: Words
    ) -> [Figure] {
        table.rows.flatMap { row in
            zip(table.table.measures, row.values).compactMap { key, value in
                order.cell(table: table.table.key, row: row.groups, measure: key).map { cell in
                    Figure(
                        name: words.title(cell.measure, in: order.shape),
                        meaning: words.meaning(cell.measure, in: order.shape),
                        origin: cell.measure.source,
                        value: words.value(value, currency), url: WebURL.returnCases(cell))
                }
            }
        }
    }
}

extension ReturnPage.Table {
    init(
        _ part: ComplaintReturn.Table, _ made: MadeReturn, _ currency: Currency, _ words: Words
    ) {
        let (table, order) = (part.table, made.order)
        let titles = table.measures.map { key in
            order.shape.measure(key).map { words.title($0, in: order.shape) } ?? key
        }
        tableID = table.key
        heading = words.title(table)
        dimension = table.dimensions.map { words.title($0) }.joined(separator: " · ")
        heads = titles
        rows = part.rows.prefix(ReturnPage.rowsShown).map { row in
            let names = zip(row.groups, table.dimensions).map {
                words.group($0, $1, made.classes)
            }
            let cells = zip(table.measures, zip(titles, row.values)).map { key, said in
                let cell = order.cell(table: table.key, row: row.groups, measure: key)
                return ReturnPage.Cell(
                    label: said.0, value: words.value(said.1, currency),
                    url: said.1.isNone ? nil : cell.map { WebURL.returnCases($0) })
            }
            return .init(name: names.joined(separator: " · "), cells: cells)
        }
        isEmpty = rows.isEmpty
        let rest = part.rows.count - rows.count
        more = rest > 0 ? words.count("return.more", rest) : nil
    }
}

extension ReturnValue {
    /// Whether no case is counted.
    var isNone: Bool {
        switch self {
        case .cases(let count), .share(let count, _): count == 0
        case .money(let amount): amount == 0
        }
    }
}

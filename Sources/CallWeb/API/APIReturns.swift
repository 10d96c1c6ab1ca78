import CallDesk
import Calls
import Foundation
import Hummingbird

extension Web {
    func apiReturns(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        return try .json(
            ["items": ReturnShape.shipped.map { ReturnShapeJSON($0, visit.words) }])
    }

    func apiReturn(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let made = try await desk.makeReturn(
            try visit.returnName, try visit.returnPeriod, by: visit.principal)
        return try .json(ReturnJSON(made, visit.words))
    }

    func apiReturnCases(_ visit: Visit) async throws -> Response {
        let found = try await returnCases(visit)
        return try .json(
            PageJSON(
                items: found.page.items.map { ComplaintJSON($0, home: home) },
                next: found.page.next))
    }
}

/// Which returns there are.
private struct ReturnShapeJSON: Encodable {
    let name: String
    let title: String
    let jurisdiction: String
    let regimes: [String]
    let spans: [String]
    let source: String
    let verified: Bool

    init(_ shape: ReturnShape, _ words: Words) {
        name = shape.name
        title = words.title(shape)
        jurisdiction = shape.jurisdiction
        regimes = shape.regimes.sorted()
        spans = shape.spans.map(\.rawValue)
        source = shape.origin.source
        verified = shape.origin.verified
    }
}

/// A return with every number under its key.
private struct ReturnJSON: Encodable {
    struct Table: Encodable {
        let table: String
        let dimensions: [String]
        let rows: [Row]
    }

    struct Row: Encodable {
        /// Null for cases without a group.
        let groups: [String?]
        let numbers: [Number]
    }

    struct Number: Encodable {
        let measure: String
        let key: String
        /// Cases, or money in the smallest unit.
        let value: Int64
        let unit: String
        /// Of a share, what it is a part of.
        let of: OrNull<Int>
        let source: OrNull<String>
    }

    let name: String
    let title: String
    let period: String
    let from: String
    let through: String
    let zone: String
    let cases: Int
    let currency: String
    let madeAt: String
    /// False while what it counts by is still being computed.
    let complete: Bool
    let periodOver: Bool
    let verified: Bool
    let source: String
    let tables: [Table]

    init(_ made: MadeReturn, _ words: Words) {
        let order = made.order
        name = order.shape.name
        title = words.title(order.shape)
        period = order.period.name
        from = order.period.from.description
        through = order.period.through.description
        zone = order.period.zone.name
        cases = made.made.cases
        currency = made.classes.currency
        madeAt = words.home.time(made.at).iso8601
        complete = made.isComplete
        periodOver = made.isOver
        verified = order.shape.origin.verified
        source = order.shape.origin.source
        let money = made.classes.currency
        tables = made.made.tables.map { part in
            Table(
                table: part.table.key, dimensions: part.table.dimensions.map(\.rawValue),
                rows: part.rows.map { row in
                    Row(
                        groups: row.groups,
                        numbers: zip(part.table.measures, row.values).compactMap { key, value in
                            order.cell(table: part.table.key, row: row.groups, measure: key)
                                .map { Number($0, value, money) }
                        })
                })
        }
    }
}

extension ReturnJSON.Number {
    init(_ cell: ReturnCell, _ value: ReturnValue, _ currency: String) {
        measure = cell.measure.key
        key = cell.key
        source = OrNull(cell.measure.source)
        switch value {
        case .cases(let count):
            self.value = Int64(count)
            unit = "cases"
            of = OrNull(nil)
        case .money(let amount):
            self.value = amount
            unit = currency
            of = OrNull(nil)
        case .share(let part, let whole):
            self.value = Int64(part)
            unit = "cases"
            of = OrNull(whole)
        }
    }
}

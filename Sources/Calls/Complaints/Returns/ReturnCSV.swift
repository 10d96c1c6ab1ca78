/// A return as lines of a file: one for each number, so that a program needs no layout, and each
/// with the key by which its cases are found.
package struct ReturnCSV: Sendable {
    /// How things are called in the reader's language.
    package struct Words: Sendable {
        package var headers: [Column: String]
        /// Of a dimension's code; the code itself where it returns nil.
        package var group: @Sendable (ReturnDimension, String) -> String?
        /// Of cases without a group.
        package var noGroup: String
        package var table: @Sendable (ReturnTable) -> String
        package var measure: @Sendable (ReturnMeasure) -> String

        package init(
            headers: [Column: String], noGroup: String,
            group: @escaping @Sendable (ReturnDimension, String) -> String?,
            table: @escaping @Sendable (ReturnTable) -> String,
            measure: @escaping @Sendable (ReturnMeasure) -> String
        ) {
            self.headers = headers
            self.noGroup = noGroup
            self.group = group
            self.table = table
            self.measure = measure
        }
    }

    /// In the order in which they stand; the raw value stands where there is no word for it.
    package enum Column: String, CaseIterable, Sendable {
        case form = "return"
        case from, through, zone, table
        case firstGroup = "group-1"
        case secondGroup = "group-2"
        case measure, value
        /// What `value` is a part of, of a share.
        case of
        /// `cases`, or the currency, in its smallest unit.
        case unit
        case key, source
        case isVerified = "verified"
    }

    private let words: Words
    private let currency: String

    /// `currency`: as the classes name it.
    package init(words: Words, currency: String) {
        self.words = words
        self.currency = currency
    }

    package var header: String {
        CSV.line(Column.allCases.map { words.headers[$0] ?? $0.rawValue })
    }

    /// Each with its end.
    package func lines(of made: ComplaintReturn) -> [String] {
        made.cells.map { cell, value in
            CSV.line(Column.allCases.map { text($0, cell, value) })
        }
    }

    private func text(_ column: Column, _ cell: ReturnCell, _ value: ReturnValue) -> String {
        let order = cell.order
        switch column {
        case .form: return order.shape.name
        case .from: return order.period.from.description
        case .through: return order.period.through.description
        case .zone: return order.period.zone.name
        case .table: return words.table(cell.table)
        case .firstGroup: return group(0, cell)
        case .secondGroup: return group(1, cell)
        case .measure: return words.measure(cell.measure)
        case .value: return Self.number(value)
        case .of:
            if case .share(_, let whole) = value { return "\(whole)" }
            return ""
        case .unit:
            if case .money = value { return currency }
            return "cases"
        case .key: return cell.key
        case .source: return cell.measure.source ?? ""
        case .isVerified: return order.shape.origin.verified ? "yes" : "no"
        }
    }

    private func group(_ place: Int, _ cell: ReturnCell) -> String {
        guard cell.row.indices.contains(place) else { return "" }
        guard let code = cell.row[place] else { return words.noGroup }
        return words.group(cell.table.dimensions[place], code) ?? code
    }

    private static func number(_ value: ReturnValue) -> String {
        switch value {
        case .cases(let count), .share(let count, _): "\(count)"
        case .money(let amount): "\(amount)"
        }
    }
}

import Foundation

/// What a return is made for: a shape, a period, and how the house's codes stand for the
/// regulator's groups.
package struct ReturnOrder: Hashable, Sendable {
    package let shape: ReturnShape
    package let period: ReturnPeriod
    /// Of a dimension the group that each code belongs to; a code that isn't named is its own.
    package let groups: [ReturnDimension: [String: String]]

    package init(
        _ shape: ReturnShape, _ period: ReturnPeriod,
        groups: [ReturnDimension: [String: String]] = [:]
    ) {
        self.shape = shape
        self.period = period
        self.groups = groups
    }

    /// The number of a table's row, whether or not any case counts; nil when there is none like it.
    package func cell(
        table: String, row: [String?], measure: String
    ) -> ReturnCell? {
        guard let table = shape.tables.first(where: { $0.key == table }),
            table.dimensions.count == row.count, table.measures.contains(measure),
            let measure = shape.measure(measure)
        else { return nil }
        return ReturnCell(order: self, table: table, row: row, measure: measure)
    }

    /// The row of `table` into which `one` falls: of each dimension its group, nil for none.
    func row(of one: ReturnCase, in table: ReturnTable) -> [String?] {
        table.dimensions.map { dimension in
            one[dimension].map { groups[dimension]?[$0] ?? $0 }
        }
    }
}

/// A number of a return, by what it counts.
package struct ReturnCell: Hashable, Sendable {
    package let order: ReturnOrder
    package let table: ReturnTable
    /// Of each dimension of the table the group; nil for cases that have none.
    package let row: [String?]
    package let measure: ReturnMeasure

    /// Whether `one` was counted here: the tally goes by the same three questions. Of a share it is
    /// the upper number.
    package func includes(_ one: ReturnCase) -> Bool {
        order.shape.covers(one) && order.row(of: one, in: table) == row
            && measure.includes(one, in: order.period)
    }

    /// `table/row/…/measure`, the same for the same number of every return of the shape. Rows are
    /// escaped as in addresses; `~` is that of cases without a group.
    package var key: String {
        let groups = row.map { $0.map(Self.escaped) ?? "~" }
        return ([table.key] + groups + [measure.key]).joined(separator: "/")
    }

    private static func escaped(_ text: String) -> String {
        text.utf8.map { byte in
            let isPlain = (48...57).contains(byte) || (65...90).contains(byte)
                || (97...122).contains(byte) || byte == 45 || byte == 95
            let digits = String(byte, radix: 16, uppercase: true)
            return isPlain
                ? String(UnicodeScalar(byte)) : "%" + (digits.count < 2 ? "0" : "") + digits
        }.joined()
    }
}

extension ReturnOrder {
    /// The number of which `key` is the key; nil when there is none like it.
    package func cell(_ key: String) -> ReturnCell? {
        let parts = key.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 2 else { return nil }
        var row: [String?] = []
        for part in parts.dropFirst().dropLast() {
            guard part != "~" else { row.append(nil); continue }
            guard let group = part.removingPercentEncoding else { return nil }
            row.append(group)
        }
        return cell(table: parts[0], row: row, measure: parts[parts.count - 1])
    }
}

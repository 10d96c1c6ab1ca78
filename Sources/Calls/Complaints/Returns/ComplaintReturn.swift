/// A return as it was counted.
package struct ComplaintReturn: Hashable, Sendable {
    package struct Table: Hashable, Sendable {
        package let table: ReturnTable
        /// By their groups; cases without a group last.
        package let rows: [Row]
    }

    package struct Row: Hashable, Sendable {
        package let groups: [String?]
        /// As the table has its measures.
        package let values: [ReturnValue]
    }

    package let order: ReturnOrder
    /// Cases that count in any of its measures.
    package let cases: Int
    package let tables: [Table]

    package func value(of cell: ReturnCell) -> ReturnValue? {
        guard let table = tables.first(where: { $0.table == cell.table }),
            let column = table.table.measures.firstIndex(of: cell.measure.key)
        else { return nil }
        return table.rows.first { $0.groups == cell.row }?.values[column]
    }

    /// With what it counts, in the order of tables, rows and measures.
    package var cells: [(cell: ReturnCell, value: ReturnValue)] {
        tables.flatMap { table in
            table.rows.flatMap { row in
                zip(table.table.measures, row.values).compactMap { key, value in
                    order.cell(table: table.table.key, row: row.groups, measure: key)
                        .map { ($0, value) }
                }
            }
        }
    }
}

/// A number of a return.
package enum ReturnValue: Hashable, Sendable {
    case cases(Int)
    /// In the smallest unit of the house's currency.
    case money(Int64)
    case share(Int, of: Int)
}

/// Counts a return in one pass over its cases.
package struct ReturnTally: Sendable {
    private struct Sums {
        var cases: Int = 0
        var money: Int64 = 0
    }

    private let order: ReturnOrder
    private var cases = 0
    /// Of each table its rows; of each row the sums of all measures of the shape.
    private var rows: [[[String?]: [Sums]]]

    package init(_ order: ReturnOrder) {
        self.order = order
        let none = [Sums](repeating: Sums(), count: order.shape.measures.count)
        rows = order.shape.tables.map { $0.dimensions.isEmpty ? [[]: none] : [:] }
    }

    package mutating func add(_ one: ReturnCase) {
        guard order.shape.covers(one) else { return }
        let counting = order.shape.measures.indices.filter {
            order.shape.measures[$0].includes(one, in: order.period)
        }
        guard !counting.isEmpty else { return }
        cases += 1
        let none = [Sums](repeating: Sums(), count: order.shape.measures.count)
        for (place, table) in order.shape.tables.enumerated() {
            let row = order.row(of: one, in: table)
            Self.count(one, by: counting, in: &rows[place][row, default: none])
        }
    }

    private static func count(_ one: ReturnCase, by measures: [Int], in sums: inout [Sums]) {
        for measure in measures {
            sums[measure].cases += 1
            let (sum, isOver) = sums[measure].money.addingReportingOverflow(one.redress)
            // Stops at the most that there is a number for.
            sums[measure].money = isOver ? .max : sum
        }
    }

    /// Rows in which a table has nothing to show are left out.
    package func finished() -> ComplaintReturn {
        let places = Dictionary(
            uniqueKeysWithValues: order.shape.measures.enumerated().map { ($1.key, $0) })
        return ComplaintReturn(
            order: order, cases: cases,
            tables: zip(order.shape.tables, rows).map { table, rows in
                let columns = table.measures.compactMap { places[$0] }
                let shown = rows.filter { _, sums in
                    table.dimensions.isEmpty || columns.contains { sums[$0].cases > 0 }
                }
                return .init(
                    table: table,
                    rows: shown.sorted { Self.isBefore($0.key, $1.key) }.map { groups, sums in
                        .init(groups: groups, values: columns.map { value(at: $0, in: sums) })
                    })
            })
    }

    private func value(at place: Int, in sums: [Sums]) -> ReturnValue {
        let measures = order.shape.measures
        switch measures[place].kind {
        case .cases: return .cases(sums[place].cases)
        case .money: return .money(sums[place].money)
        case .share(let key):
            let whole = measures.firstIndex { $0.key == key }
            return .share(sums[place].cases, of: whole.map { sums[$0].cases } ?? 0)
        }
    }

    private static func isBefore(_ left: [String?], _ right: [String?]) -> Bool {
        for (one, other) in zip(left, right) where one != other {
            guard let one else { return false }
            guard let other else { return true }
            return one < other
        }
        return false
    }
}

extension ComplaintReturn {
    package init(_ order: ReturnOrder, of cases: some Sequence<ReturnCase>) {
        var tally = ReturnTally(order)
        for one in cases { tally.add(one) }
        self = tally.finished()
    }
}

package import Foundation

/// A duty to keep calls for some time. While it runs nothing of them is erased.
package struct RetentionDuty: Sendable, Hashable {
    package enum Unit: String, CaseIterable, Sendable { case days, months, years }

    /// Name of the rule, such as `eu-mifid-recordings`, or `keepDays` for the house's own figure.
    package var rule: String
    package var count: Int
    package var unit: Unit

    package init(rule: String, count: Int, unit: Unit) {
        self.rule = rule
        self.count = count
        self.unit = unit
    }

    /// When a call that began at `start` has been kept long enough, by the calendar of `zone`: the
    /// same clock on the day that is `count` units later, or the last day of that month.
    package func end(from start: Date, in zone: TimeZone) -> Date {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let component: Calendar.Component =
            switch unit {
            case .days: .day
            case .months: .month
            case .years: .year
            }
        return calendar.date(byAdding: component, value: count, to: start) ?? .distantFuture
    }
}

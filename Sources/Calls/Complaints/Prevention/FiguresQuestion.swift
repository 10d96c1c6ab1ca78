package import Foundation

/// What rates of complaints are asked for.
package struct FiguresQuestion: Hashable, Sendable {
    package enum Limits {
        /// Three years.
        package static let days = 1_096
        /// Lines of a table; of more groups those without a complaint are left out first.
        package static let groups = 500
        /// Versions of scripts are counted one by one.
        package static let scriptVersions = 100
    }

    package static let weeks = 26

    package var days: ClosedRange<LocalDay>
    package var base: RateBase
    package var by: ComplaintDimension
    /// Complaints and calls of this alone; nil for all.
    package var group: ComplaintGroup?
    /// Complaints of this cause or a finer one alone.
    package var cause: String?
    package var cycle: LivePeriod.Cycle

    package init(
        _ days: ClosedRange<LocalDay>, base: RateBase = .calls,
        by: ComplaintDimension = .campaign, cycle: LivePeriod.Cycle = .week
    ) {
        self.days = days
        self.base = base
        self.by = by
        self.cycle = cycle
    }

    package var isBounded: Bool {
        days.upperBound.number - days.lowerBound.number < Limits.days
    }

    /// The last half year, to `today`: 26 whole weeks, and the one that has begun.
    package static func recent(_ today: LocalDay) -> ClosedRange<LocalDay> {
        today.firstOfWeek.advanced(by: -7 * weeks)...today
    }
}

/// Rates of complaints, as far as who asks may see them.
package struct FiguresView: Sendable {
    package var question: FiguresQuestion
    /// What `question.group` is called; nil for products and causes, which the classes know.
    package var groupTitle: Title?
    /// Every call that came before this instant is counted; nil while calls are still counted for
    /// the first time.
    package var asOf: Date?
    /// How many days are counted of how many, while that goes on.
    package var filling: Filling?
    /// By what rates may be told apart here.
    package var dimensions: [ComplaintDimension]
    package var rates: ComplaintRates
    /// What groups are called, by key; nothing of products and causes, which the classes know.
    package var titles: [String: Title]
    package var isCut: Bool
    package var chart: ComplaintChart
    /// The days of each point of the chart.
    package var spans: [ClosedRange<LocalDay>]
    package var causes: RootCauses
    /// Complaints that stand out just now; the latest first.
    package var signals: [RateSignal]

    package struct Title: Hashable, Sendable {
        /// By which lists know an agent or a campaign; else nil.
        package var code: String?
        package var name: String

        package init(code: String? = nil, name: String) {
            self.code = code
            self.name = name
        }
    }

    package struct Filling: Hashable, Sendable {
        package var done: Int64
        package var total: Int64

        package init(done: Int64, total: Int64) {
            self.done = done
            self.total = total
        }
    }

    package init(
        _ question: FiguresQuestion, dimensions: [ComplaintDimension], rates: ComplaintRates,
        chart: ComplaintChart, causes: RootCauses
    ) {
        self.question = question
        self.dimensions = dimensions
        self.rates = rates
        self.chart = chart
        self.causes = causes
        titles = [:]
        isCut = false
        spans = []
        signals = []
    }
}

/// That a house, a campaign or a team had more complaints in a week than chance explains.
package struct RateSignal: Hashable, Sendable {
    package typealias Reason = ComplaintChart.Signal

    /// Nil for the whole house.
    package var group: ComplaintGroup?
    /// What the group is called.
    package var title: String?
    /// Such as `2026-W47`.
    package var period: String
    package var days: ClosedRange<LocalDay>
    package var count: ExposedCount
    /// The most that chance explains.
    package var limit: Int?
    package var reason: Reason

    package init(
        group: ComplaintGroup?, title: String? = nil, period: String,
        days: ClosedRange<LocalDay>, count: ExposedCount, limit: Int?, reason: Reason
    ) {
        self.group = group
        self.title = title
        self.period = period
        self.days = days
        self.count = count
        self.limit = limit
        self.reason = reason
    }
}

extension RateSignal {
    /// Of a chart's periods that aren't of its base, those with more than chance explains, in the
    /// order of time. Fewer complaints are no warning: of the last weeks some are still to come.
    package static func of(
        _ chart: ComplaintChart, _ spans: [ClosedRange<LocalDay>], group: ComplaintGroup?,
        title: String? = nil
    ) -> [RateSignal] {
        zip(chart.points, spans).compactMap { point, days in
            guard !point.isOfBase,
                let reason = point.signals.first(where: { $0 == .aboveLimits || $0 == .runAbove })
            else { return nil }
            return RateSignal(
                group: group, title: title, period: point.period.name, days: days,
                count: point.period.count, limit: point.limits?.upperBound, reason: reason)
        }
    }
}

/// Days of which scores are looked at, both ends included.
package struct ScorePeriod: Hashable, Sendable {
    package let from: LocalDay
    package let through: LocalDay

    /// Three years and a bit.
    package static let daysMax = 1_100
    /// Longer periods show a point a month.
    private static let daysByWeek = 140

    /// Nil when it ends before it begins, or is longer than `daysMax`.
    package init?(from: LocalDay, through: LocalDay) {
        guard from <= through, through.number - from.number < Self.daysMax else { return nil }
        self.from = from
        self.through = through
    }

    /// As many days from `from` on, 1 to `daysMax`.
    package init(from: LocalDay, days: Int) {
        self.from = from
        through = from.advanced(by: min(max(days, 1), Self.daysMax) - 1)
    }

    package var days: Int { through.number - from.number + 1 }

    /// What a point of the trend is.
    package enum Step: String, CaseIterable, Codable, Sendable { case week, month }

    package var step: Step { days <= Self.daysByWeek ? .week : .month }

    /// The weeks or months, the first and the last cut to the period.
    package var points: [ClosedRange<LocalDay>] {
        var points: [ClosedRange<LocalDay>] = []
        var day = from
        while day <= through, points.count < Self.daysMax {
            let end = step == .week ? day.firstOfWeek.advanced(by: 6) : day.lastOfMonth
            points.append(day...min(max(day, end), through))
            day = max(day, end).advanced(by: 1)
        }
        return points
    }

    /// A run of stored sums.
    package struct Part: Hashable, Sendable {
        package var grain: ScoreGrain
        /// Days since 1970-01-01; of months their first days.
        package var days: ClosedRange<Int>
    }

    /// The fewest stored sums that make the period: whole months, and the days around them.
    package var parts: [Part] {
        let first = from == from.firstOfMonth ? from : from.lastOfMonth.advanced(by: 1)
        let end = through.advanced(by: 1).firstOfMonth
        guard first < end else { return [Part(grain: .day, days: from.number...through.number)] }
        var parts = [Part(grain: .month, days: first.number...end.advanced(by: -1).number)]
        if from < first {
            parts.append(Part(grain: .day, days: from.number...first.number - 1))
        }
        if end <= through { parts.append(Part(grain: .day, days: end.number...through.number)) }
        return parts
    }
}

/// The days on which a place does business: weekends, holidays, and weekends that are worked. It is
/// data (etc/callaudit/calendars), good for the years that it covers.
package struct HolidayCalendar: Hashable, Sendable {
    /// Such as `uk-england-wales`.
    package var name: String
    package var title: LocalText
    /// Outside of these years weekends are all that is known.
    package var years: ClosedRange<Int>
    /// 1 for Monday to 7 for Sunday.
    package var weekend: Set<Int>
    package var holidays: Set<LocalDay>
    /// Days of weekends on which work is done all the same.
    package var workdays: Set<LocalDay>
    package var source: String
    package var readOn: LocalDay
    package var verified: Bool

    package static let weekendUsual: Set<Int> = [6, 7]

    package init(
        name: String, title: LocalText, years: ClosedRange<Int>, days: Days, origin: DataOrigin
    ) {
        self.name = name
        self.title = title
        self.years = years
        weekend = days.weekend
        holidays = days.holidays
        workdays = days.workdays
        source = origin.source
        readOn = origin.readOn
        verified = origin.verified
    }

    /// Which days are out of the ordinary.
    package struct Days: Hashable, Sendable {
        package var weekend: Set<Int>
        package var holidays: Set<LocalDay>
        package var workdays: Set<LocalDay>

        package init(
            weekend: Set<Int> = HolidayCalendar.weekendUsual, holidays: Set<LocalDay> = [],
            workdays: Set<LocalDay> = []
        ) {
            self.weekend = weekend
            self.holidays = holidays
            self.workdays = workdays
        }
    }

    package func isBusinessDay(_ day: LocalDay) -> Bool {
        if workdays.contains(day) { return true }
        return !weekend.contains(day.weekday) && !holidays.contains(day)
    }

    /// Closed, and not for the weekend.
    package func isHoliday(_ day: LocalDay) -> Bool {
        !weekend.contains(day.weekday) && holidays.contains(day) && !workdays.contains(day)
    }

    package func covers(_ day: LocalDay) -> Bool { years.contains(day.civil.year) }
}

/// Where figures come from, and whether a compliance officer has confirmed them.
package struct DataOrigin: Hashable, Sendable {
    package var source: String
    package var readOn: LocalDay
    package var verified: Bool

    package init(source: String, readOn: LocalDay, verified: Bool) {
        self.source = source
        self.readOn = readOn
        self.verified = verified
    }
}

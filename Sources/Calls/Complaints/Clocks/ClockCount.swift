import Foundation

/// Counts the days of a clock: from its beginning, its length and its pauses to the due day. Every
/// loop ends within `daysMax` days.
struct ClockCount {
    /// Longer than the longest length with pauses of years.
    static let daysMax = 20_000

    let clock: ComplaintClock
    let place: ClockPlace
    let calendar: HolidayCalendar?
    let length: ClockLength
    let began: Date
    /// Days that don't count, as half-open ranges of day numbers.
    let paused: [Range<Int>]

    /// The day that the count begins from.
    let firstDay: LocalDay
    /// The due day before a day without business is dealt with.
    let countedDay: LocalDay
    let dueDay: LocalDay
    let due: Date

    init(_ run: ClockRun, began: Date, asOf: Date) {
        clock = run.clock
        place = run.place
        calendar = run.calendar
        length = run.length
        self.began = began
        let zone = run.place.zone
        paused = run.breaks.map {
            let from = LocalDay(of: $0.from, in: zone).number
            return from..<max(from, LocalDay(of: $0.until ?? asOf, in: zone).number)
        }
        let known = Days(calendar: calendar, paused: paused)
        let received = Self.dayOfReceipt(began, clock, zone)
        firstDay = known.moved(received, clock.whenBegunClosed, skippingPauses: false)
        countedDay = known.counted(length, from: firstDay, including: clock.countsFirstDay)
        dueDay = known.moved(countedDay, clock.whenDueClosed, skippingPauses: true)
        due = Self.instant(of: dueDay, clock.dueTime, zone)
    }

    static func dayOfReceipt(
        _ began: Date, _ clock: ComplaintClock, _ zone: CallZone
    ) -> LocalDay {
        let day = LocalDay(of: began, in: zone)
        guard let cutoff = clock.cutoff else { return day }
        let local = began.timeIntervalSince1970 + Double(zone.offsetSeconds(at: began))
        let isAfter = local - Double(day.number) * 86_400 >= Double(cutoff)
        return isAfter ? day.advanced(by: 1) : day
    }

    private static func instant(of day: LocalDay, _ time: Int?, _ zone: CallZone) -> Date {
        guard let time else { return day.advanced(by: 1).start(in: zone) }
        return zone.instant(ofLocalSeconds: Double(day.number) * 86_400 + Double(time))
    }

    var countsBusinessDays: Bool { length.unit == .businessDays }

    /// Days that count in (`day`, `last`]; below zero when `last` lies before `day`.
    func days(from day: LocalDay, to last: LocalDay) -> Int {
        if last < day { return -days(from: last, to: day) }
        guard countsBusinessDays else { return last.number - day.number }
        let known = Days(calendar: calendar, paused: [])
        let end = min(last.number, day.number + Self.daysMax)
        return (day.number..<end).count(where: { known.isOpen(LocalDay(number: $0 + 1)) })
    }

    /// The first instant at which no more than `left` days are left.
    func instant(withDaysLeft left: Int) -> Date {
        let known = Days(calendar: calendar, paused: [])
        var (day, counted) = (dueDay, 0)
        while day > firstDay {
            if !countsBusinessDays || known.isOpen(day) {
                if counted == left { break }
                counted += 1
            }
            day = day.advanced(by: -1)
        }
        return max(began, day.start(in: place.zone))
    }

    /// The days that the count went over and that are meant.
    func days(_ isMeant: (HolidayCalendar, LocalDay) -> Bool) -> [LocalDay] {
        guard let calendar else { return [] }
        return countedDays.map { LocalDay(number: $0) }.filter { isMeant(calendar, $0) }
    }

    /// Days that the pauses took out of the count.
    var pausedDays: Int {
        let known = Days(calendar: calendar, paused: paused)
        return countedDays.count(where: {
            let day = LocalDay(number: $0)
            return known.isPaused(day) && (!countsBusinessDays || known.isOpen(day))
        })
    }

    /// From the first day that could count to the due day.
    private var countedDays: Range<Int> {
        let first = firstDay.number + (clock.countsFirstDay ? 0 : 1)
        return first..<max(first, min(dueDay.number + 1, first + Self.daysMax))
    }

    /// Whether weekends were all there was to go by for some of the days.
    var isBeyondCalendar: Bool {
        guard let calendar, usesCalendar else { return false }
        return !calendar.covers(firstDay) || !calendar.covers(dueDay)
    }

    var usesCalendar: Bool {
        countsBusinessDays || clock.whenDueClosed != .stays || clock.whenBegunClosed != .stays
    }
}

/// Which days count.
private struct Days {
    let calendar: HolidayCalendar?
    let paused: [Range<Int>]

    func isOpen(_ day: LocalDay) -> Bool {
        calendar?.isBusinessDay(day) ?? !HolidayCalendar.weekendUsual.contains(day.weekday)
    }

    func isPaused(_ day: LocalDay) -> Bool {
        paused.contains { $0.contains(day.number) }
    }

    /// The day on which the last day of `length` falls. A clock's days are those at whose end it
    /// runs.
    func counted(_ length: ClockLength, from first: LocalDay, including: Bool) -> LocalDay {
        var day = including ? first.advanced(by: -1) : first
        var left = Self.count(of: length, from: first)
        let end = Self.end(from: first)
        while left > 0, day < end {
            day = day.advanced(by: 1)
            if isPaused(day) || (length.unit == .businessDays && !isOpen(day)) { continue }
            left -= 1
        }
        return day
    }

    /// `day`, or the next or last open one; pauses aren't ended on.
    func moved(
        _ day: LocalDay, _ rule: ComplaintClock.Closed, skippingPauses: Bool
    ) -> LocalDay {
        guard rule != .stays, !isOpen(day) else { return day }
        var moved = day
        for _ in 0..<ClockCount.daysMax {
            moved = moved.advanced(by: rule == .next ? 1 : -1)
            if isOpen(moved), !(skippingPauses && isPaused(moved)) { break }
        }
        return moved
    }

    /// Where counting ends at the latest.
    private static func end(from first: LocalDay) -> LocalDay {
        LocalDay(number: min(first.number + ClockCount.daysMax, LocalDay.range.upperBound))
    }

    /// How many days `length` is from `first` on.
    private static func count(of length: ClockLength, from first: LocalDay) -> Int {
        switch length.unit {
        case .days, .businessDays, .unknownDays: length.count
        case .weeks: length.count * 7
        case .months: first.advanced(months: length.count).number - first.number
        }
    }
}

extension LocalDay {
    /// The same day so many months later, or the last one of a month that is too short for it.
    func advanced(months: Int) -> LocalDay {
        var month = firstOfMonth
        for _ in 0..<max(0, min(months, 2_400)) { month = month.lastOfMonth.advanced(by: 1) }
        return month.advanced(by: min(civil.day, month.lastOfMonth.civil.day) - 1)
    }
}

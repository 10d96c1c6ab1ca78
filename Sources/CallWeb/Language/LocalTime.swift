import Foundation

/// An instant as a clock and a calendar on the wall of some zone show it.
struct LocalTime: Sendable, Equatable {
    let year: Int
    let month: Int
    let day: Int
    /// 1 for Monday … 7 for Sunday.
    let weekday: Int
    let hour: Int
    let minute: Int
    let second: Int
    let offsetSeconds: Int

    init(_ date: Date, in zone: TimeZone) {
        offsetSeconds = zone.secondsFromGMT(for: date)
        let seconds = Int(date.timeIntervalSince1970.rounded(.down)) + offsetSeconds
        let days = seconds.quotientFloor(86400)
        let rest = seconds - days * 86400
        (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60)
        weekday = (days + 3).remainderFloor(7) + 1
        (year, month, day) = CivilDay.civil(fromDays: days)
    }

    var civilDay: CivilDay { CivilDay(year: year, month: month, day: day) }
    /// `14:32:08`
    var clock: String { "\(hour.twoDigits):\(minute.twoDigits):\(second.twoDigits)" }
    /// `2026-11-21T14:32:08+08:00` (ISO 8601).
    var iso8601: String { "\(civilDay)T\(clock)\(Self.offsetText(offsetSeconds))" }

    /// `+08:00`
    static func offsetText(_ seconds: Int) -> String {
        let minutes = abs(seconds) / 60
        return "\(seconds < 0 ? "-" : "+")\((minutes / 60).twoDigits):\((minutes % 60).twoDigits)"
    }
}

/// A day of the Gregorian calendar, written `2026-11-21`.
struct CivilDay: Sendable, Equatable, Comparable, CustomStringConvertible {
    let year: Int
    let month: Int
    let day: Int

    init(year: Int, month: Int, day: Int) {
        (self.year, self.month, self.day) = (year, month, day)
    }

    /// Reads `2026-11-21`; nil for anything else, also for days that no month has.
    init?(text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard text.utf8.count == 10, parts.map(\.count) == [4, 2, 2],
            let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]),
            (1...9999).contains(year), (1...12).contains(month), (1...31).contains(day)
        else { return nil }
        self.init(year: year, month: month, day: day)
        guard Self.civil(fromDays: daysSince1970) == (year, month, day) else { return nil }
    }

    var description: String {
        String(repeating: "0", count: max(0, 4 - String(year).count))
            + "\(year)-\(month.twoDigits)-\(day.twoDigits)"
    }

    func adding(days: Int) -> CivilDay {
        let (year, month, day) = Self.civil(fromDays: daysSince1970 + days)
        return CivilDay(year: year, month: month, day: day)
    }

    /// The instant at which this day begins in `zone`; where a clock change skips midnight, the
    /// first instant after it.
    func start(in zone: TimeZone) -> Date {
        let wall = Double(daysSince1970 * 86400)
        var guess = wall - Double(zone.secondsFromGMT(for: Date(timeIntervalSince1970: wall)))
        guess = wall - Double(zone.secondsFromGMT(for: Date(timeIntervalSince1970: guess)))
        let date = Date(timeIntervalSince1970: guess)
        return LocalTime(date, in: zone).civilDay < self ? date.addingTimeInterval(3600) : date
    }

    static func < (left: CivilDay, right: CivilDay) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }

    /// Days since 1970-01-01, after Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms".
    var daysSince1970: Int {
        let y = month <= 2 ? year - 1 : year
        let era = y.quotientFloor(400)
        let yearOfEra = y - era * 400
        let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146097 + dayOfEra - 719468
    }

    /// The inverse of `daysSince1970`, from the same source.
    static func civil(fromDays days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719468
        let era = shifted.quotientFloor(146097)
        let dayOfEra = shifted - era * 146097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36524 - dayOfEra / 146096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let m = (5 * dayOfYear + 2) / 153
        let month = m < 10 ? m + 3 : m - 9
        return (
            yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * m + 2) / 5 + 1
        )
    }
}

extension Int {
    var twoDigits: String { self < 10 && self >= 0 ? "0\(self)" : String(self) }

    fileprivate func quotientFloor(_ divisor: Int) -> Int {
        self >= 0 ? self / divisor : -((-self + divisor - 1) / divisor)
    }

    fileprivate func remainderFloor(_ divisor: Int) -> Int {
        self - quotientFloor(divisor) * divisor
    }
}

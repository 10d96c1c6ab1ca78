/// A date and time of day as written, without a zone, put together from the fields of a name.
package struct CivilTime: Hashable, Sendable {
    package enum Part: String, CaseIterable, Sendable {
        case year, month, day, hour, minute, second
    }

    private var parts: [Part: Int] = [:]

    package init() {}

    package subscript(part: Part) -> Int? { parts[part] }

    /// Adds `value`; false when it is out of range or something else stands there already.
    package mutating func set(_ part: Part, _ value: Int) -> Bool {
        guard Self.range(of: part).contains(value) else { return false }
        if let present = parts[part] { return present == value }
        parts[part] = value
        return isPossible
    }

    /// Seconds from 1970-01-01 00:00 to midnight of the day; nil while the date isn't whole.
    package var daySeconds: Double? {
        guard let year = parts[.year], let month = parts[.month], let day = parts[.day] else {
            return nil
        }
        return Double(Self.days(year: year, month: month, day: day)) * 86_400
    }

    /// Seconds from 1970-01-01 00:00 by the same clock; nil unless the date and at least the hour
    /// are known. Minutes and seconds that aren't written count as 0.
    package var seconds: Double? {
        guard let midnight = daySeconds, let hour = parts[.hour] else { return nil }
        return midnight + Double(hour * 3600 + (parts[.minute] ?? 0) * 60 + (parts[.second] ?? 0))
    }

    private var isPossible: Bool {
        guard let day = parts[.day], let month = parts[.month] else { return true }
        let year = parts[.year] ?? 2000
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let lengths = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return day <= lengths[month - 1]
    }

    private static func range(of part: Part) -> ClosedRange<Int> {
        switch part {
        case .year: 1970...2199
        case .month: 1...12
        case .day: 1...31
        case .hour: 0...23
        case .minute, .second: 0...59
        }
    }

    /// Days from 1970-01-01 in the Gregorian calendar, counting years from March so that the leap
    /// day comes last (Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms").
    static func days(year: Int, month: Int, day: Int) -> Int {
        let marchYear = month > 2 ? year : year - 1
        let era = marchYear / 400
        let yearOfEra = marchYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }
}

package import Foundation

/// A day of the calendar by the clocks of some zone, between 1970 and 2199; written `2026-11-21`.
package struct LocalDay: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Days since 1970-01-01.
    package let number: Int

    package static let range = 0...84_005
    /// So far beyond the end days are counted, so that the last month has an end.
    private static let beyond = 60

    /// Held within the years that there are, and two months more.
    package init(number: Int) {
        let last = Self.range.upperBound + Self.beyond
        self.number = min(max(number, Self.range.lowerBound), last)
    }

    /// The day on which `instant` falls in `zone`.
    package init(of instant: Date, in zone: CallZone) {
        let local = instant.timeIntervalSince1970 + Double(zone.offsetSeconds(at: instant))
        let days = (local / 86_400).rounded(.down)
        self.init(number: Int(min(max(days, 0), Double(Self.range.upperBound))))
    }

    /// Reads `2026-11-21`; nil for anything else.
    package init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2] else { return nil }
        var day = CivilTime()
        for (part, digits) in zip([CivilTime.Part.year, .month, .day], parts) {
            guard digits.utf8.allSatisfy({ (48...57).contains($0) }), let value = Int(digits),
                day.set(part, value)
            else { return nil }
        }
        guard let seconds = day.daySeconds, Self.range.contains(Int(seconds / 86_400)) else {
            return nil
        }
        number = Int(seconds / 86_400)
    }

    /// Midnight, or the first instant after it where clocks skip it.
    package func start(in zone: CallZone) -> Date {
        zone.instant(ofLocalSeconds: Double(number) * 86_400)
    }

    package func advanced(by days: Int) -> LocalDay { LocalDay(number: number + days) }

    /// 1 for Monday to 7 for Sunday.
    package var weekday: Int { (number + 3) % 7 + 1 }

    /// Year, month and day. After the proleptic Gregorian calendar, in eras of 400 years that begin
    /// on 1 March.
    package var civil: (year: Int, month: Int, day: Int) {
        let sinceEra = number + 719_468
        let era = sinceEra / 146_097
        let dayOfEra = sinceEra % 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let march = (5 * dayOfYear + 2) / 153
        let month = march < 10 ? march + 3 : march - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * march + 2) / 5 + 1)
    }

    package var firstOfMonth: LocalDay { advanced(by: 1 - civil.day) }

    package var lastOfMonth: LocalDay {
        firstOfMonth.advanced(by: 31).firstOfMonth.advanced(by: -1)
    }

    /// Monday.
    package var firstOfWeek: LocalDay { advanced(by: 1 - weekday) }

    package var description: String {
        let (year, month, day) = civil
        return "\(year)-\(Self.twoDigits(month))-\(Self.twoDigits(day))"
    }

    /// `2026-11`.
    package var monthText: String {
        let (year, month, _) = civil
        return "\(year)-\(Self.twoDigits(month))"
    }

    /// `2026-W47`, after ISO 8601: a week belongs to the year of its Thursday.
    package var weekText: String {
        let thursday = firstOfWeek.advanced(by: 3)
        let year = thursday.civil.year
        let january = LocalDay("\(year)-01-01") ?? thursday
        return "\(year)-W\(Self.twoDigits((thursday.number - january.number) / 7 + 1))"
    }

    package static func < (left: LocalDay, right: LocalDay) -> Bool { left.number < right.number }

    private static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}

extension LocalDay: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let day = LocalDay(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a day")
        }
        self = day
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

import Foundation

/// A time zone and the name that people read.
struct Zone: Sendable, Equatable {
    /// IANA name or `+07:00`.
    let name: String
    let timeZone: TimeZone

    /// Any text that names no zone stands for UTC.
    init(named name: String) {
        if let zone = Self.fixed(name) ?? TimeZone(identifier: name) {
            (self.name, timeZone) = (name, zone)
        } else {
            (self.name, timeZone) = ("UTC", .gmt)
        }
    }

    func time(_ date: Date) -> LocalTime { LocalTime(date, in: timeZone) }

    /// `UTC+8`, `UTC−3:30`, `UTC`.
    func offsetName(at date: Date) -> String {
        let seconds = timeZone.secondsFromGMT(for: date)
        guard seconds != 0 else { return "UTC" }
        let (hours, minutes) = (abs(seconds) / 3600, abs(seconds) / 60 % 60)
        let tail = minutes == 0 ? "" : ":\(minutes.twoDigits)"
        return "UTC\(seconds < 0 ? "−" : "+")\(hours)\(tail)"
    }

    /// Reads `+07:00` and `-0330`.
    private static func fixed(_ text: String) -> TimeZone? {
        guard let sign = text.first, sign == "+" || sign == "-" else { return nil }
        let digits = text.dropFirst().filter { $0 != ":" }
        guard digits.count == 4, let number = Int(digits), number % 100 < 60, number <= 1800
        else { return nil }
        let seconds = (number / 100 * 60 + number % 100) * 60
        return TimeZone(secondsFromGMT: sign == "-" ? -seconds : seconds)
    }
}

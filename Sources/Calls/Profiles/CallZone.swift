package import Foundation

/// The time zone of a recorder, of a source folder or of a call: an IANA name such as
/// `Asia/Shanghai`, a fixed offset such as `+07:00`, or `UTC`.
package struct CallZone: Hashable, Sendable, CustomStringConvertible {
    package let name: String
    package let timeZone: TimeZone

    package static let utc = CallZone(offsetSeconds: 0)

    /// Reads an IANA name, `UTC`, `Z`, or `±hh:mm` up to 18 hours; nil when `name` is none of
    /// these.
    package init?(name: String) {
        if let seconds = Self.offset(in: name) {
            self.init(offsetSeconds: seconds)
            return
        }
        guard name.contains("/"), let zone = TimeZone(identifier: name) else { return nil }
        self.init(name: name, timeZone: zone)
    }

    /// A fixed offset from UTC, east positive; whole minutes within 18 hours, else UTC.
    package init(offsetSeconds: Int) {
        let fitting = abs(offsetSeconds) <= 18 * 3600 && offsetSeconds % 60 == 0
        let seconds = fitting ? offsetSeconds : 0
        self.init(
            name: Self.text(ofOffset: seconds),
            timeZone: TimeZone(secondsFromGMT: seconds) ?? .gmt)
    }

    /// The zone that the machine is set to.
    package init(system zone: TimeZone) {
        self =
            CallZone(name: zone.identifier)
            ?? CallZone(offsetSeconds: zone.secondsFromGMT() / 60 * 60)
    }

    private init(name: String, timeZone: TimeZone) {
        self.name = name
        self.timeZone = timeZone
    }

    package var description: String { name }

    /// Seconds east of UTC at `instant`.
    package func offsetSeconds(at instant: Date) -> Int {
        timeZone.secondsFromGMT(for: instant)
    }

    /// The instant at which clocks of this zone show `local`, given as seconds since 1970-01-01
    /// 00:00 by the same clocks. Of an hour that happens twice in autumn the first is meant; a time
    /// that spring skips is read by the clock before the change.
    package func instant(ofLocalSeconds local: Double) -> Date {
        let before = offsetSeconds(at: Date(timeIntervalSince1970: local - 86_400))
        let after = offsetSeconds(at: Date(timeIntervalSince1970: local + 86_400))
        for offset in [max(before, after), min(before, after)] {
            let instant = Date(timeIntervalSince1970: local - Double(offset))
            if offsetSeconds(at: instant) == offset { return instant }
        }
        return Date(timeIntervalSince1970: local - Double(before))
    }

    private static func offset(in name: String) -> Int? {
        if name == "UTC" || name == "Z" { return 0 }
        let text = Array(name.utf8)
        guard text.count == 6, text[3] == UInt8(ascii: ":"),
            text[0] == UInt8(ascii: "+") || text[0] == UInt8(ascii: "-")
        else { return nil }
        let digits = [1, 2, 4, 5].map { Int(text[$0]) - 48 }
        guard digits.allSatisfy({ (0...9).contains($0) }) else { return nil }
        let minutes = (digits[0] * 10 + digits[1]) * 60 + digits[2] * 10 + digits[3]
        guard minutes <= 18 * 60, digits[2] <= 5 else { return nil }
        return text[0] == UInt8(ascii: "-") ? -minutes * 60 : minutes * 60
    }

    private static func text(ofOffset seconds: Int) -> String {
        guard seconds != 0 else { return "UTC" }
        let minutes = abs(seconds) / 60
        func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
        return (seconds < 0 ? "-" : "+") + two(minutes / 60) + ":" + two(minutes % 60)
    }
}

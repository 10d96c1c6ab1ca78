import Calls
import Foundation

/// A time in ISO 8601: `2024-01-15T10:30:00.250+08:00`. Seconds, their fraction and the zone may be
/// missing; a space may stand for the T.
struct WrittenTime: Hashable {
    let instant: Date
    /// The zone that was written; nil when the time was given without one.
    let zone: CallZone?

    /// `zone` is where a time without a zone was written. Nil when `text` is no such time.
    init?(_ text: String, zone sourceZone: CallZone) {
        var rest = text[...]
        let main = rest.prefix(16)
        let marks = Array(main.utf8)
        guard marks.count == 16, marks[4] == 45, marks[7] == 45, marks[13] == 58,
            "Tt ".utf8.contains(marks[10])
        else { return nil }
        rest = rest.dropFirst(16)
        var civil = CivilTime()
        let places: [(CivilTime.Part, Range<Int>)] = [
            (.year, 0..<4), (.month, 5..<7), (.day, 8..<10), (.hour, 11..<13), (.minute, 14..<16),
        ]
        for (part, range) in places {
            guard let number = Self.number(marks[range]), civil.set(part, number) else {
                return nil
            }
        }
        if rest.first == ":" {
            guard let second = Self.number(Array(rest.utf8.dropFirst().prefix(2))[...]),
                rest.utf8.count >= 3, civil.set(.second, second)
            else { return nil }
            rest = rest.dropFirst(3)
        }
        var fraction = 0.0
        if rest.first == "." || rest.first == "," {
            let digits = rest.dropFirst().prefix { $0.isASCII && $0.isNumber }
            guard (1...9).contains(digits.count), let value = Double("0." + digits) else {
                return nil
            }
            fraction = value
            rest = rest.dropFirst(digits.count + 1)
        }
        guard let seconds = civil.seconds, let written = Self.zone(rest) else { return nil }
        zone = written
        instant = (written ?? sourceZone).instant(ofLocalSeconds: seconds)
            .addingTimeInterval(fraction)
    }

    /// Nil inside when nothing is written; nil outside when what is written is no zone.
    private static func zone(_ text: Substring) -> CallZone?? {
        if text.isEmpty { return .some(nil) }
        if text == "Z" || text == "z" { return .some(.utc) }
        guard text.hasPrefix("+") || text.hasPrefix("-") else { return nil }
        let colons = text.count == 5 ? text.prefix(3) + ":" + text.suffix(2) : text
        return CallZone(name: String(colons)).map { .some($0) }
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard !digits.isEmpty, digits.allSatisfy({ (48...57).contains($0) }) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1) - 48 }
    }
}

import Calls
import Foundation

/// A date in a header: `Mon, 15 Jan 2024 18:30:00 +0800 (CST)` (RFC 5322, 3.3 and 4.3).
enum MailDate {
    static func read(_ text: String) -> Date? {
        var words = withoutComments(text).replacing(",", with: " ")
            .split(whereSeparator: \.isWhitespace)[...]
        if let first = words.first, first.first?.isLetter == true { words = words.dropFirst() }
        let parts = Array(words)
        guard parts.count >= 4, let day = number(parts[0]), let month = month(parts[1]),
            let year = year(parts[2])
        else { return nil }
        var civil = CivilTime()
        guard civil.set(.year, year), civil.set(.month, month), civil.set(.day, day) else {
            return nil
        }
        let clock = parts[3].split(separator: ":", omittingEmptySubsequences: false).map(number)
        guard (2...3).contains(clock.count), let hour = clock[0], let minute = clock[1],
            civil.set(.hour, hour), civil.set(.minute, minute)
        else { return nil }
        if clock.count == 3 {
            // A leap second is the last second of its minute.
            guard let second = clock[2], civil.set(.second, second == 60 ? 59 : second) else {
                return nil
            }
        }
        guard let local = civil.seconds else { return nil }
        let offset = parts.count > 4 ? offsetSeconds(parts[4]) : 0
        return Date(timeIntervalSince1970: local - Double(offset))
    }

    private static func withoutComments(_ text: String) -> String {
        var depth = 0
        return text.filter { mark in
            if mark == "(" { depth += 1 }
            defer { if mark == ")" { depth = max(0, depth - 1) } }
            return depth == 0
        }
    }

    private static func number(_ text: Substring) -> Int? {
        guard (1...4).contains(text.utf8.count), text.utf8.allSatisfy({ (48...57).contains($0) })
        else { return nil }
        return Int(text)
    }

    private static func year(_ text: Substring) -> Int? {
        guard let year = number(text), text.count >= 2 else { return nil }
        if text.count == 2 { return year < 50 ? 2000 + year : 1900 + year }
        return text.count == 3 ? 1900 + year : year
    }

    private static func month(_ text: Substring) -> Int? {
        let names = [
            "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
        ]
        return names.firstIndex(of: String(text.prefix(3).lowercased())).map { $0 + 1 }
    }

    /// What isn't known counts as UTC, as the standard says.
    private static func offsetSeconds(_ zone: Substring) -> Int {
        let american = ["EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6,
            "PST": -8, "PDT": -7]
        if let hours = american[zone.uppercased()] { return hours * 3600 }
        guard zone.utf8.count == 5, zone.first == "+" || zone.first == "-",
            let written = number(zone.dropFirst()), written / 100 <= 18, written % 100 < 60
        else { return 0 }
        let seconds = (written / 100 * 60 + written % 100) * 60
        return zone.first == "-" ? -seconds : seconds
    }
}

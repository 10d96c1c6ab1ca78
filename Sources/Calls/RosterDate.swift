package import Foundation

/// How times of the roster are written: as a day of the installation's zone, or as an instant.
/// A day as an end is the last one that counts; an instant as an end doesn't count any more.
package struct RosterDate: Sendable {
    private let zone: CallZone

    package init(zone: CallZone) {
        self.zone = zone
    }

    /// `2026-11-21`, `2026/11/21` or `2026-11-21T14:00:00Z`; nil for anything else.
    package func start(_ text: String) -> Date? {
        day(text).map { zone.instant(ofLocalSeconds: $0) } ?? instant(text)
    }

    package func end(_ text: String) -> Date? {
        day(text).map { zone.instant(ofLocalSeconds: $0 + 86_400) } ?? instant(text)
    }

    /// Empty for the beginning.
    package func text(start: Date) -> String {
        if start <= Validity.beginning { return "" }
        return dayText(start) ?? instantText(start)
    }

    /// Empty for an end that isn't known.
    package func text(end: Date?) -> String {
        guard let end else { return "" }
        guard dayText(end) != nil else { return instantText(end) }
        return dayText(
            zone.instant(ofLocalSeconds: local(end) - 86_400)) ?? instantText(end)
    }

    /// The first instant of the day in which `now` is.
    package func startOfDay(_ now: Date) -> Date {
        zone.instant(ofLocalSeconds: (local(now) / 86_400).rounded(.down) * 86_400)
    }

    private func local(_ instant: Date) -> Double {
        instant.timeIntervalSince1970 + Double(zone.offsetSeconds(at: instant))
    }

    private func day(_ text: String) -> Double? {
        let parts = text.split(
            omittingEmptySubsequences: false, whereSeparator: { $0 == "-" || $0 == "/" })
        guard parts.count == 3, parts[0].count == 4, parts.allSatisfy({ $0.utf8.count <= 4 }),
            parts.allSatisfy({ $0.utf8.allSatisfy { (48...57).contains($0) } })
        else { return nil }
        var day = CivilTime()
        for (part, digits) in zip([CivilTime.Part.year, .month, .day], parts) {
            guard let value = Int(digits), day.set(part, value) else { return nil }
        }
        return day.daySeconds
    }

    private func instant(_ text: String) -> Date? {
        guard let date = try? Date(text, strategy: .iso8601), date >= Validity.beginning,
            date.timeIntervalSince1970 < 7_258_118_400
        else { return nil }
        return date
    }

    private func dayText(_ instant: Date) -> String? {
        let seconds = local(instant)
        guard seconds.truncatingRemainder(dividingBy: 86_400) == 0 else { return nil }
        return String(
            Date(timeIntervalSince1970: seconds).formatted(.iso8601).prefix(10))
    }

    private func instantText(_ instant: Date) -> String { instant.formatted(.iso8601) }
}

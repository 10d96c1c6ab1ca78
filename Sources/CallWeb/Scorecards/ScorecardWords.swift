import Calls
import Foundation

/// What was just done, to be said on the page that follows.
enum ScorecardDone: String, CaseIterable, Sendable {
    case saved, published, added
}

extension Words {
    func spoken(_ text: LocalText) -> String { text[language.rawValue] }

    /// `21 Nov 2026`; a day of the call's own calendar.
    func shortDay(_ day: LocalDay) -> String {
        shortDay(LocalTime(day.start(in: .utc), in: .gmt))
    }

    func state(of version: ScorecardVersion, inForce: Int?) -> Tag {
        guard let from = version.validFrom else {
            return Tag(symbol: "✎", text: self("scorecard.draft"), tone: "warn")
        }
        let day = shortDay(LocalDay(number: from))
        return version.number == inForce
            ? Tag(symbol: "●", text: self("scorecard.inForce", ["day": day]), tone: "good")
            : Tag(symbol: "○", text: self("scorecard.published", ["day": day]), tone: "plain")
    }
}

extension [ScorecardVersion] {
    /// The number of the version by which calls of `day` are scored.
    func inForce(on day: LocalDay) -> Int? {
        filter { ($0.validFrom ?? .max) <= day.number }
            .max { ($0.validFrom ?? 0, $0.number) < ($1.validFrom ?? 0, $1.number) }?.number
    }
}

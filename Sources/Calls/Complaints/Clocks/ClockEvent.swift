package import Foundation

/// Something in a case's history that clocks go by.
package struct ClockEvent: Hashable, Sendable {
    package enum Moment: String, CaseIterable, Sendable {
        case received, acknowledged, assessed, decided, answered, closed, withdrawn, settled
        case referred
        case followedUp = "followed-up"
        case reopened
        /// An outside body handed it back.
        case cameBack = "came-back"
    }

    package enum Kind: Hashable, Sendable {
        case moment(Moment)
        case paused(PauseReason)
        case resumed(PauseReason)
        /// More time was granted, by the name that the regime gives it; whether by a second person.
        case extended(String, isApproved: Bool = true)
        /// From here on the case is reckoned by this place, its beginning too.
        case placed(ClockPlace)
    }

    package let at: Date
    package let kind: Kind

    package init(_ kind: Kind, at: Date) {
        self.at = at
        self.kind = kind
    }
}

/// For whom or what a case waits. A regime says which of these stop its clocks. The raw value
/// stands in the database.
package enum PauseReason: String, CaseIterable, Codable, Sendable {
    case customer = "awaiting-customer"
    case thirdParty = "awaiting-third-party"
    case proceedings
    case agreed = "agreed-with-customer"
}

/// By whose clocks and whose holidays days are counted.
package struct ClockPlace: Hashable, Sendable {
    package var zone: CallZone
    /// Nil in an event: the calendar stays what it was.
    package var calendar: String?

    package init(zone: CallZone, calendar: String?) {
        self.zone = zone
        self.calendar = calendar
    }

    /// What an event with `new` makes of it.
    func moved(to new: ClockPlace) -> ClockPlace {
        ClockPlace(zone: new.zone, calendar: new.calendar ?? calendar)
    }
}

extension [ClockEvent] {
    /// Earliest first; what happened at one instant stays in the order in which it is written.
    var inOrder: [ClockEvent] {
        enumerated().sorted { ($0.element.at, $0.offset) < ($1.element.at, $1.offset) }
            .map(\.element)
    }
}

package import Foundation

/// Which calls are asked for. Every set field must hold.
package struct CallFilter: Sendable, Equatable {
    /// Calls that start at or after this instant.
    package var from: Date?
    /// Calls that start before this instant.
    package var until: Date?
    package var agent: String?
    package var campaign: String?
    package var direction: Direction?
    /// Found beforehand by exact number (`CallDesk.customer(withNumber:)`).
    package var customer: Customer.ID?
    package var secondsMin: Double?
    package var secondsMax: Double?
    /// Calls with at least one of these.
    package var verdicts: Set<Verdict>
    /// Words of the name fields, all of which must occur (`SearchWords`).
    package var text: String?

    package init(
        from: Date? = nil, until: Date? = nil, agent: String? = nil, campaign: String? = nil,
        direction: Direction? = nil, customer: Customer.ID? = nil, secondsMin: Double? = nil,
        secondsMax: Double? = nil, verdicts: Set<Verdict> = [], text: String? = nil
    ) {
        self.from = from
        self.until = until
        self.agent = agent
        self.campaign = campaign
        self.direction = direction
        self.customer = customer
        self.secondsMin = secondsMin
        self.secondsMax = secondsMax
        self.verdicts = verdicts
        self.text = text
    }
}

/// A page of a list that is walked by keys, so that the ten-thousandth page costs what the first
/// does.
package struct Page<Item: Sendable>: Sendable {
    package var items: [Item]
    /// Opaque; pass it back to get the next page. Nil on the last one.
    package var next: String?

    package init(items: [Item], next: String?) {
        self.items = items
        self.next = next
    }
}

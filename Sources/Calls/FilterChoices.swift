/// What the filters of the list can be set to: names that occur, in order, at most 200 of each.
package struct FilterChoices: Sendable, Equatable {
    package static let countMax = 200
    package var agents: [String]
    package var campaigns: [String]

    package init(agents: [String], campaigns: [String]) {
        self.agents = Array(agents.prefix(Self.countMax))
        self.campaigns = Array(campaigns.prefix(Self.countMax))
    }
}

/// What the filters of the list can be set to, in order, at most 200 of each.
package struct FilterChoices: Sendable, Equatable {
    package static let countMax = 200

    package struct Choice: Sendable, Equatable {
        /// What the filter is set to.
        package var code: String
        /// What it is called; nil where nobody gave it a name.
        package var name: String?

        package init(code: String, name: String? = nil) {
            self.code = code
            self.name = name
        }
    }

    package var agents: [Choice]
    package var campaigns: [Choice]

    package init(agents: [Choice], campaigns: [Choice]) {
        self.agents = Array(agents.prefix(Self.countMax))
        self.campaigns = Array(campaigns.prefix(Self.countMax))
    }
}

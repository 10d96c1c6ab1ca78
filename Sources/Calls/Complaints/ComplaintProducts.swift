extension ComplaintClasses {
    /// What the house sells.
    package struct Product: Hashable, Sendable {
        package var code: String
        package var title: LocalText
        /// Codes of the campaigns that sell it.
        package var campaigns: [String]

        package init(code: String, title: LocalText, campaigns: [String] = []) {
            self.code = code
            self.title = title
            self.campaigns = campaigns
        }
    }

    package func product(_ code: String) -> Product? { products.first { $0.code == code } }

    /// What the campaign with this code sells; nil when it isn't said.
    package func product(ofCampaign code: String) -> Product? {
        products.first { $0.campaigns.contains(code) }
    }
}

/// Something that a regime wants in letters of one kind, as data with its source.
package struct LetterDemand: Hashable, Sendable {
    /// Such as `six-months`; stands with letters that lack it.
    package var code: String
    package var title: LocalText
    package var letters: Set<LetterTemplate.Kind>
    /// In answers with these outcomes only; with all when empty.
    package var outcomes: Set<Complaint.Outcome>
    /// The place that meets it; when nil, a paragraph has to say that it does.
    package var place: LetterPlace?
    package var origin: DataOrigin

    package init(
        code: String, title: LocalText, letters: Set<LetterTemplate.Kind>,
        outcomes: Set<Complaint.Outcome> = [], place: LetterPlace? = nil, origin: DataOrigin
    ) {
        self.code = code
        self.title = title
        self.letters = letters
        self.outcomes = outcomes
        self.place = place
        self.origin = origin
    }

    func holds(for kind: LetterTemplate.Kind, _ outcome: Complaint.Outcome?) -> Bool {
        guard letters.contains(kind) else { return false }
        guard kind == .answer, !outcomes.isEmpty else { return true }
        return outcome.map(outcomes.contains) ?? true
    }
}

/// Where a customer may turn who isn't content.
package struct OutsideBody: Hashable, Sendable {
    package var name: LocalText
    package var address: LocalText?
    package var website: String?
    package var origin: DataOrigin

    package init(
        name: LocalText, address: LocalText? = nil, website: String? = nil, origin: DataOrigin
    ) {
        self.name = name
        self.address = address
        self.website = website
        self.origin = origin
    }
}

/// What one regime, or several alike, want in letters.
package struct LetterRules: Hashable, Sendable {
    package var regimes: Set<String>
    package var outsideBody: OutsideBody?
    package var demands: [LetterDemand]

    package init(
        regimes: Set<String>, outsideBody: OutsideBody? = nil, demands: [LetterDemand] = []
    ) {
        self.regimes = regimes
        self.outsideBody = outsideBody
        self.demands = demands
    }

    package enum Limits {
        package static let rules = 100
        package static let demands = 50
    }
}

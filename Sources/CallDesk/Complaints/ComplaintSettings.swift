package import Calls

/// What the house has laid down for complaints.
package struct ComplaintSettings: Sendable {
    package var rules: ComplaintRules
    /// Names of the regimes of a new case that names none.
    package var regimes: [String]
    /// What letters to customers are made of.
    package var letters = LetterBook(templates: [], rules: [])
    /// How the house's codes stand for regulators' groups.
    package var returnGroups = ReturnGroups()

    package init(rules: ComplaintRules, regimes: [String] = []) {
        self.rules = rules
        self.regimes = regimes
    }

    /// Of a house that has laid nothing down: complaints can be registered, and nothing is known
    /// as which they could be assessed.
    package init(home: CallZone) {
        self.init(
            rules: ComplaintRules(
                classes: ComplaintClasses(
                    severities: [], types: [], causes: [], redress: [], currency: "",
                    limits: [:], representativesMost: ComplaintClasses.Limits.representatives),
                book: RegimeBook(regimes: [:], calendars: [:], home: home)))
    }
}

/// Templates of letters, and what regimes want in them.
package struct LetterBook: Hashable, Sendable {
    package let templates: [LetterTemplate]
    package let rules: [LetterRules]
    /// Nil until somebody has written `house.yaml`.
    package let house: LetterHouse?

    package init(templates: [LetterTemplate], rules: [LetterRules], house: LetterHouse? = nil) {
        self.templates = templates
        self.rules = rules
        self.house = house
    }

    /// The newest version of each template for a letter of `kind` in `language` about a complaint
    /// of `regimes`; those that were made for one of the regimes first, then by code. The first is
    /// the one to propose.
    package func choices(
        _ kind: LetterTemplate.Kind, in language: LetterLanguage, for regimes: [String]
    ) -> [LetterTemplate] {
        let fitting = templates.filter {
            $0.kind == kind && $0.language == language
                && ($0.regimes.isEmpty || !$0.regimes.isDisjoint(with: regimes))
        }
        let newest = Dictionary(grouping: fitting, by: \.code).values.compactMap { versions in
            versions.max { $0.version < $1.version }
        }
        return newest.sorted {
            $0.regimes.isEmpty == $1.regimes.isEmpty
                ? $0.code < $1.code : !$0.regimes.isEmpty
        }
    }

    /// The newest version of `code` in `language`; nil when there is none.
    package func template(_ code: String, in language: LetterLanguage) -> LetterTemplate? {
        templates.filter { $0.code == code && $0.language == language }
            .max { $0.version < $1.version }
    }

    /// Where the customer of a complaint of `regimes` may turn; by the first regime that says it.
    package func outsideBody(for regimes: [String]) -> OutsideBody? {
        regimes.lazy.compactMap { name in
            rules.first { $0.regimes.contains(name) && $0.outsideBody != nil }?.outsideBody
        }.first
    }

    /// Everything that `regimes` want in a letter of `kind`, each code once.
    package func demands(
        on kind: LetterTemplate.Kind, outcome: Complaint.Outcome?, by regimes: [String]
    ) -> [LetterDemand] {
        var seen: Set<String> = []
        return rules.filter { !$0.regimes.isDisjoint(with: regimes) }.flatMap(\.demands)
            .filter { $0.holds(for: kind, outcome) && seen.insert($0.code).inserted }
    }

    /// Codes of what `regimes` want and a letter made of `template` and `facts` doesn't have. It
    /// goes by the places and the vouched-for paragraphs that stand in that very letter, never by
    /// its words.
    package func lacks(
        _ template: LetterTemplate, with facts: LetterFacts, by regimes: [String]
    ) -> Set<String> {
        let shown = template.paragraphs.filter { $0.stands(with: facts) }
        let says = shown.reduce(into: Set<String>()) { $0.formUnion($1.says) }
        let filled = Set(template.places(with: facts).filter { facts[$0] != nil })
        let unmet = demands(on: template.kind, outcome: facts.outcome, by: regimes).filter {
            if let place = $0.place { !filled.contains(place) } else { !says.contains($0.code) }
        }
        return Set(unmet.map(\.code))
    }

    /// What house and outside body say, in the language of `facts`.
    package func fill(_ facts: inout LetterFacts, for regimes: [String]) {
        if let house { facts.set(house) }
        if let body = outsideBody(for: regimes) { facts.set(body) }
    }
}

/// What letters of one kind and language are made of, as a file holds it (docs/formats/letters.md).
/// Code and version stand with every letter that was sent.
package struct LetterTemplate: Hashable, Sendable {
    /// What the letter is for. The raw value stands in files.
    package enum Kind: String, CaseIterable, Codable, Sendable {
        /// The complaint came.
        case acknowledgement
        /// The outcome.
        case answer
        /// It takes longer.
        case delay
    }

    package struct Paragraph: Hashable, Sendable {
        package var text: LetterText
        /// In letters with these outcomes only; in all when empty.
        package var outcomes: Set<Complaint.Outcome>
        /// Only when there is a value for this place.
        package var ifThereIs: LetterPlace?
        /// Codes of demands that its words meet, as the template's author vouches for.
        package var says: Set<String>

        package init(
            text: LetterText, outcomes: Set<Complaint.Outcome> = [],
            ifThereIs: LetterPlace? = nil, says: Set<String> = []
        ) {
            self.text = text
            self.outcomes = outcomes
            self.ifThereIs = ifThereIs
            self.says = says
        }

        /// Whether it stands in a letter that is made of `facts`.
        package func stands(with facts: LetterFacts) -> Bool {
            if let place = ifThereIs, facts[place] == nil { return false }
            return outcomes.isEmpty || facts.outcome.map(outcomes.contains) ?? false
        }
    }

    package enum Limits {
        package static let paragraphs = 100
        package static let says = 20
        package static let version = 1_000_000
        package static let templates = 300
    }

    package var code: String
    package var version: Int
    package var kind: Kind
    package var language: LetterLanguage
    /// Names of the regimes for whose complaints it is meant; for those of any when empty.
    package var regimes: Set<String>
    package var title: LetterText
    package var paragraphs: [Paragraph]

    package init(
        code: String, version: Int, kind: Kind, language: LetterLanguage,
        regimes: Set<String> = [], title: LetterText, paragraphs: [Paragraph]
    ) {
        self.code = code
        self.version = version
        self.kind = kind
        self.language = language
        self.regimes = regimes
        self.title = title
        self.paragraphs = paragraphs
    }
}

extension LetterTemplate {
    /// The places whose values a letter made of `facts` shows, in their usual order.
    package func places(with facts: LetterFacts) -> [LetterPlace] {
        let shown = paragraphs.filter { $0.stands(with: facts) }
        let used = shown.reduce(into: title.places) { $0.formUnion($1.text.places) }
        return LetterPlace.allCases.filter(used.contains)
    }

    /// All places that stand anywhere in it, for a form that asks for them.
    package var places: [LetterPlace] {
        let used = paragraphs.reduce(into: title.places) { $0.formUnion($1.text.places) }
        return LetterPlace.allCases.filter(used.contains)
    }

    /// The letter. Throws everything for which there is none: `LetterGaps`.
    package func letter(with facts: LetterFacts) throws(LetterGaps) -> Letter {
        var gaps = LetterGaps()
        gaps.lacksOutcome = kind == .answer && facts.outcome == nil
        gaps.missing = places(with: facts).filter { facts[$0] == nil }
        guard gaps.isEmpty else { throw gaps }
        let letter = Letter(
            template: code, version: version, language: language,
            title: title.filled(with: facts).singleLine,
            paragraphs: paragraphs.filter { $0.stands(with: facts) }
                .flatMap { $0.text.filled(with: facts).paragraphs })
        if letter.characters > Letter.Limits.characters {
            gaps.charactersTooMany = letter.characters - Letter.Limits.characters
            throw gaps
        }
        return letter
    }
}

/// Why no letter can be made of a template and facts.
package struct LetterGaps: Error, Hashable, Sendable {
    /// An answer needs an outcome, and there is none.
    package var lacksOutcome = false
    /// Places of the template that have no value.
    package var missing: [LetterPlace] = []
    /// By so many characters it is too long.
    package var charactersTooMany = 0

    package init(
        lacksOutcome: Bool = false, missing: [LetterPlace] = [], charactersTooMany: Int = 0
    ) {
        self.lacksOutcome = lacksOutcome
        self.missing = missing
        self.charactersTooMany = charactersTooMany
    }

    package var isEmpty: Bool { !lacksOutcome && missing.isEmpty && charactersTooMany == 0 }

    /// In English, finished, with what to do.
    package var sentence: String {
        if lacksOutcome { return "There is no outcome yet. Decide the complaint first." }
        if !missing.isEmpty {
            let names = missing.map { "{{\($0.rawValue)}}" }.joined(separator: ", ")
            return "The letter has no value for \(names). Fill it in, or choose another template."
        }
        return "The letter is \(charactersTooMany) characters too long. Shorten it."
    }
}

/// What a complaint itself says in letters about it, whoever writes them.
package struct LetterBasis: Hashable, Sendable {
    /// The receipt number.
    package var receipt: String
    package var received: LocalDay
    /// That stands in the letter as its date.
    package var day: LocalDay
    package var outcome: Complaint.Outcome?
    package var regimes: [String]

    package init(
        receipt: String, received: LocalDay, day: LocalDay, outcome: Complaint.Outcome?,
        regimes: [String]
    ) {
        self.receipt = receipt
        self.received = received
        self.day = day
        self.outcome = outcome
        self.regimes = regimes
    }
}

/// What whoever writes a letter put into its places.
package typealias LetterValues = [LetterPlace: String]

extension LetterPlace {
    /// Those that whoever writes a letter fills in, in the order of a form. House and contact are
    /// among them only where no `house.yaml` says them.
    package static let written: [LetterPlace] = [
        .customer, .reasons, .redress, .due, .handler, .house, .contact,
    ]

    /// Whether it is a text of several lines.
    package var isLong: Bool { self == .reasons || self == .redress }

    package var charactersMax: Int { isLong ? Complaint.Limits.textCharacters : 500 }
}

extension LetterBook {
    /// What is filled in of `template` by whoever writes the letter.
    package func written(in template: LetterTemplate) -> [LetterPlace] {
        let places = Set(template.places)
        return LetterPlace.written.filter {
            places.contains($0) && (house == nil || ($0 != .house && $0 != .contact))
        }
    }

    /// Of `values` only what may be written counts. A `due` that reads `2026-11-23` is written as
    /// the language writes days.
    package func facts(
        _ basis: LetterBasis, in language: LetterLanguage, _ values: LetterValues
    ) -> LetterFacts {
        var facts = LetterFacts(language: language, outcome: basis.outcome)
        for place in LetterPlace.written { facts[place] = values[place] }
        if let due = values[.due].flatMap({ LocalDay($0) }) { facts.set(.due, to: due) }
        facts[.receipt] = basis.receipt
        facts.set(.received, to: basis.received)
        facts.set(.today, to: basis.day)
        fill(&facts, for: basis.regimes)
        return facts
    }

    /// All templates of `kind` that fit a complaint of `regimes`, those in `language` first.
    package func offered(
        _ kind: LetterTemplate.Kind, in language: LetterLanguage, for regimes: [String]
    ) -> [LetterTemplate] {
        let languages = [language] + LetterLanguage.allCases.filter { $0 != language }
        return languages.flatMap { choices(kind, in: $0, for: regimes) }
    }
}

extension LetterTemplate {
    /// As `letter(with:)`, with a line to write on wherever something is missing.
    package func draft(with facts: LetterFacts) -> Letter? {
        var filled = facts
        for place in places(with: facts) where facts[place] == nil { filled[place] = "________" }
        return try? letter(with: filled)
    }
}

extension LetterLanguage {
    /// The one in which a customer reads who is answered in `tag`; English for any other.
    package init(answering tag: String) {
        if let same = Self(rawValue: tag) {
            self = same
            return
        }
        let parts = tag.split(separator: "-").map { $0.lowercased() }
        guard parts.first == "zh" else {
            self = .english
            return
        }
        let isTraditional = parts.contains { ["hant", "tw", "hk", "mo"].contains($0) }
        self = isTraditional ? .traditionalChinese : .simplifiedChinese
    }
}

extension LetterTemplate.Kind {
    /// What is done to a complaint by sending such a letter.
    package var act: ComplaintAct {
        switch self {
        case .acknowledgement: .acknowledge
        case .answer: .answer
        case .delay: .note
        }
    }

    package func deed(_ letter: ComplaintLetter) -> ComplaintDeed {
        switch self {
        case .acknowledgement: .acknowledgeBy(letter)
        case .answer: .answer(letter)
        case .delay: .tellDelay(letter)
        }
    }
}

extension ComplaintStanding {
    /// The letters that `principal` can send now.
    package func letters(of principal: Principal) -> [LetterTemplate.Kind] {
        LetterTemplate.Kind.allCases.filter { bar(toWrite: $0, by: principal) == nil }
    }

    /// Why `principal` can't send a letter of `kind` now; nil when they can.
    package func bar(
        toWrite kind: LetterTemplate.Kind, by principal: Principal
    ) -> ComplaintBar? {
        if let bar = bar(to: kind.act, by: principal) { return bar }
        guard kind == .delay else { return nil }
        let lines: [Permission] = [.workComplaints, .solveComplaints]
        guard lines.contains(where: principal.may) else { return .permission(.workComplaints) }
        return complaint.state.isUndecided ? nil : .state(complaint.state)
    }
}

package import Foundation

/// A letter about a complaint as its page lists it: nothing of what it says.
package struct ComplaintLetterSummary: Hashable, Sendable {
    /// The raw value stands in the database.
    package enum State: String, CaseIterable, Codable, Sendable {
        case draft
        /// It went out; nothing of it changes any more.
        case sent
    }

    package enum Limits {
        /// Of one complaint.
        package static let letters = 200
    }

    package var complaint: Complaint.ID
    /// From 1, of the complaint.
    package var number: Int
    package var kind: LetterTemplate.Kind
    /// Code and version of the template; of a draft the version with which it was last saved.
    package var template: String
    package var version: Int
    package var language: LetterLanguage
    package var state: State
    /// The number of the event that sent it.
    package var event: Int?
    package var dispatch: ComplaintLetter.Dispatch?
    /// `Principal.person` of who began it.
    package var madeBy: String
    package var madeByTitle: String?
    package var changedAt: Date
    /// One more with each save.
    package var revision: Int
    /// Whether the reader may open it, with the customer's name in plain.
    package var isOpenable: Bool
    /// Whether its words had to go.
    package var isBlank: Bool

    package init(
        complaint: Complaint.ID, number: Int, kind: LetterTemplate.Kind, template: String,
        version: Int, language: LetterLanguage, state: State, madeBy: String, changedAt: Date,
        revision: Int
    ) {
        self.complaint = complaint
        self.number = number
        self.kind = kind
        self.template = template
        self.version = version
        self.language = language
        self.state = state
        self.madeBy = madeBy
        self.changedAt = changedAt
        self.revision = revision
        isOpenable = false
        isBlank = false
    }
}

/// The letters of one complaint, and which its reader can write now.
package struct ComplaintLetterList: Sendable {
    package var letters: [ComplaintLetterSummary]
    /// The first of each kind is the one to propose.
    package var choices: [LetterTemplate]

    package init(letters: [ComplaintLetterSummary], choices: [LetterTemplate]) {
        self.letters = letters
        self.choices = choices
    }
}

/// One letter as whoever writes or reads it sees it.
package struct ComplaintLetterDetail: Sendable {
    package var summary: ComplaintLetterSummary
    package var receipt: String
    /// As it stands now; of a draft with lines where something is missing. Nil when there is no
    /// template for it any more, or its words had to go.
    package var letter: Letter?
    /// Why it can't be sent as it is; nil when nothing is missing, and once it is sent.
    package var gaps: LetterGaps?
    /// What the complaint's regimes want in it and isn't there.
    package var lacks: [LetterDemand]
    /// What is filled in by whoever writes it, with what is there already.
    package var places: [LetterPlace]
    package var values: LetterValues
    package var choices: [LetterTemplate]
    /// Why it was decided so, to look at while writing.
    package var ground: String?
    /// What is in the way of sending a letter of its kind now.
    package var bar: ComplaintBar?
    /// Of how many complaints' customers it tells the outcome.
    package var addressees: Int
    package var today: LocalDay

    package init(summary: ComplaintLetterSummary, receipt: String, today: LocalDay) {
        self.summary = summary
        self.receipt = receipt
        self.today = today
        lacks = []
        places = []
        values = [:]
        choices = []
        addressees = 1
    }
}

/// What is saved of a draft.
package struct ComplaintLetterDraft: Hashable, Sendable {
    /// Code of the template, and the language of it.
    package var template: String
    package var language: LetterLanguage
    package var values: LetterValues
    /// That whoever saves it saw; nil for whatever there is.
    package var revision: Int?

    package init(
        template: String, language: LetterLanguage, values: LetterValues, revision: Int? = nil
    ) {
        self.template = template
        self.language = language
        self.values = values
        self.revision = revision
    }
}

extension Refusal {
    package static let noSuchLetter = Refusal(
        .notFound, .noSuchLetter,
        "There is no such letter, or you may not open it. Look at the page of the complaint.")

    package static let noLetterTemplate = Refusal(
        .conflict, .noLetterTemplate,
        "There is no such template for letters of this kind. Choose another one, or write one in "
            + "the folder of letters.")

    package static let letterChanged = Refusal(
        .conflict, .letterChanged,
        "Somebody saved this letter meanwhile. What you wrote is still here: compare, then save "
            + "it again.")

    package static let letterSent = Refusal(
        .conflict, .letterSent, "This letter was sent and stays as it is. Write another one.")

    package static let letterGone = Refusal(
        .notFound, .letterGone,
        "The words of this letter had to go, as the customer was erased. What was done when "
            + "stands in the history.")

    /// Names the first place that lacks a value.
    package init(_ gaps: LetterGaps) {
        self.init(
            .conflict, .letterGaps, gaps.sentence,
            subject: gaps.missing.first?.rawValue ?? (gaps.lacksOutcome ? "outcome" : "letter"))
    }
}

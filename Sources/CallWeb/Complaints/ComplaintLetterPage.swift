import Calls

/// One letter: the form in which it is written beside what it reads so far, or what went out.
struct ComplaintLetterPage: PageModel {
    static let template = "complaint-letter"
    let frame: Frame
    let caseURL: String
    let caseNumber: String
    let title: String
    let facts: [String]
    let tags: [Tag]
    let done: String?
    let refusal: String?
    /// Nil once it was sent.
    let form: Form?
    /// Nil where there is nothing to show.
    let preview: Preview?
    /// Why there is nothing.
    let gone: String?
    let files: Files?
    /// What was written with the decision.
    let ground: String?

    struct Form: Sendable {
        let saveURL: String
        let sendURL: String
        let revision: String
        let templates: [ScoringChoice]
        let places: [Place]
        let missing: [Missing]
        /// That nothing is missing.
        let ready: String?
        /// Why it can't be sent now, whatever it says.
        let bar: String?
        let addressees: String?
        let channels: [ScoringChoice]
        let day: String
        let dayMost: String
    }

    struct Place: Sendable {
        let placeID: String
        let placeName: String
        let placeLabel: String
        let isLong: Bool
        let typed: String
        let most: String
        let hint: String?
        let isMissing: Bool
        /// BCP 47, of what is written there.
        let tongue: String
    }

    struct Missing: Sendable {
        let sentence: String
        /// To the field, where there is one.
        let fieldURL: String?
    }

    struct Preview: Sendable {
        let previewTitle: String
        let tongue: String
        let letterTitle: String
        let paragraphs: [String]
    }

    struct Files: Sendable {
        let pdfURL: String
        let textURL: String
    }
}

/// The letters of a case on its page.
struct ComplaintLettersPart: Sendable {
    let begin: [Begin]
    /// The latest draft of each kind that may be written: with it one goes on.
    let drafts: [Draft]
    let letters: [Line]

    struct Draft: Sendable {
        let draftURL: String
        let draftLabel: String
        let isNext: Bool
    }

    /// A button that begins one.
    struct Begin: Sendable {
        let beginURL: String
        let kind: String
        let beginLabel: String
        let beginHint: String
        let isNext: Bool
    }

    struct Line: Sendable {
        let letterName: String
        let letterURL: String?
        let letterTag: Tag
        let particulars: [String]
        let letterFiles: ComplaintLetterPage.Files?
    }
}

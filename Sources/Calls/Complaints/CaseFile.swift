package import Foundation

/// What is asked for when one case's whole file is to leave the house.
package struct CaseFileWish: Hashable, Sendable {
    /// For what it leaves. The raw value stands in the ledger, so a case is never renamed.
    package enum Purpose: String, CaseIterable, Codable, Sendable {
        /// An ombudsman, a mediator, a regulator.
        case outsideBody = "outside-body"
        case court
        /// The customer, or who speaks for them, wants what is kept.
        case customer
        /// Whoever advises the house, such as its lawyers or insurers.
        case adviser
        case audit
    }

    package var purpose: Purpose
    /// An `age` recipient to seal it for; nil for in plain.
    package var recipient: String?
    /// With the sound of linked calls, as far as the reader may listen to them.
    package var withRecordings: Bool

    package init(purpose: Purpose, recipient: String? = nil, withRecordings: Bool = false) {
        self.purpose = purpose
        self.recipient = recipient
        self.withRecordings = withRecordings
    }
}

/// One case with everything that its file tells, people in plain.
package struct CaseFile: Sendable {
    /// A case that was merged into it, in the customer's own words.
    package struct Member: Sendable {
        package var summary: ComplaintSummary
        package var language: String
        package var text: String?
        package var remedy: String
        package var product: String
        package var parties: [ComplaintDetail.Party]

        package init(_ summary: ComplaintSummary, language: String) {
            self.summary = summary
            self.language = language
            remedy = ""
            product = ""
            parties = []
        }
    }

    /// The sound of a linked call.
    package struct Sound: Hashable, Sendable {
        /// Why its sound isn't in the file.
        package enum Absence: String, Sendable {
            case notAsked = "not-asked"
            /// Who exports may not listen to it.
            case notAllowed = "not-allowed"
            /// Its sealed file is missing or damaged.
            case damaged
        }

        package var call: Call.ID
        package var recording: Recording.ID
        /// Its path in the file.
        package var path: String?
        package var absence: Absence?
        package var bytes: Int64

        package init(
            call: Call.ID, recording: Recording.ID, path: String?, absence: Absence?, bytes: Int64
        ) {
            self.call = call
            self.recording = recording
            self.path = path
            self.absence = absence
            self.bytes = bytes
        }
    }

    /// A document that was filed with it.
    package struct Paper: Hashable, Sendable {
        package var document: ComplaintDocument
        /// Its path in the file; nil where it went with its customer, or is damaged.
        package var path: String?

        package init(_ document: ComplaintDocument, path: String?) {
            self.document = document
            self.path = path
        }
    }

    /// A letter that went out, as it went out.
    package struct Post: Hashable, Sendable {
        package var complaint: Complaint.ID
        package var number: Int
        package var kind: LetterTemplate.Kind
        package var letter: Letter
        /// Of the event that sent it.
        package var event: Int?
        package var dispatch: ComplaintLetter.Dispatch
        package var path: String
        /// Nil where no PDF could be made, for what stands in `lack`.
        package var pdfPath: String?
        package var lack: String?

        package init(
            complaint: Complaint.ID, number: Int, kind: LetterTemplate.Kind, letter: Letter,
            dispatch: ComplaintLetter.Dispatch, path: String
        ) {
            self.complaint = complaint
            self.number = number
            self.kind = kind
            self.letter = letter
            self.dispatch = dispatch
            self.path = path
        }
    }

    /// What of the ledger goes with it.
    package struct Ledger: Hashable, Sendable {
        /// Entries that are proved, and those that the signer hasn't covered yet.
        package var proved = 0
        package var pending = 0
        /// Entries of the checkpoint; nil without one.
        package var checkpoint: Int64?

        package init() {}
    }

    package var wish: CaseFileWish
    /// Its parties are in plain.
    package var detail: ComplaintDetail
    package var members: [Member]
    package var holds: [Hold]
    package var evaluations: [EvaluationDetail]
    package var sounds: [Sound]
    package var papers: [Paper]
    package var post: [Post]
    package var ledger: Ledger
    /// `Principal.id` of who exports it.
    package var madeBy: String
    package var madeAt: Date

    package init(
        _ detail: ComplaintDetail, wish: CaseFileWish, madeBy: String, madeAt: Date
    ) {
        self.detail = detail
        self.wish = wish
        self.madeBy = madeBy
        self.madeAt = madeAt
        members = []
        holds = []
        evaluations = []
        sounds = []
        papers = []
        post = []
        ledger = Ledger()
    }
}

/// A "no" that the person can act on. `code` is stable and has a sentence in every catalogue;
/// `sentence` is the English one, finished, with what to do next.
package struct Refusal: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Kind: String, CaseIterable, Sendable {
        case invalid, forbidden, notFound, conflict, tooLarge, tooMany, unavailable
    }

    package enum Code: String, CaseIterable, Sendable {
        case noSuchCall = "no-such-call"
        case noSuchRecording = "no-such-recording"
        case noSuchQuarantineItem = "no-such-quarantine-item"
        case noSuchPage = "no-such-page"
        case notAllowed = "not-allowed"
        case badFilter = "bad-filter"
        case badCursor = "bad-cursor"
        case badNumber = "bad-number"
        case badRequest = "bad-request"
        case reasonMissing = "reason-missing"
        case alreadyDecided = "already-decided"
        case damagedRecording = "damaged-recording"
        case bodyTooLarge = "body-too-large"
        case busy = "busy"
        case notReady = "not-ready"
        case crossSite = "cross-site"
        case noSuchApproval = "no-such-approval"
        case alreadyAsked = "already-asked"
        case secondPerson = "second-person"
        case noSuchJob = "no-such-job"
        case noSuchHold = "no-such-hold"
        case noSuchCustomer = "no-such-customer"
        case noSuchAgent = "no-such-agent"
        case noSuchCertificate = "no-such-certificate"
        case held = "held"
        case mustBeKept = "must-be-kept"
        case alreadyErased = "already-erased"
        case alreadyReleased = "already-released"
        case approvalNeeded = "approval-needed"
        case approvalUnknown = "approval-unknown"
        case jobUnderWay = "job-under-way"
        case databaseAway = "database-away"
        case databaseUnsettled = "database-unsettled"
    }

    package let kind: Kind
    package let code: Code
    package let sentence: String
    /// The offending field or value, where that helps; never personal data.
    package let subject: String?

    package init(_ kind: Kind, _ code: Code, _ sentence: String, subject: String? = nil) {
        self.kind = kind
        self.code = code
        self.sentence = sentence
        self.subject = subject
    }

    package var description: String { sentence }
}

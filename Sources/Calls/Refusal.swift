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
        case jobUnderWay = "job-under-way"
        // Customers, reveals and access for a time.
        case noSuchCustomer = "no-such-customer"
        case badCustomer = "bad-customer"
        case damagedCustomer = "damaged-customer"
        case badDocument = "bad-document"
        case customerChanged = "customer-changed"
        case customerErased = "customer-erased"
        case customerHeld = "customer-held"
        case customerMerged = "customer-merged"
        case sameCustomer = "same-customer"
        case tooManyCalls = "too-many-calls"
        case numberTaken = "number-taken"
        case noSuchNumber = "no-such-number"
        case badPurpose = "bad-purpose"
        case badReason = "bad-reason"
        case noSuchAccess = "no-such-access"
        case badAccess = "bad-access"
        case accessDecided = "access-decided"
        case badRecipient = "bad-recipient"
        case packageFailed = "package-failed"
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

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
        // The roster.
        case noSuchAgent = "no-such-agent"
        case noSuchTeam = "no-such-team"
        case noSuchCampaign = "no-such-campaign"
        case noSuchEntry = "no-such-entry"
        case nameMissing = "name-missing"
        case badDate = "bad-date"
        case endBeforeStart = "end-before-start"
        case staffCodeTaken = "staff-code-taken"
        case codeTaken = "code-taken"
        case twoTeams = "two-teams"
        case teamNameTaken = "team-name-taken"
        case teamClosed = "team-closed"
        case teamInUse = "team-in-use"
        case agentHeld = "agent-held"
        case accountTaken = "account-taken"
        case noSuchAccount = "no-such-account"
        case rosterProblems = "roster-problems"
        case rosterChanged = "roster-changed"
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

/// A "no" that the person can act on. `code` is stable and has a sentence in every catalogue;
/// `sentence` is the English one, finished, with what to do next.
package struct Refusal: Error, Equatable, Sendable, CustomStringConvertible {
    package enum Kind: String, CaseIterable, Sendable {
        case invalid, signedOut, forbidden, notFound, conflict, tooLarge, tooMany, unavailable
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
        // Master keys and checking.
        case masterKeyLacking = "master-key-lacking"
        case noNextKey = "no-next-key"
        case nodesLackKey = "nodes-lack-key"
        case rotationUnderWay = "rotation-under-way"
        case noSuchKey = "no-such-key"
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
        case noSuchEntry = "no-such-entry"
        case noCheckpoint = "no-checkpoint"
        case badCheckpoint = "bad-checkpoint"
        case checkpointMismatch = "checkpoint-mismatch"
        case signerChanged = "signer-changed"
        case noSuchExport = "no-such-export"
        case exportNotSigned = "export-not-signed"
        case emptyPeriod = "empty-period"
        // Getting in.
        case signInNeeded = "sign-in-needed"
        case signInFailed = "sign-in-failed"
        case signInClosed = "sign-in-closed"
        case signInOver = "sign-in-over"
        case codeFailed = "code-failed"
        case formExpired = "form-expired"
        case noAccount = "no-account"
        case noSuchSession = "no-such-session"
        case noSuchInvitation = "no-such-invitation"
        case passwordShort = "password-short"
        case passwordLong = "password-long"
        case passwordCommon = "password-common"
        case passwordsDiffer = "passwords-differ"
        case wrongPassword = "wrong-password"
        case secondFactorState = "second-factor-state"
        case roleHeld = "role-held"
        case unknownLocalUser = "unknown-local-user"
        case roleNotYours = "role-not-yours"
        // Accounts, roles, tokens and the outer doors.
        case noSuchAccount = "no-such-account"
        case noSuchRosterEntry = "no-such-roster-entry"
        case noSuchTeam = "no-such-team"
        case noSuchRole = "no-such-role"
        case noSuchToken = "no-such-token"
        case badAccountName = "bad-account-name"
        case badAccountTitle = "bad-account-title"
        case accountNameTaken = "account-name-taken"
        case accountDisabled = "account-disabled"
        case accountOfProgram = "account-of-program"
        case accountOfPerson = "account-of-person"
        case accountOfProxy = "account-of-proxy"
        case agentTaken = "agent-taken"
        case ownRoles = "own-roles"
        case lastAdministrator = "last-administrator"
        case roleNotHeld = "role-not-held"
        case separationProgram = "separation-program"
        case separationSystem = "separation-system"
        case separationAudit = "separation-audit"
        case separationJudged = "separation-judged"
        case separationDecides = "separation-decides"
        case badTokenName = "bad-token-name"
        case badTokenDays = "bad-token-days"
        case badScopes = "bad-scopes"
        case tooManyTokens = "too-many-tokens"
        case tokensNeedPage = "tokens-need-page"
        case badToken = "bad-token"
        case spoofedProxy = "spoofed-proxy"
        case notThroughProxy = "not-through-proxy"
        case noRoleByProxy = "no-role-by-proxy"
        // The roster.
        case noSuchCampaign = "no-such-campaign"
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
        case rosterProblems = "roster-problems"
        case rosterChanged = "roster-changed"
        // Customers, reveals and access for a time.
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
        // Samples.
        case noSuchPlan = "no-such-plan"
        case noSuchDraw = "no-such-draw"
        case planNameTaken = "plan-name-taken"
        case planProblems = "plan-problems"
        case planStopped = "plan-stopped"
        case emptyPopulation = "empty-population"
        case drawNotMade = "draw-not-made"
        case seedChanged = "seed-changed"
        case noReplacement = "no-replacement"
        case alreadyReplaced = "already-replaced"
        // Scores.
        case noSuchScorecard = "no-such-scorecard"
        case scorecardProblems = "scorecard-problems"
        case scorecardNotInForce = "scorecard-not-in-force"
        case notADraft = "not-a-draft"
        case scorecardChanged = "scorecard-changed"
        case noSuchScript = "no-such-script"
        case scriptProblems = "script-problems"
        case badDay = "bad-day"
        case noSuchEvaluation = "no-such-evaluation"
        case alreadyClaimed = "already-claimed"
        case notClaimed = "not-claimed"
        case queueEmpty = "queue-empty"
        case draftChanged = "draft-changed"
        case sheetProblems = "sheet-problems"
        case badSheet = "bad-sheet"
        case evaluationState = "evaluation-state"
        case ownEvaluation = "own-evaluation"
        case noSuchDispute = "no-such-dispute"
        case disputeLate = "dispute-late"
        case noAnalysts = "no-analysts"
        case databaseAway = "database-away"
        case databaseUnsettled = "database-unsettled"
    }

    package let kind: Kind
    package let code: Code
    package let sentence: String
    /// The offending field or value, where that helps; never personal data.
    package let subject: String?
    /// Before this it makes no sense to ask again.
    package let retryAfterSeconds: Int?

    package init(
        _ kind: Kind, _ code: Code, _ sentence: String, subject: String? = nil,
        retryAfterSeconds: Int? = nil
    ) {
        self.kind = kind
        self.code = code
        self.sentence = sentence
        self.subject = subject
        self.retryAfterSeconds = retryAfterSeconds
    }

    package var description: String { sentence }
}

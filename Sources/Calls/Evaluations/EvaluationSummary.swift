package import Foundation

/// An evaluation as a line of a list.
package struct EvaluationSummary: Sendable, Identifiable {
    package var id: Evaluation.ID
    package var call: Call.ID
    package var callStartedAt: Date
    /// IANA name or `+07:00`; the zone the call is shown in.
    package var zone: String
    package var callSeconds: Double
    package var agent: String?
    package var agentName: String?
    package var campaign: String?
    package var campaignName: String?
    package var stream: Evaluation.Stream
    package var draw: Draw.ID?
    package var card: Scorecard.ID
    package var cardCode: String
    package var cardVersion: Int
    package var state: Evaluation.State
    package var dueAt: Date
    package var assignedTo: Account.ID?
    /// How the analyst is called; nil when nobody has it.
    package var analyst: String?
    package var claimedAt: Date?
    /// Of the last sheet; nil before one is handed in.
    package var score: Percent?
    package var passed: Bool?
    package var autoFails: Int
    package var scoredBy: String?
    package var submittedAt: Date?
    package var releaseAt: Date?
    package var releasedAt: Date?

    package func isOverdue(at now: Date) -> Bool {
        (state == .open || state == .claimed) && dueAt < now
    }

    package init(
        id: Evaluation.ID, call: Call.ID, callStartedAt: Date, zone: String, callSeconds: Double,
        stream: Evaluation.Stream, card: Scorecard.ID, cardCode: String, cardVersion: Int,
        state: Evaluation.State, dueAt: Date
    ) {
        self.id = id
        self.call = call
        self.callStartedAt = callStartedAt
        self.zone = zone
        self.callSeconds = callSeconds
        self.stream = stream
        self.card = card
        self.cardCode = cardCode
        self.cardVersion = cardVersion
        self.state = state
        self.dueAt = dueAt
        autoFails = 0
    }
}

/// One evaluation with all that its page shows.
package struct EvaluationDetail: Sendable {
    package var summary: EvaluationSummary
    package var scorecard: Scorecard
    /// What is typed: the draft where the reader works on one, else the last sheet handed in.
    package var sheet: AnswerSheet
    /// Of the draft; 0 when there is none.
    package var revision: Int
    package var savedAt: Date?
    /// Who saved the draft, as ledger entries name principals.
    package var savedBy: String?
    /// The reader works on it just now.
    package var isMine: Bool
    package var steps: [EvaluationStep]
    package var disputes: [Dispute]
    /// Every sheet that was handed in or revised, the latest first.
    package var handedIn: [HandedSheet] = []
    /// Until when the agent may dispute; nil unless it is released.
    package var disputeUntil: Date?
    /// What the agent was to say, by the code that questions name, as it was on the call's day.
    package var scripts: [String: ScriptBesideForm] = [:]
    /// What agents were to answer on that day, by code; empty unless the reader works on it.
    package var answers: [ScriptBesideForm] = []
    /// What it is part of, if that is a calibration.
    package var calibration: Calibration.ID?
    /// A second score of a call that was scored before.
    package var isReview = false
    /// What it is the second score of, once it is handed in and as far as the reader sees that.
    package var reviewOf: Evaluation.ID?
    /// Second scores of it that the reader sees.
    package var reviews: [Evaluation.ID] = []
    /// How the accounts behind steps, disputes and the draft are called, by principal.
    package var titles: [String: String] = [:]

    package init(
        summary: EvaluationSummary, scorecard: Scorecard, sheet: AnswerSheet, revision: Int,
        savedAt: Date?, isMine: Bool, steps: [EvaluationStep], disputes: [Dispute],
        disputeUntil: Date?
    ) {
        self.summary = summary
        self.scorecard = scorecard
        self.sheet = sheet
        self.revision = revision
        self.savedAt = savedAt
        self.isMine = isMine
        self.steps = steps
        self.disputes = disputes
        self.disputeUntil = disputeUntil
    }
}

/// An answer sheet as it was handed in or revised; it never changes.
package struct HandedSheet: Sendable {
    /// From 1.
    package var number: Int
    package var sheet: AnswerSheet
    package var score: Percent?
    package var madeBy: String
    package var madeAt: Date

    package init(
        number: Int, sheet: AnswerSheet, score: Percent?, madeBy: String, madeAt: Date
    ) {
        self.number = number
        self.sheet = sheet
        self.score = score
        self.madeBy = madeBy
        self.madeAt = madeAt
    }
}

/// What is known once a draft is kept.
package struct SavedDraft: Sendable {
    package var revision: Int
    package var savedAt: Date
    /// Of what is answered so far.
    package var score: Score
    /// The scorer doesn't see it.
    package var hidesScore = false

    package init(revision: Int, savedAt: Date, score: Score) {
        self.revision = revision
        self.savedAt = savedAt
        self.score = score
    }
}

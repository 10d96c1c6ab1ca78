package import Foundation

/// One coaching with all that its page shows.
package struct CoachingDetail: Sendable {
    package var summary: CoachingSummary
    /// Nil when the customer of a call that it is about was erased.
    package var text: String?
    package var topics: [CoachingTopic]
    /// In the order in which they were done.
    package var steps: [CoachingStep]
    /// The reader may say that they have read it.
    package var mayAcknowledge = false
    /// The reader may say what came of it.
    package var mayFinish = false
    package var mayWithdraw = false
    /// How the accounts behind the steps are called, by principal.
    package var titles: [String: String] = [:]

    package init(
        summary: CoachingSummary, text: String?, topics: [CoachingTopic], steps: [CoachingStep]
    ) {
        self.summary = summary
        self.text = text
        self.topics = topics
        self.steps = steps
    }
}

/// What a coaching is about: a call, a question, or a question of a call's evaluation.
package struct CoachingTopic: Sendable {
    package var evaluation: Evaluation.ID?
    package var call: Call.ID?
    package var callStartedAt: Date?
    /// Of the call: IANA name or `+07:00`.
    package var zone: String?
    /// Code of the scorecard.
    package var card: String?
    package var question: Asked?

    package struct Asked: Sendable {
        package var code: String
        package var text: LocalText
        /// Whether the answers to it got better.
        package var effect: CoachingEffect

        package init(code: String, text: LocalText, effect: CoachingEffect) {
            self.code = code
            self.text = text
            self.effect = effect
        }
    }

    package init(evaluation: Evaluation.ID? = nil, call: Call.ID? = nil) {
        self.evaluation = evaluation
        self.call = call
    }
}

/// Something that was done with a coaching, by whom and when.
package struct CoachingStep: Sendable {
    /// The raw value stands in the database.
    package enum Kind: String, CaseIterable, Codable, Sendable {
        case made, acknowledged, done, withdrawn
    }

    package var kind: Kind
    package var doneBy: String
    package var doneAt: Date
    /// What was said with it; empty when nothing was.
    package var text: String

    package init(kind: Kind, doneBy: String, doneAt: Date, text: String) {
        self.kind = kind
        self.doneBy = doneBy
        self.doneAt = doneAt
        self.text = text
    }
}

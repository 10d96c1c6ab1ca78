package import Foundation

/// A second score of a call by somebody who didn't know the first, handed in.
package struct Review: Sendable {
    /// The second.
    package var evaluation: Evaluation.ID
    package var original: Evaluation.ID
    package var callStartedAt: Date
    /// IANA name or `+07:00`; the zone the call is shown in.
    package var zone: String
    package var reviewer: Account.ID?
    /// What the analyst handed in, whatever was decided since; nil when nothing could be scored.
    package var scored: Percent?
    package var reviewed: Percent?

    package init(
        evaluation: Evaluation.ID, original: Evaluation.ID, callStartedAt: Date, zone: String
    ) {
        self.evaluation = evaluation
        self.original = original
        self.callStartedAt = callStartedAt
        self.zone = zone
    }

    package enum Limits {
        /// Reviews that the figures of all analysts look back over.
        package static let reviewsMax = 5_000
        /// The same of one analyst, question by question.
        package static let reviewsOfOneMax = 200
        package static let analystsMax = 100
        package static let cardsMax = 200
    }
}

/// Analysts whose evaluations by one scorecard were reviewed.
package struct ReviewOverview: Sendable {
    /// Codes of scorecards that something was reviewed by, the one reviewed last first.
    package var cards: [String]
    /// The one that the figures are of; nil while nothing was reviewed.
    package var card: String?
    /// The most off first.
    package var analysts: [ReviewedAnalyst]

    package init(cards: [String], card: String?, analysts: [ReviewedAnalyst]) {
        self.cards = cards
        self.card = card
        self.analysts = analysts
    }
}

package struct ReviewedAnalyst: Sendable, Identifiable {
    package var id: Account.ID
    package var title: String
    package var report: ReviewReport

    package init(id: Account.ID, title: String, report: ReviewReport) {
        self.id = id
        self.title = title
        self.report = report
    }
}

/// One analyst, question by question.
package struct ReviewDetail: Sendable {
    package var analyst: ReviewedAnalyst
    package var card: String
    /// Those that figures are told of, as in the latest version that was reviewed.
    package var questions: [Scorecard.Question]
    /// The latest made first.
    package var reviews: [Review]

    package init(
        analyst: ReviewedAnalyst, card: String, questions: [Scorecard.Question],
        reviews: [Review]
    ) {
        self.analyst = analyst
        self.card = card
        self.questions = questions
        self.reviews = reviews
    }
}

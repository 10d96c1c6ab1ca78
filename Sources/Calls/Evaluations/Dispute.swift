package import Foundation

/// An agent's or a supervisor's objection to one answer of a released evaluation.
package struct Dispute: Sendable, Identifiable {
    package typealias ID = Identifier<Dispute>

    /// The raw value stands in the database.
    package enum Outcome: String, CaseIterable, Codable, Sendable {
        /// The answer was wrong; the evaluation is revised.
        case upheld
        case rejected, withdrawn
    }

    package var id: ID
    package var evaluation: Evaluation.ID
    /// Code of the question.
    package var question: String
    /// Nil when the call's customer was erased.
    package var text: String?
    package var raisedBy: String
    package var raisedAt: Date
    /// Until when it is to be decided.
    package var dueAt: Date
    package var decision: Decision?

    package struct Decision: Sendable {
        package var outcome: Outcome
        package var because: String?
        package var by: String
        package var at: Date

        package init(outcome: Outcome, because: String?, by: String, at: Date) {
            self.outcome = outcome
            self.because = because
            self.by = by
            self.at = at
        }
    }

    package init(
        id: ID, evaluation: Evaluation.ID, question: String, text: String?, raisedBy: String,
        raisedAt: Date, dueAt: Date, decision: Decision?
    ) {
        self.id = id
        self.evaluation = evaluation
        self.question = question
        self.text = text
        self.raisedBy = raisedBy
        self.raisedAt = raisedAt
        self.dueAt = dueAt
        self.decision = decision
    }
}

package import Foundation

/// Something that was done to an evaluation, by whom and when.
package struct EvaluationStep: Sendable {
    /// The raw value stands in the database.
    package enum Kind: String, CaseIterable, Codable, Sendable {
        case assigned, claimed, freed, submitted, confirmed
        case returned, released, acknowledged, disputed, decided, revised, replaced
    }

    package var kind: Kind
    package var doneBy: String
    package var doneAt: Date
    /// What was said with it; empty when nothing was, nil when its customer was erased.
    package var text: String?

    package init(kind: Kind, doneBy: String, doneAt: Date, text: String?) {
        self.kind = kind
        self.doneBy = doneBy
        self.doneAt = doneAt
        self.text = text
    }
}

package import Foundation

extension Scorecard {
    package typealias ID = Identifier<Scorecard>
}

/// A scorecard as it stands among others.
package struct ScorecardSummary: Sendable, Identifiable {
    package var id: Scorecard.ID
    package var code: String
    /// Of the latest version.
    package var title: LocalText
    package var questions: Int
    /// The version by which a call of today is scored; nil when none is in force.
    package var inForce: Int?
    package var latest: ScorecardVersion

    package init(
        id: Scorecard.ID, code: String, title: LocalText, questions: Int, inForce: Int?,
        latest: ScorecardVersion
    ) {
        self.id = id
        self.code = code
        self.title = title
        self.questions = questions
        self.inForce = inForce
        self.latest = latest
    }
}

/// A version without its body.
package struct ScorecardVersion: Sendable, Hashable {
    package var number: Int
    /// SHA-256 of the card's canonical JSON.
    package var digest: [UInt8]
    package var madeBy: String
    package var madeAt: Date
    /// Since which day of their own calendar calls are scored by it, as days since 1970-01-01; nil
    /// for a draft.
    package var validFrom: Int?
    package var publishedBy: String?
    package var publishedAt: Date?

    package var isDraft: Bool { validFrom == nil }

    package init(
        number: Int, digest: [UInt8], madeBy: String, madeAt: Date, validFrom: Int?,
        publishedBy: String?, publishedAt: Date?
    ) {
        self.number = number
        self.digest = digest
        self.madeBy = madeBy
        self.madeAt = madeAt
        self.validFrom = validFrom
        self.publishedBy = publishedBy
        self.publishedAt = publishedAt
    }
}

/// One version with all that it says.
package struct ScorecardDetail: Sendable {
    package var id: Scorecard.ID
    package var card: Scorecard
    package var version: ScorecardVersion
    /// The latest first.
    package var versions: [ScorecardVersion]

    package init(
        id: Scorecard.ID, card: Scorecard, version: ScorecardVersion,
        versions: [ScorecardVersion]
    ) {
        self.id = id
        self.card = card
        self.version = version
        self.versions = versions
    }
}

package import Foundation

extension SamplePlan {
    package typealias ID = Identifier<SamplePlan>
}

/// One draw of a plan: a slice of its period, or a day of one, with the seed that was committed to
/// for it.
package struct Draw: Sendable, Identifiable {
    package typealias ID = Identifier<Draw>

    package enum Outcome: String, CaseIterable, Codable, Sendable {
        case drawn, cancelled
    }

    package var id: ID
    package var plan: SamplePlan.ID
    package var planVersion: Int
    /// Calls that begin in here; of a review, evaluations that were handed in in here.
    package var slice: DateInterval
    /// Not before this is it drawn.
    package var dueAt: Date
    /// SHA-256 of the seed, and since when it stands.
    package var commitment: [UInt8]
    package var committedAt: Date
    /// Nil until it is drawn.
    package var result: Result?
    package var outcome: Outcome?
    package var endedAt: Date?

    package struct Result: Sendable {
        package var seed: [UInt8]
        package var frameDigest: [UInt8]
        package var calls: Int
        package var picks: Int
        /// Of a lot; nil for any other method.
        package var severity: InspectionSeverity?

        package init(
            seed: [UInt8], frameDigest: [UInt8], calls: Int, picks: Int,
            severity: InspectionSeverity? = nil
        ) {
            self.seed = seed
            self.frameDigest = frameDigest
            self.calls = calls
            self.picks = picks
            self.severity = severity
        }
    }

    /// The seed was made when the last call of the slice had begun already, so that the draw can
    /// be redrawn, but not that no other seed was tried before: the ledger tells of every one.
    package var isCommittedLate: Bool { committedAt >= slice.end }

    package init(
        id: ID, plan: SamplePlan.ID, planVersion: Int, slice: DateInterval, dueAt: Date,
        commitment: [UInt8], committedAt: Date, result: Result?, outcome: Outcome?,
        endedAt: Date?
    ) {
        self.id = id
        self.plan = plan
        self.planVersion = planVersion
        self.slice = slice
        self.dueAt = dueAt
        self.commitment = commitment
        self.committedAt = committedAt
        self.result = result
        self.outcome = outcome
        self.endedAt = endedAt
    }
}

/// What a draw took of one stratum.
package struct DrawStratum: Sendable {
    package var key: String
    /// How the key is called: an agent's name, a campaign's.
    package var title: String
    package var calls: Int
    package var asked: Int
    /// With those that stand in for others.
    package var picks: Int
    package var replaced: Int

    package init(
        key: String, title: String, calls: Int, asked: Int, picks: Int, replaced: Int
    ) {
        self.key = key
        self.title = title
        self.calls = calls
        self.asked = asked
        self.picks = picks
        self.replaced = replaced
    }
}

extension DrawStratum {
    /// Drawn at first, before anything was replaced.
    package var drawn: Int { min(asked, calls) }
    /// What was asked for and isn't there.
    package var short: Int { max(0, asked - calls) }
}

/// A draw with all that its page shows but its picks.
package struct DrawDetail: Sendable {
    package var draw: Draw
    package var plan: SamplePlan
    package var strata: [DrawStratum]
    /// Reviews that aren't handed in. While there are any, its calls are told to nobody, and its
    /// strata to nobody who might be given one.
    package var openReviews = 0

    package init(draw: Draw, plan: SamplePlan, strata: [DrawStratum]) {
        self.draw = draw
        self.plan = plan
        self.strata = strata
    }
}

/// A plan as a line of a list.
package struct SamplePlanSummary: Sendable, Identifiable {
    package var id: SamplePlan.ID
    package var version: Int
    package var plan: SamplePlan
    package var stoppedAt: Date?
    package var madeBy: String
    package var madeAt: Date

    package init(
        id: SamplePlan.ID, version: Int, plan: SamplePlan, stoppedAt: Date?, madeBy: String,
        madeAt: Date
    ) {
        self.id = id
        self.version = version
        self.plan = plan
        self.stoppedAt = stoppedAt
        self.madeBy = madeBy
        self.madeAt = madeAt
    }
}

/// Why a picked call can't be scored, so that the next of the order stands in for it. The raw value
/// stands in the database and the ledger.
package enum ReplacementReason: String, CaseIterable, Codable, Sendable {
    case noSpeech = "no-speech"
    case badSound = "bad-sound"
    case wrongLanguage = "wrong-language"
    case notACall = "not-a-call"
    case otherAgent = "other-agent"
    case erased
}

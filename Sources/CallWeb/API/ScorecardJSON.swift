import CallDesk
import Calls

/// A line of `GET /api/v1/scorecards`.
struct ScorecardJSON: Encodable, Sendable {
    let id: String
    let code: String
    let title: LocalText
    let questions: Int
    let inForce: OrNull<Int>
    let latest: ScorecardVersionJSON

    init(_ card: ScorecardSummary, _ words: Words) {
        id = card.id.description
        code = card.code
        title = card.title
        questions = card.questions
        inForce = OrNull(card.inForce)
        latest = ScorecardVersionJSON(card.latest, words)
    }
}

struct ScorecardVersionJSON: Encodable, Sendable {
    let number: Int
    let digest: String
    let madeBy: String
    let madeAt: String
    /// The day from which on calls are scored by it; null for a draft.
    let from: OrNull<String>
    let publishedBy: OrNull<String>
    let publishedAt: OrNull<String>

    init(_ version: ScorecardVersion, _ words: Words) {
        number = version.number
        digest = version.digest.hexadecimal
        madeBy = version.madeBy
        madeAt = words.home.time(version.madeAt).iso8601
        from = OrNull(version.validFrom.map { "\(LocalDay(number: $0))" })
        publishedBy = OrNull(version.publishedBy)
        publishedAt = OrNull(version.publishedAt.map { words.home.time($0).iso8601 })
    }
}

/// One version with its card, in the JSON form that its digest is made of.
struct ScorecardDetailJSON: Encodable, Sendable {
    let id: String
    let code: String
    let version: ScorecardVersionJSON
    let inForce: OrNull<Int>
    let versions: [ScorecardVersionJSON]
    let card: Scorecard

    init(_ detail: ScorecardDetail, inForce: Int?, _ words: Words) {
        id = detail.id.description
        code = detail.card.code
        version = ScorecardVersionJSON(detail.version, words)
        self.inForce = OrNull(inForce)
        versions = detail.versions.map { ScorecardVersionJSON($0, words) }
        card = detail.card
    }
}

struct ScorecardMadeJSON: Encodable, Sendable {
    let id: String
    let version: Int
}

struct ScorecardDifferenceJSON: Encodable, Sendable {
    let changesScores: Bool
    let changes: [ScorecardDifference.Change]

    init(_ difference: ScorecardDifference) {
        changesScores = difference.changesScores
        changes = difference.changes
    }
}

struct SimulationJSON: Encodable, Sendable {
    struct Outcome: Encodable, Sendable {
        let evaluation: String
        let version: Int
        let formerTotal: OrNull<Percent>
        let total: OrNull<Percent>
        let formerPassed: OrNull<Bool>
        let passed: OrNull<Bool>
        let lost: [String]
        let unanswered: [String]
    }

    struct Totals: Encodable, Sendable {
        let evaluations: Int
        let compared: Int
        let formerMean: OrNull<Percent>
        let mean: OrNull<Percent>
        let raised: Int
        let lowered: Int
        let newlyPassed: Int
        let newlyFailed: Int
        let incomplete: Int
    }

    let totals: Totals
    let isCut: Bool
    let outcomes: [Outcome]

    init(_ simulated: SimulatedScorecard) {
        let sums = simulated.simulation.totals
        totals = Totals(
            evaluations: sums.evaluations, compared: sums.compared,
            formerMean: OrNull(sums.formerMean), mean: OrNull(sums.mean), raised: sums.raised,
            lowered: sums.lowered, newlyPassed: sums.newlyPassed,
            newlyFailed: sums.newlyFailed, incomplete: sums.incomplete)
        isCut = simulated.isCut
        outcomes = zip(simulated.simulation.outcomes, simulated.evaluations).map { one, of in
            Outcome(
                evaluation: one.id, version: of.cardVersion,
                formerTotal: OrNull(one.formerTotal), total: OrNull(one.total),
                formerPassed: OrNull(one.formerPassed), passed: OrNull(one.passed),
                lost: one.lost, unanswered: one.unanswered)
        }
    }
}

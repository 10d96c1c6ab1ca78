import Foundation

/// Which calls are scored: from what, how many, how often, and what for. Whoever stores plans
/// counts their versions; a version that was drawn from doesn't change.
package struct SamplePlan: Hashable, Sendable {
    package enum Stream: Hashable, Sendable {
        /// Every call has a known chance, so that averages can be estimated.
        case estimate
        /// Calls that were looked for; they never enter an estimate. Why they were looked for.
        case risk(reason: String)
        /// Calls whose evaluation was handed in within the slice, scored again by somebody else to
        /// compare the two; they never enter an estimate.
        case review
    }

    package var name: String
    package var population: Population
    /// In which days and cycles begin: IANA name or `+07:00`.
    package var zone: String
    package var period: SamplePeriod
    package var method: SampleMethod
    package var stream: Stream
    /// Code of the scorecard by which the calls are scored; of a review, were scored.
    package var scorecard: String
    /// Working days from the draw until a score is due.
    package var dueDays: Int
    /// Of the intervals that are shown.
    package var confidencePercent: Int

    package init(
        name: String, population: Population = Population(), zone: String, period: SamplePeriod,
        method: SampleMethod, stream: Stream = .estimate, scorecard: String, dueDays: Int = 5,
        confidencePercent: Int = 95
    ) {
        self.name = name
        self.population = population
        self.zone = zone
        self.period = period
        self.method = method
        self.stream = stream
        self.scorecard = scorecard
        self.dueDays = dueDays
        self.confidencePercent = confidencePercent
    }

    package enum Limits {
        package static let jsonBytes = 262_144
        package static let nameCharacters = 120
        package static let textCharacters = 200
        package static let codeCharacters = 64
        package static let reasonCharacters = 500
        package static let listEntries = 500
        package static let quotaEntries = 1_000
        package static let calls = 1_000_000
        package static let seconds = 86_400
        /// Ten years.
        package static let periodDays = 3_660
        package static let dueDays = 1...250
        package static let confidencePercent = 80...99
    }

    /// The plan as JSON with keys in order and nothing but what matters: the same plan, the same
    /// bytes. At most `Limits.jsonBytes` when `problems()` finds nothing.
    package func canonicalJSON() throws -> [UInt8] {
        var plan = self
        plan.population = population.normalized
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(plan))
    }

    /// Reads what `canonicalJSON` wrote, or somebody by hand; nil when it isn't a plan.
    package init?(json: [UInt8]) {
        guard json.count <= Limits.jsonBytes,
            let plan = try? JSONDecoder().decode(SamplePlan.self, from: Data(json))
        else { return nil }
        self = plan
        population = population.normalized
    }
}

extension SamplePlan: Codable {}

extension SamplePlan.Stream: Codable {
    private enum Key: String, CodingKey { case kind, reason }
    private enum Kind: String, Codable { case estimate, risk, review }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        switch try values.decode(Kind.self, forKey: .kind) {
        case .estimate: self = .estimate
        case .risk: self = .risk(reason: try values.decode(String.self, forKey: .reason))
        case .review: self = .review
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        switch self {
        case .estimate:
            try values.encode(Kind.estimate, forKey: .kind)
        case .risk(let reason):
            try values.encode(Kind.risk, forKey: .kind)
            try values.encode(reason, forKey: .reason)
        case .review:
            try values.encode(Kind.review, forKey: .kind)
        }
    }
}

/// How many calls are drawn, and of which strata.
package enum SampleMethod: Hashable, Sendable {
    case simple(Int)
    /// Rounded up, and at least `least`.
    case percentage(hundredthsOfPercent: Int, least: Int)
    case everything
    /// As many of each agent.
    case perAgent(Int)
    case stratified(by: StratumField, Allocation)
    /// As many as ANSI/ASQ Z1.4 asks for a lot of that size.
    case acceptance(InspectionLevel, QualityLimit)

    package enum Allocation: Hashable, Sendable {
        /// `total` over all strata by their sizes, `least` of each first.
        case proportional(total: Int, least: Int)
        case equal(each: Int)
        /// As many of each stratum as is written for its key, `other` of those that aren't named.
        case quotas([String: Int], other: Int)
    }

    /// By what the population is split; nil when it is drawn from as one stratum with the key "".
    package var field: StratumField? {
        switch self {
        case .perAgent: .agent
        case .stratified(let field, _): field
        case .simple, .percentage, .everything, .acceptance: nil
        }
    }
}

/// What a population can be split by. The key of a call that lacks the field is "".
package enum StratumField: String, CaseIterable, Codable, Sendable {
    /// Codes of campaigns, ids of teams and agents.
    case campaign, team, agent
    case direction, disposition
    /// `0`, `20`, `40`, `60`, `80`, `100`.
    case stage
    /// Bands of `durationKey`.
    case duration
    /// `1` for Monday to `7`, by the plan's zone.
    case weekday
    /// `00` to `23`, by the plan's zone.
    case hour
    /// Id of the account that handed the evaluation in; of reviews alone.
    case analyst

    /// Where bands of duration begin, in seconds.
    package static let durationBands = [0, 30, 60, 180, 600, 1_800]

    package static let durationKeys = [
        "0000-0029", "0030-0059", "0060-0179", "0180-0599", "0600-1799", "1800+",
    ]

    package static func durationKey(seconds: Double) -> String {
        durationKeys[max(0, durationBands.count(where: { Double($0) <= seconds }) - 1)]
    }

    /// The keys that can occur; nil when that can't be said beforehand.
    package var keys: [String]? {
        switch self {
        case .campaign, .team, .agent, .disposition, .analyst: nil
        case .direction: Direction.allCases.map(\.rawValue) + [""]
        case .stage: Population.stagesKnown.map(String.init) + [""]
        case .duration: Self.durationKeys
        case .weekday: (1...7).map(String.init)
        case .hour: (0...23).map { $0 < 10 ? "0\($0)" : "\($0)" }
        }
    }
}

extension SampleMethod: Codable {
    private enum Key: String, CodingKey {
        case kind, count, hundredthsOfPercent, least, by, allocation, level, limit
    }
    private enum Kind: String, Codable {
        case simple, percentage, everything, perAgent, stratified, acceptance
    }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        func number(_ key: Key) throws -> Int { try values.decode(Int.self, forKey: key) }
        switch try values.decode(Kind.self, forKey: .kind) {
        case .simple: self = .simple(try number(.count))
        case .percentage:
            self = .percentage(
                hundredthsOfPercent: try number(.hundredthsOfPercent),
                least: try values.decodeIfPresent(Int.self, forKey: .least) ?? 0)
        case .everything: self = .everything
        case .perAgent: self = .perAgent(try number(.count))
        case .stratified:
            self = .stratified(
                by: try values.decode(StratumField.self, forKey: .by),
                try values.decode(Allocation.self, forKey: .allocation))
        case .acceptance:
            self = .acceptance(
                try values.decode(InspectionLevel.self, forKey: .level),
                try values.decode(QualityLimit.self, forKey: .limit))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        switch self {
        case .simple(let count):
            try values.encode(Kind.simple, forKey: .kind)
            try values.encode(count, forKey: .count)
        case .percentage(let hundredths, let least):
            try values.encode(Kind.percentage, forKey: .kind)
            try values.encode(hundredths, forKey: .hundredthsOfPercent)
            try values.encode(least, forKey: .least)
        case .everything:
            try values.encode(Kind.everything, forKey: .kind)
        case .perAgent(let count):
            try values.encode(Kind.perAgent, forKey: .kind)
            try values.encode(count, forKey: .count)
        case .stratified(let field, let allocation):
            try values.encode(Kind.stratified, forKey: .kind)
            try values.encode(field, forKey: .by)
            try values.encode(allocation, forKey: .allocation)
        case .acceptance(let level, let limit):
            try values.encode(Kind.acceptance, forKey: .kind)
            try values.encode(level, forKey: .level)
            try values.encode(limit, forKey: .limit)
        }
    }
}

extension SampleMethod.Allocation: Codable {
    private enum Key: String, CodingKey { case kind, total, least, each, quotas, other }
    private enum Kind: String, Codable { case proportional, equal, quotas }

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        func number(_ key: Key) throws -> Int {
            try values.decodeIfPresent(Int.self, forKey: key) ?? 0
        }
        switch try values.decode(Kind.self, forKey: .kind) {
        case .proportional:
            self = .proportional(total: try number(.total), least: try number(.least))
        case .equal: self = .equal(each: try number(.each))
        case .quotas:
            self = .quotas(
                try values.decode([String: Int].self, forKey: .quotas), other: try number(.other))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        switch self {
        case .proportional(let total, let least):
            try values.encode(Kind.proportional, forKey: .kind)
            try values.encode(total, forKey: .total)
            try values.encode(least, forKey: .least)
        case .equal(let each):
            try values.encode(Kind.equal, forKey: .kind)
            try values.encode(each, forKey: .each)
        case .quotas(let quotas, let other):
            try values.encode(Kind.quotas, forKey: .kind)
            try values.encode(quotas, forKey: .quotas)
            try values.encode(other, forKey: .other)
        }
    }
}

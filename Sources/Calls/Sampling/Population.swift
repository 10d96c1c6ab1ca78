/// Which calls a plan draws from. An empty list asks nothing; every field that asks must hold.
package struct Population: Hashable, Sendable {
    /// Campaigns by the codes that recorders write.
    package var campaigns: [String]
    package var teams: [Team.ID]
    package var agents: [Agent.ID]
    package var directions: [Direction]
    /// In the recorder's words.
    package var dispositions: [String]
    /// Stages of the funnel: 0, 20, 40, 60, 80 or 100.
    package var stages: [Int]
    package var leastSeconds: Int?
    package var mostSeconds: Int?
    /// Calls with at least one of these.
    package var verdictsAny: [Verdict]
    /// Calls with none of these.
    package var verdictsNone: [Verdict]
    /// Only calls with a complaint, or only calls without.
    package var hasComplaint: Bool?

    package init(
        campaigns: [String] = [], teams: [Team.ID] = [], agents: [Agent.ID] = [],
        directions: [Direction] = [], dispositions: [String] = [], stages: [Int] = [],
        leastSeconds: Int? = nil, mostSeconds: Int? = nil, verdictsAny: [Verdict] = [],
        verdictsNone: [Verdict] = [], hasComplaint: Bool? = nil
    ) {
        self.campaigns = campaigns
        self.teams = teams
        self.agents = agents
        self.directions = directions
        self.dispositions = dispositions
        self.stages = stages
        self.leastSeconds = leastSeconds
        self.mostSeconds = mostSeconds
        self.verdictsAny = verdictsAny
        self.verdictsNone = verdictsNone
        self.hasComplaint = hasComplaint
    }

    package static let stagesKnown = FunnelStage.allCases.map(\.rawValue)

    /// The same population with its lists in order and nothing in them twice, so that one meaning
    /// has one form.
    package var normalized: Population {
        var result = self
        result.campaigns = Self.ordered(campaigns) { SampleFrame.precedes($0, $1) }
        result.teams = Self.ordered(teams, by: <)
        result.agents = Self.ordered(agents, by: <)
        result.directions = Self.ordered(directions) { $0.rawValue < $1.rawValue }
        result.dispositions = Self.ordered(dispositions) { SampleFrame.precedes($0, $1) }
        result.stages = Self.ordered(stages, by: <)
        result.verdictsAny = Self.ordered(verdictsAny) { $0.rawValue < $1.rawValue }
        result.verdictsNone = Self.ordered(verdictsNone) { $0.rawValue < $1.rawValue }
        return result
    }

    private static func ordered<Item: Hashable>(
        _ items: [Item], by precedes: (Item, Item) -> Bool
    ) -> [Item] {
        Set(items).sorted(by: precedes)
    }
}

extension Population: Codable {
    private enum Key: String, CodingKey {
        case campaigns, teams, agents, directions, dispositions, stages
        case leastSeconds, mostSeconds, verdictsAny, verdictsNone, hasComplaint
    }

    /// Fields that are missing ask nothing.
    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        func list<Item: Decodable>(_ key: Key, of type: Item.Type = Item.self) throws -> [Item] {
            try values.decodeIfPresent([Item].self, forKey: key) ?? []
        }
        self.init(
            campaigns: try list(.campaigns), teams: try list(.teams), agents: try list(.agents),
            directions: try list(.directions), dispositions: try list(.dispositions),
            stages: try list(.stages),
            leastSeconds: try values.decodeIfPresent(Int.self, forKey: .leastSeconds),
            mostSeconds: try values.decodeIfPresent(Int.self, forKey: .mostSeconds),
            verdictsAny: try list(.verdictsAny), verdictsNone: try list(.verdictsNone),
            hasComplaint: try values.decodeIfPresent(Bool.self, forKey: .hasComplaint))
    }

    /// Fields that ask nothing are left out.
    package func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        func put(_ items: [some Encodable], _ key: Key) throws {
            if !items.isEmpty { try values.encode(items, forKey: key) }
        }
        try put(campaigns, .campaigns)
        try put(teams, .teams)
        try put(agents, .agents)
        try put(directions, .directions)
        try put(dispositions, .dispositions)
        try put(stages, .stages)
        try put(verdictsAny, .verdictsAny)
        try put(verdictsNone, .verdictsNone)
        try values.encodeIfPresent(leastSeconds, forKey: .leastSeconds)
        try values.encodeIfPresent(mostSeconds, forKey: .mostSeconds)
        try values.encodeIfPresent(hasComplaint, forKey: .hasComplaint)
    }
}

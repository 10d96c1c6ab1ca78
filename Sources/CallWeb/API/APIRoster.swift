import CallDesk
import Calls
import Foundation
import Hummingbird

extension Web {
    func apiAgents(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["q", "team", "state", "after", "limit"])
        let agents = try await desk.agents(
            try Self.rosterFilter(visit.query), after: visit.query["after"],
            limit: try visit.query.limit(orElse: 50), by: visit.principal)
        let dates = rosterDates
        return try .json(
            PageJSON(items: agents.items.map { AgentJSON($0, dates) }, next: agents.next))
    }

    func apiAgent(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id = try await agentID(visit)
        let agent = try await desk.agent(id, by: visit.principal)
        return try .json(AgentDetailJSON(agent, rosterDates, home))
    }

    func apiTeams(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let teams = try await desk.teams(by: visit.principal)
        return try .json(PageJSON(items: teams.map(TeamJSON.init), next: nil))
    }

    func apiCampaigns(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["after", "limit"])
        let campaigns = try await desk.campaigns(
            after: visit.query["after"], limit: try visit.query.limit(orElse: 50),
            by: visit.principal)
        return try .json(
            PageJSON(items: campaigns.items.map(CampaignJSON.init), next: campaigns.next))
    }

    func apiUnassigned(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["after", "limit"])
        let codes = try await desk.unassigned(
            after: visit.query["after"], limit: try visit.query.limit(orElse: 50),
            by: visit.principal)
        return try .json(
            PageJSON(items: codes.items.map { UnassignedJSON($0, home) }, next: codes.next))
    }

    /// The body is the file itself. With `dryRun=true` it is only looked at.
    func apiImportRoster(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["dryRun"])
        var limits = settings.limits
        limits.bodyBytesMax = CSV.bytesMax
        let data = Data(try await visit.body(limits: limits).readableBytesView)
        let preview = try await desk.previewRoster(data, by: visit.principal)
        guard preview.plan.problems.isEmpty else {
            return try .json(
                ImportJSON(preview.plan, isApplied: false, visit.words),
                status: .unprocessableContent)
        }
        if visit.query["dryRun"] == "true" {
            return try .json(ImportJSON(preview.plan, isApplied: false, visit.words))
        }
        let plan = try await desk.importRoster(data, by: visit.principal)
        return try .json(ImportJSON(plan, isApplied: true, visit.words))
    }

    /// The id in the path, or the agent with the staff number that stands there.
    func agentID(_ visit: Visit) async throws -> Agent.ID {
        let text = visit.parameters["agent"] ?? ""
        if let id = Agent.ID(text: text),
            (try? await desk.agent(id, by: visit.principal)) != nil
        {
            return id
        }
        return try await desk.agent(staffCode: text, by: visit.principal).summary.id
    }
}

struct CodeJSON: Encodable, Sendable {
    let id: AgentCode.ID
    let kind: CodeKind
    let code: String
    let from: OrNull<String>
    let until: OrNull<String>

    init(_ code: AgentCode, _ dates: RosterDate) {
        id = code.id
        kind = code.kind
        self.code = code.code
        (from, until) = code.validity.written(dates)
    }
}

extension Validity {
    /// Days in the installation's zone, the last one that counts; null for no bound.
    func written(_ dates: RosterDate) -> (OrNull<String>, OrNull<String>) {
        let (start, end) = (dates.text(start: from), dates.text(end: until))
        return (OrNull(start.isEmpty ? nil : start), OrNull(end.isEmpty ? nil : end))
    }
}

struct AgentJSON: Encodable, Sendable {
    let id: Agent.ID
    /// The staff number; of somebody unassigned what the recorder wrote.
    let code: String
    let name: OrNull<String>
    let team: OrNull<String>
    let codes: [CodeJSON]
    let leftOn: OrNull<String>

    init(_ agent: AgentSummary, _ dates: RosterDate) {
        id = agent.id
        code = agent.code
        name = OrNull(agent.name)
        team = OrNull(agent.team?.name)
        codes = agent.codes.map { CodeJSON($0, dates) }
        leftOn = OrNull(agent.leftAt.map { dates.text(end: $0) })
    }
}

struct AgentDetailJSON: Encodable, Sendable {
    struct Place: Encodable, Sendable {
        let id: Membership.ID
        let team: String
        let from: OrNull<String>
        let until: OrNull<String>
    }

    struct Note: Encodable, Sendable {
        let at: String
        let action: String
        let principal: String
    }

    let id: Agent.ID
    let code: String
    let name: OrNull<String>
    let team: OrNull<String>
    /// All, also those that don't hold any more.
    let codes: [CodeJSON]
    let teams: [Place]
    let leftOn: OrNull<String>
    let account: OrNull<String>
    let calls: Int
    /// There are more than `calls`.
    let callsAreMore: Bool
    let history: [Note]

    init(_ agent: AgentDetail, _ dates: RosterDate, _ home: Zone) {
        let line = AgentJSON(agent.summary, dates)
        id = line.id
        code = line.code
        name = line.name
        team = line.team
        leftOn = line.leftOn
        codes = agent.codes.map { CodeJSON($0, dates) }
        teams = agent.teams.map { team in
            let (from, until) = team.membership.validity.written(dates)
            return Place(id: team.membership.id, team: team.name, from: from, until: until)
        }
        account = OrNull(agent.account)
        calls = agent.calls.count
        callsAreMore = agent.calls.isMore
        history = agent.history.map {
            Note(at: home.time($0.at).iso8601, action: $0.action, principal: $0.principal)
        }
    }
}

struct TeamJSON: Encodable, Sendable {
    let id: Team.ID
    let name: String
    let agents: Int
    let isClosed: Bool

    init(_ team: TeamSummary) {
        id = team.id
        name = team.name
        agents = team.agents
        isClosed = team.closedAt != nil
    }
}

struct CampaignJSON: Encodable, Sendable {
    let id: Campaign.ID
    let code: String
    let name: OrNull<String>

    init(_ campaign: CampaignSummary) {
        id = campaign.id
        code = campaign.code
        name = OrNull(campaign.name)
    }
}

struct UnassignedJSON: Encodable, Sendable {
    let id: Agent.ID
    let code: String
    let calls: Int
    let callsAreMore: Bool
    let firstCallAt: String
    let lastCallAt: String
    let sources: [String]

    init(_ code: UnassignedCode, _ home: Zone) {
        id = code.id
        self.code = code.code
        calls = code.calls.count
        callsAreMore = code.calls.isMore
        firstCallAt = home.time(code.firstCallAt).iso8601
        lastCallAt = home.time(code.lastCallAt).iso8601
        sources = code.sources
    }
}

struct ImportJSON: Encodable, Sendable {
    struct Problem: Encodable, Sendable {
        /// 0 for the file as a whole.
        let line: Int
        let code: String
        let sentence: String
    }

    let isApplied: Bool
    let added: Int
    let changed: Int
    let unchanged: Int
    let newTeams: [String]
    let problems: [Problem]

    init(_ plan: RosterPlan, isApplied: Bool, _ words: Words) {
        self.isApplied = isApplied
        added = plan.counts[.added] ?? 0
        changed = plan.counts[.changed] ?? 0
        unchanged = plan.counts[.unchanged] ?? 0
        newTeams = plan.newTeams.map(\.name)
        problems = plan.problems.map {
            Problem(line: $0.line, code: $0.code.rawValue, sentence: words.sentence($0))
        }
    }
}

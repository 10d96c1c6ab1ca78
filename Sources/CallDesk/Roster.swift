package import Calls
import CallStore
import Foundation

/// Seeing the roster.
extension CallDesk {
    private static let teamsMax = 1_000
    private static let historyMax = 30

    /// People by name; of somebody whose scope is narrowed, those who are in these teams just now.
    package func agents(
        _ filter: RosterFilter, after cursor: String?, limit: Int, by principal: Principal
    ) async throws -> Page<AgentSummary> {
        let limit = try checked(limit)
        let (desk, now, visibility) = (self, now(), try visibility(.seeRoster, of: principal))
        return try await see(by: principal, needing: .seeRoster) { db in
            let after = try cursor.map { try desk.rosterCursor($0, in: db) }
            let rows = try db.people(
                filter, within: visibility, at: now, after: after, limit: limit + 1)
            let items = try rows.prefix(limit).map { row in
                try desk.summary(of: row, at: now, in: db)
            }
            return Page(
                items: items, next: rows.count > limit ? items.last?.id.description : nil)
        }
    }

    /// Everybody of the roster or unassigned whom `principal` may know of.
    package func agent(_ id: Agent.ID, by principal: Principal) async throws -> AgentDetail {
        let (desk, now, visibility) = (self, now(), try visibility(.seeRoster, of: principal))
        return try await see(by: principal, needing: .seeRoster) { db in
            guard try db.isOnRoster(id, within: visibility, at: now),
                let row = try desk.verified(db.agent(id))
            else { throw Refusal.noSuchAgent }
            let teams = try db.teams(of: id).filter { visibility.covers(team: $0.membership.team) }
            return AgentDetail(
                summary: try desk.summary(of: row, at: now, in: db),
                codes: try db.codes(of: id).map { code in
                    try desk.verify(code)
                    return code.code
                },
                teams: try teams.map { row in
                    try desk.verify(row)
                    let team = try desk.verified(db.team(row.membership.team))
                    return (row.membership, team?.name ?? "")
                },
                account: try desk.verified(db.account(of: id))?.name,
                calls: try db.calls(of: id, bound: UnassignedCode.callsMax).count,
                history: try db.ledgerNotes(of: "agent:\(id)", limit: Self.historyMax))
        }
    }

    /// The agent with this staff number.
    package func agent(
        staffCode: String, by principal: Principal
    ) async throws -> AgentDetail {
        let id = try await see(by: principal, needing: .seeRoster) { db in
            try db.agent(code: staffCode)?.id
        }
        guard let id else { throw Refusal.noSuchAgent }
        return try await agent(id, by: principal)
    }

    /// By name; of somebody whose scope is narrowed, these teams alone.
    package func teams(by principal: Principal) async throws -> [TeamSummary] {
        let (desk, now, visibility) = (self, now(), try visibility(.seeRoster, of: principal))
        return try await see(by: principal, needing: .seeRoster) { db in
            let counts = try db.countsOfTeams(at: now)
            return try db.teams(limit: Self.teamsMax).compactMap { row in
                guard visibility.covers(team: row.id) else { return nil }
                try desk.verify(row)
                return TeamSummary(
                    id: row.id, name: row.name, closedAt: row.closedAt,
                    agents: counts[row.id] ?? 0)
            }
        }
    }

    /// Codes that turned up and are nobody's. They are in no team, so that who is narrowed to
    /// teams sees none.
    package func unassigned(
        after cursor: String?, limit: Int, by principal: Principal
    ) async throws -> Page<UnassignedCode> {
        let limit = try checked(limit)
        let (desk, visibility) = (self, try visibility(.seeRoster, of: principal))
        guard visibility == .everything else {
            return Page(items: [], next: nil)
        }
        return try await see(by: principal, needing: .seeRoster) { db in
            let after = try cursor.map { try desk.rosterCursor($0, in: db).name }
            let rows = try db.unassigned(after: after, limit: limit + 1)
            let items = try rows.prefix(limit).map { row in
                try desk.verify(row)
                let calls = try db.calls(of: row.id, bound: UnassignedCode.callsMax)
                return UnassignedCode(
                    id: row.id, code: row.code, calls: calls.count,
                    firstCallAt: calls.first ?? row.firstSeenAt,
                    lastCallAt: calls.last ?? row.firstSeenAt, sources: try db.sources(of: row.id))
            }
            return Page(
                items: items, next: rows.count > limit ? items.last?.id.description : nil)
        }
    }

    package func hasUnassigned(by principal: Principal) async throws -> Bool {
        guard try visibility(.seeRoster, of: principal) == .everything else { return false }
        return try await see(by: principal, needing: .seeRoster) { try $0.hasUnassigned() }
    }

    package func campaigns(
        after cursor: String?, limit: Int, by principal: Principal
    ) async throws -> Page<CampaignSummary> {
        let limit = try checked(limit)
        let desk = self
        return try await see(by: principal, needing: .seeRoster) { db in
            let after = try cursor.map { text in
                guard let id = Campaign.ID(text: text), let row = try db.campaign(id) else {
                    throw Self.badCursor
                }
                return row.code
            }
            let rows = try db.campaigns(after: after, limit: limit + 1)
            let items = try rows.prefix(limit).map { row in
                try desk.verify(row)
                return CampaignSummary(id: row.id, code: row.code, name: row.name)
            }
            return Page(
                items: items, next: rows.count > limit ? items.last?.id.description : nil)
        }
    }

    /// The page goes on behind this agent, whose name is looked up so that none stands in an
    /// address.
    private func rosterCursor(_ text: String, in db: Transaction) throws -> RosterCursor {
        guard let id = Agent.ID(text: text), let row = try db.agent(id) else {
            throw Self.badCursor
        }
        return RosterCursor(name: row.name ?? row.code, id: id)
    }

    private func summary(
        of row: AgentRow, at now: Date, in db: Transaction
    ) throws -> AgentSummary {
        try verify(row)
        let membership = try verified(db.team(of: row.id, at: now))?.membership
        let team = try membership.flatMap { try verified(db.team($0.team)) }
        let codes = try db.codes(of: row.id).filter { $0.code.validity.contains(now) }
        for code in codes { try verify(code) }
        return AgentSummary(
            id: row.id, code: row.code, name: row.name,
            team: team.map { TeamSummary(id: $0.id, name: $0.name, closedAt: $0.closedAt) },
            codes: codes.map(\.code), leftAt: row.leftAt)
    }
}

extension Visibility {
    fileprivate func covers(team: Team.ID) -> Bool {
        switch self {
        case .everything, .agent: true
        case .teams(let teams): teams.contains(team)
        }
    }
}

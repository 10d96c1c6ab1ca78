package import Calls
package import Foundation

/// A team as stored.
package struct TeamRow: RegulatedRow {
    package static let table = "team"

    package var id: Team.ID
    package var name: String
    package var closedAt: Date?
    package var version: Int64
    package var rowMAC: [UInt8]

    package init(id: Team.ID, name: String) {
        self.id = id
        self.name = name
        version = 1
        rowMAC = []
    }

    package init(_ row: Row) throws {
        self.init(id: try row.get("id"), name: try row.get("name"))
        closedAt = try row.get("closed_at")
        version = try row.get("version")
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [id, name, closedAt, version]
        return values.map(\.sqlValue)
    }
}

/// A code of an agent as stored.
package struct AgentCodeRow: RegulatedRow {
    package static let table = "agent_code"

    package var code: AgentCode
    package var rowMAC: [UInt8] = []

    package init(_ code: AgentCode) {
        self.code = code
    }

    package init(_ row: Row) throws {
        let name: String = try row.get("kind")
        guard let kind = CodeKind(rawValue: name) else {
            throw StoreFault.unexpectedRow("a code of the kind \(name)")
        }
        code = AgentCode(
            id: try row.get("id"), agent: try row.get("agent_id"), kind: kind,
            code: try row.get("code"), validity: try Validity(row))
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [
            code.id, code.agent, code.kind.rawValue, code.code, code.validity.from,
            code.validity.until,
        ]
        return values.map(\.sqlValue)
    }
}

/// An agent's time in a team as stored.
package struct AgentTeamRow: RegulatedRow {
    package static let table = "agent_team"

    package var membership: Membership
    package var rowMAC: [UInt8] = []

    package init(_ membership: Membership) {
        self.membership = membership
    }

    package init(_ row: Row) throws {
        membership = Membership(
            id: try row.get("id"), agent: try row.get("agent_id"), team: try row.get("team_id"),
            validity: try Validity(row))
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [
            membership.id, membership.agent, membership.team, membership.validity.from,
            membership.validity.until,
        ]
        return values.map(\.sqlValue)
    }
}

extension Validity {
    init(_ row: Row) throws {
        self.init(from: try row.get("valid_from"), until: try row.get("valid_until"))
    }
}

extension Transaction {
    package func insert(_ team: TeamRow) throws {
        try execute("""
            INSERT INTO team (id, name, closed_at, version, row_mac)
            VALUES (\(team.id), \(team.name), \(team.closedAt), \(team.version), \(team.rowMAC))
            """)
    }

    package func update(_ team: TeamRow) throws {
        try execute("""
            UPDATE team SET name = \(team.name), closed_at = \(team.closedAt),
              version = \(team.version), row_mac = \(team.rowMAC)
            WHERE id = \(team.id)
            """)
    }

    package func team(_ id: Team.ID) throws -> TeamRow? {
        try row("SELECT * FROM team WHERE id = \(id)").map(TeamRow.init)
    }

    package func team(named name: String) throws -> TeamRow? {
        try row("SELECT * FROM team WHERE name = \(name)").map(TeamRow.init)
    }

    package func teams(limit: Int) throws -> [TeamRow] {
        try rows("SELECT * FROM team ORDER BY name LIMIT \(limit)").map(TeamRow.init)
    }

    /// How many agents are in each team at `instant`.
    package func countsOfTeams(at instant: Date) throws -> [Team.ID: Int] {
        let counts = try rows("""
            SELECT team_id, count(*) AS count FROM agent_team
            WHERE valid_from <= \(instant) AND (valid_until IS NULL OR valid_until > \(instant))
            GROUP BY team_id
            """)
        return Dictionary(
            uniqueKeysWithValues: try counts.map { (try $0.get("team_id"), try $0.get("count")) })
    }

    package func insert(_ row: AgentCodeRow) throws {
        let code = row.code
        try execute("""
            INSERT INTO agent_code (id, agent_id, kind, code, valid_from, valid_until, row_mac)
            VALUES (\(code.id), \(code.agent), \(code.kind.rawValue), \(code.code),
              \(code.validity.from), \(code.validity.until), \(row.rowMAC))
            """)
    }

    /// Writes the validity of `row`.
    package func update(_ row: AgentCodeRow) throws {
        try execute("""
            UPDATE agent_code SET valid_from = \(row.code.validity.from),
              valid_until = \(row.code.validity.until), row_mac = \(row.rowMAC)
            WHERE id = \(row.code.id)
            """)
    }

    package func delete(_ row: AgentCodeRow) throws {
        try execute("DELETE FROM agent_code WHERE id = \(row.code.id)")
    }

    /// Every entry for `code`, whoever holds it and when.
    package func holders(of code: String) throws -> [AgentCodeRow] {
        try rows("SELECT * FROM agent_code WHERE code = \(code) ORDER BY valid_from, id LIMIT 1000")
            .map(AgentCodeRow.init)
    }

    /// The entry of `code` that holds at `instant`.
    package func holder(of code: String, at instant: Date) throws -> AgentCodeRow? {
        try row("""
            SELECT * FROM agent_code
            WHERE code = \(code) AND valid_from <= \(instant)
              AND (valid_until IS NULL OR valid_until > \(instant))
            ORDER BY valid_from DESC, id LIMIT 1
            """).map(AgentCodeRow.init)
    }

    /// The latest first.
    package func codes(of agent: Agent.ID) throws -> [AgentCodeRow] {
        try rows("""
            SELECT * FROM agent_code WHERE agent_id = \(agent)
            ORDER BY valid_from DESC, code, id LIMIT 1000
            """).map(AgentCodeRow.init)
    }

    package func insert(_ row: AgentTeamRow) throws {
        let membership = row.membership
        try execute("""
            INSERT INTO agent_team (id, agent_id, team_id, valid_from, valid_until, row_mac)
            VALUES (\(membership.id), \(membership.agent), \(membership.team),
              \(membership.validity.from), \(membership.validity.until), \(row.rowMAC))
            """)
    }

    package func update(_ row: AgentTeamRow) throws {
        try execute("""
            UPDATE agent_team SET valid_from = \(row.membership.validity.from),
              valid_until = \(row.membership.validity.until), row_mac = \(row.rowMAC)
            WHERE id = \(row.membership.id)
            """)
    }

    package func delete(_ row: AgentTeamRow) throws {
        try execute("DELETE FROM agent_team WHERE id = \(row.membership.id)")
    }

    /// The latest first.
    package func teams(of agent: Agent.ID) throws -> [AgentTeamRow] {
        try rows("""
            SELECT * FROM agent_team WHERE agent_id = \(agent)
            ORDER BY valid_from DESC, id LIMIT 1000
            """).map(AgentTeamRow.init)
    }

    package func team(of agent: Agent.ID, at instant: Date) throws -> AgentTeamRow? {
        try row("""
            SELECT * FROM agent_team
            WHERE agent_id = \(agent) AND valid_from <= \(instant)
              AND (valid_until IS NULL OR valid_until > \(instant))
            ORDER BY valid_from DESC, id LIMIT 1
            """).map(AgentTeamRow.init)
    }
}

package import Calls
package import Foundation

/// Where a page of the roster ended.
package struct RosterCursor: Hashable, Sendable {
    package var name: String
    package var id: Agent.ID

    package init(name: String, id: Agent.ID) {
        self.name = name
        self.id = id
    }
}

extension Transaction {
    /// People of the roster that match `filter`, by name, behind `cursor`. Teams are those at
    /// `instant`.
    package func people(
        _ filter: RosterFilter, within visibility: Visibility, at instant: Date,
        after cursor: RosterCursor?, limit: Int
    ) throws -> [AgentRow] {
        var conditions: [SQL] = ["a.name IS NOT NULL"]
        conditions += visibility.rosterConditions(at: instant)
        if let team = filter.team {
            conditions.append(Self.isMember(of: [team], at: instant))
        }
        if let text = filter.text {
            let pattern = "%" + Self.literal(text.lowercased()) + "%"
            conditions.append("""
                (lower(a.name) LIKE \(pattern) ESCAPE '!'
                  OR lower(a.code) LIKE \(pattern) ESCAPE '!'
                  OR a.id IN (SELECT agent_id FROM agent_code
                    WHERE lower(code) LIKE \(pattern) ESCAPE '!'))
                """)
        }
        if let hasLeft = filter.hasLeft {
            conditions.append(hasLeft ? "a.left_at IS NOT NULL" : "a.left_at IS NULL")
        }
        if let cursor { conditions.append("(a.name, a.id) > (\(cursor.name), \(cursor.id))") }
        return try rows("""
            SELECT a.* FROM agent a WHERE \(conditions.joined(separator: " AND "))
            ORDER BY a.name, a.id LIMIT \(limit)
            """).map(AgentRow.init)
    }

    /// Whether `visibility` covers somebody of the roster at `instant`.
    package func isOnRoster(
        _ agent: Agent.ID, within visibility: Visibility, at instant: Date
    ) throws -> Bool {
        let conditions: [SQL] = ["a.id = \(agent)"] + visibility.rosterConditions(at: instant)
        return try row("""
            SELECT 1 AS one FROM agent a WHERE \(conditions.joined(separator: " AND "))
            """) != nil
    }

    /// What the filter of the list of calls offers: people by name, then codes.
    package func agentChoices(
        within visibility: Visibility, at instant: Date, limit: Int
    ) throws -> [AgentRow] {
        let conditions: [SQL] = ["1 = 1"] + visibility.rosterConditions(at: instant)
        return try rows("""
            SELECT a.* FROM agent a WHERE \(conditions.joined(separator: " AND "))
            ORDER BY a.name IS NULL, a.name, a.code LIMIT \(limit)
            """).map(AgentRow.init)
    }

    /// Somebody unassigned who has calls, by code, behind `code`.
    package func unassigned(after code: String?, limit: Int) throws -> [AgentRow] {
        let behind: SQL = code.map { "AND a.code > \($0)" } ?? ""
        return try rows("""
            SELECT a.* FROM agent a
            WHERE a.name IS NULL \(behind)
              AND EXISTS (SELECT 1 FROM call c WHERE c.agent_id = a.id)
            ORDER BY a.code LIMIT \(limit)
            """).map(AgentRow.init)
    }

    package func hasUnassigned() throws -> Bool { try !unassigned(after: nil, limit: 1).isEmpty }

    /// The agent code by which calls are listed for `code`: itself while it has calls of its own,
    /// else the staff number of whoever holds or last held it.
    package func listedAgent(code: String) throws -> String {
        let own = try row("""
            SELECT 1 AS one FROM agent a
            WHERE a.code = \(code) AND EXISTS (SELECT 1 FROM call c WHERE c.agent_id = a.id)
            """)
        if own != nil { return code }
        return try row("""
            SELECT a.code AS code FROM agent_code k JOIN agent a ON a.id = k.agent_id
            WHERE k.code = \(code) ORDER BY k.valid_from DESC, k.id LIMIT 1
            """)?.get("code") ?? code
    }

    /// How many calls `agent` has, counted no further than one beyond `bound`; the first and last.
    package func calls(
        of agent: Agent.ID, bound: Int
    ) throws -> (count: BoundedCount, first: Date?, last: Date?) {
        let found = try row("""
            SELECT
              (SELECT count(*) FROM
                (SELECT 1 FROM call WHERE agent_id = \(agent) LIMIT \(bound + 1)) few) AS count,
              (SELECT started_at FROM call WHERE agent_id = \(agent)
                ORDER BY started_at, id LIMIT 1) AS first,
              (SELECT started_at FROM call WHERE agent_id = \(agent)
                ORDER BY started_at DESC, id DESC LIMIT 1) AS last
            """)
        guard let found else { throw StoreFault.unexpectedRow("a count without a row") }
        return (
            BoundedCount(count: try found.get("count"), bound: bound), try found.get("first"),
            try found.get("last")
        )
    }

    /// Source folders of the latest 20 calls of `agent`.
    package func sources(of agent: Agent.ID) throws -> [String] {
        try rows("""
            SELECT DISTINCT r.source_path FROM
              (SELECT id FROM call WHERE agent_id = \(agent)
                ORDER BY started_at DESC, id DESC LIMIT 20) latest
              JOIN recording r ON r.call_id = latest.id
            ORDER BY r.source_path LIMIT 5
            """).map { try $0.get("source_path") }
    }

    /// The account that is `agent`'s.
    package func account(of agent: Agent.ID) throws -> AccountRow? {
        try row("SELECT * FROM account WHERE agent_id = \(agent)").map(AccountRow.init)
    }

    /// What the ledger's columns say of `object`, the latest first.
    package func ledgerNotes(of object: String, limit: Int) throws -> [LedgerNote] {
        try rows("""
            SELECT at, action, principal FROM ledger_entry WHERE object = \(object)
            ORDER BY seq DESC LIMIT \(limit)
            """).map {
            LedgerNote(
                at: try $0.get("at"), action: try $0.get("action"),
                principal: try $0.get("principal"))
        }
    }

    static func isMember(of teams: [Team.ID], at instant: Date) -> SQL {
        let list = teams.map { "\($0)" as SQL }.joined(separator: ", ")
        return """
            a.id IN (SELECT agent_id FROM agent_team WHERE team_id IN (\(list))
              AND valid_from <= \(instant) AND (valid_until IS NULL OR valid_until > \(instant)))
            """
    }

    /// `text` so that LIKE with the escape `!` takes it as it stands.
    private static func literal(_ text: String) -> String {
        text.replacing("!", with: "!!").replacing("%", with: "!%").replacing("_", with: "!_")
    }
}

extension Visibility {
    /// On the table `agent`, called `a`: those who are in one of the teams at `instant`.
    fileprivate func rosterConditions(at instant: Date) -> [SQL] {
        switch self {
        case .everything: []
        case .agent(nil): ["1 = 0"]
        case .agent(let agent): ["a.id = \(agent)"]
        case .teams(let teams) where teams.isEmpty: ["1 = 0"]
        case .teams(let teams): [Transaction.isMember(of: teams.sorted(), at: instant)]
        }
    }
}

// MARK: All at once, for importing and exporting

extension Transaction {
    package static let rosterRowsMax = 1_000_000

    package func allAgents() throws -> [AgentRow] {
        try rows("SELECT * FROM agent ORDER BY id LIMIT \(Self.rosterRowsMax)").map(AgentRow.init)
    }

    package func allAgentCodes() throws -> [AgentCodeRow] {
        try rows("SELECT * FROM agent_code ORDER BY id LIMIT \(Self.rosterRowsMax)")
            .map(AgentCodeRow.init)
    }

    package func allAgentTeams() throws -> [AgentTeamRow] {
        try rows("SELECT * FROM agent_team ORDER BY id LIMIT \(Self.rosterRowsMax)")
            .map(AgentTeamRow.init)
    }

    package func accountNames() throws -> [(name: String, agent: Agent.ID?)] {
        try rows("SELECT name, agent_id FROM account ORDER BY id LIMIT \(Self.rosterRowsMax)")
            .map { (try $0.get("name"), try $0.get("agent_id")) }
    }
}

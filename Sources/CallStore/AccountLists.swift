package import Calls

/// Lists of accounts, and what they point to, for those who administer them.
extension Transaction {
    /// By name, those whose name or title holds `text`, behind the account `after`.
    package func accounts(
        matching text: String?, after: Account.ID?, limit: Int
    ) throws -> [AccountRow] {
        var conditions: [SQL] = ["1 = 1"]
        if let text {
            let pattern = "%" + Self.escaped(text.lowercased()) + "%"
            conditions.append("""
                (name LIKE \(pattern) ESCAPE '!' OR lower(title) LIKE \(pattern) ESCAPE '!')
                """)
        }
        if let after {
            conditions.append("name > (SELECT name FROM account WHERE id = \(after))")
        }
        return try rows(
            "SELECT * FROM account WHERE " + conditions.joined(separator: " AND ")
                + " ORDER BY name LIMIT \(limit)"
        ).map(AccountRow.init)
    }

    /// The account of this agent.
    package func account(ofAgent agent: Agent.ID) throws -> AccountRow? {
        try row("SELECT * FROM account WHERE agent_id = \(agent)").map(AccountRow.init)
    }

    /// Whether some other account holds one of `roles`, be it disabled.
    package func isHeld(_ roles: [Role], besides account: Account.ID?) throws -> Bool {
        let names = roles.map { "\($0.rawValue)" as SQL }.joined(separator: ", ")
        let other: SQL = account.map { "AND account_id <> \($0)" } ?? ""
        return try row(
            "SELECT 1 AS one FROM account_role WHERE role IN (" + names + ") \(other) LIMIT 1")
            != nil
    }

    /// Open teams by name.
    package func teamNames(limit: Int) throws -> [(id: Team.ID, name: String)] {
        try rows("""
            SELECT id, name FROM team WHERE closed_at IS NULL ORDER BY name LIMIT \(limit)
            """).map { (try $0.get("id"), try $0.get("name")) }
    }

    package func teamName(_ id: Team.ID) throws -> String? {
        try row("SELECT name FROM team WHERE id = \(id)")?.get("name")
    }

    package func teamID(named name: String) throws -> Team.ID? {
        try row("SELECT id FROM team WHERE name = \(name)")?.get("id")
    }

    /// What people call an agent: the name, else the code.
    package func agentName(_ id: Agent.ID) throws -> String? {
        guard let row = try row("SELECT name, code FROM agent WHERE id = \(id)") else {
            return nil
        }
        let name: String? = try row.get("name")
        return try name ?? row.get("code")
    }

    package func agentID(withCode code: String) throws -> Agent.ID? {
        try row("SELECT id FROM agent WHERE code = \(code)")?.get("id")
    }

    /// `%` and `_` mean themselves behind `!`.
    private static func escaped(_ text: String) -> String {
        text.replacing("!", with: "!!").replacing("%", with: "!%").replacing("_", with: "!_")
    }
}

extension Transaction {
    /// Accounts that hold `role`, the oldest first.
    package func accounts(withRole role: Role, limit: Int) throws -> [Account.ID] {
        try rows("""
            SELECT account_id FROM account_role WHERE role = \(role.rawValue)
            ORDER BY account_id LIMIT \(limit)
            """).map { try $0.get("account_id") }
    }
}

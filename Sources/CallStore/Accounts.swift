package import Calls
package import Foundation

/// A person's or a program's way in, as stored.
package struct AccountRow: RegulatedRow {
    package static let table = "account"

    package typealias Origin = Account.Origin

    package var id: Account.ID
    /// What is typed to sign in: lower case, unique.
    package var name: String
    /// How the person is called on pages.
    package var title: String
    package var origin: Origin
    /// The agent who this is.
    package var agentID: Agent.ID?
    /// Argon2id in its own text form; nil before the first password.
    package var passwordHash: String?
    package var totpSealed: [UInt8]?
    /// The last time step whose code was taken, so that none is taken twice.
    package var totpStep: Int64
    /// SHA-256 of the one-time code that sets a password.
    package var inviteHash: [UInt8]?
    package var inviteEndsAt: Date?
    package var createdAt: Date
    package var disabledAt: Date?
    /// The teams to which it is narrowed, as their rows must come to: a row of those that is taken
    /// away widens nothing.
    package var teamScope: String
    package var version: Int64
    package var rowMAC: [UInt8]

    package init(
        id: Account.ID, name: String, title: String, origin: Origin, createdAt: Date
    ) {
        self.id = id
        self.name = name
        self.title = title
        self.origin = origin
        self.createdAt = createdAt
        totpStep = 0
        teamScope = ""
        version = 1
        rowMAC = []
    }

    package init(_ row: Row) throws {
        let origin: String = try row.get("origin")
        guard let known = Origin(rawValue: origin) else {
            throw StoreFault.unexpectedRow("an account's origin \(origin)")
        }
        self.init(
            id: try row.get("id"), name: try row.get("name"), title: try row.get("title"),
            origin: known, createdAt: try row.get("created_at"))
        agentID = try row.get("agent_id")
        passwordHash = try row.get("password_hash")
        totpSealed = try row.get("totp_sealed")
        totpStep = try row.get("totp_step")
        inviteHash = try row.get("invite_hash")
        inviteEndsAt = try row.get("invite_ends_at")
        disabledAt = try row.get("disabled_at")
        teamScope = try row.get("team_scope")
        version = try row.get("version")
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [
            id, name, title, origin.rawValue, agentID, passwordHash, totpSealed, totpStep,
            inviteHash, inviteEndsAt, createdAt, disabledAt, teamScope, version,
        ]
        return values.map(\.sqlValue)
    }
}

/// A role that an account holds.
package struct AccountRoleRow: RegulatedRow {
    package static let table = "account_role"

    package var accountID: Account.ID
    package var role: Role
    package var grantedBy: String
    package var grantedAt: Date
    package var rowMAC: [UInt8] = []

    package init(accountID: Account.ID, role: Role, grantedBy: String, grantedAt: Date) {
        self.accountID = accountID
        self.role = role
        self.grantedBy = grantedBy
        self.grantedAt = grantedAt
    }

    package init(_ row: Row) throws {
        let name: String = try row.get("role")
        guard let role = Role(rawValue: name) else {
            throw StoreFault.unexpectedRow("a role \(name)")
        }
        self.init(
            accountID: try row.get("account_id"), role: role,
            grantedBy: try row.get("granted_by"), grantedAt: try row.get("granted_at"))
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [accountID, role.rawValue, grantedBy, grantedAt]
        return values.map(\.sqlValue)
    }
}

/// A team to which an account is narrowed.
package struct AccountTeamRow: RegulatedRow {
    package static let table = "account_team"

    package var accountID: Account.ID
    package var teamID: Team.ID
    package var rowMAC: [UInt8] = []

    package init(accountID: Account.ID, teamID: Team.ID) {
        self.accountID = accountID
        self.teamID = teamID
    }

    package init(_ row: Row) throws {
        self.init(accountID: try row.get("account_id"), teamID: try row.get("team_id"))
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] { [accountID.sqlValue, teamID.sqlValue] }

    /// What an account is narrowed to, as one text.
    package static func scope(of teams: some Sequence<Team.ID>) -> String {
        Set(teams).sorted().map(\.description).joined(separator: " ")
    }
}

extension Transaction {
    package func insert(_ account: AccountRow) throws {
        try execute("""
            INSERT INTO account
              (id, name, title, origin, agent_id, password_hash, totp_sealed, totp_step,
               invite_hash, invite_ends_at, created_at, disabled_at, team_scope, version, row_mac)
            VALUES (\(account.id), \(account.name), \(account.title), \(account.origin.rawValue),
              \(account.agentID), \(account.passwordHash), \(account.totpSealed),
              \(account.totpStep), \(account.inviteHash), \(account.inviteEndsAt),
              \(account.createdAt), \(account.disabledAt), \(account.teamScope),
              \(account.version), \(account.rowMAC))
            """)
    }

    /// Writes everything of `account` but its id.
    package func update(_ account: AccountRow) throws {
        try execute("""
            UPDATE account SET
              name = \(account.name), title = \(account.title),
              origin = \(account.origin.rawValue), agent_id = \(account.agentID),
              password_hash = \(account.passwordHash), totp_sealed = \(account.totpSealed),
              totp_step = \(account.totpStep), invite_hash = \(account.inviteHash),
              invite_ends_at = \(account.inviteEndsAt), disabled_at = \(account.disabledAt),
              team_scope = \(account.teamScope), version = \(account.version),
              row_mac = \(account.rowMAC)
            WHERE id = \(account.id)
            """)
    }

    package func account(_ id: Account.ID) throws -> AccountRow? {
        try row("SELECT * FROM account WHERE id = \(id)").map(AccountRow.init)
    }

    /// Those of `ids` that there are. Ask for a page of them at most.
    package func accounts(_ ids: [Account.ID]) throws -> [AccountRow] {
        guard !ids.isEmpty else { return [] }
        let listed = ids.map { "\($0)" as SQL }.joined(separator: ", ")
        return try rows("SELECT * FROM account WHERE id IN (\(listed)) ORDER BY id")
            .map(AccountRow.init)
    }

    /// `name` in lower case.
    package func account(named name: String) throws -> AccountRow? {
        try row("SELECT * FROM account WHERE name = \(name)").map(AccountRow.init)
    }

    /// By name, behind `name`.
    package func accounts(after name: String?, limit: Int) throws -> [AccountRow] {
        let behind: SQL = name.map { "WHERE name > \($0)" } ?? ""
        return try rows("SELECT * FROM account \(behind) ORDER BY name LIMIT \(limit)")
            .map(AccountRow.init)
    }

    package func roles(of account: Account.ID) throws -> [AccountRoleRow] {
        try rows("SELECT * FROM account_role WHERE account_id = \(account) ORDER BY role")
            .map(AccountRoleRow.init)
    }

    package func insert(_ role: AccountRoleRow) throws {
        try execute("""
            INSERT INTO account_role (account_id, role, granted_by, granted_at, row_mac)
            VALUES (\(role.accountID), \(role.role.rawValue), \(role.grantedBy),
              \(role.grantedAt), \(role.rowMAC))
            """)
    }

    package func deleteRole(_ role: Role, of account: Account.ID) throws -> Bool {
        try changes("""
            DELETE FROM account_role
            WHERE account_id = \(account) AND role = \(role.rawValue)
            """) == 1
    }

    /// How many accounts that can sign in hold `role`.
    package func countHolders(of role: Role) throws -> Int {
        try row("""
            SELECT count(*) AS count FROM account_role r JOIN account a ON a.id = r.account_id
            WHERE r.role = \(role.rawValue) AND a.disabled_at IS NULL
            """)?.get("count") ?? 0
    }

    /// Empty when the account isn't narrowed.
    package func teams(of account: Account.ID) throws -> [AccountTeamRow] {
        try rows("SELECT * FROM account_team WHERE account_id = \(account) ORDER BY team_id")
            .map(AccountTeamRow.init)
    }

    /// Makes `teams` the ones to which the account is narrowed.
    package func setTeams(_ teams: [AccountTeamRow], of account: Account.ID) throws {
        try execute("DELETE FROM account_team WHERE account_id = \(account)")
        for team in teams {
            try execute("""
                INSERT INTO account_team (account_id, team_id, row_mac)
                VALUES (\(team.accountID), \(team.teamID), \(team.rowMAC))
                """)
        }
    }
}

/// Whoever asks: a person, a program, or the daemon itself, with what they may do just now. It
/// stands in every ledger entry. What isn't granted here is denied.
package struct Principal: Hashable, Sendable {
    /// `account:<id>`, `token:<id>`, `local:<uid>` for a peer on the Unix socket, `daemon` for the
    /// daemon's own work, `signer` for the ledger's signer, `proxy` for a
    /// declared proxy that brings people, `nobody` before sign-in.
    package let id: String
    package let roles: Set<Role>
    package let grants: [Permission: Reach]
    /// Teams that `Reach.scope` is narrowed to; nil for no narrowing.
    package let teams: Set<Team.ID>?
    /// The agent who this is, for `Reach.own`.
    package let agent: Agent.ID?
    /// The account behind the id; nil for those who have none.
    package let account: Account.ID?
    /// What was granted for a time, by object (docs/decisions/0024-customers-data.md); the empty
    /// object stands for a permission that has none. The desk looks again before it lets at it.
    package var access: [Permission: Set<String>] = [:]

    package init(
        id: String, roles: Set<Role> = [], grants: [Permission: Reach],
        teams: Set<Team.ID>? = nil, agent: Agent.ID? = nil, account: Account.ID? = nil
    ) {
        self.id = id
        self.roles = roles
        self.grants = grants
        self.teams = teams
        self.agent = agent
        self.account = account
    }

    /// Somebody in `roles`, with what `PermissionTable` gives them; of several reaches the widest.
    package init(
        id: String, roles: Set<Role>, teams: Set<Team.ID>? = nil, agent: Agent.ID? = nil,
        account: Account.ID? = nil
    ) {
        var grants: [Permission: Reach] = [:]
        for permission in Permission.allCases {
            grants[permission] = roles.compactMap {
                PermissionTable.reach(of: $0, permission)
            }.max()
        }
        self.init(
            id: id, roles: roles, grants: grants, teams: teams, agent: agent, account: account)
    }

    /// What stands in the ledger beside the name, such as `qa-lead+supervisor`.
    package var role: String {
        if self == .daemon || self == .signer { return id }
        return roles.isEmpty ? "none" : roles.sorted().map(\.rawValue).joined(separator: "+")
    }

    package var permissions: Set<Permission> { Set(grants.keys) }

    package func may(_ permission: Permission) -> Bool {
        grants[permission] != nil || access[permission] != nil
    }

    /// Keeps only what `scopes` name, as a token does.
    package func narrowed(to scopes: Set<Permission>, id: String) -> Principal {
        Principal(
            id: id, roles: roles, grants: grants.filter { scopes.contains($0.key) }, teams: teams,
            agent: agent, account: account)
    }

    package static let daemon = Principal(
        id: "daemon",
        grants: [
            .takeIn: .all, .registerComplaints: .all, .changeSettings: .all, .seeIntake: .all,
            .workOnJobs: .all,
        ])
    package static let signer = Principal(
        id: "signer", grants: [.seeLedger: .all, .signLedger: .all])
    /// A declared proxy, which brings people and their groups.
    package static let proxy = Principal(id: "proxy", grants: [.manageAccounts: .all])
    /// Who hasn't signed in.
    package static let nobody = Principal(id: "nobody", grants: [:])
}

/// What of the calls somebody may see.
package enum Visibility: Hashable, Sendable {
    case everything
    /// Calls of these teams.
    case teams(Set<Team.ID>)
    /// Calls of this agent; of nobody when nil.
    case agent(Agent.ID?)

    package func covers(agent: Agent.ID?, team: Team.ID?) -> Bool {
        switch self {
        case .everything: true
        case .teams(let teams): team.map(teams.contains) ?? false
        case .agent(let own): own != nil && own == agent
        }
    }
}

extension Principal {
    /// Nil when the permission isn't granted at all.
    package func visibility(_ permission: Permission) -> Visibility? {
        switch grants[permission] {
        case nil: nil
        case .all: .everything
        case .scope: teams.map { .teams($0) } ?? .everything
        case .own: .agent(agent)
        }
    }
}

package import Foundation

extension Account {
    /// Who vouches for who comes. The raw value stands in the database.
    package enum Origin: String, CaseIterable, Codable, Sendable {
        /// callaudit, by password.
        case local
        /// A proxy in front that authenticates.
        case proxy
        /// A token; no page.
        case program
    }

    package enum State: String, CaseIterable, Codable, Sendable {
        case active
        /// Waits for its one-time code to be used.
        case invited
        /// The one-time code ran out before it was used.
        case lapsed
        case disabled
    }
}

/// An account as those see it who administer accounts.
package struct AccountSummary: Sendable, Equatable {
    /// A team or an agent: the id and what people call it.
    package struct Named<Entity>: Sendable, Equatable {
        package var id: Identifier<Entity>
        package var name: String

        package init(id: Identifier<Entity>, name: String) {
            self.id = id
            self.name = name
        }
    }

    package var id: Account.ID
    package var name: String
    package var title: String
    package var origin: Account.Origin
    package var state: Account.State
    package var roles: [Role] = []
    /// A role that waits for a second person.
    package var waitingRole: Role?
    /// Empty when the account isn't narrowed.
    package var teams: [Named<Team>] = []
    package var agent: Named<Agent>?
    package var hasSecondFactor = false
    package var createdAt: Date
    package var inviteEndsAt: Date?

    package init(
        id: Account.ID, name: String, title: String, origin: Account.Origin,
        state: Account.State, createdAt: Date
    ) {
        self.id = id
        self.name = name
        self.title = title
        self.origin = origin
        self.state = state
        self.createdAt = createdAt
    }
}

/// What an administrator says of a new account.
package struct NewAccount: Sendable {
    package var name: String
    package var title: String
    package var origin: Account.Origin
    package var roles: Set<Role> = []
    /// Ids or names; none for no narrowing.
    package var teams: [String] = []
    /// Id or code.
    package var agent: String?
    /// Why, where a role waits for a second person.
    package var because: String?

    package init(name: String, title: String, origin: Account.Origin) {
        self.name = name
        self.title = title
        self.origin = origin
    }
}

/// What came of it.
package struct AddedAccount: Sendable {
    package var id: Account.ID
    /// Shown once; nil for a program and for who comes through a proxy.
    package var invite: String?
    /// Waits for a second person to grant the role that does.
    package var approval: Approval.ID?

    package init(id: Account.ID, invite: String?, approval: Approval.ID?) {
        self.id = id
        self.invite = invite
        self.approval = approval
    }
}

package import Foundation

/// Somebody who talks with customers, as the roster knows them.
package enum Agent {
    package typealias ID = Identifier<Agent>
}

/// Agents under one supervisor.
package enum Team {
    package typealias ID = Identifier<Team>
}

/// A reason for calling many customers.
package enum Campaign {
    package typealias ID = Identifier<Campaign>
}

/// A person's or a program's way in.
package enum Account {
    package typealias ID = Identifier<Account>
}

/// An agent as a line of the roster.
package struct AgentSummary: Sendable, Equatable {
    package var id: Agent.ID
    /// The staff number of a person; what the recorder wrote, of somebody unassigned.
    package var code: String
    /// Nil while unassigned.
    package var name: String?
    package var team: TeamSummary?
    /// The codes that hold just now.
    package var codes: [AgentCode]
    package var leftAt: Date?

    package init(
        id: Agent.ID, code: String, name: String?, team: TeamSummary?, codes: [AgentCode],
        leftAt: Date?
    ) {
        self.id = id
        self.code = code
        self.name = name
        self.team = team
        self.codes = codes
        self.leftAt = leftAt
    }
}

/// An agent with all that the roster knows.
package struct AgentDetail: Sendable {
    package var summary: AgentSummary
    /// All codes, the latest first.
    package var codes: [AgentCode]
    /// The teams that the asker may know of, the latest first.
    package var teams: [(membership: Membership, name: String)]
    /// The account that is this agent's, by the name it signs in with.
    package var account: String?
    package var calls: BoundedCount
    package var history: [LedgerNote]

    package init(
        summary: AgentSummary, codes: [AgentCode],
        teams: [(membership: Membership, name: String)], account: String?, calls: BoundedCount,
        history: [LedgerNote]
    ) {
        self.summary = summary
        self.codes = codes
        self.teams = teams
        self.account = account
        self.calls = calls
        self.history = history
    }
}

/// What the ledger says was done to one thing.
package struct LedgerNote: Sendable, Equatable {
    package var at: Date
    /// Raw value of the action.
    package var action: String
    package var principal: String

    package init(at: Date, action: String, principal: String) {
        self.at = at
        self.action = action
        self.principal = principal
    }
}

package struct TeamSummary: Sendable, Equatable {
    package var id: Team.ID
    package var name: String
    package var closedAt: Date?
    /// Agents in it just now.
    package var agents: Int

    package init(id: Team.ID, name: String, closedAt: Date? = nil, agents: Int = 0) {
        self.id = id
        self.name = name
        self.closedAt = closedAt
        self.agents = agents
    }
}

package struct CampaignSummary: Sendable, Equatable {
    package var id: Campaign.ID
    package var code: String
    package var name: String?

    package init(id: Campaign.ID, code: String, name: String?) {
        self.id = id
        self.code = code
        self.name = name
    }
}

/// A code that turned up in recordings and is nobody's yet.
package struct UnassignedCode: Sendable, Equatable {
    package static let callsMax = 10_000

    package var id: Agent.ID
    package var code: String
    package var calls: BoundedCount
    package var firstCallAt: Date
    package var lastCallAt: Date
    /// Source folders of its latest calls.
    package var sources: [String]

    package init(
        id: Agent.ID, code: String, calls: BoundedCount, firstCallAt: Date, lastCallAt: Date,
        sources: [String]
    ) {
        self.id = id
        self.code = code
        self.calls = calls
        self.firstCallAt = firstCallAt
        self.lastCallAt = lastCallAt
        self.sources = sources
    }
}

/// Which agents of the roster are asked for.
package struct RosterFilter: Sendable, Equatable {
    /// In this team just now.
    package var team: Team.ID?
    /// A part of the name, of the staff number or of a code.
    package var text: String?
    package var hasLeft: Bool?

    package init(team: Team.ID? = nil, text: String? = nil, hasLeft: Bool? = nil) {
        self.team = team
        self.text = text
        self.hasLeft = hasLeft
    }
}

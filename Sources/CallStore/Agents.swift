package import Calls
package import Foundation

/// An agent as stored: a person of the roster, or a code that turned up in a recording.
package struct AgentRow: RegulatedRow {
    package static let table = "agent"

    package var id: Agent.ID
    /// The staff number of a person; what the recorder wrote, of somebody unassigned.
    package var code: String
    package var firstSeenAt: Date
    /// Nil while unassigned.
    package var name: String?
    package var leftAt: Date?
    package var version: Int64
    package var rowMAC: [UInt8]

    package init(id: Agent.ID, code: String, firstSeenAt: Date, name: String? = nil) {
        self.id = id
        self.code = code
        self.firstSeenAt = firstSeenAt
        self.name = name
        version = 1
        rowMAC = []
    }

    package init(_ row: Row) throws {
        self.init(
            id: try row.get("id"), code: try row.get("code"),
            firstSeenAt: try row.get("first_seen_at"), name: try row.get("name"))
        leftAt = try row.get("left_at")
        version = try row.get("version")
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [id, code, firstSeenAt, name, leftAt, version]
        return values.map(\.sqlValue)
    }
}

/// A campaign as stored.
package struct CampaignRow: RegulatedRow {
    package static let table = "campaign"

    package var id: Campaign.ID
    /// As recorders write it.
    package var code: String
    package var firstSeenAt: Date
    package var name: String?
    package var version: Int64
    package var rowMAC: [UInt8]

    package init(id: Campaign.ID, code: String, firstSeenAt: Date) {
        self.id = id
        self.code = code
        self.firstSeenAt = firstSeenAt
        version = 1
        rowMAC = []
    }

    package init(_ row: Row) throws {
        self.init(
            id: try row.get("id"), code: try row.get("code"),
            firstSeenAt: try row.get("first_seen_at"))
        name = try row.get("name")
        version = try row.get("version")
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [id, code, firstSeenAt, name, version]
        return values.map(\.sqlValue)
    }
}

extension Transaction {
    package func insert(_ agent: AgentRow) throws {
        try execute("""
            INSERT INTO agent (id, code, first_seen_at, name, left_at, version, row_mac)
            VALUES (\(agent.id), \(agent.code), \(agent.firstSeenAt), \(agent.name),
              \(agent.leftAt), \(agent.version), \(agent.rowMAC))
            """)
    }

    /// Writes everything of `agent` but its id and code.
    package func update(_ agent: AgentRow) throws {
        try execute("""
            UPDATE agent SET name = \(agent.name), left_at = \(agent.leftAt),
              version = \(agent.version), row_mac = \(agent.rowMAC)
            WHERE id = \(agent.id)
            """)
    }

    package func agent(_ id: Agent.ID) throws -> AgentRow? {
        try row("SELECT * FROM agent WHERE id = \(id)").map(AgentRow.init)
    }

    package func agent(code: String) throws -> AgentRow? {
        try row("SELECT * FROM agent WHERE code = \(code)").map(AgentRow.init)
    }

    package func insert(_ campaign: CampaignRow) throws {
        try execute("""
            INSERT INTO campaign (id, code, first_seen_at, name, version, row_mac)
            VALUES (\(campaign.id), \(campaign.code), \(campaign.firstSeenAt), \(campaign.name),
              \(campaign.version), \(campaign.rowMAC))
            """)
    }

    package func update(_ campaign: CampaignRow) throws {
        try execute("""
            UPDATE campaign SET name = \(campaign.name), version = \(campaign.version),
              row_mac = \(campaign.rowMAC)
            WHERE id = \(campaign.id)
            """)
    }

    package func campaign(_ id: Campaign.ID) throws -> CampaignRow? {
        try row("SELECT * FROM campaign WHERE id = \(id)").map(CampaignRow.init)
    }

    package func campaign(code: String) throws -> CampaignRow? {
        try row("SELECT * FROM campaign WHERE code = \(code)").map(CampaignRow.init)
    }

    /// By code, behind `code`.
    package func campaigns(after code: String?, limit: Int) throws -> [CampaignRow] {
        let behind: SQL = code.map { "WHERE code > \($0)" } ?? ""
        return try rows("SELECT * FROM campaign \(behind) ORDER BY code LIMIT \(limit)")
            .map(CampaignRow.init)
    }
}

package import Calls
package import Foundation

/// A call as stored.
package struct CallRow: Sendable {
    package var id: Call.ID
    package var startedAt: Date
    package var zone: String
    /// Days since 1970-01-01 on the call's own calendar.
    package var localDay: Int
    package var durationMilliseconds: Int64
    package var direction: Direction?
    package var agentID: Agent.ID?
    package var campaignID: Campaign.ID?
    /// The agent's team when the call began.
    package var teamID: Team.ID?
    /// What the recorder wrote for the agent, where that isn't the agent's own code.
    package var codeWritten: String?
    /// How the call ended for the business, in the recorder's words.
    package var disposition: String?
    /// How far it came, in percent of the funnel.
    package var stage: FunnelStage?
    package var customerID: Customer.ID
    package var verdicts: Set<Verdict>
    package var talkShape: TalkShape?
    /// 32 keyed bits of the id; nothing is drawn by them any more.
    package var drawHash: Int64
    package var version: Int64
    package var rowMAC: [UInt8]

    package init(
        id: Call.ID, startedAt: Date, zone: String, localDay: Int, durationMilliseconds: Int64,
        direction: Direction?, agentID: Agent.ID?, campaignID: Campaign.ID?,
        teamID: Team.ID? = nil, customerID: Customer.ID, verdicts: Set<Verdict>,
        talkShape: TalkShape?, drawHash: Int64
    ) {
        self.id = id
        self.startedAt = startedAt
        self.zone = zone
        self.localDay = localDay
        self.durationMilliseconds = durationMilliseconds
        self.direction = direction
        self.agentID = agentID
        self.campaignID = campaignID
        self.teamID = teamID
        self.customerID = customerID
        self.verdicts = verdicts
        self.talkShape = talkShape
        self.drawHash = drawHash
        version = 1
        rowMAC = []
    }

    package init(_ row: Row) throws {
        id = try row.get("id")
        startedAt = try row.get("started_at")
        zone = try row.get("zone")
        localDay = try row.get("local_day")
        durationMilliseconds = try row.get("duration_ms")
        direction = (try row.get("direction") as String?).flatMap { Direction(rawValue: $0) }
        agentID = try row.get("agent_id")
        campaignID = try row.get("campaign_id")
        teamID = try row.get("team_id")
        codeWritten = try row.get("code_written")
        disposition = try row.get("disposition")
        stage = (try row.get("stage") as Int?).flatMap { FunnelStage(rawValue: $0) }
        customerID = try row.get("customer_id")
        verdicts = Set(bits: try row.get("verdicts"))
        talkShape = (try row.get("talk_shape") as [UInt8]?).flatMap { TalkShape(bytes: $0) }
        drawHash = try row.get("draw_hash")
        version = try row.get("version")
        rowMAC = try row.get("row_mac")
    }
}

/// A call with the names that its ids stand for, and its customer's sealed number.
package struct ListedCallRow: Sendable {
    package var call: CallRow
    package var agent: String?
    package var agentName: String?
    package var campaign: String?
    package var campaignName: String?
    package var customer: CustomerRow
}

extension Transaction {
    package func insert(_ call: CallRow) throws {
        try markDays(of: call)
        try execute("""
            INSERT INTO call
              (id, started_at, zone, local_day, duration_ms, direction, agent_id, campaign_id,
               team_id, code_written, disposition, stage, customer_id, verdicts, talk_shape,
               draw_hash, version, row_mac)
            VALUES (\(call.id), \(call.startedAt), \(call.zone), \(call.localDay),
              \(call.durationMilliseconds), \(call.direction?.rawValue), \(call.agentID),
              \(call.campaignID), \(call.teamID), \(call.codeWritten), \(call.disposition),
              \(call.stage?.rawValue), \(call.customerID), \(call.verdicts.bits),
              \(call.talkShape?.bytes), \(call.drawHash), \(call.version), \(call.rowMAC))
            """)
    }

    /// Writes everything of `call` but its id.
    package func update(_ call: CallRow) throws {
        try markDays(of: call)
        try execute("""
            UPDATE call SET
              started_at = \(call.startedAt), zone = \(call.zone), local_day = \(call.localDay),
              duration_ms = \(call.durationMilliseconds), direction = \(call.direction?.rawValue),
              agent_id = \(call.agentID), campaign_id = \(call.campaignID),
              team_id = \(call.teamID), code_written = \(call.codeWritten),
              disposition = \(call.disposition), stage = \(call.stage?.rawValue),
              customer_id = \(call.customerID), verdicts = \(call.verdicts.bits),
              talk_shape = \(call.talkShape?.bytes), version = \(call.version),
              row_mac = \(call.rowMAC)
            WHERE id = \(call.id)
            """)
    }

    package func call(_ id: Call.ID) throws -> CallRow? {
        try row("SELECT * FROM call WHERE id = \(id)").map(CallRow.init)
    }

    /// The call that a recorder's own key (keyed hash) belongs to.
    package func call(keyHash: [UInt8]) throws -> CallRow? {
        try row("""
            SELECT call.* FROM call_key JOIN call ON call.id = call_key.call_id
            WHERE key_hash = \(keyHash)
            """).map(CallRow.init)
    }

    package func insert(keyHash: [UInt8], of call: Call.ID) throws {
        try execute("""
            INSERT INTO call_key (key_hash, call_id) VALUES (\(keyHash), \(call))
            ON CONFLICT (key_hash) DO NOTHING
            """)
    }

    /// Makes `words` the ones by which `call` is found. A call that was just inserted has none yet.
    package func setWords(
        _ words: some Sequence<String>, of call: CallRow, isNew: Bool = false
    ) throws {
        if !isNew { try execute("DELETE FROM call_word WHERE call_id = \(call.id)") }
        let rows = words.map { word in "(\(word), \(call.startedAt), \(call.id))" as SQL }
        let rowsMax = 16
        for start in stride(from: 0, to: rows.count, by: rowsMax) {
            let some = Array(rows[start..<min(start + rowsMax, rows.count)])
            try execute("""
                INSERT INTO call_word (word, started_at, call_id)
                VALUES \(some.joined(separator: ", ")) ON CONFLICT DO NOTHING
                """)
        }
    }

    package func words(of call: Call.ID) throws -> [String] {
        try rows("SELECT word FROM call_word WHERE call_id = \(call) ORDER BY word LIMIT 200")
            .map { try $0.get("word") }
    }
}

import Calls

/// How many calls there were on a day, of a team, a campaign and an agent, and how many of them
/// ended in a sale.
package struct CallTally: Hashable, Sendable {
    package static let table = "call_tally"

    package var day: Int
    /// 0 for none, as in the next two.
    package var team: Int64
    package var campaign: Int64
    package var agent: Int64
    package var calls: Int
    package var sales: Int

    package init(
        day: Int, team: Int64, campaign: Int64, agent: Int64, calls: Int, sales: Int
    ) {
        self.day = day
        self.team = team
        self.campaign = campaign
        self.agent = agent
        self.calls = calls
        self.sales = sales
    }

    init(_ row: Row) throws {
        self.init(
            day: try row.get("day"), team: try row.get("team_id"),
            campaign: try row.get("campaign_id"), agent: try row.get("agent_id"),
            calls: try row.get("calls"), sales: try row.get("sales"))
    }
}

/// The table is kept in step by marks: whatever inserts or changes a call marks its day in the same
/// transaction, and marked days are counted again.
extension Transaction {
    /// Marks the days on which `call` stands and will stand.
    func markDays(of call: CallRow) throws {
        try execute("""
            INSERT INTO call_tally_mark (day)
            SELECT day FROM (
              SELECT local_day AS day FROM call WHERE id = \(call.id)
              UNION SELECT CAST(\(call.localDay) AS BIGINT)) days
            WHERE 1 = 1 ON CONFLICT DO NOTHING
            """)
    }

    /// Days that are to be counted again, the latest first.
    package func markedDays(limit: Int) throws -> [Int] {
        try rows("SELECT day FROM call_tally_mark ORDER BY day DESC LIMIT \(limit)")
            .map { try $0.get("day") }
    }

    package func countMarkedDays() throws -> Int64 {
        try row("SELECT count(*) AS count FROM call_tally_mark")?.get("count") ?? 0
    }

    /// Counts the calls of `day` again.
    package func tally(_ day: Int) throws {
        try execute("DELETE FROM call_tally WHERE day = \(day)")
        try execute("""
            INSERT INTO call_tally (day, team_id, campaign_id, agent_id, calls, sales)
            \(Self.tallies(ofDay: day))
            """)
        try execute("DELETE FROM call_tally_mark WHERE day = \(day)")
    }

    /// What the calls of `day` come to just now.
    package func countedTallies(ofDay day: Int) throws -> [CallTally] {
        try rows(Self.tallies(ofDay: day)).map(CallTally.init)
    }

    /// What is stored of `day`.
    package func tallies(ofDay day: Int) throws -> [CallTally] {
        try rows("SELECT * FROM call_tally WHERE day = \(day)").map(CallTally.init)
    }

    /// The first day behind `day` that has a call or a tally; nil behind the last.
    package func nextTallyDay(after day: Int) throws -> Int? {
        let ofCalls: Int? = try row("""
            SELECT min(local_day) AS day FROM call WHERE local_day > \(day)
            """)?.get("day")
        let ofTallies: Int? = try row("""
            SELECT min(day) AS day FROM call_tally WHERE day > \(day)
            """)?.get("day")
        return [ofCalls, ofTallies].compactMap(\.self).min()
    }

    package func isMarked(_ day: Int) throws -> Bool {
        try row("SELECT 1 AS one FROM call_tally_mark WHERE day = \(day)") != nil
    }

    private static func tallies(ofDay day: Int) -> SQL {
        """
        SELECT local_day AS day, COALESCE(team_id, 0) AS team_id,
          COALESCE(campaign_id, 0) AS campaign_id, COALESCE(agent_id, 0) AS agent_id,
          count(*) AS calls,
          CAST(SUM(CASE WHEN stage = \(FunnelStage.sale.rawValue) THEN 1 ELSE 0 END) AS BIGINT)
            AS sales
        FROM call WHERE local_day = \(day)
        GROUP BY local_day, COALESCE(team_id, 0), COALESCE(campaign_id, 0), COALESCE(agent_id, 0)
        """
    }
}

package import Calls

/// Of which calls something is asked. Nil stands for all.
package struct CallScope: Hashable, Sendable {
    /// Any of these; they don't overlap.
    package var days: [ClosedRange<LocalDay>]
    package var teams: Set<Team.ID>?
    package var campaigns: Set<Campaign.ID>?
    package var agents: Set<Agent.ID>?

    package init(
        _ days: ClosedRange<LocalDay>, teams: Set<Team.ID>? = nil,
        campaigns: Set<Campaign.ID>? = nil, agents: Set<Agent.ID>? = nil
    ) {
        self.days = [days]
        self.teams = teams
        self.campaigns = campaigns
        self.agents = agents
    }

    fileprivate func conditions(day: SQL) -> SQL {
        let spans = days.map { span in
            "\(day) BETWEEN \(span.lowerBound.number) AND \(span.upperBound.number)" as SQL
        }
        var all: [SQL] = [
            spans.isEmpty ? "1 = 0" : "(" + spans.joined(separator: " OR ") + ")"
        ]
        if let teams { all.append("team_id IN (\(Self.list(teams)))") }
        if let campaigns { all.append("campaign_id IN (\(Self.list(campaigns)))") }
        if let agents { all.append("agent_id IN (\(Self.list(agents)))") }
        return all.joined(separator: " AND ")
    }

    /// A list of nothing holds nothing.
    private static func list<Entity>(_ ids: Set<Identifier<Entity>>) -> SQL {
        ids.isEmpty ? "NULL" : ids.sorted().map { "\($0)" as SQL }.joined(separator: ", ")
    }
}

/// What calls are counted apart by.
package enum CallPart: String, Sendable {
    case team = "team_id"
    case campaign = "campaign_id"
    case agent = "agent_id"
}

/// Calls and sales, as far as they are counted.
package struct CallSum: Hashable, Sendable {
    package var calls: Int
    package var sales: Int

    package init(calls: Int = 0, sales: Int = 0) {
        self.calls = calls
        self.sales = sales
    }

    package static func + (left: Self, right: Self) -> Self {
        Self(calls: left.calls + right.calls, sales: left.sales + right.sales)
    }
}

extension Transaction {
    private static let sums: SQL =
        "CAST(SUM(calls) AS BIGINT) AS calls, CAST(SUM(sales) AS BIGINT) AS sales"

    package func callSum(_ scope: CallScope) throws -> CallSum {
        let row = try row("""
            SELECT \(Self.sums) FROM call_tally WHERE \(scope.conditions(day: "day"))
            """)
        return CallSum(calls: try row?.get("calls") ?? 0, sales: try row?.get("sales") ?? 0)
    }

    /// By the id of each team, campaign or agent that has any; 0 for calls of none.
    package func callSums(_ scope: CallScope, by part: CallPart) throws -> [Int64: CallSum] {
        let column = SQL(stringLiteral: part.rawValue)
        let found = try rows("""
            SELECT \(column) AS id, \(Self.sums) FROM call_tally
            WHERE \(scope.conditions(day: "day")) GROUP BY \(column)
            """).map {
                (
                    try $0.get("id") as Int64,
                    CallSum(calls: try $0.get("calls"), sales: try $0.get("sales"))
                )
            }
        return Dictionary(uniqueKeysWithValues: found)
    }

    /// Of each day that has any.
    package func callSumsByDay(_ scope: CallScope) throws -> [LocalDay: CallSum] {
        let found = try rows("""
            SELECT day, \(Self.sums) FROM call_tally
            WHERE \(scope.conditions(day: "day")) GROUP BY day
            """).map {
                (
                    LocalDay(number: try $0.get("day")),
                    CallSum(calls: try $0.get("calls"), sales: try $0.get("sales"))
                )
            }
        return Dictionary(found, uniquingKeysWith: +)
    }

    /// By the id of each team, campaign or agent that has any, each day that has any.
    package func callSumsByDay(
        _ scope: CallScope, by part: CallPart
    ) throws -> [Int64: [LocalDay: CallSum]] {
        let column = SQL(stringLiteral: part.rawValue)
        var found: [Int64: [LocalDay: CallSum]] = [:]
        for row in try rows("""
            SELECT \(column) AS id, day, \(Self.sums) FROM call_tally
            WHERE \(scope.conditions(day: "day")) GROUP BY \(column), day
            """)
        {
            found[try row.get("id"), default: [:]][LocalDay(number: try row.get("day"))] =
                CallSum(calls: try row.get("calls"), sales: try row.get("sales"))
        }
        return found
    }

    /// How many customers those calls were with, each once. It looks at every call: bound the scope
    /// by the calls that are in it.
    package func customerCount(_ scope: CallScope) throws -> Int {
        try row("""
            SELECT count(DISTINCT customer_id) AS count FROM call
            WHERE \(scope.conditions(day: "local_day"))
            """)?.get("count") ?? 0
    }

    /// By the id of each team, campaign or agent that has any; 0 for calls of none.
    package func customerCounts(_ scope: CallScope, by part: CallPart) throws -> [Int64: Int] {
        let column = SQL(stringLiteral: part.rawValue)
        let found = try rows("""
            SELECT COALESCE(\(column), 0) AS id, count(DISTINCT customer_id) AS count FROM call
            WHERE \(scope.conditions(day: "local_day")) GROUP BY COALESCE(\(column), 0)
            """).map { (try $0.get("id") as Int64, try $0.get("count") as Int) }
        return Dictionary(uniqueKeysWithValues: found)
    }
}

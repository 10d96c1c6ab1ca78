package import Calls
package import Foundation

/// An evaluation as a line of a list, with what its ids stand for.
package struct ListedEvaluationRow: Sendable {
    package var evaluation: EvaluationRow
    package var startedAt: Date
    package var zone: String
    package var durationMilliseconds: Int64
    package var agent: String?
    package var agentName: String?
    package var campaign: String?
    package var campaignName: String?
    package var card: String
    package var assignedTitle: String?

    init(_ row: Row) throws {
        evaluation = try EvaluationRow(row)
        startedAt = try row.get("started_at")
        zone = try row.get("zone")
        durationMilliseconds = try row.get("duration_ms")
        agent = try row.get("agent_code")
        agentName = try row.get("agent_name")
        campaign = try row.get("campaign_code")
        campaignName = try row.get("campaign_name")
        card = try row.get("card_code")
        assignedTitle = try row.get("assigned_title")
    }
}

/// Where a page of a queue ended.
package struct QueueCursor: Hashable, Sendable {
    package var dueAt: Date
    package var id: Evaluation.ID

    package init(dueAt: Date, id: Evaluation.ID) {
        self.dueAt = dueAt
        self.id = id
    }
}

extension Transaction {
    /// What waits for `analyst`, the most urgent first: theirs, or nobody's when nil. Walks
    /// `evaluation_by_analyst`, so that it costs what it shows.
    package func queue(
        of analyst: Account.ID?, state: Evaluation.State, within visibility: Visibility,
        after cursor: QueueCursor?, limit: Int
    ) throws -> [ListedEvaluationRow] {
        var conditions: [SQL] = [
            analyst.map { "e.assigned_to = \($0)" } ?? "e.assigned_to IS NULL",
            "e.state = \(state.rawValue)",
        ]
        if let cursor { conditions.append("(e.due_at, e.id) > (\(cursor.dueAt), \(cursor.id))") }
        conditions += visibility.conditionsOnEvaluation
        return try listed(where: conditions, order: "e.due_at, e.id", limit: limit)
    }

    /// The latest made first, behind `id`; those of calibrations only as far as `sight` has them.
    package func evaluations(
        _ filter: EvaluationFilter, within visibility: Visibility,
        sight: CalibrationSight = .nothing, after id: Evaluation.ID?, limit: Int
    ) throws -> [ListedEvaluationRow] {
        var conditions = EvaluationSQL.conditions(filter) + visibility.conditionsOnEvaluation
        conditions.append(sight.condition)
        if let id { conditions.append("e.id < \(id)") }
        return try listed(where: conditions, order: "e.id DESC", limit: limit)
    }

    package func listedEvaluation(_ id: Evaluation.ID) throws -> ListedEvaluationRow? {
        try listed(where: ["e.id = \(id)"], order: "e.id", limit: 1).first
    }

    private func listed(
        where conditions: [SQL], order: SQL, limit: Int
    ) throws -> [ListedEvaluationRow] {
        try rows("""
            SELECT e.*, c.started_at, c.zone, c.duration_ms,
              agent.code AS agent_code, agent.name AS agent_name,
              campaign.code AS campaign_code, campaign.name AS campaign_name,
              scorecard.code AS card_code, account.title AS assigned_title
            FROM evaluation e
              JOIN call c ON c.id = e.call_id
              JOIN scorecard ON scorecard.id = e.card_id
              LEFT JOIN agent ON agent.id = e.agent_id
              LEFT JOIN campaign ON campaign.id = e.campaign_id
              LEFT JOIN account ON account.id = e.assigned_to
            WHERE \(conditions.joined(separator: " AND "))
            ORDER BY \(order) LIMIT \(limit)
            """).map(ListedEvaluationRow.init)
    }

    /// How many open or claimed evaluations each analyst has; who has none isn't there.
    package func queueLengths() throws -> [Account.ID: Int] {
        let found = try rows("""
            SELECT assigned_to, count(*) AS count FROM evaluation
            WHERE assigned_to IS NOT NULL AND state IN ('open', 'claimed') GROUP BY assigned_to
            """).map { (try $0.get("assigned_to") as Account.ID, try $0.get("count") as Int) }
        return Dictionary(uniqueKeysWithValues: found)
    }

    /// How many there are in any of `states`, of `analyst` where one is given; counted to `bound`.
    package func countEvaluations(
        in states: [Evaluation.State], of analyst: Account.ID? = nil,
        within visibility: Visibility, bound: Int
    ) throws -> Int {
        let names = states.map { "\($0.rawValue)" as SQL }.joined(separator: ", ")
        var conditions = ["e.state IN (\(names))" as SQL] + visibility.conditionsOnEvaluation
        if let analyst { conditions.append("e.assigned_to = \(analyst)") }
        return try row("""
            SELECT count(*) AS count FROM (SELECT 1 AS one FROM evaluation e
              WHERE \(conditions.joined(separator: " AND ")) LIMIT \(bound)) few
            """)?.get("count") ?? 0
    }

    /// How many there are of `filter`, counted to `bound`.
    package func countEvaluations(
        _ filter: EvaluationFilter, within visibility: Visibility, bound: Int
    ) throws -> Int {
        let conditions = EvaluationSQL.conditions(filter) + visibility.conditionsOnEvaluation
        return try row("""
            SELECT count(*) AS count FROM (SELECT 1 AS one FROM evaluation e
              WHERE \(conditions.joined(separator: " AND ")) LIMIT \(bound)) few
            """)?.get("count") ?? 0
    }

    /// Evaluations whose release is due, the most overdue first.
    package func evaluationsToRelease(at now: Date, limit: Int) throws -> [EvaluationRow] {
        try rows("""
            SELECT * FROM evaluation WHERE state = 'submitted' AND release_at <= \(now)
            ORDER BY release_at LIMIT \(limit)
            """).map(EvaluationRow.init)
    }

    /// Evaluations of a customer's calls, in the order of their ids behind `id`.
    package func evaluations(
        of customer: Customer.ID, after id: Evaluation.ID, limit: Int
    ) throws -> [EvaluationRow] {
        try rows("""
            SELECT e.* FROM evaluation e JOIN call c ON c.id = e.call_id
            WHERE c.customer_id = \(customer) AND e.id > \(id) ORDER BY e.id LIMIT \(limit)
            """).map(EvaluationRow.init)
    }

    /// The evaluation that stands for a place of a draw.
    package func evaluation(of pick: EvaluationRow.Pick) throws -> EvaluationRow? {
        try row("""
            SELECT * FROM evaluation WHERE draw_id = \(pick.draw)
              AND stratum = \(pick.stratum) AND place = \(pick.place)
            """).map(EvaluationRow.init)
    }
}

enum EvaluationSQL {
    /// On the table `evaluation`, called `e`.
    static func conditions(_ filter: EvaluationFilter) -> [SQL] {
        var all: [SQL] = []
        if filter.states.isEmpty {
            all.append("e.state <> 'replaced'")
        } else {
            let names = filter.states.map(\.rawValue).sorted().map { "\($0)" as SQL }
            all.append("e.state IN (\(names.joined(separator: ", ")))")
        }
        if !filter.streams.isEmpty {
            let names = filter.streams.map(\.rawValue).sorted().map { "\($0)" as SQL }
            all.append("e.stream IN (\(names.joined(separator: ", ")))")
        }
        if let account = filter.assignedTo { all.append("e.assigned_to = \(account)") }
        if let agent = filter.agent { all.append("e.agent_id = \(agent)") }
        if let team = filter.team { all.append("e.team_id = \(team)") }
        if let campaign = filter.campaign { all.append("e.campaign_id = \(campaign)") }
        if let card = filter.card { all.append("e.card_id = \(card)") }
        if let call = filter.call { all.append("e.call_id = \(call)") }
        if let draw = filter.draw { all.append("e.draw_id = \(draw)") }
        if let day = filter.fromDay { all.append("e.local_day >= \(day)") }
        if let day = filter.throughDay { all.append("e.local_day <= \(day)") }
        return all
    }
}

extension Visibility {
    /// On the table `evaluation`, called `e`.
    var conditionsOnEvaluation: [SQL] {
        switch self {
        case .everything: []
        case .agent(nil): ["1 = 0"]
        case .agent(let agent): ["e.agent_id = \(agent)"]
        case .teams(let teams) where teams.isEmpty: ["1 = 0"]
        case .teams(let teams):
            ["e.team_id IN (\(teams.sorted().map { "\($0)" as SQL }.joined(separator: ", ")))"]
        }
    }
}

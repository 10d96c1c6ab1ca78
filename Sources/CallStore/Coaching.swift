package import Calls
package import Foundation

package struct CoachingRow: RegulatedRow {
    package static let table = "coaching"

    package var id: Coaching.ID
    package var kind: Coaching.Kind
    package var agent: Agent.ID
    /// The agent's, when it was made.
    package var team: Team.ID?
    /// Days since 1970-01-01 in the business's zone: of the talk, or on which a note was made.
    package var day: Int
    /// The last day by which it is to be done.
    package var dueDay: Int
    /// Empty once it had to go.
    package var textSealed: [UInt8]
    package var state: Coaching.State = .open
    package var madeBy: String
    package var madeAt: Date
    package var version: Int64 = 1
    package var rowMAC: [UInt8] = []

    /// An open one without words, whose day and due day are `day`.
    package init(
        id: Coaching.ID, kind: Coaching.Kind, agent: Agent.ID, day: Int, madeBy: String,
        madeAt: Date
    ) {
        self.id = id
        self.kind = kind
        self.agent = agent
        self.day = day
        dueDay = day
        textSealed = []
        self.madeBy = madeBy
        self.madeAt = madeAt
    }

    package init(_ row: Row) throws {
        self.init(
            id: try row.get("id"), kind: try row.named("kind"), agent: try row.get("agent_id"),
            day: try row.get("day"), madeBy: try row.get("made_by"),
            madeAt: try row.get("made_at"))
        team = try row.get("team_id")
        dueDay = try row.get("due_day")
        textSealed = try row.get("text_sealed")
        state = try row.named("state")
        version = try row.get("version")
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [
            id, kind.rawValue, agent, team, day, dueDay, textSealed, state.rawValue, madeBy,
            madeAt, version,
        ]
        return values.map(\.sqlValue)
    }
}

/// A coaching as a line of a list, with what its ids stand for.
package struct ListedCoachingRow: Sendable {
    package var coaching: CoachingRow
    package var agent: String
    package var agentName: String?
    package var topics: Int

    init(_ row: Row) throws {
        coaching = try CoachingRow(row)
        agent = try row.get("agent_code")
        agentName = try row.get("agent_name")
        topics = try row.get("topics")
    }
}

/// Where a page of a list of coachings ended.
package struct CoachingCursor: Hashable, Sendable {
    package var dueDay: Int
    package var id: Coaching.ID

    package init(dueDay: Int, id: Coaching.ID) {
        self.dueDay = dueDay
        self.id = id
    }
}

extension Transaction {
    package func insert(_ coaching: CoachingRow) throws {
        try execute("""
            INSERT INTO coaching
              (id, kind, agent_id, team_id, day, due_day, text_sealed, state, made_by, made_at,
               version, row_mac)
            VALUES (\(coaching.id), \(coaching.kind.rawValue), \(coaching.agent),
              \(coaching.team), \(coaching.day), \(coaching.dueDay), \(coaching.textSealed),
              \(coaching.state.rawValue), \(coaching.madeBy), \(coaching.madeAt),
              \(coaching.version), \(coaching.rowMAC))
            """)
    }

    /// Writes where a coaching is in its life, and its words.
    package func update(_ coaching: CoachingRow) throws {
        try execute("""
            UPDATE coaching SET
              text_sealed = \(coaching.textSealed), state = \(coaching.state.rawValue),
              version = \(coaching.version), row_mac = \(coaching.rowMAC)
            WHERE id = \(coaching.id)
            """)
    }

    package func coaching(_ id: Coaching.ID) throws -> CoachingRow? {
        try row("SELECT * FROM coaching WHERE id = \(id)").map(CoachingRow.init)
    }

    package func listedCoaching(_ id: Coaching.ID) throws -> ListedCoachingRow? {
        try listedCoachings(where: ["k.id = \(id)"], order: "k.id", limit: 1).first
    }

    /// The most urgent first, or the latest first of those that have ended.
    package func coachings(
        _ filter: CoachingFilter, within visibility: Visibility, today: Int,
        after cursor: CoachingCursor?, limit: Int
    ) throws -> [ListedCoachingRow] {
        var conditions = CoachingSQL.conditions(filter, today: today)
            + visibility.conditionsOnCoaching
        let isBackwards = filter.isOfEnded
        if let cursor {
            let place = "(\(cursor.dueDay), \(cursor.id))" as SQL
            conditions.append(
                isBackwards ? "(k.due_day, k.id) < \(place)" : "(k.due_day, k.id) > \(place)")
        }
        return try listedCoachings(
            where: conditions,
            order: isBackwards ? "k.due_day DESC, k.id DESC" : "k.due_day, k.id", limit: limit)
    }

    /// How many there are, counted to `bound`.
    package func countCoachings(
        _ filter: CoachingFilter, within visibility: Visibility, today: Int, bound: Int
    ) throws -> Int {
        let conditions = CoachingSQL.conditions(filter, today: today)
            + visibility.conditionsOnCoaching
        return try row("""
            SELECT count(*) AS count FROM (SELECT 1 AS one FROM coaching k
              WHERE \(conditions.joined(separator: " AND ")) LIMIT \(bound)) few
            """)?.get("count") ?? 0
    }

    /// Those about a question of a scorecard, the latest first.
    package func coachings(
        on question: String, of card: Scorecard.ID, within visibility: Visibility, limit: Int
    ) throws -> [ListedCoachingRow] {
        let conditions: [SQL] = [
            """
            k.id IN (SELECT t.coaching_id FROM coaching_topic t
              WHERE t.card_id = \(card) AND t.question = \(question))
            """
        ]
        return try listedCoachings(
            where: conditions + visibility.conditionsOnCoaching, order: "k.id DESC", limit: limit)
    }

    private func listedCoachings(
        where conditions: [SQL], order: SQL, limit: Int
    ) throws -> [ListedCoachingRow] {
        try rows("""
            SELECT k.*, agent.code AS agent_code, agent.name AS agent_name,
              (SELECT count(*) FROM coaching_topic t WHERE t.coaching_id = k.id) AS topics
            FROM coaching k JOIN agent ON agent.id = k.agent_id
            WHERE \(conditions.joined(separator: " AND "))
            ORDER BY \(order) LIMIT \(limit)
            """).map(ListedCoachingRow.init)
    }

    /// Coachings about a customer's calls, in the order of their ids behind `id`.
    package func coachings(
        of customer: Customer.ID, after id: Coaching.ID, limit: Int
    ) throws -> [CoachingRow] {
        try rows("""
            SELECT k.* FROM coaching k WHERE k.id > \(id) AND k.id IN (
              SELECT t.coaching_id FROM coaching_topic t JOIN call c ON c.id = t.call_id
              WHERE c.customer_id = \(customer))
            ORDER BY k.id LIMIT \(limit)
            """).map(CoachingRow.init)
    }
}

private enum CoachingSQL {
    /// On the table `coaching`, called `k`.
    static func conditions(_ filter: CoachingFilter, today: Int) -> [SQL] {
        let states =
            filter.states.isEmpty
            ? Set(Coaching.State.allCases.filter { !$0.isEnded }) : filter.states
        let names = states.map(\.rawValue).sorted().map { "\($0)" as SQL }
        var all: [SQL] = ["k.state IN (\(names.joined(separator: ", ")))"]
        if filter.isOverdue {
            all += ["k.due_day < \(today)", "k.state IN ('open', 'acknowledged')"]
        }
        if let agent = filter.agent { all.append("k.agent_id = \(agent)") }
        return all
    }
}

extension Visibility {
    /// On the table `coaching`, called `k`.
    fileprivate var conditionsOnCoaching: [SQL] {
        switch self {
        case .everything: []
        case .agent(nil): ["1 = 0"]
        case .agent(let agent): ["k.agent_id = \(agent)"]
        case .teams(let teams) where teams.isEmpty: ["1 = 0"]
        case .teams(let teams):
            ["k.team_id IN (\(teams.sorted().map { "\($0)" as SQL }.joined(separator: ", ")))"]
        }
    }
}

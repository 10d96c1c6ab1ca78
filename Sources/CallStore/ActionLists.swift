package import Calls

/// Which actions a list shows. Every set field must hold.
package struct ActionSelection: Hashable, Sendable {
    /// Those that haven't ended when empty.
    package var states: Set<CorrectiveAction.State>
    /// Open ones, due on this day or before.
    package var dueThrough: Int?
    /// Done ones, to be checked on this day or before.
    package var checkThrough: Int?
    package var owner: String?
    /// Any of these; all when nil.
    package var causes: [String]?
    package var kind: CorrectiveAction.Kind?
    package var complaint: Complaint.ID?
    /// Leaves out what is about this agent.
    package var notAbout: Agent.ID?

    package init(states: Set<CorrectiveAction.State> = []) {
        self.states = states
    }

    /// Whether nothing but ended ones is asked for.
    package var isOfEnded: Bool { !states.isEmpty && states.allSatisfy(\.isEnded) }
}

/// Where a page of a list of actions ended.
package struct ActionCursor: Hashable, Sendable {
    package var nextDay: Int
    package var id: CorrectiveAction.ID

    package init(nextDay: Int, id: CorrectiveAction.ID) {
        (self.nextDay, self.id) = (nextDay, id)
    }
}

extension Transaction {
    /// The most urgent first, or the latest first where only ended ones are asked for.
    package func actions(
        _ selection: ActionSelection, within reach: ComplaintReach, after cursor: ActionCursor?,
        limit: Int
    ) throws -> [ActionRow] {
        var conditions = selection.conditions + reach.conditionsOnActions
        let isBackwards = selection.isOfEnded
        if let cursor {
            let place = "(\(cursor.nextDay), \(cursor.id))" as SQL
            conditions.append(
                isBackwards ? "(k.next_day, k.id) < \(place)" : "(k.next_day, k.id) > \(place)")
        }
        let order: SQL = isBackwards ? "k.next_day DESC, k.id DESC" : "k.next_day, k.id"
        return try rows("""
            SELECT k.* FROM corrective_action k
            WHERE \(conditions.joined(separator: " AND ")) ORDER BY \(order) LIMIT \(limit)
            """).map(ActionRow.init)
    }

    /// How many there are, counted to `bound`.
    package func countActions(
        _ selection: ActionSelection, within reach: ComplaintReach, bound: Int
    ) throws -> Int {
        let conditions = selection.conditions + reach.conditionsOnActions
        return try row("""
            SELECT count(*) AS count FROM (SELECT 1 AS one FROM corrective_action k
              WHERE \(conditions.joined(separator: " AND ")) LIMIT \(bound)) few
            """)?.get("count") ?? 0
    }
}

extension ActionSelection {
    /// On the table `corrective_action`, called `k`.
    fileprivate var conditions: [SQL] {
        let shown =
            states.isEmpty
            ? Set(CorrectiveAction.State.allCases.filter { !$0.isEnded }) : states
        var all: [SQL] = ["k.state IN (\(shown.map(\.rawValue).sorted().bound))"]
        if let day = dueThrough { all += ["k.state = 'open'", "k.next_day <= \(day)"] }
        if let day = checkThrough { all += ["k.state = 'done'", "k.next_day <= \(day)"] }
        if let owner { all.append("k.owner = \(owner)") }
        if let causes { all.append(causes.isEmpty ? "1 = 0" : "k.cause IN (\(causes.bound))") }
        if let kind { all.append("k.kind = \(kind.rawValue)") }
        if let complaint {
            all.append("""
                k.id IN (SELECT l.action_id FROM corrective_action_complaint l
                  WHERE l.complaint_id = \(complaint))
                """)
        }
        if let agent = notAbout { all.append("(k.agent_id IS NULL OR k.agent_id <> \(agent))") }
        return all
    }
}

extension ComplaintReach {
    /// On the table `corrective_action`, called `k`: one's own everybody sees.
    fileprivate var conditionsOnActions: [SQL] {
        switch self {
        case .everything: []
        case .teams(let teams, let person) where teams.isEmpty: [Self.own(person)]
        case .teams(let teams, let person):
            ["(k.team_id IN (\(Self.ids(teams))) OR \(Self.own(person)))"]
        case .own(let person, _): [Self.own(person)]
        }
    }

    private static func ids(_ teams: Set<Team.ID>) -> SQL {
        teams.sorted().map { "\($0)" as SQL }.joined(separator: ", ")
    }

    private static func own(_ person: String) -> SQL {
        "(k.owner = \(person) OR k.opened_by = \(person))"
    }
}

extension [String] {
    fileprivate var bound: SQL { map { "\($0)" as SQL }.joined(separator: ", ") }
}

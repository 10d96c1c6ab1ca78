package import Calls
package import Foundation

extension Transaction {
    /// In the order that `selection` asks for, behind `cursor`. A list that is narrowed by nothing
    /// but state, whose it is, or what is unassigned or asked walks an index, so that it costs what
    /// it shows.
    package func complaints(
        _ selection: ComplaintSelection, within reach: ComplaintReach,
        after cursor: ComplaintCursor?, limit: Int
    ) throws -> [ListedComplaintRow] {
        var conditions = ComplaintSQL.conditions(selection) + reach.conditions
        let order: SQL
        switch selection.order {
        case .due:
            order = "k.next_due_at, k.id"
            if let cursor {
                conditions.append(
                    "(k.next_due_at, k.id) > (\(cursor.at.dueMicroseconds), \(cursor.id))")
            }
        case .received:
            order = "k.received_at DESC, k.id DESC"
            if let cursor {
                conditions.append("(k.received_at, k.id) < (\(cursor.at), \(cursor.id))")
            }
        }
        return try rows("""
            SELECT k.*, \(ListedComplaintRow.customerColumns)
            FROM complaint k LEFT JOIN customer c ON c.id = k.customer_id
            WHERE \(conditions.joined(separator: " AND "))
            ORDER BY \(order) LIMIT \(limit)
            """).map(ListedComplaintRow.init)
    }

    package func listedComplaint(_ id: Complaint.ID) throws -> ListedComplaintRow? {
        try listedComplaints([id]).first
    }

    /// Those of `ids` that there are, in the order of ids.
    package func listedComplaints(_ ids: [Complaint.ID]) throws -> [ListedComplaintRow] {
        guard !ids.isEmpty else { return [] }
        return try rows("""
            SELECT k.*, \(ListedComplaintRow.customerColumns)
            FROM complaint k LEFT JOIN customer c ON c.id = k.customer_id
            WHERE k.id IN (\(ids.map { "\($0)" as SQL }.joined(separator: ", ")))
            ORDER BY k.id
            """).map(ListedComplaintRow.init)
    }

    /// How many there are, counted to `bound`.
    package func countComplaints(
        _ selection: ComplaintSelection, within reach: ComplaintReach, bound: Int
    ) throws -> Int {
        let conditions = ComplaintSQL.conditions(selection) + reach.conditions
        return try row("""
            SELECT count(*) AS count FROM (SELECT 1 AS one FROM complaint k
              WHERE \(conditions.joined(separator: " AND ")) LIMIT \(bound)) few
            """)?.get("count") ?? 0
    }

    /// Whether `complaint` is among those of `reach`.
    package func sees(_ complaint: Complaint.ID, within reach: ComplaintReach) throws -> Bool {
        let conditions = ["k.id = \(complaint)" as SQL] + reach.conditions
        return try row("""
            SELECT 1 AS one FROM complaint k WHERE \(conditions.joined(separator: " AND "))
            """) != nil
    }

    /// Open ones whose next clock ends before `date`, the most urgent first; before
    /// `.distantFuture` all of them, those of which no clock runs last.
    package func openComplaintsDue(
        before date: Date, after cursor: ComplaintCursor?, limit: Int
    ) throws -> [ComplaintRow] {
        var conditions: [SQL] = ["state <> 'closed'"]
        if date < .distantFuture { conditions.append("next_due_at < \(date)") }
        if let cursor {
            conditions.append(
                "(next_due_at, id) > (\(cursor.at.dueMicroseconds), \(cursor.id))")
        }
        return try rows("""
            SELECT * FROM complaint WHERE \(conditions.joined(separator: " AND "))
            ORDER BY next_due_at, id LIMIT \(limit)
            """).map(ComplaintRow.init)
    }
}

extension ListedComplaintRow {
    private static let prefix = "whose_"
    private static let columns =
        MovedTable.all.first { $0.name == CustomerRow.table }?.columns ?? []
    private static let columnPlaces = Row.Columns(columns)

    /// Every column of the customer, called `c`, under names of their own.
    fileprivate static let customerColumns = SQL(
        stringLiteral: columns.map { "c.\($0) AS \(prefix)\($0)" }.joined(separator: ", "))

    init(_ row: Row) throws {
        complaint = try ComplaintRow(row)
        if complaint.customer != nil {
            let values = try Self.columns.map { try row.value(Self.prefix + $0) }
            customer = try CustomerRow(Row(columns: Self.columnPlaces, values: values))
        }
    }
}

/// Conditions on the table `complaint`, called `k`. What an index is made for stands in plain, so
/// that both engines know it.
enum ComplaintSQL {
    static func ids(of customer: Customer.ID) -> SQL {
        """
        SELECT id FROM complaint WHERE customer_id = \(customer)
        UNION SELECT complaint_id FROM complaint_party WHERE customer_id = \(customer)
        """
    }

    static func conditions(_ selection: ComplaintSelection) -> [SQL] {
        state(of: selection) + time(of: selection) + kind(of: selection) + links(of: selection)
    }

    private static func state(of selection: ComplaintSelection) -> [SQL] {
        var all: [SQL] = []
        all.append(selection.states.contains(.closed) ? "1 = 1" : "k.state <> 'closed'")
        switch selection.states.count {
        case 0, Complaint.State.allCases.count: break
        case 1: all += selection.states.map { "k.state = \($0.rawValue)" }
        default: all.append("k.state IN (\(selection.states.map(\.rawValue).sorted().list))")
        }
        if selection.isUnassigned { all.append("k.assignee IS NULL") }
        if let person = selection.assignee { all.append("k.assignee = \(person)") }
        if selection.isAsked { all.append("k.is_asked = 1") }
        if selection.leavesOutMembers { all.append("k.merged_into IS NULL") }
        return all
    }

    private static func time(of selection: ComplaintSelection) -> [SQL] {
        var all: [SQL] = []
        if let from = selection.dueFrom { all.append("k.next_due_at >= \(from)") }
        if let through = selection.dueThrough { all.append("k.next_due_at <= \(through)") }
        if let from = selection.receivedFrom { all.append("k.received_at >= \(from)") }
        if let before = selection.receivedBefore { all.append("k.received_at < \(before)") }
        all += selection.occurred?.conditions ?? []
        return all
    }

    private static func kind(of selection: ComplaintSelection) -> [SQL] {
        var all: [SQL] = []
        if !selection.types.isEmpty { all.append("k.type IN (\(selection.types.list))") }
        if let severity = selection.severity { all.append("k.severity = \(severity)") }
        if let outcome = selection.outcome { all.append("k.outcome = \(outcome.rawValue)") }
        if let channel = selection.channel { all.append("k.channel = \(channel.rawValue)") }
        if let regime = selection.regime {
            // The same on both engines, whatever the name has in it.
            all.append("""
                replace(' ' || k.regimes || ' ', \(" \(regime) "), '')
                  <> ' ' || k.regimes || ' '
                """)
        }
        if let campaign = selection.campaign { all.append("k.campaign_id = \(campaign)") }
        if let product = selection.product { all.append("k.product_code = \(product)") }
        if let team = selection.team { all.append("k.team_id = \(team)") }
        return all
    }

    private static func links(of selection: ComplaintSelection) -> [SQL] {
        var all: [SQL] = []
        if let customer = selection.customer { all.append("k.id IN (\(ids(of: customer)))") }
        if let call = selection.call {
            all.append("k.id IN (SELECT complaint_id FROM complaint_call WHERE call_id = \(call))")
        }
        if let agent = selection.agent { all.append("k.id IN (\(ids(about: agent)))") }
        if !selection.causes.isEmpty {
            all.append("""
                k.id IN (SELECT complaint_id FROM complaint_cause
                  WHERE code IN (\(selection.causes.list)))
                """)
        }
        if let agent = selection.notAbout { all.append("k.id NOT IN (\(ids(about: agent)))") }
        return all
    }

    private static func ids(about agent: Agent.ID) -> SQL {
        "SELECT complaint_id FROM complaint_agent WHERE agent_id = \(agent)"
    }
}

extension ComplaintReach {
    /// On the table `complaint`, called `k`.
    var conditions: [SQL] {
        switch self {
        case .everything: return []
        case .teams(let teams, let person):
            var any = Self.theirs(person)
            if !teams.isEmpty { any.append("k.team_id IN (\(teams.sorted().list))") }
            return ["(" + any.joined(separator: " OR ") + ")"]
        case .own(let person, let agent):
            var any = Self.theirs(person)
            if let agent {
                any.append("""
                    k.id IN (SELECT complaint_id FROM complaint_question
                      WHERE agent_id = \(agent))
                    """)
            }
            return ["(" + any.joined(separator: " OR ") + ")"]
        }
    }

    private static func theirs(_ person: String) -> [SQL] {
        ["k.registered_by = \(person)", "k.assignee = \(person)"]
    }
}

extension Array where Element: SQLBindable {
    fileprivate var list: SQL { map { "\($0)" as SQL }.joined(separator: ", ") }
}

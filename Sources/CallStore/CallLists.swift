package import Calls
package import Foundation

/// Where a page of calls ended; the next begins behind it.
package struct CallCursor: Hashable, Sendable {
    package var startedAt: Date
    package var id: Call.ID

    package init(startedAt: Date, id: Call.ID) {
        self.startedAt = startedAt
        self.id = id
    }
}

extension Transaction {
    /// At most `limit` calls of `visibility` that match `filter`, newest first, behind `cursor`.
    /// Walks an index in order, so the cost is that of the rows passed over, not of the table.
    package func calls(
        _ filter: CallFilter, words: [String], within visibility: Visibility = .everything,
        after cursor: CallCursor?, limit: Int
    ) throws -> [ListedCallRow] {
        let driven = words.first.map { CallListing.byWord($0) } ?? .byStart
        var conditions = CallListing.conditions(filter)
        conditions += CallListing.conditions(words.dropFirst())
        conditions += driven.range(filter, cursor) + visibility.conditions
        return try rows("""
            SELECT c.*, agent.code AS agent_code, agent.name AS agent_name,
              campaign.code AS campaign_code, campaign.name AS campaign_name,
              customer.wrapped_key, customer.key_epoch, customer.blind_index,
              customer.number_sealed, customer.version AS customer_version,
              customer.created_at AS customer_created_at
            FROM \(driven.tables)
              JOIN customer ON customer.id = c.customer_id
              LEFT JOIN agent ON agent.id = c.agent_id
              LEFT JOIN campaign ON campaign.id = c.campaign_id
            WHERE \(conditions.joined(separator: " AND "))
            ORDER BY \(driven.order) LIMIT \(limit)
            """).map(ListedCallRow.init)
    }

    /// How many calls of `visibility` match `filter`, counted up to `most`.
    package func countCalls(
        _ filter: CallFilter, words: [String], within visibility: Visibility, most: Int
    ) throws -> Int {
        let driven = words.first.map { CallListing.byWord($0) } ?? .byStart
        let conditions =
            CallListing.conditions(filter) + CallListing.conditions(words.dropFirst())
            + driven.range(filter, nil) + visibility.conditions
        return try row("""
            SELECT count(*) AS count FROM (
              SELECT 1 FROM \(driven.tables)
              WHERE \(conditions.joined(separator: " AND ")) LIMIT \(most)) found
            """)?.get("count") ?? 0
    }

    package func listedCall(_ id: Call.ID) throws -> ListedCallRow? {
        try row("""
            SELECT c.*, agent.code AS agent_code, agent.name AS agent_name,
              campaign.code AS campaign_code, campaign.name AS campaign_name,
              customer.wrapped_key, customer.key_epoch, customer.blind_index,
              customer.number_sealed, customer.version AS customer_version,
              customer.created_at AS customer_created_at
            FROM call c
              JOIN customer ON customer.id = c.customer_id
              LEFT JOIN agent ON agent.id = c.agent_id
              LEFT JOIN campaign ON campaign.id = c.campaign_id
            WHERE c.id = \(id)
            """).map(ListedCallRow.init)
    }
}

extension ListedCallRow {
    init(_ row: Row) throws {
        call = try CallRow(row)
        agent = try row.get("agent_code")
        agentName = try row.get("agent_name")
        campaign = try row.get("campaign_code")
        campaignName = try row.get("campaign_name")
        customer = CustomerRow(
            id: call.customerID, wrappedKey: try row.get("wrapped_key"),
            keyEpoch: try row.get("key_epoch"), blindIndex: try row.get("blind_index"),
            numberSealed: try row.get("number_sealed"),
            version: try row.get("customer_version"),
            createdAt: try row.get("customer_created_at"))
    }
}

/// Which index leads a list of calls.
private enum CallListing {
    case byStart
    case byWord(String)

    var tables: SQL {
        switch self {
        case .byStart: "call c"
        case .byWord: "call_word w JOIN call c ON c.id = w.call_id"
        }
    }

    var order: SQL {
        switch self {
        case .byStart: "c.started_at DESC, c.id DESC"
        case .byWord: "w.started_at DESC, w.call_id DESC"
        }
    }

    /// The conditions on the leading index: its word, the time asked for, the page.
    func range(_ filter: CallFilter, _ cursor: CallCursor?) -> [SQL] {
        let (start, id): (SQL, SQL) =
            switch self {
            case .byStart: ("c.started_at", "c.id")
            case .byWord: ("w.started_at", "w.call_id")
            }
        var conditions: [SQL] = []
        if case .byWord(let word) = self { conditions.append("w.word = \(word)") }
        if let from = filter.from { conditions.append("\(start) >= \(from)") }
        if let until = filter.until { conditions.append("\(start) < \(until)") }
        if let cursor {
            conditions.append("(\(start), \(id)) < (\(cursor.startedAt), \(cursor.id))")
        }
        return conditions
    }

    /// That the call has each of `words`.
    static func conditions(_ words: some Sequence<String>) -> [SQL] {
        words.map { word in
            // Not EXISTS: PostgreSQL would make a join of it and gather every call with the word.
            """
            (SELECT 1 FROM call_word other
              WHERE other.word = \(word) AND other.started_at = c.started_at
                AND other.call_id = c.id) = 1
            """
        }
    }

    /// The conditions that don't depend on which index leads.
    static func conditions(_ filter: CallFilter) -> [SQL] {
        var all: [SQL] = ["1 = 1"]
        if let agent = filter.agent {
            all.append("c.agent_id = (SELECT id FROM agent WHERE code = \(agent))")
        }
        if let campaign = filter.campaign {
            all.append("c.campaign_id = (SELECT id FROM campaign WHERE code = \(campaign))")
        }
        if let direction = filter.direction { all.append("c.direction = \(direction.rawValue)") }
        if let customer = filter.customer { all.append("c.customer_id = \(customer)") }
        if let least = filter.secondsMin {
            all.append("c.duration_ms >= \(Int64((least * 1000).rounded()))")
        }
        if let most = filter.secondsMax {
            all.append("c.duration_ms <= \(Int64((most * 1000).rounded()))")
        }
        if !filter.verdicts.isEmpty {
            all.append("c.verdicts <> 0 AND (c.verdicts & \(filter.verdicts.bits)) <> 0")
        }
        return all
    }
}

extension Visibility {
    /// On the table `call`, called `c`.
    fileprivate var conditions: [SQL] {
        switch self {
        case .everything: []
        case .agent(nil): ["1 = 0"]
        case .agent(let agent): ["c.agent_id = \(agent)"]
        case .teams(let teams) where teams.isEmpty: ["1 = 0"]
        case .teams(let teams):
            ["c.team_id IN (\(teams.sorted().map { "\($0)" as SQL }.joined(separator: ", ")))"]
        }
    }
}

extension [SQL] {
    func joined(separator: SQL) -> SQL {
        guard var all = first else { return "" }
        for part in dropFirst() {
            all = all + separator + part
        }
        return all
    }
}

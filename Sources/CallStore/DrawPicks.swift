package import Calls
package import Foundation

/// A pick with its call and its evaluation.
package struct ListedPickRow: Sendable {
    package var pick: DrawPickRow
    package var startedAt: Date
    package var zone: String
    package var agent: String?
    package var agentName: String?
    package var evaluation: Evaluation.ID
    package var state: Evaluation.State
    package var analyst: String?

    init(_ row: Row) throws {
        pick = try DrawPickRow(row)
        startedAt = try row.get("started_at")
        zone = try row.get("zone")
        agent = try row.get("agent_code")
        agentName = try row.get("agent_name")
        evaluation = try row.get("evaluation_id")
        let name: String = try row.get("state")
        guard let known = Evaluation.State(rawValue: name) else {
            throw StoreFault.unexpectedRow("an evaluation in the state \(name)")
        }
        state = known
        analyst = try row.get("analyst_title")
    }
}

/// The picks of draws, as lists and figures show them.
extension Transaction {
    /// Picks whose evaluations `visibility` covers, in the order of strata and places behind
    /// the one named.
    package func listedPicks(
        of draw: Draw.ID, within visibility: Visibility,
        after key: (stratum: String, place: Int)?, limit: Int
    ) throws -> [ListedPickRow] {
        var conditions: [SQL] = ["p.draw_id = \(draw)"] + visibility.conditionsOnEvaluation
        if let key {
            conditions.append("(p.stratum, p.place) > (\(key.stratum), \(key.place))")
        }
        return try rows("""
            SELECT p.*, c.started_at, c.zone, agent.code AS agent_code, agent.name AS agent_name,
              e.id AS evaluation_id, e.state, account.title AS analyst_title
            FROM draw_pick p
              JOIN evaluation e ON e.draw_id = p.draw_id AND e.stratum = p.stratum
                AND e.place = p.place
              JOIN call c ON c.id = p.call_id
              LEFT JOIN agent ON agent.id = e.agent_id
              LEFT JOIN account ON account.id = e.assigned_to
            WHERE \(conditions.joined(separator: " AND "))
            ORDER BY p.stratum, p.place LIMIT \(limit)
            """).map(ListedPickRow.init)
    }

    /// The picks of one stratum from `place` on, in order.
    package func picks(
        of draw: Draw.ID, stratum: String, from place: Int, limit: Int
    ) throws -> [DrawPickRow] {
        try rows("""
            SELECT * FROM draw_pick
            WHERE draw_id = \(draw) AND stratum = \(stratum) AND place >= \(place)
            ORDER BY place LIMIT \(limit)
            """).map(DrawPickRow.init)
    }

    /// Those picks of a stratum that others stand in for, in the order in which they were replaced.
    package func replaced(
        of draw: Draw.ID, stratum: String, limit: Int
    ) throws -> [DrawPickRow] {
        try rows("""
            SELECT * FROM draw_pick
            WHERE draw_id = \(draw) AND stratum = \(stratum) AND replaced_at IS NOT NULL
            ORDER BY replaced_at, place LIMIT \(limit)
            """).map(DrawPickRow.init)
    }

    /// How many parts the frame of each stratum has.
    package func frameParts(of draw: Draw.ID) throws -> [String: Int] {
        let found = try rows("""
            SELECT stratum, count(*) AS count FROM draw_frame WHERE draw_id = \(draw)
            GROUP BY stratum
            """).map { (try $0.get("stratum") as String, try $0.get("count") as Int) }
        return Dictionary(uniqueKeysWithValues: found)
    }

    /// The parts of a stratum's ids from `part` on, in order.
    package func frame(
        of draw: Draw.ID, stratum: String, from part: Int, limit: Int
    ) throws -> [FrameChunk] {
        try rows("""
            SELECT * FROM draw_frame
            WHERE draw_id = \(draw) AND stratum = \(stratum) AND part >= \(part)
            ORDER BY part LIMIT \(limit)
            """).map(FrameChunk.init)
    }
}

/// A person's replacements for one reason.
package struct ReplacementCount: Sendable {
    package var person: String
    package var reason: ReplacementReason
    package var count: Int
}

extension Transaction {
    /// Who replaced how many calls of `draws`, by reason.
    package func replacements(in draws: [Draw.ID]) throws -> [ReplacementCount] {
        guard !draws.isEmpty else { return [] }
        return try rows("""
            SELECT replaced_by, replaced_because, count(*) AS count FROM draw_pick
            WHERE draw_id IN (\(Self.list(draws))) AND replaced_at IS NOT NULL
            GROUP BY replaced_by, replaced_because
            """).map { row in
                let name: String = try row.get("replaced_because")
                guard let reason = ReplacementReason(rawValue: name) else {
                    throw StoreFault.unexpectedRow("a call replaced because of \(name)")
                }
                return ReplacementCount(
                    person: try row.get("replaced_by"), reason: reason,
                    count: try row.get("count"))
            }
    }

    /// Who handed in how many evaluations of `draws`.
    package func handedIn(in draws: [Draw.ID]) throws -> [String: Int] {
        guard !draws.isEmpty else { return [:] }
        let found = try rows("""
            SELECT scored_by, count(*) AS count FROM evaluation
            WHERE draw_id IN (\(Self.list(draws))) AND scored_by IS NOT NULL GROUP BY scored_by
            """).map { (try $0.get("scored_by") as String, try $0.get("count") as Int) }
        return Dictionary(uniqueKeysWithValues: found)
    }

    private static func list(_ draws: [Draw.ID]) -> SQL {
        draws.map { "\($0)" as SQL }.joined(separator: ", ")
    }
}

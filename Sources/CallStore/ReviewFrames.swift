package import Calls
package import Foundation

/// What is reviewed: evaluations of a population's calls by one scorecard.
package struct ReviewPopulation: Sendable {
    package var calls: Population
    package var card: Scorecard.ID

    package init(calls: Population, card: Scorecard.ID) {
        self.calls = calls
        self.card = card
    }
}

/// The evaluation of a call that is scored again.
package struct ReviewOriginal: Sendable {
    package var id: Evaluation.ID
    /// Who handed it in.
    package var scorer: Account.ID

    init(_ row: Row) throws {
        id = try row.get("id")
        scorer = try row.get("assigned_to")
    }
}

extension Transaction {
    /// The ids of all calls of `population` whose evaluation was drawn by chance and handed in
    /// within `slice`, split by `field` as `frame(of:in:by:zone:)` splits calls. A call with
    /// several stands there once, for the one made first.
    package func frame(
        of population: ReviewPopulation, in slice: DateInterval, by field: StratumField?,
        zone: CallZone
    ) throws -> FrameIDs {
        let conditions = population.conditions(in: slice).joined(separator: " AND ")
        let column: SQL = field.map { FrameSQL.column(of: $0) } ?? "0"
        var frame = FrameIDs()
        var last: Int64?
        try connection.eachRow("""
            SELECT c.id, \(column) AS stratum
            FROM evaluation e JOIN call c ON c.id = e.call_id
            WHERE \(conditions) ORDER BY c.id, e.id
            """) { row in
            guard case .integer(let id) = row[0], id != last else { return }
            last = id
            let key = field.map { FrameSQL.key(SQLValue(row[1]), of: $0, zone: zone) } ?? .null
            frame.strata[key, default: []].append(id)
        }
        return frame
    }

    /// How many calls such a frame has.
    package func countCalls(of population: ReviewPopulation, in slice: DateInterval) throws -> Int {
        let conditions = population.conditions(in: slice).joined(separator: " AND ")
        return try row("""
            SELECT count(DISTINCT c.id) AS count
            FROM evaluation e JOIN call c ON c.id = e.call_id WHERE \(conditions)
            """)?.get("count") ?? 0
    }

    /// Of a call in such a frame the evaluation that it stands there for. One that was sent back
    /// since is found when there is no other; nil when none is left.
    package func original(
        of call: Call.ID, by card: Scorecard.ID, handedIn slice: DateInterval
    ) throws -> ReviewOriginal? {
        try row("""
            SELECT e.id, e.assigned_to FROM evaluation e
            WHERE e.call_id = \(call) AND e.card_id = \(card) AND e.stream = 'estimate'
              AND e.sheets > 0 AND e.assigned_to IS NOT NULL AND e.state <> 'replaced'
            ORDER BY CASE WHEN e.submitted_at >= \(slice.start) AND e.submitted_at < \(slice.end)
              THEN 0 ELSE 1 END, e.id LIMIT 1
            """).map(ReviewOriginal.init)
    }
}

extension ReviewPopulation {
    /// On the tables `evaluation`, called `e`, and `call`, called `c`. The stream stands in plain,
    /// so that the index of submissions serves.
    fileprivate func conditions(in slice: DateInterval) -> [SQL] {
        [
            "e.stream = 'estimate'", "e.submitted_at >= \(slice.start)",
            "e.submitted_at < \(slice.end)", "e.card_id = \(card)", "e.sheets > 0",
            "e.assigned_to IS NOT NULL",
            "e.state IN ('submitted', 'second-look', 'released', 'acknowledged', 'disputed')",
        ] + FrameSQL.conditions(calls)
    }
}

package import Calls
package import Foundation

/// The ids of a population by strata, each rising.
package struct FrameIDs: Sendable {
    /// By the stratum's key as it stands in the database: an id, a text, or nothing.
    package var strata: [SQLValue: [Int64]] = [:]

    package init() {}
}

extension Transaction {
    /// The ids of all calls of `population` that begin in `slice`, split by `field`; by none into
    /// one stratum under NULL. Reads every call of the slice once; 8 bytes of each are held.
    package func frame(
        of population: Population, in slice: DateInterval, by field: StratumField?,
        zone: CallZone
    ) throws -> FrameIDs {
        let conditions = FrameSQL.conditions(population, slice)
        var frame = FrameIDs()
        guard let field else {
            var ids: [Int64] = []
            try connection.eachRow("""
                SELECT c.id FROM call c WHERE \(conditions.joined(separator: " AND "))
                """) { row in
                if case .integer(let id) = row[0] { ids.append(id) }
            }
            frame.strata[.null] = ids.rising()
            return frame
        }
        var places: [SQLValue: Int] = [:]
        var lists: [[Int64]] = []
        try connection.eachRow("""
            SELECT c.id, \(FrameSQL.column(of: field)) AS stratum
            FROM call c WHERE \(conditions.joined(separator: " AND "))
            """) { row in
            guard case .integer(let id) = row[0] else { return }
            let key = FrameSQL.key(SQLValue(row[1]), of: field, zone: zone)
            if let place = places[key] {
                lists[place].append(id)
            } else {
                places[key] = lists.count
                lists.append([id])
            }
        }
        for (key, place) in places { frame.strata[key] = lists[place].rising() }
        return frame
    }
}

extension Transaction {
    /// How many calls of `population` begin in `slice`.
    package func countCalls(of population: Population, in slice: DateInterval) throws -> Int {
        let conditions = FrameSQL.conditions(population, slice).joined(separator: " AND ")
        return try row("SELECT count(*) AS count FROM call c WHERE \(conditions)")?
            .get("count") ?? 0
    }
}

enum FrameSQL {
    /// On the table `call`, called `c`.
    static func conditions(_ population: Population, _ slice: DateInterval) -> [SQL] {
        ["c.started_at >= \(slice.start)", "c.started_at < \(slice.end)"]
            + conditions(population)
    }

    /// The same of any time.
    static func conditions(_ population: Population) -> [SQL] {
        var all: [SQL] = []
        if !population.campaigns.isEmpty {
            all.append("""
                c.campaign_id IN
                  (SELECT id FROM campaign WHERE code IN (\(population.campaigns.list)))
                """)
        }
        if !population.teams.isEmpty { all.append("c.team_id IN (\(population.teams.list))") }
        if !population.agents.isEmpty { all.append("c.agent_id IN (\(population.agents.list))") }
        if !population.directions.isEmpty {
            all.append("c.direction IN (\(population.directions.map(\.rawValue).list))")
        }
        if !population.dispositions.isEmpty {
            all.append("c.disposition IN (\(population.dispositions.list))")
        }
        if !population.stages.isEmpty { all.append("c.stage IN (\(population.stages.list))") }
        if let least = population.leastSeconds { all.append("c.duration_ms >= \(least * 1000)") }
        if let most = population.mostSeconds { all.append("c.duration_ms <= \(most * 1000)") }
        if !population.verdictsAny.isEmpty {
            all.append("(c.verdicts & \(Set(population.verdictsAny).bits)) <> 0")
        }
        if !population.verdictsNone.isEmpty {
            all.append("(c.verdicts & \(Set(population.verdictsNone).bits)) = 0")
        }
        if let hasComplaint = population.hasComplaint { all.append(complaint(hasComplaint)) }
        return all
    }

    /// Whether the call is linked to a complaint just now, be it what that is about or how it came.
    private static func complaint(_ isThere: Bool) -> SQL {
        let linked: SQL = "EXISTS (SELECT 1 FROM complaint_call l WHERE l.call_id = c.id)"
        return isThere ? linked : "NOT " + linked
    }

    static func column(of field: StratumField) -> SQL {
        switch field {
        case .campaign: "c.campaign_id"
        case .team: "c.team_id"
        case .agent: "c.agent_id"
        case .direction: "c.direction"
        case .disposition: "c.disposition"
        case .stage: "c.stage"
        case .duration: "c.duration_ms"
        case .weekday, .hour: "c.started_at"
        // Of the evaluation that is reviewed, called `e`.
        case .analyst: "e.assigned_to"
        }
    }

    /// What the column's value comes to.
    static func key(_ value: SQLValue, of field: StratumField, zone: CallZone) -> SQLValue {
        guard case .integer(let number) = value else { return value }
        switch field {
        case .duration: return .text(StratumField.durationKey(seconds: Double(number) / 1000))
        case .weekday:
            return .text("\(LocalDay(of: Date(microseconds: number), in: zone).weekday)")
        case .hour:
            let instant = Date(microseconds: number)
            let local = Int(instant.timeIntervalSince1970.rounded(.down))
                + zone.offsetSeconds(at: instant)
            let hour = (local % 86_400 + 86_400) % 86_400 / 3600
            return .text(hour < 10 ? "0\(hour)" : "\(hour)")
        case .stage: return .text("\(number)")
        default: return value
        }
    }
}

extension [Int64] {
    /// In order. Calls are mostly taken in as they begin, so runs are long and this is quick.
    fileprivate consuming func rising() -> [Int64] {
        var ids = self
        ids.sort()
        return ids
    }
}

extension Array where Element: SQLBindable {
    fileprivate var list: SQL { map { "\($0)" as SQL }.joined(separator: ", ") }
}

package import Calls
package import Foundation

/// Days on which what is complained of happened: the day of the earliest call that a complaint is
/// about and that came before it, else the day of its receipt.
package struct OccurredDays: Hashable, Sendable {
    package var days: ClosedRange<LocalDay>
    /// When these days begin and end in the house's zone.
    package var span: Range<Date>
    fileprivate var zone: CallZone

    package init(_ days: ClosedRange<LocalDay>, in zone: CallZone) {
        self.days = days
        self.zone = zone
        span = days.lowerBound.start(in: zone)..<days.upperBound.advanced(by: 1).start(in: zone)
    }

    /// The first of the calls that the complaint `k` is about; NULL when there is none.
    fileprivate static let callDay: SQL = """
        (SELECT min(c.local_day) FROM complaint_call s JOIN call c ON c.id = s.call_id
        WHERE s.complaint_id = k.id AND s.is_subject = 1 AND c.started_at <= k.received_at)
        """

    /// On the table `complaint`, called `k`. Nothing happens later than it is complained of; two
    /// days are left for zones.
    fileprivate var receipt: SQL {
        "k.received_at >= \(span.lowerBound.addingTimeInterval(-2 * 86_400))"
    }

    /// On the table `complaint`, called `k`.
    var conditions: [SQL] {
        [
            receipt,
            """
            CASE WHEN \(Self.callDay) IS NULL
              THEN k.received_at >= \(span.lowerBound) AND k.received_at < \(span.upperBound)
              ELSE \(Self.callDay) BETWEEN \(days.lowerBound.number) AND \(days.upperBound.number)
              END
            """,
        ]
    }
}

/// A complaint as figures count it: one of those that weren't merged into another.
package struct OccurredComplaint: Hashable, Sendable {
    package var id: Complaint.ID
    package var day: LocalDay
    package var team: Team.ID?
    package var campaign: Campaign.ID?
    package var product: String?
    package var agents: Set<Agent.ID> = []
    package var causes: Set<String> = []

    fileprivate init(_ row: Row, in zone: CallZone) throws {
        id = try row.get("id")
        let received: Date = try row.get("received_at")
        day = (try row.get("call_day") as Int?).map { LocalDay(number: $0) }
            ?? LocalDay(of: received, in: zone)
        team = try row.get("team_id")
        campaign = try row.get("campaign_id")
        product = try row.get("product_code")
    }
}

extension Transaction {
    /// Complaints of `occurred`, each once however many were merged into it; of `teams` alone, and
    /// of any of `causes`, when they are given. In the order of ids.
    package func occurredComplaints(
        _ occurred: OccurredDays, teams: Set<Team.ID>? = nil, causes: Set<String>? = nil
    ) throws -> [OccurredComplaint] {
        let conditions = Self.counted(occurred, teams, causes)
        var found = try rows("""
            SELECT k.id, k.received_at, k.team_id, k.campaign_id, k.product_code,
              \(OccurredDays.callDay) AS call_day
            FROM complaint k WHERE \(conditions) ORDER BY k.id
            """).map { try OccurredComplaint($0, in: occurred.zone) }
            .filter { occurred.days.contains($0.day) }
        let places = Dictionary(
            uniqueKeysWithValues: found.enumerated().map { ($1.id, $0) })
        for row in try rows("""
            SELECT p.complaint_id, p.agent_id FROM complaint k
              JOIN complaint_agent p ON p.complaint_id = k.id WHERE \(conditions)
            """)
        {
            guard let place = places[try row.get("complaint_id")] else { continue }
            found[place].agents.insert(try row.get("agent_id"))
        }
        for row in try rows("""
            SELECT p.complaint_id, p.code FROM complaint k
              JOIN complaint_cause p ON p.complaint_id = k.id WHERE \(conditions)
            """)
        {
            guard let place = places[try row.get("complaint_id")] else { continue }
            found[place].causes.insert(try row.get("code"))
        }
        return found
    }

    private static func counted(
        _ occurred: OccurredDays, _ teams: Set<Team.ID>?, _ causes: Set<String>?
    ) -> SQL {
        var all: [SQL] = ["k.merged_into IS NULL", occurred.receipt]
        if let teams {
            let list = teams.sorted().map { "\($0)" as SQL }.joined(separator: ", ")
            all.append("k.team_id IN (\(teams.isEmpty ? "NULL" : list))")
        }
        if let causes {
            let list = causes.sorted().map { "\($0)" as SQL }.joined(separator: ", ")
            all.append("""
                k.id IN (SELECT o.complaint_id FROM complaint_cause o
                  WHERE o.code IN (\(causes.isEmpty ? "NULL" : list)))
                """)
        }
        return all.joined(separator: " AND ")
    }
}

package import Calls
package import Foundation

extension Transaction {
    package func insert(_ complaint: ComplaintRow) throws {
        try execute("""
            INSERT INTO complaint
              (id, number, language, state, round, channel, received_at, registered_by,
               registered_at, customer_id, team_id, campaign_id, assignee, type, severity,
               complexity, outcome, complainants, is_vulnerable, is_escalated, is_waiting,
               is_asked, merged_into, next_due_at, next_regime, next_clock, closed_at, regimes,
               text_sealed, remedy_sealed, product_sealed, product_code, content_hash,
               identity_hash, events, version, row_mac)
            VALUES (\(complaint.id), \(complaint.number), \(complaint.language),
              \(complaint.state.rawValue), \(complaint.round), \(complaint.channel.rawValue),
              \(complaint.receivedAt), \(complaint.registeredBy), \(complaint.registeredAt),
              \(complaint.customer), \(complaint.team), \(complaint.campaign),
              \(complaint.assignee), \(complaint.type), \(complaint.severity),
              \(complaint.complexity?.rawValue), \(complaint.outcome?.rawValue),
              \(complaint.complainants), \(complaint.isVulnerable.number),
              \(complaint.isEscalated.number), \(complaint.isWaiting.number),
              \(complaint.isAsked.number), \(complaint.mergedInto),
              \(complaint.nextDueAt.dueMicroseconds), \(complaint.nextRegime),
              \(complaint.nextClock), \(complaint.closedAt), \(complaint.regimeNames),
              \(complaint.textSealed), \(complaint.remedySealed), \(complaint.productSealed),
              \(complaint.productCode), \(complaint.contentHash), \(complaint.identityHash),
              \(complaint.events), \(complaint.version), \(complaint.rowMAC))
            """)
    }

    /// Writes everything of `complaint` but its id, its number, and how and by whom it came.
    package func update(_ complaint: ComplaintRow) throws {
        try execute("""
            UPDATE complaint SET
              language = \(complaint.language), state = \(complaint.state.rawValue),
              round = \(complaint.round), customer_id = \(complaint.customer),
              team_id = \(complaint.team), campaign_id = \(complaint.campaign),
              assignee = \(complaint.assignee), type = \(complaint.type),
              severity = \(complaint.severity), complexity = \(complaint.complexity?.rawValue),
              outcome = \(complaint.outcome?.rawValue), complainants = \(complaint.complainants),
              is_vulnerable = \(complaint.isVulnerable.number),
              is_escalated = \(complaint.isEscalated.number),
              is_waiting = \(complaint.isWaiting.number),
              is_asked = \(complaint.isAsked.number), merged_into = \(complaint.mergedInto),
              next_due_at = \(complaint.nextDueAt.dueMicroseconds),
              next_regime = \(complaint.nextRegime), next_clock = \(complaint.nextClock),
              closed_at = \(complaint.closedAt), regimes = \(complaint.regimeNames),
              text_sealed = \(complaint.textSealed), remedy_sealed = \(complaint.remedySealed),
              product_sealed = \(complaint.productSealed),
              product_code = \(complaint.productCode),
              content_hash = \(complaint.contentHash),
              identity_hash = \(complaint.identityHash), events = \(complaint.events),
              version = \(complaint.version), row_mac = \(complaint.rowMAC)
            WHERE id = \(complaint.id)
            """)
    }

    package func complaint(_ id: Complaint.ID) throws -> ComplaintRow? {
        try row("SELECT * FROM complaint WHERE id = \(id)").map(ComplaintRow.init)
    }

    package func complaint(numbered number: ComplaintNumber) throws -> ComplaintRow? {
        try row("SELECT * FROM complaint WHERE number = \(number)").map(ComplaintRow.init)
    }

    /// The one that was taken in from just these bytes.
    package func complaint(contentHash hash: [UInt8]) throws -> ComplaintRow? {
        try row("SELECT * FROM complaint WHERE content_hash = \(hash)").map(ComplaintRow.init)
    }

    /// The latest of those that go by this identity.
    package func complaint(identityHash hash: [UInt8]) throws -> ComplaintRow? {
        try row("""
            SELECT * FROM complaint WHERE identity_hash = \(hash) ORDER BY id DESC LIMIT 1
            """).map(ComplaintRow.init)
    }

    /// The count in the last number of `year`, of which the last two digits are looked at; 0 when
    /// there is none. Changes follow one another, so that the next one is free.
    package func lastComplaintCount(inYear year: Int) throws -> Int {
        let first = Int64(year % 100) * ComplaintNumber.yearWidth
        let last: Int64? = try row("""
            SELECT max(number) AS last FROM complaint
            WHERE number BETWEEN \(first) AND \(first + ComplaintNumber.yearWidth - 1)
            """)?.get("last")
        return last.map { Int($0 - first) } ?? 0
    }

    /// Those that were merged into `complaint`, in the order of their ids.
    package func complaintMembers(of complaint: Complaint.ID) throws -> [Complaint.ID] {
        try rows("""
            SELECT id FROM complaint WHERE merged_into = \(complaint) ORDER BY id
            LIMIT \(Complaint.Limits.members)
            """).map { try $0.get("id") }
    }

    /// Those that `customer` brought or is a party of, in the order of ids behind `id`.
    package func complaints(
        about customer: Customer.ID, after id: Complaint.ID = Complaint.ID(0), limit: Int
    ) throws -> [ComplaintRow] {
        try rows("""
            SELECT * FROM complaint WHERE id > \(id) AND id IN (\(ComplaintSQL.ids(of: customer)))
            ORDER BY id LIMIT \(limit)
            """).map(ComplaintRow.init)
    }

    /// Those to which any of `calls` is linked just now, the latest first.
    package func complaints(linkedTo calls: [Call.ID], limit: Int) throws -> [ComplaintRow] {
        guard !calls.isEmpty else { return [] }
        let ids = calls.map { "\($0)" as SQL }.joined(separator: ", ")
        return try rows("""
            SELECT * FROM complaint
            WHERE id IN (SELECT complaint_id FROM complaint_call WHERE call_id IN (\(ids)))
            ORDER BY id DESC LIMIT \(limit)
            """).map(ComplaintRow.init)
    }

    /// Whether `call` is linked to a complaint.
    package func isComplaintCall(_ call: Call.ID) throws -> Bool {
        try row("SELECT 1 AS one FROM complaint_call WHERE call_id = \(call) LIMIT 1") != nil
    }

    /// How many open complaints each person has of each severity, under nil those of none yet;
    /// who has none isn't there.
    package func complaintLoads() throws -> [String: [String?: Int]] {
        var loads: [String: [String?: Int]] = [:]
        let found = try rows("""
            SELECT assignee, severity, count(*) AS count FROM complaint
            WHERE assignee IS NOT NULL AND state <> 'closed' GROUP BY assignee, severity
            """)
        for row in found {
            let severity: String? = try row.get("severity")
            loads[try row.get("assignee"), default: [:]][severity] = try row.get("count") as Int
        }
        return loads
    }

    /// When each person was last given a complaint that they still have, or took it. Of whom none
    /// of the last 2,000 that were given to anybody is, isn't there.
    package func lastAssigned() throws -> [String: Date] {
        let lookedAt = 2_000
        // A cross join keeps the order: from those few to their complaints.
        let found = try rows("""
            SELECT k.assignee, max(given.at) AS at FROM (
              SELECT e.at, e.complaint_id FROM complaint_event e
              WHERE e.act IN ('assign', 'take') ORDER BY e.at DESC LIMIT \(lookedAt)) given
              CROSS JOIN complaint k
            WHERE k.id = given.complaint_id AND k.assignee IS NOT NULL GROUP BY k.assignee
            """).map { (try $0.get("assignee") as String, try $0.get("at") as Date) }
        return Dictionary(uniqueKeysWithValues: found)
    }
}

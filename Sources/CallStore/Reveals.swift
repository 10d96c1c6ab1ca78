package import Calls
package import Foundation

/// A reveal as stored; why is sealed under the customer's key.
package struct RevealRow: RegulatedRow {
    package static let table = "reveal"

    package var id: Reveal.ID
    package var customerID: Customer.ID
    package var principal: String
    package var purpose: Reveal.Purpose
    package var becauseSealed: [UInt8]
    package var beganAt: Date
    package var endsAt: Date
    package var rowMAC: [UInt8] = []

    package init(
        id: Reveal.ID, customerID: Customer.ID, principal: String, purpose: Reveal.Purpose,
        becauseSealed: [UInt8], beganAt: Date
    ) {
        self.id = id
        self.customerID = customerID
        self.principal = principal
        self.purpose = purpose
        self.becauseSealed = becauseSealed
        self.beganAt = beganAt
        endsAt = beganAt + Reveal.seconds
    }

    package init(_ row: Row) throws {
        let name: String = try row.get("purpose")
        guard let purpose = Reveal.Purpose(rawValue: name) else {
            throw StoreFault.unexpectedRow("a reveal's purpose \(name)")
        }
        self.init(
            id: try row.get("id"), customerID: try row.get("customer_id"),
            principal: try row.get("principal"), purpose: purpose,
            becauseSealed: try row.get("because_sealed"), beganAt: try row.get("began_at"))
        endsAt = try row.get("ends_at")
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [
            id, customerID, principal, purpose.rawValue, becauseSealed, beganAt, endsAt,
        ]
        return values.map(\.sqlValue)
    }
}

/// How often somebody revealed for a purpose since some moment.
package struct RevealTally: Sendable {
    package var principal: String
    package var purpose: String
    package var count: Int
    package var lastDay: Int
}

extension Transaction {
    package func insert(_ reveal: RevealRow) throws {
        try execute("""
            INSERT INTO reveal
              (id, customer_id, principal, purpose, because_sealed, began_at, ends_at, row_mac)
            VALUES (\(reveal.id), \(reveal.customerID), \(reveal.principal),
              \(reveal.purpose.rawValue), \(reveal.becauseSealed), \(reveal.beganAt),
              \(reveal.endsAt), \(reveal.rowMAC))
            """)
    }

    /// Writes whose a reveal is and why; for a customer that became another.
    package func update(_ reveal: RevealRow) throws {
        try execute("""
            UPDATE reveal SET customer_id = \(reveal.customerID),
              because_sealed = \(reveal.becauseSealed), row_mac = \(reveal.rowMAC)
            WHERE id = \(reveal.id)
            """)
    }

    /// The latest reveal by `principal` of `customer` that shows at `now`.
    package func reveal(
        of customer: Customer.ID, by principal: String, now: Date
    ) throws -> RevealRow? {
        try row("""
            SELECT * FROM reveal
            WHERE customer_id = \(customer) AND principal = \(principal) AND ends_at > \(now)
              AND began_at <= \(now)
            ORDER BY ends_at DESC LIMIT 1
            """).map(RevealRow.init)
    }

    /// Oldest first.
    package func reveals(of customer: Customer.ID, limit: Int) throws -> [RevealRow] {
        try rows("""
            SELECT * FROM reveal WHERE customer_id = \(customer)
            ORDER BY began_at, id LIMIT \(limit)
            """).map(RevealRow.init)
    }

    /// The newest first, behind `id`; of one person when `principal` is given.
    package func reveals(
        by principal: String?, after id: Reveal.ID?, limit: Int
    ) throws -> [RevealRow] {
        let behind: SQL = id.map { "AND id < \($0)" } ?? ""
        let whose: SQL = principal.map { "AND principal = \($0)" } ?? ""
        return try rows("""
            SELECT * FROM reveal WHERE 1 = 1 \(whose) \(behind) ORDER BY id DESC LIMIT \(limit)
            """).map(RevealRow.init)
    }

    /// Counts by person and purpose since `since`, and of those since `day`.
    package func revealTallies(since: Date, day: Date) throws -> [RevealTally] {
        try rows("""
            SELECT principal, purpose, count(*) AS count,
              sum(CASE WHEN began_at >= \(day) THEN 1 ELSE 0 END) AS last_day
            FROM reveal WHERE began_at >= \(since) GROUP BY principal, purpose
            ORDER BY principal, purpose LIMIT 10000
            """).map {
            RevealTally(
                principal: try $0.get("principal"), purpose: try $0.get("purpose"),
                count: try $0.get("count"), lastDay: try $0.get("last_day"))
        }
    }

    /// How many customers each person revealed since `since`.
    package func revealedCustomers(since: Date) throws -> [String: Int] {
        let found = try rows("""
            SELECT principal, count(DISTINCT customer_id) AS count FROM reveal
            WHERE began_at >= \(since) GROUP BY principal LIMIT 10000
            """)
        return Dictionary(
            uniqueKeysWithValues: try found.map { (try $0.get("principal"), try $0.get("count")) })
    }
}

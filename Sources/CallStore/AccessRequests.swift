package import Calls
package import Foundation

/// A wish for access as stored; why is sealed.
package struct AccessRow: RegulatedRow {
    package static let table = "access_request"

    package var id: AccessRequest.ID
    package var askedBy: String
    /// The account behind the asker, so that a person's token and page count as one.
    package var accountID: Account.ID?
    package var permission: Permission
    package var object: String
    package var becauseSealed: [UInt8]
    package var askedAt: Date
    package var minutes: Int
    package var outcome: AccessRequest.Outcome?
    package var decidedBy: String?
    package var decidedAt: Date?
    package var endsAt: Date?
    package var version: Int64 = 1
    package var rowMAC: [UInt8] = []

    package init(
        id: AccessRequest.ID, askedBy: Principal, permission: Permission, object: String,
        becauseSealed: [UInt8], askedAt: Date, minutes: Int
    ) {
        self.id = id
        self.askedBy = askedBy.id
        accountID = askedBy.account
        self.permission = permission
        self.object = object
        self.becauseSealed = becauseSealed
        self.askedAt = askedAt
        self.minutes = minutes
    }

    package init(_ row: Row) throws {
        let name: String = try row.get("permission")
        let outcome: String? = try row.get("outcome")
        guard let permission = Permission(rawValue: name) else {
            throw StoreFault.unexpectedRow("access for a permission \(name)")
        }
        id = try row.get("id")
        askedBy = try row.get("asked_by")
        accountID = try row.get("account_id")
        self.permission = permission
        object = try row.get("object")
        becauseSealed = try row.get("because_sealed")
        askedAt = try row.get("asked_at")
        minutes = try row.get("minutes")
        self.outcome = outcome.flatMap(AccessRequest.Outcome.init)
        decidedBy = try row.get("decided_by")
        decidedAt = try row.get("decided_at")
        endsAt = try row.get("ends_at")
        version = try row.get("version")
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [
            id, askedBy, accountID, permission.rawValue, object, becauseSealed, askedAt, minutes,
            outcome?.rawValue, decidedBy, decidedAt, endsAt, version,
        ]
        return values.map(\.sqlValue)
    }
}

extension Transaction {
    package func insert(_ access: AccessRow) throws {
        try execute("""
            INSERT INTO access_request
              (id, asked_by, account_id, permission, object, because_sealed, asked_at, minutes,
               version, row_mac)
            VALUES (\(access.id), \(access.askedBy), \(access.accountID),
              \(access.permission.rawValue), \(access.object), \(access.becauseSealed),
              \(access.askedAt), \(access.minutes), \(access.version), \(access.rowMAC))
            """)
    }

    /// Writes what became of the wish.
    package func update(_ access: AccessRow) throws {
        try execute("""
            UPDATE access_request SET
              outcome = \(access.outcome?.rawValue), decided_by = \(access.decidedBy),
              decided_at = \(access.decidedAt), ends_at = \(access.endsAt),
              version = \(access.version), row_mac = \(access.rowMAC)
            WHERE id = \(access.id)
            """)
    }

    package func access(_ id: AccessRequest.ID) throws -> AccessRow? {
        try row("SELECT * FROM access_request WHERE id = \(id)").map(AccessRow.init)
    }

    /// What `principal` was granted and hasn't run out at `now`.
    package func runningAccess(of principal: String, now: Date) throws -> [AccessRow] {
        try rows("""
            SELECT * FROM access_request
            WHERE asked_by = \(principal) AND asked_at <= \(now) AND outcome = 'granted'
              AND ends_at > \(now)
            ORDER BY asked_at DESC LIMIT 200
            """).map(AccessRow.init)
    }

    /// The same wish of the same person that nobody has decided on.
    package func openAccess(
        of principal: String, _ permission: Permission, _ object: String
    ) throws -> AccessRow? {
        try row("""
            SELECT * FROM access_request
            WHERE asked_by = \(principal) AND permission = \(permission.rawValue)
              AND object = \(object) AND outcome IS NULL
            LIMIT 1
            """).map(AccessRow.init)
    }

    package func countOpenAccess(of principal: String? = nil) throws -> Int {
        let whose: SQL = principal.map { "AND asked_by = \($0)" } ?? ""
        return try row("""
            SELECT count(*) AS count FROM access_request WHERE outcome IS NULL \(whose)
            """)?.get("count") ?? 0
    }

    /// Those that nobody has decided on, the oldest first.
    package func openAccess(of principal: String?, limit: Int) throws -> [AccessRow] {
        let whose: SQL = principal.map { "AND asked_by = \($0)" } ?? ""
        return try rows("""
            SELECT * FROM access_request WHERE outcome IS NULL \(whose)
            ORDER BY asked_at, id LIMIT \(limit)
            """).map(AccessRow.init)
    }

    /// Those that were decided on, the newest first, behind `id`.
    package func decidedAccess(
        of principal: String?, after id: AccessRequest.ID?, limit: Int
    ) throws -> [AccessRow] {
        let whose: SQL = principal.map { "AND asked_by = \($0)" } ?? ""
        let behind: SQL = id.map { "AND id < \($0)" } ?? ""
        return try rows("""
            SELECT * FROM access_request WHERE outcome IS NOT NULL \(whose) \(behind)
            ORDER BY id DESC LIMIT \(limit)
            """).map(AccessRow.init)
    }
}

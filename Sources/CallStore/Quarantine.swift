package import Calls
package import Foundation

/// A quarantined file as stored; its bytes stand sealed in the store under its id.
package struct QuarantineRow: RegulatedRow {
    package static let table = "quarantine"

    package var id: QuarantineItem.ID
    package var reason: QuarantineReason
    package var detail: String
    package var sourcePath: String
    package var profile: String
    package var nameSealed: [UInt8]
    package var nameHash: [UInt8]
    package var contentHash: [UInt8]
    package var contentBytes: Int64
    package var wrappedKey: [UInt8]?
    package var modifiedAt: Date
    package var seenAt: Date
    package var triedAt: Date
    package var tries: Int
    package var rowMAC: [UInt8] = []

    package init(
        id: QuarantineItem.ID, reason: QuarantineReason, detail: String, sourcePath: String,
        profile: String, nameSealed: [UInt8], nameHash: [UInt8], contentHash: [UInt8],
        contentBytes: Int64, wrappedKey: [UInt8]?, modifiedAt: Date, seenAt: Date
    ) {
        self.id = id
        self.reason = reason
        self.detail = detail
        self.sourcePath = sourcePath
        self.profile = profile
        self.nameSealed = nameSealed
        self.nameHash = nameHash
        self.contentHash = contentHash
        self.contentBytes = contentBytes
        self.wrappedKey = wrappedKey
        self.modifiedAt = modifiedAt
        self.seenAt = seenAt
        triedAt = seenAt
        tries = 1
    }

    package init(_ row: Row) throws {
        id = try row.get("id")
        reason = QuarantineReason(rawValue: try row.get("reason")) ?? .notSound
        detail = try row.get("detail")
        sourcePath = try row.get("source_path")
        profile = try row.get("profile")
        nameSealed = try row.get("name_sealed")
        nameHash = try row.get("name_hash")
        contentHash = try row.get("content_hash")
        contentBytes = try row.get("content_bytes")
        wrappedKey = try row.get("wrapped_key")
        modifiedAt = try row.get("modified_at")
        seenAt = try row.get("seen_at")
        triedAt = try row.get("tried_at")
        tries = try row.get("tries")
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [
            id, reason.rawValue, detail, sourcePath, profile, nameSealed, nameHash, contentHash,
            contentBytes, wrappedKey, modifiedAt, seenAt, triedAt, tries,
        ]
        return values.map(\.sqlValue)
    }
}

package enum QuarantineOutcome: String, Sendable {
    case takenIn = "taken-in"
    case duplicate
    case discarded
}

/// How a quarantined file ended.
package struct QuarantineOutcomeRow: RegulatedRow {
    package static let table = "quarantine_outcome"

    package var item: QuarantineItem.ID
    package var outcome: QuarantineOutcome
    package var becauseSealed: [UInt8]?
    package var decidedBy: String
    package var decidedAt: Date
    package var rowMAC: [UInt8] = []

    package init(
        item: QuarantineItem.ID, outcome: QuarantineOutcome, becauseSealed: [UInt8]?,
        decidedBy: Principal, decidedAt: Date
    ) {
        self.item = item
        self.outcome = outcome
        self.becauseSealed = becauseSealed
        self.decidedBy = decidedBy.id
        self.decidedAt = decidedAt
    }

    package init(_ row: Row) throws {
        let name: String = try row.get("outcome")
        guard let outcome = QuarantineOutcome(rawValue: name) else {
            throw StoreFault.unexpectedRow("an outcome \(name)")
        }
        item = try row.get("quarantine_id")
        self.outcome = outcome
        becauseSealed = try row.get("because_sealed")
        decidedBy = try row.get("decided_by")
        decidedAt = try row.get("decided_at")
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [
            item, outcome.rawValue, becauseSealed, decidedBy, decidedAt,
        ]
        return values.map(\.sqlValue)
    }
}

extension Transaction {
    package func insert(_ item: QuarantineRow) throws {
        try execute("""
            INSERT INTO quarantine
              (id, reason, detail, source_path, profile, name_sealed, name_hash, content_hash,
               content_bytes, wrapped_key, modified_at, seen_at, tried_at, tries, row_mac)
            VALUES (\(item.id), \(item.reason.rawValue), \(item.detail), \(item.sourcePath),
              \(item.profile), \(item.nameSealed), \(item.nameHash), \(item.contentHash),
              \(item.contentBytes), \(item.wrappedKey), \(item.modifiedAt), \(item.seenAt),
              \(item.triedAt), \(item.tries), \(item.rowMAC))
            """)
    }

    /// Writes what may change of `item`: why it is there, its tries, and its key.
    package func update(_ item: QuarantineRow) throws {
        try execute("""
            UPDATE quarantine SET reason = \(item.reason.rawValue), detail = \(item.detail),
              wrapped_key = \(item.wrappedKey), tried_at = \(item.triedAt),
              tries = \(item.tries), row_mac = \(item.rowMAC)
            WHERE id = \(item.id)
            """)
    }

    /// Notes that no retry is asked for any more.
    package func forgetRetry(of id: QuarantineItem.ID) throws {
        try execute("DELETE FROM quarantine_retry WHERE quarantine_id = \(id)")
    }

    package func insert(_ outcome: QuarantineOutcomeRow) throws {
        try execute("""
            INSERT INTO quarantine_outcome
              (quarantine_id, outcome, because_sealed, decided_by, decided_at, row_mac)
            VALUES (\(outcome.item), \(outcome.outcome.rawValue), \(outcome.becauseSealed),
              \(outcome.decidedBy), \(outcome.decidedAt), \(outcome.rowMAC))
            """)
        try forgetRetry(of: outcome.item)
    }

    package func askRetry(of id: QuarantineItem.ID, by principal: Principal, now: Date) throws {
        try execute("""
            INSERT INTO quarantine_retry (quarantine_id, asked_by, asked_at)
            VALUES (\(id), \(principal.id), \(now)) ON CONFLICT (quarantine_id) DO NOTHING
            """)
    }

    package func retriesAsked(limit: Int) throws -> [QuarantineRow] {
        try rows("""
            SELECT quarantine.* FROM quarantine_retry
              JOIN quarantine ON quarantine.id = quarantine_retry.quarantine_id
            ORDER BY quarantine_retry.asked_at, quarantine.id LIMIT \(limit)
            """).map(QuarantineRow.init)
    }

    package func quarantined(_ id: QuarantineItem.ID) throws -> QuarantineRow? {
        try row("SELECT * FROM quarantine WHERE id = \(id)").map(QuarantineRow.init)
    }

    /// The undecided item with these bytes under this name (keyed hash of source and path).
    package func quarantined(nameHash: [UInt8], contentHash: [UInt8]) throws -> QuarantineRow? {
        try row("""
            SELECT * FROM quarantine
            WHERE name_hash = \(nameHash) AND content_hash = \(contentHash) AND NOT EXISTS (
              SELECT 1 FROM quarantine_outcome WHERE quarantine_id = quarantine.id)
            """).map(QuarantineRow.init)
    }

    package func isDecided(_ id: QuarantineItem.ID) throws -> Bool {
        try row("SELECT 1 AS one FROM quarantine_outcome WHERE quarantine_id = \(id)") != nil
    }

    /// The items decided last, newest decision first.
    package func latestDecided(limit: Int) throws -> [QuarantineItem.ID] {
        try rows("""
            SELECT quarantine_id FROM quarantine_outcome
            ORDER BY decided_at DESC, quarantine_id DESC LIMIT \(limit)
            """).map { try $0.get("quarantine_id") }
    }

    /// Undecided items, newest first, behind the id `cursor`.
    package func quarantine(after cursor: Int64?, limit: Int) throws -> [QuarantineRow] {
        try rows("""
            SELECT * FROM quarantine
            WHERE id < \(cursor ?? Int64.max) AND NOT EXISTS (
              SELECT 1 FROM quarantine_outcome WHERE quarantine_id = quarantine.id)
            ORDER BY id DESC LIMIT \(limit)
            """).map(QuarantineRow.init)
    }
}

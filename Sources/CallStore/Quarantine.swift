package import Calls
package import Foundation

/// A quarantined file as stored; its bytes stand sealed in the store under its id.
package struct QuarantineRow: Sendable {
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

    init(_ row: Row) throws {
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
    }
}

package enum QuarantineOutcome: String, Sendable {
    case takenIn = "taken-in"
    case duplicate
    case discarded
}

extension Transaction {
    package func insert(_ item: QuarantineRow) throws {
        try execute("""
            INSERT INTO quarantine
              (id, reason, detail, source_path, profile, name_sealed, name_hash, content_hash,
               content_bytes, wrapped_key, modified_at, seen_at, tried_at, tries)
            VALUES (\(item.id), \(item.reason.rawValue), \(item.detail), \(item.sourcePath),
              \(item.profile), \(item.nameSealed), \(item.nameHash), \(item.contentHash),
              \(item.contentBytes), \(item.wrappedKey), \(item.modifiedAt), \(item.seenAt),
              \(item.triedAt), \(item.tries))
            """)
    }

    /// Notes another try that failed, and that no retry is asked for any more.
    package func noteTry(
        of id: QuarantineItem.ID, reason: QuarantineReason, detail: String, now: Date
    ) throws {
        try execute("""
            UPDATE quarantine SET reason = \(reason.rawValue), detail = \(detail),
              tried_at = \(now), tries = tries + 1
            WHERE id = \(id)
            """)
        try execute("DELETE FROM quarantine_retry WHERE quarantine_id = \(id)")
    }

    package func insert(
        _ outcome: QuarantineOutcome, of id: QuarantineItem.ID, because: [UInt8]?,
        by principal: Principal, now: Date
    ) throws {
        try execute("""
            INSERT INTO quarantine_outcome
              (quarantine_id, outcome, because_sealed, decided_by, decided_at)
            VALUES (\(id), \(outcome.rawValue), \(because), \(principal.id), \(now))
            """)
        try execute("DELETE FROM quarantine_retry WHERE quarantine_id = \(id)")
    }

    /// Forgets the key of a quarantined file, after which its bytes can't be opened by anyone.
    package func deleteKey(of id: QuarantineItem.ID) throws {
        try execute("UPDATE quarantine SET wrapped_key = NULL WHERE id = \(id)")
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

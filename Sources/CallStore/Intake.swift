package import Calls
package import Foundation

/// What is counted as files are decided; kept in the same transaction, so reading it costs nothing.
package enum Tally: String, CaseIterable, Sendable {
    case indexed, quarantined, duplicates
}

extension Transaction {
    package func add(_ difference: Int, to tally: Tally) throws {
        try execute("""
            INSERT INTO tally (name, count) VALUES (\(tally.rawValue), \(difference))
            ON CONFLICT (name) DO UPDATE SET count = tally.count + \(difference)
            """)
    }

    package func count(of tally: Tally) throws -> Int {
        try row("SELECT count FROM tally WHERE name = \(tally.rawValue)")?.get("count") ?? 0
    }

    /// Remembers a file that stays in its folder, so that it isn't read again after a restart.
    package func insertSeen(_ fingerprint: UInt64, now: Date) throws {
        try execute("""
            INSERT INTO file_seen (fingerprint, seen_at)
            VALUES (\(Int64(bitPattern: fingerprint)), \(now)) ON CONFLICT DO NOTHING
            """)
    }

    /// Fingerprints behind `cursor`, in order, a page at a time.
    package func seenFingerprints(after cursor: Int64?, limit: Int) throws -> [UInt64] {
        try rows("""
            SELECT fingerprint FROM file_seen WHERE fingerprint > \(cursor ?? Int64.min)
            ORDER BY fingerprint LIMIT \(limit)
            """).map { UInt64(bitPattern: try $0.get("fingerprint")) }
    }

    /// Notes the same bytes seen once more; false when this very file was noted before.
    package func insertDuplicate(
        id: Int64, of recording: Recording.ID, sourcePath: String, nameHash: [UInt8], now: Date
    ) throws -> Bool {
        try changes("""
            INSERT INTO duplicate (id, recording_id, source_path, name_hash, seen_at)
            VALUES (\(id), \(recording), \(sourcePath), \(nameHash), \(now))
            ON CONFLICT (recording_id, name_hash) DO NOTHING
            """) > 0
    }
}

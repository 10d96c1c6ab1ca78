import Foundation

extension SQLiteReader {
    private static let findingsMax = 20

    /// Whether SQLite finds its own file whole and set up as the daemon does it.
    func fileFindings() async throws -> [DatabaseFinding] {
        var findings = try await faults().map { fault in
            DatabaseFinding.problem(
                "The file is damaged (\(fault.oneLine)). Stop the daemon, keep the file, and "
                    + "restore the newest backup.")
        }
        if let journal = try await journalMode(), journal != "wal" {
            findings.append(
                .problem(
                    "The journal mode is \(journal) and not wal: something else than callaudit "
                        + "changed it. Start the daemon, which sets it again."))
        }
        if let sentence = try accessFinding() { findings.append(.problem(sentence)) }
        return findings
    }

    /// Whether every row that is referred to is there.
    func referenceFindings() async throws -> [DatabaseFinding] {
        let broken = try await read { db in
            try db.rows(
                """
                SELECT "table" AS child, parent, count(*) AS count
                FROM pragma_foreign_key_check GROUP BY 1, 2 ORDER BY 1, 2
                """
            ).map {
                (
                    child: try $0.get("child") as String, parent: try $0.get("parent") as String,
                    count: try $0.get("count") as Int
                )
            }
        }
        return broken.prefix(Self.findingsMax).map { broken in
            .problem(
                "\(broken.count) rows of the table \(broken.child) refer to rows of "
                    + "\(broken.parent) that aren't there. Keep the file, and restore the newest "
                    + "backup.")
        }
    }

    /// What SQLite's own check finds; at most 20.
    private func faults() async throws -> [String] {
        do {
            let check = SQL(stringLiteral: "PRAGMA integrity_check(\(Self.findingsMax))")
            return try await read { db in
                try db.rows(check).map { try $0.get("integrity_check") as String }
                    .filter { $0 != "ok" }
            }
        } catch StoreFault.unusable(let reason) {
            return [reason]
        }
    }

    private func journalMode() async throws -> String? {
        do {
            return try await read { try $0.row("PRAGMA journal_mode")?.get("journal_mode") }
        } catch StoreFault.unusable {
            return nil
        }
    }

    private func accessFinding() throws -> String? {
        var facts = stat()
        guard stat(path, &facts) == 0, facts.st_mode & 0o077 != 0 else { return nil }
        return "Others than the daemon's user may read or write \(path). Take that right away: "
            + "chmod 600 \(path)"
    }
}

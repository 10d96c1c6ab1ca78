import Foundation

/// How a database stands, as far as reading tells.
package struct DatabaseStatus: Hashable, Sendable {
    package struct Counts: Hashable, Sendable {
        package var calls: Int64
        package var recordings: Int64
        package var ledgerEntries: Int64
    }

    package var engine: Engine
    package var version: String
    package var schemaFound: Int
    package var schemaKnown: Int
    package var bytes: Int64
    /// Nil while there are no tables.
    package var counts: Counts?
    /// Whether the connection is encrypted; nil for SQLite.
    package var isEncrypted: Bool?
    package var nodes: [NodeRow]
    /// Where the installation was moved to.
    package var movedTo: String?
    package var hasUnfinishedMove: Bool
}

extension SQLiteReader {
    package func status() async throws -> DatabaseStatus {
        let files = [path, path + "-wal"]
        let bytes = files.reduce(Int64(0)) { sum, file in
            var facts = stat()
            return stat(file, &facts) == 0 ? sum + Int64(facts.st_size) : sum
        }
        return try await read { db in
            let version = try db.row("SELECT sqlite_version() AS version")
            return try db.status(
                .sqlite, version: try version?.get("version") ?? "", bytes: bytes,
                isEncrypted: nil)
        }
    }
}

extension PostgresDatabase {
    package func status() async throws -> DatabaseStatus {
        let isEncrypted = try await withSession(\.isEncrypted)
        let bytes = try await size()
        return try await read { db in
            let version = try db.row("SELECT current_setting('server_version') AS version")
            return try db.status(
                .postgres, version: try version?.get("version") ?? "", bytes: bytes,
                isEncrypted: isEncrypted)
        }
    }

    /// 0 when the server, which may be none of PostgreSQL's own, doesn't tell.
    private func size() async throws -> Int64 {
        do {
            return try await read { db in
                try db.row("SELECT pg_database_size(current_database()) AS bytes")?
                    .get("bytes") ?? 0
            }
        } catch StoreFault.failed {
            return 0
        }
    }
}

extension Transaction {
    fileprivate func status(
        _ engine: Engine, version: String, bytes: Int64, isEncrypted: Bool?
    ) throws -> DatabaseStatus {
        let known = Migration.all.count
        let found = try schemaNumber()
        let hasTables = found > 0
        return DatabaseStatus(
            engine: engine, version: version, schemaFound: found, schemaKnown: known,
            bytes: bytes, counts: hasTables ? try counts() : nil, isEncrypted: isEncrypted,
            nodes: found > 1 ? try nodes() : [], movedTo: hasTables ? try movedTo() : nil,
            hasUnfinishedMove: hasTables ? try unfinishedMove() : false)
    }

    /// The number of the last step taken, known to this callaudit or not; 0 without tables.
    private func schemaNumber() throws -> Int {
        guard try row(connection.dialect.hasTable("schema_step")) != nil else { return 0 }
        return try row("SELECT max(number) AS number FROM schema_step")?.get("number") ?? 0
    }

    private func counts() throws -> DatabaseStatus.Counts {
        func count(_ statement: SQL) throws -> Int64 { try row(statement)?.get("count") ?? 0 }
        return DatabaseStatus.Counts(
            calls: try count("SELECT count(*) AS count FROM call"),
            recordings: try count("SELECT count(*) AS count FROM recording"),
            ledgerEntries: try ledgerSize())
    }
}

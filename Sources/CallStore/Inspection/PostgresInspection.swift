import Foundation

extension PostgresDatabase {
    private static let versionMin = 120_000

    /// Whether the server keeps what it says it has committed.
    func serverFindings() async throws -> [DatabaseFinding] {
        var findings: [DatabaseFinding] = []
        let version = try await withSession(\.serverVersion)
        if version < Self.versionMin {
            findings.append(
                .problem("The server is older than PostgreSQL 12. Use one that is maintained."))
        }
        let encoding = try await setting("server_encoding")
        if let encoding, encoding != "UTF8" {
            findings.append(
                .problem(
                    "The database keeps text as \(encoding). Make one that keeps UTF-8 "
                        + "(createdb --encoding=UTF8 --template=template0) and use that."))
        }
        for (name, danger) in [
            ("fsync", "a loss of power can destroy the database"),
            ("full_page_writes", "a loss of power can leave half-written pages"),
            ("synchronous_commit", "calls that were accepted can be lost"),
        ] where try await setting(name) == "off" {
            findings.append(
                .problem("\(name) is off: \(danger). Set \(name) = on in postgresql.conf."))
        }
        if try await flag("SELECT pg_is_in_recovery() AS flag") == true {
            findings.append(
                .problem(
                    "The server is a standby, which can't be written. Name the primary in "
                        + "`database:`, or add target_session_attrs=read-write to it."))
        } else if try await setting("default_transaction_read_only") == "on" {
            findings.append(
                .problem(
                    "The database only allows reading (default_transaction_read_only is on). "
                        + "Take that setting away."))
        }
        return findings
    }

    /// What `serverFindings` calls a problem, as sentences.
    package func serverProblems() async throws -> [String] {
        try await serverFindings().filter { $0.weight == .problem }.map(\.sentence)
    }

    /// Whether the role may do what a daemon does, and not much more.
    func roleFindings() async throws -> [DatabaseFinding] {
        let expected = Set(MovedTable.all.map(\.name) + ["schema_step"])
        let missing = try await read { db in
            try db.rows("""
                SELECT CAST(t.tablename AS TEXT) AS name, p.privilege
                FROM pg_tables t
                  CROSS JOIN (VALUES ('SELECT'), ('INSERT'), ('UPDATE'), ('DELETE')) p (privilege)
                WHERE t.schemaname = current_schema() AND NOT has_table_privilege(
                  quote_ident(t.schemaname) || '.' || quote_ident(t.tablename), p.privilege)
                ORDER BY 1, 2
                """).map {
                (name: try $0.get("name") as String, privilege: try $0.get("privilege") as String)
            }
        }.filter { expected.contains($0.name) }
        var findings = missing.map { right in
            DatabaseFinding.problem(
                "The role may not \(right.privilege) in the table \(right.name). Grant it: "
                    + "GRANT \(right.privilege) ON \(right.name) TO the role of `database:`")
        }
        if try await flag(Self.ownsAll) == false {
            findings.append(
                .advice(
                    "The role doesn't own the tables, so a newer callaudit can't change them at "
                        + "its first start. Run `callaudit database migrate` as the owner then."))
        }
        if try await flag("SELECT rolsuper AS flag FROM pg_roles WHERE rolname = current_user")
            == true
        {
            findings.append(
                .advice(
                    "The role is a superuser of the server. Make one that owns this database "
                        + "and nothing else, and name it in `database:`."))
        }
        return findings
    }

    private static let ownsAll: SQL = """
        SELECT bool_and(pg_has_role(tableowner, 'USAGE'))
          AND has_schema_privilege(current_schema(), 'CREATE') AS flag
        FROM pg_tables WHERE schemaname = current_schema()
        """

    private func setting(_ name: String) async throws -> String? {
        try await read { db in
            try db.row("SELECT current_setting(\(name), true) AS value")?.get("value")
        }
    }

    /// Nil when the server, which may be none of PostgreSQL's own, doesn't know the question.
    private func flag(_ statement: SQL) async throws -> Bool? {
        do {
            return try await read { try ($0.row(statement)?.get("flag") as Int?).map { $0 == 1 } }
        } catch StoreFault.failed {
            return nil
        }
    }
}

@testable import CallStore
import TestSupport
import Testing

/// A database that an older release made and filled, brought up to date by this one.
@Suite struct UpgradeTests {
    @Test(arguments: Engine.allCases)
    func `a lived-in database of the first schema keeps every row`(engine: Engine) async throws {
        let store = try await Self.livedIn(engine)
        let before = try await store.database.read { try Self.contents($0) }
        #expect(before.count == 18)
        #expect(before.values.allSatisfy { !$0.isEmpty })
        #expect(try await store.database.read { try $0.schemaState().found } == 1)
        try store.database.close()

        let again = try await store.restarted()
        let (state, after, nodes) = try await again.database.read { db in
            (try db.schemaState(), try Self.contents(db), try db.nodes().count)
        }
        #expect(state.isCurrent)
        #expect(nodes == 0)
        for (table, rows) in before {
            let columns = Set(rows.flatMap(\.keys))
            let kept = after[table]?.map { row in row.filter { columns.contains($0.key) } }
            #expect(kept == rows, "\(table)")
        }
        #expect(try await again.database.schemaFindings() == [])

        try await again.database.write { db in
            try db.append { head in
                #expect(head == [7, 7])
                return (.sample(1, bytes: [8]), [8, 8])
            }
            let node = try db.register(
                name: "a", instance: [UInt8](repeating: 1, count: 16), version: "2",
                isStart: true)
            guard case .registered(_, lastBeatAt: nil) = node else {
                throw StoreFault.unexpectedRow("\(node)")
            }
        }
        let (head, size) = try await again.database.read { db in
            (try db.ledgerHead(), try db.ledgerSize())
        }
        #expect(head == [8, 8])
        #expect(size == 2)
    }

    @Test(arguments: Engine.allCases)
    func `a database of the first schema that was never used can be used`(
        engine: Engine
    ) async throws {
        let store = try await TestDatabase(engine, isPrepared: false)
        try await store.prepare(steps: [firstSchema])
        try store.database.close()
        let again = try await store.restarted()
        try await again.database.write { try $0.set("name", to: "value") }
        #expect(try await again.database.read { try $0.setting("name") } == "value")
    }

    /// As schema 1 was when it was in use: its first entry had made the ledger's head. The rows
    /// are written by hand, since this release's own statements may know later columns.
    private static func livedIn(_ engine: Engine) async throws -> TestDatabase {
        let store = try await TestDatabase(engine, isPrepared: false)
        let head = "INSERT INTO ledger_head (id, size, bytes) VALUES (1, 0, {empty})"
        try await store.prepare(steps: [
            Migration(number: 1, statements: firstSchema.statements + [head])
        ])
        let digest = firstSchema.digest
        try await store.database.write { db in
            try db.execute("UPDATE schema_step SET digest = \(digest) WHERE number = 1")
            for statement in Self.rows { try db.execute(statement) }
        }
        return store
    }

    private static let hash = [UInt8](repeating: 9, count: 32)

    private static let rows: [SQL] = [
        "INSERT INTO key_epoch VALUES (1, \([1, 2] as [UInt8]), 1700000000000000)",
        "INSERT INTO customer VALUES (1, \([1] as [UInt8]), 1, 77, \([3] as [UInt8]), 1, 5)",
        "INSERT INTO customer VALUES (2, NULL, 1, NULL, NULL, 3, 6)",
        "INSERT INTO agent VALUES (4, 'agent', 7)",
        "INSERT INTO campaign VALUES (5, '春季', 8)",
        """
        INSERT INTO call VALUES (10, 11, 'Asia/Shanghai', 19000, 60000, 'outbound', 4, 5, 1, 3,
          \([1, 0] as [UInt8]), 12, 1, \(hash))
        """,
        """
        INSERT INTO call VALUES (20, 21, 'UTC', 19000, 0, NULL, NULL, NULL, 2, 0, NULL, 22, 2,
          \(hash))
        """,
        "INSERT INTO call_key VALUES (\([6] as [UInt8]), 10)",
        "INSERT INTO call_word VALUES ('word', 11, 10)",
        """
        INSERT INTO recording VALUES (30, 10, 1, \(hash), 44, \(hash), \([1] as [UInt8]), 'wav',
          'pcm_s16le', NULL, 8000, 2, 480000, NULL, 'agent,customer', -1800, \(hash), 3,
          '/spool', 'generic', \([2] as [UInt8]), \([3] as [UInt8]), \([4] as [UInt8]), 31, 1,
          \(hash))
        """,
        "INSERT INTO channel_measure VALUES (30, 0, -300, NULL, 2, -5, NULL, NULL, 900)",
        "INSERT INTO duplicate VALUES (40, 30, '/spool', \([5] as [UInt8]), 41)",
        """
        INSERT INTO quarantine VALUES (50, 'empty', '', '/spool', 'generic', \([1] as [UInt8]),
          \([2] as [UInt8]), \(hash), 0, \([3] as [UInt8]), 51, 52, 53, 1)
        """,
        "INSERT INTO quarantine_retry VALUES (50, 'local:0', 54)",
        "INSERT INTO quarantine_outcome VALUES (50, 'discarded', NULL, 'local:0', 55)",
        "INSERT INTO file_seen VALUES (-60, 61)",
        "INSERT INTO tally VALUES ('indexed', 1)",
        "INSERT INTO setting VALUES ('name', 'value')",
        "INSERT INTO ledger_entry VALUES (0, 70, 'daemon-started', \([7] as [UInt8]), \(hash))",
        "UPDATE ledger_head SET size = 1, bytes = \([7, 7] as [UInt8]) WHERE id = 1",
    ]

    /// By table, each row's values by column.
    private static func contents(_ db: Transaction) throws -> [String: [[String: SQLValue]]] {
        let names = try db.rows(db.connection.dialect.columns)
            .map { try $0.get("table_name") as String }
        var contents: [String: [[String: SQLValue]]] = [:]
        for table in Set(names).subtracting(["schema_step"]) {
            contents[table] = try db.rows(SQL(stringLiteral: "SELECT * FROM \(table) ORDER BY 1"))
                .map { row in row.columns.places.mapValues { row.values[$0] } }
        }
        return contents
    }
}

extension TestDatabase {
    /// Takes only `steps` of the schema.
    fileprivate func prepare(steps: [Migration]) async throws {
        switch database {
        case let file as SQLiteDatabase: try await file.prepare(steps: steps)
        case let server as PostgresDatabase: try await server.prepare(steps: steps)
        default: throw StoreFault.failed("an engine that the test doesn't know")
        }
    }
}

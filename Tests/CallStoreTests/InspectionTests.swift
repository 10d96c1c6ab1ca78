import CallLedger
@testable import CallStore
import Calls
import Foundation
import TestSupport
import Testing

@Suite struct InspectionTests {
    private func problems(_ steps: [DatabaseInspection.Step]) async throws -> [String] {
        var all: [DatabaseFinding] = []
        for step in steps { all += try await step.findings() }
        return all.filter { $0.weight == .problem }.map(\.sentence)
    }

    /// What a look at SQLite's file from another process finds.
    private func problems(_ store: TestDatabase) async throws -> [String] {
        let reader = try SQLiteReader(path: store.path)
        defer { try? reader.close() }
        return try await problems(DatabaseInspection(of: reader).steps)
    }

    private static func server(_ store: TestDatabase) throws -> PostgresDatabase {
        try #require(store.database as? PostgresDatabase)
    }

    @Test func `a fresh file is fine while it is open elsewhere`() async throws {
        let store = try await TestDatabase(.sqlite)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600], ofItemAtPath: store.path)
        try await store.database.write { try $0.set("name", to: "value") }
        #expect(try await problems(store) == [])
        let reader = try SQLiteReader(path: store.path)
        #expect(try await reader.read { try $0.setting("name") } == "value")
        try await store.database.write { try $0.set("name", to: "later") }
        #expect(try await reader.read { try $0.setting("name") } == "later")
        await #expect(throws: (any Error).self) {
            try await reader.read { _ = try $0.changes("DELETE FROM setting") }
        }
        #expect(throws: StoreFault.self) { try reader.write { try $0.set("name", to: "") } }
    }

    @Test func `a missing file is a fault, not a new file`() {
        let path = NSTemporaryDirectory() + "callaudit-\(UUID().uuidString).db"
        #expect(throws: StoreFault.self) { try SQLiteReader(path: path) }
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test(arguments: Engine.allCases)
    func `what is missing of the schema is named`(engine: Engine) async throws {
        let store = try await TestDatabase(engine)
        #expect(try await store.database.schemaFindings() == [])
        try await store.database.write { db in
            try db.execute("DROP INDEX call_by_start")
            try db.execute("ALTER TABLE agent DROP COLUMN first_seen_at")
            try db.execute("DROP TABLE file_seen")
        }
        let found = try await store.database.schemaFindings().map(\.sentence)
        #expect(found.count == 3)
        #expect(found[0].hasPrefix("The column first_seen_at of the table agent is missing."))
        #expect(found[1].hasPrefix("The table file_seen is missing."))
        #expect(found[2].hasPrefix("The index call_by_start is missing or not valid"))
        #expect(found[2].hasSuffix("CREATE INDEX call_by_start ON call (started_at, id)"))
    }

    @Test(arguments: Engine.allCases)
    func `a schema that isn't this callaudit's is named`(engine: Engine) async throws {
        let store = try await TestDatabase(engine, isPrepared: false)
        let empty = try await store.database.schemaFindings().map(\.sentence)
        #expect(empty.count == 1 && empty[0].hasPrefix("The database has no tables of callaudit"))
        try await store.database.prepare()
        try await store.database.write { db in
            try db.execute("UPDATE schema_step SET digest = 1 WHERE number = 1")
        }
        let edited = try await store.database.schemaFindings().map(\.sentence)
        #expect(edited == [StoreFault.migrationChanged(1).description])
        let known = Migration.all.count
        try await store.database.write { db in
            try db.execute("INSERT INTO schema_step (number, digest) VALUES (\(known + 1), 0)")
        }
        let newer = try await store.database.schemaFindings().map(\.sentence)
        #expect(newer == [StoreFault.schemaTooNew(found: known + 1, known: known).description])
    }

    @Test func `damage of the file and rights of others are found`() async throws {
        let store = try await TestDatabase(.sqlite)
        try await store.database.write { db in
            for number in 1...20_000 {
                try db.set("name \(number)", to: String(repeating: "x", count: 100))
            }
        }
        try store.database.close()
        let file = try #require(FileHandle(forUpdatingAtPath: store.path))
        let end = try file.seekToEnd()
        try file.seek(toOffset: end / 2 / 4096 * 4096)
        try file.write(contentsOf: Data(repeating: 0xA5, count: 4096))
        try file.close()
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o644], ofItemAtPath: store.path)
        let found = try await problems(store)
        #expect(found.contains { $0.hasPrefix("The file is damaged (") }, "\(found)")
        #expect(found.contains { $0.hasPrefix("Others than the daemon's user") }, "\(found)")
    }

    @Test func `a server's settings, its role and the way to it are looked at`() async throws {
        let store = try await TestDatabase(.postgres)
        let server = try Self.server(store)
        let unsafe = try await server.serverFindings().map(\.sentence)
        let fsync = try await server.read { try $0.row("SHOW fsync")?.get("fsync") as String? }
        #expect(unsafe.contains { $0.hasPrefix("fsync is off") } == (fsync == "off"))
        #expect(unsafe.filter { !$0.hasPrefix("fsync") } == [])
        let roles = try await server.roleFindings()
        #expect(roles.map(\.weight) == [.advice])
        #expect(roles[0].sentence.hasPrefix("The role is a superuser"))
        #expect(try await server.connectionFindings { Date() } == [])
        let ahead = try await server.connectionFindings { Date() - 10 }.map(\.sentence)
        #expect(ahead.count == 1)
        #expect(ahead[0].hasPrefix("The server's clock is 10.0 s ahead of this machine's."))
    }

    @Test func `a right that the role lacks is named`() async throws {
        let store = try await TestDatabase(.postgres)
        let role = "reader_" + UUID().uuidString.lowercased().prefix(8)
        try await store.database.write { db in
            for statement in [
                "CREATE ROLE \(role) LOGIN",
                "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO \(role)",
                "REVOKE DELETE ON call FROM \(role)",
            ] { try db.execute(SQL(stringLiteral: statement)) }
        }
        var options = try store.options()
        options.address = try PostgresAddress(
            options.address.keywords.merging(["user": role]) { $1 }
                .map { "\($0.key)='\($0.value)'" }.joined(separator: " "))
        let limited = PostgresDatabase(options)
        let found = try await limited.roleFindings()
        try limited.close()
        try await store.database.write { db in
            try db.execute(SQL(stringLiteral: "DROP OWNED BY \(role)"))
            try db.execute(SQL(stringLiteral: "DROP ROLE \(role)"))
        }
        #expect(found.map(\.weight) == [.problem, .advice])
        #expect(found[0].sentence.hasPrefix("The role may not DELETE in the table call."))
        #expect(found[1].sentence.hasPrefix("The role doesn't own the tables"))
    }

    @Test(arguments: Engine.allCases)
    func `the status tells size, counts and nodes`(engine: Engine) async throws {
        let store = try await TestDatabase(engine)
        _ = try await store.withCustomer()
        try await store.database.write { db in
            try db.insert(.sample(1))
            let instance = [UInt8](repeating: 1, count: 16)
            let now = db.nowMicroseconds
            for (number, beat, takesIn) in [
                (1, now, 1), (2, now, 0), (3, now + " - 16000000", 1), (4, "0", 0),
            ] {
                try db.execute("""
                    INSERT INTO node (number, name, instance, version, started_at, beat_at,
                      takes_in, waiting, taken_in)
                    VALUES (\(number), \("n\(number)"), \(instance), '1', 0, \(beat),
                      \(takesIn), 0, 0)
                    """)
            }
        }
        let status =
            engine == .sqlite
            ? try await SQLiteReader(path: store.path).status()
            : try await Self.server(store).status()
        #expect(status.engine == engine)
        #expect(status.schemaFound == status.schemaKnown)
        #expect(status.bytes > 4096)
        #expect(status.counts?.calls == 1)
        #expect(status.nodes.map(\.state) == [.live, .hindered, .silent, .stopped])
        #expect(status.nodes[3].beatAt == nil)
        #expect(status.isEncrypted == (engine == .sqlite ? nil : false))
        #expect(status.movedTo == nil && !status.hasUnfinishedMove)
    }
}

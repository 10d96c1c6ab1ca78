import CallStore
import Foundation
import TestSupport
import Testing

@Suite struct MigrationTests {
    @Test(arguments: Engine.allCases)
    func `opening a database again changes nothing`(engine: Engine) async throws {
        let store = try await TestDatabase(engine)
        try await store.database.write { try $0.set("name", to: "value") }
        let again = try await store.restarted()
        #expect(try await again.database.read { try $0.setting("name") } == "value")
    }

    @Test(arguments: Engine.allCases)
    func `a newer schema is refused in one sentence`(engine: Engine) async throws {
        let store = try await TestDatabase(engine)
        let known = try await store.database.read { try $0.schemaState().known }
        try await store.database.write { db in
            try db.execute("INSERT INTO schema_step (number, digest) VALUES (\(known + 1), 0)")
        }
        let fault = await #expect(throws: StoreFault.self) {
            try await store.reopened().prepare()
        }
        let words = "schema \(known + 1), this callaudit knows up to \(known). Install"
        #expect("\(try #require(fault))".contains(words))
    }

    @Test(arguments: Engine.allCases)
    func `a schema that grew beyond this release stops its writes`(engine: Engine) async throws {
        let store = try await TestDatabase(engine)
        try await store.database.write { db in
            try db.execute("INSERT INTO schema_step (number, digest) VALUES (999, 0)")
        }
        await #expect(throws: StoreFault.self) {
            try await store.database.write { try $0.set("name", to: "value") }
        }
        #expect(try await store.database.read { try $0.setting("name") } == nil)
    }

    @Test(arguments: Engine.allCases)
    func `a schema step that isn't the shipped one is refused`(engine: Engine) async throws {
        let store = try await TestDatabase(engine)
        try await store.database.write { db in
            try db.execute("UPDATE schema_step SET digest = 1 WHERE number = 1")
        }
        await #expect(throws: StoreFault.migrationChanged(1)) {
            try await store.reopened().prepare()
        }
    }

    @Test(arguments: Engine.allCases)
    func `many may bring one database up to date at once`(engine: Engine) async throws {
        let store = try await TestDatabase(engine, isPrepared: false)
        try await withThrowingTaskGroup { group in
            for _ in 0..<4 {
                let database = try store.reopened()
                group.addTask {
                    try await database.prepare()
                    #expect(try await database.read { try $0.schemaState().isCurrent })
                    try database.close()
                }
            }
            try await group.waitForAll()
        }
    }

    @Test func `a file that is no database is refused, not overwritten`() throws {
        let path = NSTemporaryDirectory() + "callaudit-\(UUID().uuidString).db"
        defer { try? FileManager.default.removeItem(atPath: path) }
        let text = String(repeating: "This is a letter. ", count: 200)
        try text.write(toFile: path, atomically: true, encoding: .utf8)
        #expect(throws: StoreFault.self) { try SQLiteDatabase(path: path) }
        #expect(try String(contentsOfFile: path, encoding: .utf8) == text)
    }
}

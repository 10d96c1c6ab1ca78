import CallStore
import Foundation
import Testing

@Suite struct MigrationTests {
    @Test func `opening a database again changes nothing`() async throws {
        let store = try TemporaryDatabase()
        try await store.database.write { try $0.set("name", to: "value") }
        try store.database.close()
        let again = try SQLiteDatabase(path: store.folder + "/callaudit.db")
        #expect(try await again.read { try $0.setting("name") } == "value")
        try again.close()
    }

    @Test func `a newer schema is refused in one sentence`() async throws {
        let store = try TemporaryDatabase()
        try await store.database.write {
            _ = try $0.execute("INSERT INTO schema_step (number, digest) VALUES (2, 0)")
        }
        try store.database.close()
        #expect(throws: StoreFault.schemaTooNew(found: 2, known: 1)) {
            try SQLiteDatabase(path: store.folder + "/callaudit.db")
        }
    }

    @Test func `a schema step that isn't the shipped one is refused`() async throws {
        let store = try TemporaryDatabase()
        try await store.database.write {
            _ = try $0.execute("UPDATE schema_step SET digest = 1 WHERE number = 1")
        }
        try store.database.close()
        #expect(throws: StoreFault.migrationChanged(1)) {
            try SQLiteDatabase(path: store.folder + "/callaudit.db")
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

@testable import CallStore
import Foundation
import TestSupport
import Testing

/// What only a server can do or suffer.
@Suite struct PostgresTests {
    @Test func `an address with a password is refused`() {
        for text in ["postgresql://me:secret@db/calls", "host=db password=secret"] {
            let fault = #expect(throws: StoreFault.self) { try PostgresAddress(text) }
            #expect(fault?.description.contains("databasePassword") == true)
            #expect(fault?.description.contains("secret") == false)
        }
        #expect(throws: StoreFault.self) { try PostgresAddress("postgresql://[::1/x") }
    }

    @Test func `over a network TLS is verified unless the address says otherwise`() throws {
        func mode(_ text: String) throws -> String? {
            try PostgresOptions(address: PostgresAddress(text), applicationName: "test")
                .keywords()["sslmode"]
        }
        #expect(try mode("postgresql://me@db.example/calls") == "verify-full")
        #expect(try mode("postgresql://me@db.example/calls?sslmode=require") == "require")
        #expect(try mode("host=/run/postgresql dbname=calls") == "prefer")
        #expect(try mode("postgresql://127.0.0.1/calls") == "prefer")
    }

    @Test func `of several servers the first that answers is used`() async throws {
        let store = try await TestDatabase(.postgres)
        try await store.database.write { try $0.set("name", to: "here") }
        var options = try store.options()
        let keywords = options.address.keywords
        let host = try #require(keywords["host"])
        let rest = keywords.filter { $0.key != "host" }.map { "\($0.key)=\($0.value)" }
        options.address = try PostgresAddress(
            "host=/nowhere,\(host) " + rest.joined(separator: " "))
        let database = PostgresDatabase(options)
        #expect(try await database.read { try $0.setting("name") } == "here")
        try database.close()
    }

    @Test func `a server that isn't there is named, and asked again after a pause`() async throws {
        let address = try PostgresAddress("host=/nowhere dbname=calls user=me")
        let database = PostgresDatabase(
            PostgresOptions(address: address, applicationName: "test"))
        for _ in 0..<3 {
            let fault = await #expect(throws: StoreFault.self) {
                try await database.read { try $0.setting("name") }
            }
            #expect(fault?.isPassing == true)
            #expect(fault?.description.contains("/nowhere/calls can't be reached") == true)
        }
        #expect(database.figures.connectionFailures == 1)
        try database.close()
    }

    @Test func `a connection that the server ended is made again unseen`() async throws {
        let store = try await TestDatabase(.postgres)
        try await store.database.write { try $0.set("name", to: "1") }
        #expect(try await store.database.read { try $0.setting("name") } == "1")
        let other = try PostgresSession(store.options())
        _ = try other.rows("""
            SELECT pg_terminate_backend(pid) AS ended FROM pg_stat_activity
            WHERE datname = current_database() AND pid <> pg_backend_pid()
            """)
        try await Task.sleep(for: .seconds(1.1))
        try await store.database.write { try $0.set("name", to: "2") }
        #expect(try await store.database.read { try $0.setting("name") } == "2")
    }

    @Test func `a statement that fails in the middle is told and undone alone`() async throws {
        let store = try await TestDatabase(.postgres)
        let fault = await #expect(throws: StoreFault.self) {
            try await store.database.write { db in
                try db.set("first", to: "1")
                try db.execute("INSERT INTO setting (name, value) VALUES ('first', 'again')")
                try db.set("second", to: "2")
            }
        }
        #expect(fault?.description.contains("23505") == true)
        try await store.database.write { try $0.set("third", to: "3") }
        let (first, third) = try await store.database.read { db in
            (try db.setting("first"), try db.setting("third"))
        }
        #expect(first == nil)
        #expect(third == "3")
    }

    @Test func `writers on two nodes follow one another`() async throws {
        let store = try await TestDatabase(.postgres)
        let nodes = [store.database, try store.reopened()]
        try await withThrowingTaskGroup { group in
            for number in 0..<200 {
                group.addTask {
                    try await nodes[number % 2].write { db in
                        let count = Int(try db.setting("count") ?? "0") ?? 0
                        try db.set("count", to: "\(count + 1)")
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await store.database.read { try $0.setting("count") } == "200")
        let figures = nodes.map(\.figures)
        #expect(figures.allSatisfy { $0.changes >= 100 && $0.lockWaitSeconds > 0 })
        try nodes[1].close()
    }

    @Test func `a node that falls silent with the ledger's lock is ended, and others go on`()
        async throws
    {
        let store = try await TestDatabase(.postgres)
        var options = try store.options()
        options.idleSeconds = 1
        let silent = try PostgresSession(options)
        try silent.command("BEGIN")
        try LedgerTail().lock(Transaction(connection: silent, ledger: nil))
        let began = ContinuousClock.now
        try await store.database.write { try $0.set("name", to: "value") }
        let waited = began.duration(to: .now)
        #expect(waited > .seconds(0.5) && waited < .seconds(10))
        #expect(throws: StoreFault.self) { try silent.commit() }
        #expect(silent.isBroken)
        #expect(try await store.database.read { try $0.setting("name") } == "value")
    }

    @Test func `more statements than a connection remembers all work`() async throws {
        let store = try await TestDatabase(.postgres)
        let sum = try await store.database.read { db in
            try (0..<1000).reduce(0) { sum, number in
                let text = SQL(stringLiteral: "SELECT \(number) AS number")
                return sum + (try db.row(text)?.get("number") ?? 0)
            }
        }
        #expect(sum == 499_500)
    }

    @Test func `a commit that the server turned into a rollback is no commit`() async throws {
        let store = try await TestDatabase(.postgres)
        let session = try PostgresSession(store.options())
        try session.command("BEGIN")
        #expect(throws: StoreFault.self) { try session.command("SELECT 1 / 0") }
        #expect(throws: StoreFault.failed("the transaction was undone")) { try session.commit() }
    }

    @Test func `a connection that the server ends is broken at once`() async throws {
        let store = try await TestDatabase(.postgres)
        let session = try PostgresSession(store.options())
        #expect(throws: StoreFault.self) {
            try session.command("SELECT pg_terminate_backend(pg_backend_pid())")
        }
        #expect(session.isBroken)
    }

    @Test func `a commit is durable whatever the role's own setting says`() async throws {
        let store = try await TestDatabase(.postgres)
        _ = try PostgresSession(store.options()).rows("""
            DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off',
              current_database()); END $$
            """)
        let level = try PostgresSession(store.options()).rows("SHOW synchronous_commit")
        #expect(level.first?.values.first == .text("on"))
    }
}

import CallStore
import Calls
import Foundation
import TestSupport
import Testing

private struct Broken: Error {}

@Suite struct TransactionTests {
    @Test(arguments: Engine.allCases)
    func `a transaction that throws leaves nothing, and those beside it stay`(
        engine: Engine
    ) async throws {
        let store = try await TestDatabase(engine)
        let database = store.database
        let kept = await withTaskGroup(of: Bool.self) { group in
            for number in 0..<200 {
                group.addTask {
                    do {
                        try await database.write { db in
                            try db.add(1, to: .indexed)
                            if number.isMultiple(of: 4) { throw Broken() }
                        }
                        return true
                    } catch is Broken {
                        return false
                    } catch {
                        Issue.record(error)
                        return false
                    }
                }
            }
            return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
        }
        #expect(kept == 150)
        let counted = try await database.read { try $0.count(of: .indexed) }
        #expect(counted == 150)
    }

    @Test(arguments: Engine.allCases)
    func `a reader sees what was written before it asked`(engine: Engine) async throws {
        let store = try await TestDatabase(engine)
        for number in 1...50 {
            try await store.database.write { try $0.add(1, to: .indexed) }
            let seen = try await store.database.read { try $0.count(of: .indexed) }
            #expect(seen == number)
        }
    }

    @Test(arguments: Engine.allCases)
    func `a broken constraint fails its own transaction only`(engine: Engine) async throws {
        let store = try await TestDatabase(engine)
        let customer = try await store.withCustomer()
        try await store.database.write { try $0.insert(.sample(1, customer: customer)) }
        await #expect(throws: (any Error).self) {
            try await store.database.write { try $0.insert(.sample(1, customer: customer)) }
        }
        await #expect(throws: (any Error).self) {
            try await store.database.write {
                try $0.insert(.sample(2, customer: Customer.ID(999)))
            }
        }
        let calls = try await store.database.read { db in
            try db.calls(CallFilter(), words: [], after: nil, limit: 10)
        }
        #expect(calls.count == 1)
    }

    @Test(arguments: Engine.allCases)
    func `values come back as they went in`(engine: Engine) async throws {
        let store = try await TestDatabase(engine)
        let bytes: [UInt8] = [0, 1, 255]
        let rows = try await store.database.read { db in
            try db.rows("""
                SELECT \(Int64.max) AS big, \("text'; DROP TABLE call; --") AS words,
                  \(bytes) AS bytes, \(1.5) AS real, \(Int64?.none) AS absent
                """)
        }
        let row = try #require(rows.first)
        #expect(try row.get("big") as Int64 == .max)
        #expect(try row.get("words") as String == "text'; DROP TABLE call; --")
        #expect(try row.get("bytes") as [UInt8] == bytes)
        #expect(try row.get("real") as Double == 1.5)
        #expect(try row.get("absent") as Int64? == nil)
        #expect(throws: StoreFault.self) { try row.get("words") as Int64 }
        #expect(throws: StoreFault.self) { try row.get("missing") as Int64 }
    }

    @Test func `SQLite syncs commits in full and wipes deleted bytes`() async throws {
        let store = try await TestDatabase(.sqlite)
        let (level, wiping) = try await store.database.write { db in
            let sync = try db.row("PRAGMA synchronous")?.get("synchronous") as Int?
            let wipe = try db.row("PRAGMA secure_delete")?.get("secure_delete") as Int?
            return (sync, wipe)
        }
        #expect(level == 2)
        #expect(wiping == 1)
    }
}

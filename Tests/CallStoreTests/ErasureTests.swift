import CallStore
import Calls
import Foundation
import TestSupport
import Testing

/// The statements that destroy, each by itself and with nobody asking before.
struct ErasureTests {
    private typealias Path = @Sendable (Transaction, Customer.ID) throws -> Bool

    private static let paths: [(String, Path)] = [
        ("key", { try $0.destroyKey(of: $1) }),
        ("words", { try $0.destroyWords(of: $1) > 0 }),
        ("hashes", { try $0.destroyHashes(of: $1) > 0 }),
        ("numbers", { try $0.destroyNumbers(of: $1) > 0 }),
    ]

    private func filled(
        _ engine: Engine
    ) async throws -> (store: TestDatabase, customer: Customer.ID) {
        let store = try await TestDatabase(engine)
        let customer = try await store.withCustomer()
        try await store.database.write { db in
            try db.execute(
                "INSERT INTO agent (id, code, first_seen_at) VALUES (5, '201', 1)")
            let call = CallRow.sample(3, agentID: Agent.ID(5))
            try db.insert(call)
            try db.setWords(["zebra"], of: call, isNew: true)
            try db.insert(keyHash: [1, 2, 3], of: call.id)
            try db.execute("""
                INSERT INTO customer_number
                  (id, customer_id, blind_index, number_sealed, row_mac)
                VALUES (8, \(customer), 7, \([UInt8](repeating: 1, count: 40)), \([UInt8]()))
                """)
        }
        return (store, customer)
    }

    private static let targets: [Hold.Target] = [
        .call(Call.ID(3)), .customer(Customer.ID(1)), .agent(Agent.ID(5)),
    ]

    @Test(arguments: Engine.allCases)
    func `no statement destroys what any kind of hold covers`(engine: Engine) async throws {
        for target in Self.targets {
            let (store, customer) = try await filled(engine)
            try await store.database.write { db in
                try db.insert(
                    HoldRow(
                        id: Hold.ID(1), target: target, becauseSealed: [1], placedBy: "p",
                        placedAt: .epoch))
            }
            for (name, path) in Self.paths {
                let destroyed = try await store.database.write { try path($0, customer) }
                #expect(!destroyed, "\(name) under a hold on \(target.kind)")
            }
            try await store.database.write { try $0.deleteCustomerWithoutCalls(customer) }
            #expect(try await store.database.read { try $0.customer(customer) } != nil)
        }
    }

    @Test(arguments: Engine.allCases)
    func `a released hold and one on something else keep nothing`(engine: Engine) async throws {
        let (store, customer) = try await filled(engine)
        try await store.database.write { db in
            for (id, target) in zip(1..., Self.targets + [.call(Call.ID(4))]) {
                try db.insert(
                    HoldRow(
                        id: Hold.ID(Int64(id)), target: target, becauseSealed: [1],
                        placedBy: "p", placedAt: .epoch))
                if id == 4 { continue }
                try db.insert(
                    HoldReleaseRow(
                        holdID: Hold.ID(Int64(id)), approvalID: Approval.ID(1),
                        releasedBy: "q", releasedAt: .epoch))
            }
        }
        for (name, path) in Self.paths.reversed() {
            let destroyed = try await store.database.write { try path($0, customer) }
            #expect(destroyed, "\(name)")
        }
    }

    @Test(arguments: Engine.allCases)
    func `a held customer without calls isn't deleted`(engine: Engine) async throws {
        let store = try await TestDatabase(engine)
        let customer = try await store.withCustomer()
        try await store.database.write { db in
            try db.insert(
                HoldRow(
                    id: Hold.ID(1), target: .customer(customer), becauseSealed: [1],
                    placedBy: "p", placedAt: .epoch))
            try db.deleteCustomerWithoutCalls(customer)
        }
        #expect(try await store.database.read { try $0.customer(customer) } != nil)
    }

    @Test(arguments: Engine.allCases)
    func `scrubbing leaves nothing of a destroyed key in the engine's own files`(
        engine: Engine
    ) async throws {
        let store = try await TestDatabase(engine)
        _ = try await store.withCustomer()
        let key = [UInt8]((0..<72).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ 11) })
        let customer = Customer.ID(500)
        try await store.database.write { db in
            for id in 2..<1000 {
                try db.insert(
                    CustomerRow(
                        id: Customer.ID(Int64(id)),
                        wrappedKey: id == 500 ? key : [UInt8](repeating: 9, count: 72),
                        keyEpoch: 1, blindIndex: nil, numberSealed: nil, version: 1,
                        createdAt: .epoch))
            }
        }
        #expect(try await store.files(of: "customer").range(of: Data(key)) != nil)
        let isGone = try await store.database.write { try $0.destroyKey(of: customer) }
        #expect(isGone)
        try await store.database.scrub()
        #expect(try await store.files(of: "customer").range(of: Data(key)) == nil)
    }
}

extension TestDatabase {
    /// SQLite's files as they are; of PostgreSQL the file of `table`, as the server has written it.
    fileprivate func files(of table: String) async throws -> Data {
        guard let postgres = database as? PostgresDatabase else {
            let folder = (path as NSString).deletingLastPathComponent
            return try FileManager.default.subpathsOfDirectory(atPath: folder).reduce(Data()) {
                $0 + (FileManager.default.contents(atPath: folder + "/" + $1) ?? Data())
            }
        }
        return try await postgres.withSession { tool in
            _ = try tool.rows("CHECKPOINT")
            let row = try tool.rows("""
                SELECT pg_read_binary_file(
                  pg_relation_filepath(CAST(\(table) AS regclass))) AS bytes
                """).first
            return Data(try row?.get("bytes") as [UInt8]? ?? [])
        }
    }
}

import CallLedger
@testable import CallStore
import Calls
import Foundation
import TestSupport
import Testing

@Suite struct LedgerInspectionTests {
    private static let count = 2050

    private static func store(_ engine: Engine) async throws -> TestDatabase {
        let store = try await TestDatabase(engine)
        try await store.database.write { db in
            for number in 0..<Self.count {
                let content = LedgerEntry.Content(
                    timeMicroseconds: Int64(number), bootMicroseconds: 1, node: "n",
                    principal: "daemon", role: "", action: .daemonStarted, object: "",
                    reason: "", details: [:], outcome: .done)
                try db.append { head in
                    var head = try head.map { try LedgerHead(decoding: $0) } ?? LedgerHead()
                    let entry = try head.append(content)
                    let row = LedgerRow(
                        sequence: entry.sequence, at: Date(microseconds: Int64(number)),
                        action: content.action.rawValue, principal: content.principal,
                        object: content.object, bytes: entry.bytes, leafHash: entry.hash.bytes)
                    return (row, head.encoded)
                }
            }
        }
        return store
    }

    private struct Follower: LedgerFollower {
        private var head = LedgerHead()
        var end: [UInt8] { head.encoded }
        var root: [UInt8] { head.root.bytes }

        mutating func follow(_ row: LedgerRowInPlace) throws -> Bool {
            let entry = try head.follow([UInt8](row.bytes))
            return row.sequence == entry.sequence
                && row.action.elementsEqual(entry.content.action.rawValue.utf8)
                && row.microseconds == entry.content.timeMicroseconds
                && row.leafHash.elementsEqual(entry.hash.bytes)
        }
    }

    private static func inspect(
        _ store: TestDatabase, against known: [KnownRoot] = []
    ) async throws -> LedgerInspection {
        try await store.database.inspectLedger(by: Follower(), against: known) { _, _ in }
    }

    @Test(arguments: Engine.allCases)
    func `a whole ledger has a root and no findings`(engine: Engine) async throws {
        let empty = try await Self.inspect(TestDatabase(engine))
        #expect(empty.entries == 0 && empty.findings == [])
        #expect(empty.root == LedgerHead().root.bytes)
        let store = try await Self.store(engine)
        let whole = try await Self.inspect(store)
        #expect(whole.entries == Int64(Self.count) && whole.findings == [])
        let head = try #require(try await store.database.read { try $0.ledgerHead() })
        #expect(whole.root == (try LedgerHead(decoding: head).root.bytes))
    }

    @Test(arguments: [
        ("UPDATE ledger_entry SET leaf_hash = (SELECT leaf_hash FROM ledger_entry WHERE seq = 1)"
            + " WHERE seq = 2048", "The columns of ledger entry 2048 differ from its bytes."),
        ("UPDATE ledger_entry SET at = 0 WHERE seq = 5", "The columns of ledger entry 5 differ"),
        ("UPDATE ledger_entry SET action = 'x' WHERE seq = 5", "The columns of ledger entry 5"),
        ("DELETE FROM ledger_entry WHERE seq = 7", "The ledger does not continue at entry 7"),
        ("DELETE FROM ledger_entry WHERE seq > 2000", "The ledger should have 2050 entries"),
        (
            "UPDATE ledger_entry SET bytes = (SELECT bytes FROM ledger_entry WHERE seq = 8)"
                + " WHERE seq = 9", "The ledger does not continue at entry 9"
        ),
        ("UPDATE ledger_entry SET bytes = leaf_hash WHERE seq = 9", "A ledger entry is not in"),
        ("UPDATE ledger_head SET size = 2049", "The ledger's stored head isn't that of its 2049"),
    ])
    func `an altered ledger is found`(statement: String, sentence: String) async throws {
        for engine in Engine.allCases {
            let store = try await Self.store(engine)
            try await store.database.write { try $0.execute(SQL(stringLiteral: statement)) }
            let found = try await Self.inspect(store)
            #expect(found.root == nil)
            #expect(found.findings.count == 1)
            #expect(found.findings.first?.sentence.hasPrefix(sentence) == true, "\(found)")
            #expect(found.findings.first?.sentence.contains("Keep this database") == true)
        }
    }

    @Test(arguments: Engine.allCases)
    func `a root that the ledger had is compared on the way`(engine: Engine) async throws {
        let store = try await Self.store(engine)
        let hashes = try await store.database.read { db in
            try db.ledgerLeaves(0..<Int64(Self.count)).compactMap { LedgerHash($0) }
        }
        func root(_ size: Int) -> KnownRoot {
            KnownRoot(size: Int64(size), root: LedgerProof.root(of: hashes[..<size]).bytes)
        }
        let good = try await Self.inspect(store, against: [root(1), root(2049), root(2000)])
        #expect(good.findings == [])
        let other = KnownRoot(size: 2049, root: root(2048).root)
        let found = try await Self.inspect(store, against: [root(7), other])
        #expect(found.firstAltered == 2049 && found.findings.count == 1)
        let longer = try await Self.inspect(store, against: [KnownRoot(size: 3000, root: [])])
        #expect(longer.findings.first?.sentence.contains("rolled back or cut") == true)
    }
}

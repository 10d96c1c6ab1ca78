@testable import CallStore
import CallVault
import Calls
import Foundation
import Synchronization
import TestSupport
import Testing

@Suite struct MoveTests {
    @Test func `every table of the schema moves with all its columns`() async throws {
        let store = try await TestDatabase(.sqlite)
        let (tables, columns, parents) = try await store.database.read { db in
            let tables = try db.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
                .map { try $0.get("name") as String }
            let columns = try db.rows("""
                SELECT t.name AS name, c.name AS column_name, c.pk AS pk
                FROM sqlite_master t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'
                ORDER BY c.cid
                """)
            let parents = try db.rows("""
                SELECT t.name AS name, f."table" AS parent
                FROM sqlite_master t JOIN pragma_foreign_key_list(t.name) f
                """).map { (try $0.get("name") as String, try $0.get("parent") as String) }
            return (tables, columns, parents)
        }
        #expect(Set(MovedTable.all.map(\.name) + ["schema_step"]) == Set(tables))
        for table in MovedTable.all {
            let ours = try columns.filter { try $0.get("name") == table.name }
            let names = try ours.map { try $0.get("column_name") as String }
            #expect(Set(names) == Set(table.columns) && names.count == table.columns.count)
            let key = try zip(ours.map { try $0.get("pk") as Int }, names)
                .filter { $0.0 > 0 }.sorted { $0.0 < $1.0 }.map(\.1)
            #expect(key == table.key)
        }
        let order = MovedTable.all.map(\.name)
        for (child, parent) in parents {
            let places = (order.firstIndex(of: parent), order.firstIndex(of: child))
            #expect(try #require(places.0) < #require(places.1), "\(child) before \(parent)")
        }
    }

    @Test(arguments: Engine.allCases)
    func `an installation arrives whole and only then is free`(engine: Engine) async throws {
        let (source, target) = (try await Self.installation(), try await TestDatabase(engine))
        let move = Self.move(source, target)
        #expect(try await move.begin() == .empty)
        #expect(try await target.database.read { try $0.unfinishedMove() })
        let seen = Mutex<[DatabaseMove.Progress]>([])
        try await move.copy { progress in seen.withLock { $0.append(progress) } }
        let reports = seen.withLock(\.self)
        let last = try #require(reports.last)
        #expect(last.rows == last.rowsTotal)
        let proofs = try await move.prove { _ in }
        #expect(proofs.map(\.table) == MovedTable.all.map(\.name))
        #expect(proofs.allSatisfy { $0.isEqual && $0.source.digest.count == 32 })
        #expect(proofs.map(\.source.rows).reduce(0, +) == last.rowsTotal)
        #expect(proofs.first { $0.table == "call_word" }?.target.rows == 9000)
        #expect(try await source.database.read { try $0.movedTo() } == nil)
        try await move.finish(address: "db/calls")
        #expect(try await source.database.read { try $0.movedTo() } == "db/calls")
        let (isUnfinished, movedTo, head) = try await target.database.read {
            (try $0.unfinishedMove(), try $0.movedTo(), try $0.ledgerHead())
        }
        #expect(!isUnfinished)
        #expect(movedTo == nil)
        #expect(head == [7, 7])
    }

    @Test(arguments: Engine.allCases, [1, 5, 9, 14])
    func `a move that was cut off goes on and ends equal`(engine: Engine, cut: Int) async throws {
        let (source, target) = (try await Self.installation(), try await TestDatabase(engine))
        #expect(try await Self.move(source, target).begin() == .empty)
        try await Self.copy(source, target, until: cut)
        #expect(try await target.database.read { try $0.unfinishedMove() })
        try target.database.close()
        let restarted = try await target.restarted()
        let again = Self.move(source, restarted)
        #expect(try await again.begin() == .resumed)
        let first = Mutex<DatabaseMove.Progress?>(nil)
        try await again.copy { progress in first.withLock { $0 = $0 ?? progress } }
        #expect(try await again.prove { _ in }.allSatisfy(\.isEqual))
    }

    @Test(arguments: Engine.allCases)
    func `a source that was worked on meanwhile is copied anew`(engine: Engine) async throws {
        let (source, target) = (try await Self.installation(), try await TestDatabase(engine))
        _ = try await Self.move(source, target).begin()
        try await Self.copy(source, target, until: 10)
        try await source.database.write { db in
            try db.execute("UPDATE call SET duration_ms = 1 WHERE id = 1")
            try db.append { _ in
                (.sample(1, bytes: [1]), [8])
            }
        }
        let again = Self.move(source, target)
        #expect(try await again.begin() == .begunAnew)
        try await again.copy { _ in }
        #expect(try await again.prove { _ in }.allSatisfy(\.isEqual))
    }

    @Test(arguments: Engine.allCases)
    func `a copy that differs is named, and copied anew`(engine: Engine) async throws {
        let (source, target) = (try await Self.installation(), try await TestDatabase(engine))
        let move = Self.move(source, target)
        _ = try await move.begin()
        try await move.copy { _ in }
        try await target.database.write { db in
            try db.execute("UPDATE call SET talk_shape = \([UInt8]()) WHERE id = 77")
            try db.execute("DELETE FROM call_word WHERE call_id = 5")
        }
        let unequal = try await move.prove { _ in }.filter { !$0.isEqual }
        #expect(unequal.map(\.table) == ["call", "call_word"])
        #expect(unequal[0].source.rows == unequal[0].target.rows)
        try await move.refute()
        #expect(try await move.begin() == .begunAnew)
        try await move.copy { _ in }
        #expect(try await move.prove { _ in }.allSatisfy(\.isEqual))
    }

    @Test(arguments: Engine.allCases)
    func `a target that holds anything else is left alone`(engine: Engine) async throws {
        let (source, target) = (try await Self.installation(), try await TestDatabase(engine))
        try await target.database.write { try $0.add(1, to: .indexed) }
        await #expect(throws: MoveRefusal.notEmpty("tally")) {
            try await Self.move(source, target).begin()
        }
        try await target.database.write { try $0.execute("DELETE FROM tally") }
        _ = try await Self.move(source, target).begin()
        let other = try await Self.installation(blindKey: [9])
        await #expect(throws: MoveRefusal.anotherMove) {
            try await Self.move(other, target).begin()
        }
        let (unused, empty) = (try await TestDatabase(.sqlite), try await TestDatabase(.sqlite))
        await #expect(throws: MoveRefusal.nothingToMove) {
            try await Self.move(unused, empty).begin()
        }
        await #expect(throws: MoveRefusal.sourceIsUnfinished) {
            try await Self.move(target, empty).begin()
        }
    }

    @Test func `an installation that has moved moves again only when told so`() async throws {
        let (source, target) = (try await Self.installation(), try await TestDatabase(.sqlite))
        try await source.database.write { try $0.setMovedTo("db/calls") }
        await #expect(throws: MoveRefusal.movedBefore(to: "db/calls")) {
            try await Self.move(source, target).begin()
        }
        #expect(try await Self.move(source, target).begin(again: true) == .empty)
        // Ended between its two last steps it goes on without being told.
        #expect(try await Self.move(source, target).begin() == .resumed)
    }
}

private let hash = [UInt8](repeating: 3, count: 32)

extension MoveTests {
    private static func move(_ source: TestDatabase, _ target: TestDatabase) -> DatabaseMove {
        DatabaseMove(from: source.database, to: target.database) {
            let hasher = ContentHasher()
            return RunningHash(update: { hasher.update($0) }, finish: { hasher.finish() })
        }
    }

    /// Copies until `report` was called `count` times.
    private static func copy(
        _ source: TestDatabase, _ target: TestDatabase, until count: Int
    ) async throws {
        let reports = Mutex(0)
        let copying = Task {
            try await move(source, target).copy { _ in
                let isEnough = reports.withLock { reports in
                    reports += 1
                    return reports >= count
                }
                if isEnough { withUnsafeCurrentTask { $0?.cancel() } }
            }
        }
        await #expect(throws: CancellationError.self) { try await copying.value }
    }

    /// Rows in every table, several pages of them in some; values of every kind.
    private static func installation(blindKey: [UInt8] = [1]) async throws -> TestDatabase {
        let store = try await TestDatabase(.sqlite)
        try await store.database.write { db in
            try db.insert(KeyEpochRow.sample(blindKey: blindKey))
            for id in 1...3 {
                try db.insert(
                    CustomerRow(
                        id: Customer.ID(Int64(id)), wrappedKey: id == 2 ? nil : [1, 0, 255],
                        keyEpoch: 1, blindIndex: id == 2 ? nil : 77,
                        numberSealed: id == 2 ? nil : [], version: 1, createdAt: .epoch))
            }
            let agent = Agent.ID(1)
            try db.insert(AgentRow(id: agent, code: "客服 '7'", firstSeenAt: .epoch))
            try db.insert(CampaignRow(id: Campaign.ID(2), code: "winter", firstSeenAt: .epoch))
            for id in 1...3000 as ClosedRange<Int64> {
                var call = CallRow.sample(
                    id << 40, customer: Customer.ID(id % 3 + 1),
                    agentID: id % 2 == 0 ? agent : nil, direction: id % 5 == 0 ? nil : .inbound)
                call.id = id < 100 ? Call.ID(id) : call.id
                call.rowMAC = [UInt8(id & 255)]
                try db.insert(call)
                try db.setWords(["张三", "é\(id)", "~"], of: call)
                let key = withUnsafeBytes(of: id.bigEndian) { Array($0) }
                try db.insert(keyHash: key, of: call.id)
            }
            try db.fillSmallTables()
            try db.append { _ in
                (.sample(0, bytes: []), [7, 7])
            }
        }
        return store
    }
}

extension Transaction {
    /// A row or two in each table that calls don't need.
    fileprivate func fillSmallTables() throws {
        let recording = RecordingRow(
            id: Recording.ID(1), callID: Call.ID(1), generation: 1, contentHash: hash,
            contentBytes: 9, sealedHash: hash, wrappedKey: [1],
            sound: SoundFacts(
                container: .wav, codec: .pcmS16, sampleRateHz: 8000, channels: 2, frames: 8000,
                framesClaimed: nil),
            rawEncoding: nil, roles: [.agent, .customer], loudnessLUFS: -23.5, measuresMAC: [4],
            verdicts: [], sourcePath: "/in", profile: "generic", nameSealed: [1], nameHash: hash,
            factsSealed: [], takenInAt: .epoch)
        try insert(recording)
        try execute("""
            INSERT INTO channel_measure
            VALUES (1, 0, -1, NULL, 0, -5, NULL, NULL, 10), (1, 1, 0, 0, 1, 0, -2300, -60, 0)
            """)
        _ = try insertDuplicate(
            id: 1, of: Recording.ID(1), sourcePath: "/in", nameHash: hash, now: .epoch)
        try execute("""
            INSERT INTO quarantine VALUES (1, 'oversized', '', '/in', 'generic', \(hash), \(hash),
              \(hash), 0, NULL, 1, 2, 3, 4, \(hash)), (2, 'x', 'y', '/in', 'generic', \(hash),
              \(hash), \(hash), 0, \(hash), 1, 2, 3, 4, \(hash))
            """)
        try execute("INSERT INTO quarantine_retry VALUES (1, 'page', 5)")
        try execute("""
            INSERT INTO quarantine_outcome VALUES (2, 'discarded', NULL, 'page', 6, \(hash))
            """)
        for fingerprint in [0, 1, UInt64.max, UInt64(Int64.max) + 1] {
            try insertSeen(fingerprint, now: .epoch)
        }
        try add(3, to: .indexed)
        try set("settings", to: "abc")
        try execute("""
            INSERT INTO node VALUES (1, 'one', \([UInt8](repeating: 1, count: 16)), '1', 0, 0, 0, 0,
              0, '')
            """)
    }
}

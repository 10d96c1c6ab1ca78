import CallStore
import Calls
import Foundation
import TestSupport
import Testing

@Suite struct QuarantineTests {
    private func item(_ id: Int64, name: UInt8) -> QuarantineRow {
        QuarantineRow(
            id: QuarantineItem.ID(id), reason: .notSound, detail: "no sound", sourcePath: "/in",
            profile: "generic", nameSealed: [9], nameHash: [name],
            contentHash: Array(repeating: name, count: 32), contentBytes: 3, wrappedKey: [4],
            modifiedAt: .epoch, seenAt: .epoch)
    }

    @Test(arguments: Engine.allCases)
    func `a decided item leaves the list, and the same file may come again`(
        engine: Engine
    ) async throws {
        let store = try await TestDatabase(engine)
        try await store.database.write { db in
            try db.insert(item(1, name: 1))
            try db.insert(item(2, name: 2))
            try db.insert(
                QuarantineOutcomeRow(
                    item: QuarantineItem.ID(1), outcome: .discarded, becauseSealed: [5],
                    decidedBy: .page, decidedAt: .epoch))
        }
        let (listed, isDecided, again) = try await store.database.read { db in
            let hash = [UInt8](repeating: 1, count: 32)
            return (
                try db.quarantine(after: nil, limit: 10).map { $0.id.rawValue },
                try db.isDecided(QuarantineItem.ID(1)),
                try db.quarantined(nameHash: [1], contentHash: hash)?.id
            )
        }
        #expect(listed == [2])
        #expect(isDecided)
        #expect(again == nil)
    }

    @Test(arguments: Engine.allCases)
    func `a retry is asked once and ends with the next try`(engine: Engine) async throws {
        let store = try await TestDatabase(engine)
        let (asked, left, row) = try await store.database.write { db in
            try db.insert(item(1, name: 1))
            try db.askRetry(of: QuarantineItem.ID(1), by: .page, now: .epoch)
            try db.askRetry(of: QuarantineItem.ID(1), by: .page, now: .epoch)
            let asked = try db.retriesAsked(limit: 10).count
            var again = item(1, name: 1)
            (again.reason, again.detail, again.tries) = (.truncated, "cut", 2)
            try db.update(again)
            try db.forgetRetry(of: again.id)
            let left = try db.retriesAsked(limit: 10).count
            return (asked, left, try db.quarantined(QuarantineItem.ID(1)))
        }
        #expect(asked == 1)
        #expect(left == 0)
        #expect(row?.tries == 2)
        #expect(row?.reason == .truncated)
    }

    @Test(arguments: Engine.allCases)
    func `the list is walked by keys, newest first`(engine: Engine) async throws {
        let store = try await TestDatabase(engine)
        try await store.database.write { db in
            for id in Int64(1)...9 { try db.insert(item(id, name: UInt8(id))) }
        }
        let (first, second) = try await store.database.read { db in
            (
                try db.quarantine(after: nil, limit: 4).map { $0.id.rawValue },
                try db.quarantine(after: 6, limit: 9).map { $0.id.rawValue }
            )
        }
        #expect(first == [9, 8, 7, 6])
        #expect(second == [5, 4, 3, 2, 1])
    }
}


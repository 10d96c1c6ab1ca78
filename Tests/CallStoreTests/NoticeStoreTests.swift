@testable import CallStore
import Calls
import Foundation
import TestSupport
import Testing

@Suite struct NoticeStoreTests {
    private static func row(
        _ id: Int64, _ state: Notice.State = .waiting, due: Double = 0
    ) -> NoticeRow {
        var notice = Notice(
            id: Notice.ID(id), kind: .clockWarning, object: "complaint:x",
            recipient: .role(.complaintHandler), channel: "mail",
            facts: [.number: "26-0000001-5", .due: "2026-12-01"], madeAt: .epoch)
        notice.state = state
        notice.nextTryAt = .epoch + due
        notice.endedAt = state == .waiting ? nil : .epoch
        var row = NoticeRow(notice)
        row.rowMAC = [1]
        return row
    }

    @Test(arguments: Engine.allCases)
    func `a notice is read as it was written, and as it became`(engine: Engine) async throws {
        let store = try await TestDatabase(engine)
        var row = Self.row(7)
        try await store.database.write { [row] in try $0.insert(row) }
        #expect(try await store.database.read { try $0.notice(Notice.ID(7)) }?.regulated
            == row.regulated)
        row.notice.state = .failed
        (row.notice.tries, row.notice.problem) = (3, .exit(75))
        row.notice.endedAt = .epoch + 5
        (row.version, row.rowMAC) = (2, [2])
        try await store.database.write { [row] in try $0.update(row) }
        let read = try #require(
            try await store.database.read { try $0.notice(Notice.ID(7)) })
        #expect(read.regulated == row.regulated && read.rowMAC == [2])
        #expect(read.notice == row.notice)
    }

    @Test(arguments: Engine.allCases)
    func `those are due whose time has come, the longest due first`(
        engine: Engine
    ) async throws {
        let store = try await TestDatabase(engine)
        try await store.database.write { db in
            try db.insert(Self.row(1, due: 20))
            try db.insert(Self.row(2, due: 10))
            try db.insert(Self.row(3, due: 31))
            try db.insert(Self.row(4, .sent))
        }
        func due(_ limit: Int = 9) async throws -> [Int64] {
            try await store.database.read {
                try $0.dueNotices(at: .epoch + 30, limit: limit).map(\.rawValue)
            }
        }
        #expect(try await due() == [2, 1])
        #expect(try await due(1) == [2])
        try await store.database.write {
            try $0.putOffNotice(Notice.ID(2), until: .epoch + 100)
        }
        #expect(try await due() == [1])
    }

    @Test(arguments: Engine.allCases)
    func `lists, counts and what was told before`(engine: Engine) async throws {
        let store = try await TestDatabase(engine)
        try await store.database.write { db in
            for id in 1...3 as ClosedRange<Int64> { try db.insert(Self.row(id, .sent)) }
            try db.insert(Self.row(4, .failed))
        }
        try await store.database.read { db in
            let all = try db.notices(nil, after: nil, limit: 9)
            #expect(all.map(\.notice.id.rawValue) == [4, 3, 2, 1])
            #expect(try db.notices(.sent, after: Notice.ID(3), limit: 1)
                .map(\.notice.id.rawValue) == [2])
            #expect(try db.noticeCounts(of: [.sent, .failed, .waiting], bound: 2)
                == [.sent: 2, .failed: 1, .waiting: 0])
            #expect(try db.lastNotice(of: "complaint:x", .clockWarning, over: "mail") == .epoch)
            #expect(try db.lastNotice(
                of: "complaint:x", .clockWarning, over: "mail",
                saying: Self.row(1).notice.facts) == .epoch)
            #expect(try db.lastNotice(
                of: "complaint:x", .clockWarning, over: "mail", saying: [:]) == nil)
            #expect(try db.lastNotice(of: "complaint:x", .assigned, over: "mail") == nil)
        }
    }

    @Test(arguments: Engine.allCases)
    func `what was sent is forgotten after a while, what failed stays`(
        engine: Engine
    ) async throws {
        let store = try await TestDatabase(engine)
        try await store.database.write { db in
            try db.insert(Self.row(1, .sent))
            try db.insert(Self.row(2, .dropped))
            try db.insert(Self.row(3, .failed))
            try db.insert(Self.row(4))
        }
        func forget(_ seconds: Double) async throws -> Int {
            try await store.database.write {
                try $0.forgetNotices(endedBefore: .epoch + seconds, limit: 9)
            }
        }
        #expect(try await forget(0) == 0)
        #expect(try await forget(1) == 2)
        #expect(try await store.database.read { try $0.notices(nil, after: nil, limit: 9) }
            .map(\.notice.id.rawValue) == [4, 3])
    }
}

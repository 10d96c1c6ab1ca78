import CallStore
import Calls
import Foundation
import TestSupport
import Testing

@Suite struct JobTests {
    private static func job(_ id: Int64, _ kind: Job.Kind = .verify) -> Job {
        Job(
            id: Job.ID(id), kind: kind, particulars: "p", askedBy: "local:1",
            askedAt: Date(timeIntervalSince1970: 1))
    }

    @Test(arguments: Engine.allCases)
    func `work is one node's until that node falls silent`(engine: Engine) async throws {
        let store = try await TestDatabase(engine)
        try await store.database.write { try $0.insert(Self.job(1)) }
        let claimed = try await store.database.write {
            try $0.claimJob(node: 1, silentSeconds: 60)
        }
        #expect(claimed == Self.job(1))
        #expect(
            try await store.database.write { try $0.claimJob(node: 2, silentSeconds: 60) } == nil)
        #expect(
            try await store.database.write { try $0.claimJob(node: 1, silentSeconds: 60) } != nil)
        try await store.database.write {
            try $0.execute("UPDATE job SET beat_at = beat_at - 61000000")
        }
        #expect(
            try await store.database.write { try $0.claimJob(node: 2, silentSeconds: 60) } != nil)
    }

    @Test(arguments: Engine.allCases)
    func `progress is kept, and nothing is written behind an end`(engine: Engine) async throws {
        let store = try await TestDatabase(engine)
        try await store.database.write { try $0.insert(Self.job(1)) }
        var job = Self.job(1)
        (job.cursor, job.done, job.total) = ("c", 5, 9)
        let half = job
        try await store.database.write { try $0.update(half) }
        #expect(try await store.database.read { try $0.job(half.id) } == half)
        #expect(try await store.database.read { try $0.openJob(.verify)?.id } == half.id)
        (job.outcome, job.endedAt) = (.done, Date(timeIntervalSince1970: 2))
        let ended = job
        try await store.database.write { try $0.update(ended) }
        try await store.database.write { try $0.update(half) }
        #expect(try await store.database.read { try $0.job(half.id) } == ended)
        #expect(try await store.database.read { try $0.hasOpenJob() } == false)
        #expect(
            try await store.database.write { try $0.claimJob(node: 1, silentSeconds: 0) } == nil)
        #expect(try await store.database.write { try $0.cancel(half.id, by: .page) } == false)
    }

    @Test(arguments: Engine.allCases)
    func `the list walks every job once, the newest first`(engine: Engine) async throws {
        let store = try await TestDatabase(engine)
        try await store.database.write { db in
            for id in 1...5 as ClosedRange<Int64> { try db.insert(Self.job(id)) }
        }
        let first = try await store.database.read { try $0.jobs(after: nil, limit: 3) }
        let rest = try await store.database.read { try $0.jobs(after: first.last?.id, limit: 3) }
        #expect((first + rest).map(\.id.rawValue) == [5, 4, 3, 2, 1])
    }
}

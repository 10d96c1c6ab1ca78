import CallDesk
import CallLedger
import CallStore
import Calls
import Foundation
import TestSupport
import Testing

struct JobTests {
    private func started(in house: House) async throws -> Job.ID {
        let job = Job(
            id: Job.ID(7), kind: .verify, particulars: "", askedBy: "local:1",
            askedAt: house.clock.now)
        try await house.database.write { try $0.insert(job) }
        return job.id
    }

    @Test func `work is done step by step, and the ledger says how it ended`() async throws {
        let house = try await House()
        #expect(try await house.desk.stepOpenJob() == false)
        let id = try await started(in: house)
        var steps = 0
        while try await house.desk.stepOpenJob() { steps += 1 }
        #expect((2..<100).contains(steps))
        let job = try await house.desk.job(id, by: .page)
        #expect(job.outcome == .done)
        #expect(job.endedAt == house.clock.now)
        #expect(try await house.ledger().last?.action == .jobEnded)
        #expect(try await house.ledger().last?.outcome == .done)
    }

    @Test func `work that can't go on fails, and the ledger says so`() async throws {
        let house = try await House()
        let id = try await started(in: house)
        try await house.alter("UPDATE job SET cursor = 'x'")
        #expect(try await house.desk.stepOpenJob())
        #expect(try await house.desk.job(id, by: .page).outcome == .failed)
        #expect(try await house.ledger().last?.outcome == .failed)
        #expect(try await house.desk.stepOpenJob() == false)
    }

    @Test func `cancelled work ends with its next step`() async throws {
        let house = try await House()
        let id = try await started(in: house)
        try await house.desk.cancelJob(id, by: .page)
        #expect(try await house.desk.job(id, by: .page).outcome == nil)
        #expect(try await house.desk.stepOpenJob())
        #expect(try await house.desk.job(id, by: .page).outcome == .cancelled)
        #expect(try await house.actions().suffix(2) == [.jobCancelled, .jobEnded])
        let again = await #expect(throws: Refusal.self) {
            try await house.desk.cancelJob(id, by: .page)
        }
        #expect(again?.code == .alreadyDecided)
    }
}

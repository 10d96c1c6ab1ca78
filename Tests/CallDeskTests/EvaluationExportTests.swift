import CallDesk
import CallLedger
import CallStore
import Calls
import Foundation
import TestSupport
import Testing

struct EvaluationExportTests {
    private func rows(
        _ export: ExportedEvaluations
    ) async throws -> [EvaluationSummary] {
        var all: [EvaluationSummary] = []
        for try await page in export.pages { all += page }
        return all
    }

    @Test func `an export holds what the list shows, and the ledger notes it before and after`()
        async throws
    {
        let scoring = try await ScoringHouse(analysts: 1)
        try await scoring.takeIn(3)
        _ = try await scoring.drawn(ScoringHouse.plan(method: .everything))
        let request = EvaluationExportRequest(
            filter: EvaluationFilter(states: [.open]), text: "state=open", form: .jsonl)
        let export = try await scoring.desk.exportEvaluations(request, by: scoring.lead)
        let listed = try await scoring.desk.evaluations(
            request.filter, after: nil, limit: 10, by: scoring.lead
        ).items.map(\.id)
        #expect(export.count == 3)
        #expect(try await rows(export).map(\.id) == listed)
        let digest = ExportDigest()
        digest.update("abc")
        try await scoring.desk.noteSent(
            export, count: 3, sha256: digest.finish(), by: scoring.lead)
        let entries = try await scoring.house.ledger().suffix(2)
        #expect(entries.map(\.action) == [.evaluationsExported, .evaluationsSent])
        let begun = try #require(entries.first)
        #expect(begun.details["filter"] == "state=open" && begun.details["evaluations"] == "3")
        #expect(
            entries.last?.details["sha256"]
                == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test func `who sees only released evaluations exports only these`() async throws {
        let scoring = try await ScoringHouse(analysts: 1)
        try await scoring.takeIn(3)
        _ = try await scoring.drawn(ScoringHouse.plan(method: .everything))
        let supervisor = Principal(id: "account:super", roles: [.supervisor])
        let all = EvaluationExportRequest(filter: EvaluationFilter(), text: "")
        #expect(try await scoring.desk.exportEvaluations(all, by: supervisor).count == 0)
        let analyst = scoring.analysts[0]
        let id = try await scoring.desk.claimNext(by: analyst)
        let saved = try await scoring.desk.saveDraft(
            of: id, revision: 0, ScoringHouse.sheet(), by: analyst)
        try await scoring.desk.submit(id, revision: saved.revision, by: analyst)
        scoring.house.clock.move(by: 25 * 3600)
        _ = try await scoring.desk.releaseDue(by: .daemon)
        let export = try await scoring.desk.exportEvaluations(all, by: supervisor)
        #expect(try await rows(export).map(\.id) == [id])
        let refusal = await #expect(throws: Refusal.self) {
            _ = try await scoring.desk.exportEvaluations(all, by: analyst)
        }
        #expect(refusal?.code == .notAllowed)
    }
}

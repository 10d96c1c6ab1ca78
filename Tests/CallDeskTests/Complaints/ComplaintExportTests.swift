import CallDesk
import CallLedger
import CallStore
import Calls
import Foundation
import TestSupport
import Testing

struct ComplaintExportTests {
    private func rows(_ export: ExportedComplaints) async throws -> [ComplaintSummary] {
        var all: [ComplaintSummary] = []
        for try await page in export.pages { all += page }
        return all
    }

    @Test(arguments: Engine.allCases)
    func `an export holds what the list shows without names, and the ledger notes it twice`(
        _ engine: Engine
    ) async throws {
        let complaints = try await ComplaintHouse(engine)
        let first = try await complaints.register()
        _ = try await complaints.register { $0.calls = [] }
        try await complaints.act(first, .acknowledge)
        try await complaints.assess(first)
        try await complaints.act(first, .take)
        let request = ComplaintExportRequest(
            filter: ComplaintFilter(order: .received), text: "order=received", form: .jsonl)
        let listed = try await complaints.desk.complaints(
            request.filter, after: nil, limit: 10, by: complaints.officer
        ).items
        #expect(listed.contains { $0.assigneeTitle != nil })
        let export = try await complaints.desk.exportComplaints(request, by: complaints.officer)
        let rows = try await rows(export)
        #expect(export.count == 2 && rows.map(\.id) == listed.map(\.id))
        #expect(rows.allSatisfy { $0.assigneeTitle == nil && $0.customerNameMasked == nil })
        try await complaints.desk.noteSent(
            export, count: 2, sha256: [1, 2], by: complaints.officer)
        let entries = try await complaints.house.ledger().suffix(2)
        #expect(entries.map(\.action) == [.complaintsExported, .complaintsSent])
        #expect(entries.first?.details["filter"] == "order=received")
        #expect(entries.first?.details["complaints"] == "2")
        #expect(entries.last?.details["sha256"] == "0102")
    }

    @Test func `who works complaints exports none of them`() async throws {
        let complaints = try await ComplaintHouse()
        let id = try await complaints.register()
        let request = ComplaintExportRequest(filter: ComplaintFilter(), text: "")
        for person in [complaints.handler, complaints.agent] {
            let list = await complaints.code {
                _ = try await complaints.desk.exportComplaints(request, by: person)
            }
            let file = await complaints.code {
                _ = try await complaints.desk.caseFile(
                    id, CaseFileWish(purpose: .court), by: person, texts: { _ in [] })
            }
            #expect(list == .notAllowed && file == .notAllowed)
        }
    }
}

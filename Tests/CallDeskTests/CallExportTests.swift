import CallDesk
import CallLedger
import CallStore
import Calls
import Foundation
import TestSupport
import Testing

struct CallExportTests {
    private let all = CallExportRequest(filter: CallFilter(), text: "")

    private func rows(_ export: ExportedCalls) async throws -> [CallSummary] {
        var rows: [CallSummary] = []
        for try await page in export.pages { rows += page }
        return rows
    }

    @Test func `a short list goes out at once, masked, with an entry before the first row`()
        async throws
    {
        let house = try await House()
        for seed in 0..<5 { _ = try await house.customer("1380013800\(seed)", seed: seed) }
        let export = try await house.desk.exportCalls(all, by: .asker)
        let entry = try #require(try await house.ledger().last)
        #expect(entry.action == .callsExported && entry.details == ["calls": "5"])
        let rows = try await rows(export)
        #expect(rows.count == 5)
        let list = try await house.desk.calls(CallFilter(), after: nil, limit: 9, by: .asker)
        #expect(rows == list.items)
    }

    @Test func `more than a thousand calls wait for a second person, for this filter and a day`()
        async throws
    {
        let house = try await House()
        let (customer, _, _) = try await house.customer("13800138000", seed: 1)
        try await house.database.write { db in
            for number in 0..<1001 {
                try db.insert(
                    CallRow(
                        id: Call.ID(Int64(number) + 1), startedAt: house.clock.now, zone: "UTC",
                        localDay: 1, durationMilliseconds: 1, direction: nil, agentID: nil,
                        campaignID: nil, customerID: customer, verdicts: [], talkShape: nil,
                        drawHash: 1))
            }
        }
        #expect(
            await house.refusal { _ = try await house.desk.exportCalls(all, by: .asker) }
                == .approvalNeeded)
        let asked = try await house.desk.askExport(all, because: "audit", by: .asker)
        try await house.desk.decide(asked, approve: true, by: .decider)
        // Neither another filter nor another person is covered.
        let other = CallExportRequest(
            filter: CallFilter(secondsMin: 0), text: "minSeconds=0")
        #expect(
            await house.refusal { _ = try await house.desk.exportCalls(other, by: .asker) }
                == .approvalNeeded)
        #expect(
            await house.refusal { _ = try await house.desk.exportCalls(all, by: .decider) }
                == .approvalNeeded)
        let rows = try await rows(try await house.desk.exportCalls(all, by: .asker))
        #expect(Set(rows.map(\.id)).count == 1002)
        let entry = try #require(try await house.ledger().last)
        #expect(entry.details == ["calls": "1002", "approval": "\(asked)"])
        house.clock.move(by: 24 * 3600 + 1)
        #expect(
            await house.refusal { _ = try await house.desk.exportCalls(all, by: .asker) }
                == .approvalNeeded)
    }

    @Test func `no more goes out than the entry says, also when calls come meanwhile`()
        async throws
    {
        let house = try await House()
        for seed in 0..<3 { _ = try await house.customer("1380013800\(seed)", seed: seed) }
        let export = try await house.desk.exportCalls(all, by: .asker)
        for seed in 3..<6 { _ = try await house.customer("1380013800\(seed)", seed: seed) }
        #expect(try await rows(export).count == 3)
    }
}

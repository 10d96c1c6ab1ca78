import CallLedger
import CallStore
import CallVault
package import Calls
import Foundation

/// Calls on their way out: at most `count`, which the ledger has noted, a page at a time.
package struct ExportedCalls: Sendable {
    package let count: Int
    /// Pages of at most `CallDesk.pageMax` calls, pulled one after the other.
    package let pages: AsyncThrowingStream<[CallSummary], any Error>
}

/// What is to be exported: the filter, and how it stands in the address, which is what a second
/// person approves.
package struct CallExportRequest: Sendable {
    package var filter: CallFilter
    /// The filter as text in a fixed order; without a number, a name or an address.
    package var text: String

    package init(filter: CallFilter, text: String) {
        self.filter = filter
        self.text = text
    }
}

extension CallDesk {
    /// Lets a list of calls out, with everything masked. The entry is durable before the first call
    /// goes. A bulk export needs an approval of the last 24 hours for the very same filter, asked
    /// for by the same principal.
    package func exportCalls(
        _ request: CallExportRequest, by principal: Principal
    ) async throws -> ExportedCalls {
        let visibility = try visibility(.exportCalls, of: principal)
        let words = try searchWords(of: request.filter)
        let free = CallExport.callsWithoutApproval
        var count = try await see(by: principal, needing: .exportCalls) { db in
            try db.countCalls(request.filter, words: words, within: visibility, most: free + 1)
        }
        let isBulk = count > free
        if isBulk {
            count = try await see(by: principal, needing: .exportCalls) { db in
                try db.countCalls(
                    request.filter, words: words, within: visibility, most: Int(Int32.max))
            }
        }
        let (desk, object, exported) = (self, object(of: request), count)
        try await change(by: principal, needing: .exportCalls) { change in
            var details = ["calls": "\(exported)"]
            if isBulk {
                let since = change.now - Double(CallExport.hoursAfterApproval) * 3600
                let approval = try desk.verified(
                    try change.db.approved(
                        .export, of: object, asker: principal.id, since: since))
                guard let approval, try desk.verified(change.db.decision(on: approval.id)) != nil
                else { throw Self.approvalNeeded }
                details["approval"] = "\(approval.id)"
            }
            try change.record(.callsExported, object: object, details: details)
        }
        return ExportedCalls(
            count: count, pages: pages(request.filter, of: count, by: principal))
    }

    /// Asks for a bulk export.
    package func askExport(
        _ request: CallExportRequest, because reason: String, by principal: Principal
    ) async throws -> Approval.ID {
        _ = try searchWords(of: request.filter)
        let (desk, object) = (self, object(of: request))
        return try await change(by: principal, needing: .exportCalls) { change in
            try desk.askApproval(
                .export, of: object, particulars: request.text, because: reason, in: &change)
        }
    }

    private func pages(
        _ filter: CallFilter, of count: Int, by principal: Principal
    ) -> AsyncThrowingStream<[CallSummary], any Error> {
        let desk = self
        let walk = ExportWalk(left: count)
        return AsyncThrowingStream(unfolding: {
            guard let (cursor, limit) = await walk.next() else { return nil }
            let page = try await desk.calls(
                filter, after: cursor, limit: limit, by: principal, needing: .exportCalls)
            await walk.came(page.items.count, next: page.next)
            return page.items
        })
    }

    /// The ledger and the approval name a filter by a keyed hash alone.
    private func object(of request: CallExportRequest) -> String {
        let hash = vault.rowMAC(table: "export", columns: [.text(request.text)]).prefix(16)
        return "export:\(Array(hash).hexadecimal)"
    }

    private static var approvalNeeded: Refusal {
        Refusal(
            .forbidden, .approvalNeeded,
            "These are more than \(CallExport.callsWithoutApproval) calls. Narrow the filter, or "
                + "ask for the export: once a second person has approved it, it can be fetched for "
                + "\(CallExport.hoursAfterApproval) hours.")
    }
}

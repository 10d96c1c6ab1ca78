import CallLedger
import CallStore
package import Calls
import Foundation

/// Which complaints are to go out, and how.
package struct ComplaintExportRequest: Sendable {
    package var filter: ComplaintFilter
    /// The filter as it stands in the address, in a fixed order: codes, ids and days, and no name.
    package var text: String
    package var form: ExportForm

    package init(filter: ComplaintFilter, text: String, form: ExportForm = .csv) {
        self.filter = filter
        self.text = text
        self.form = form
    }

    fileprivate var details: [String: String] { ["filter": text, "form": form.rawValue] }
}

/// Complaints on their way out: at most `count`, which the ledger has noted.
package struct ExportedComplaints: Sendable {
    package let count: Int
    /// In the order of the list, in pages of at most `CallDesk.pageMax`, pulled one after the
    /// other. Nobody is called by name in them, and nothing that somebody wrote stands there.
    package let pages: AsyncThrowingStream<[ComplaintSummary], any Error>
    fileprivate let request: ComplaintExportRequest
}

extension CallDesk {
    package static var complaintsExportedMax: Int { 1_000_000 }

    /// Lets a list of complaints out, as `complaints` shows it to who asks. The entry is durable
    /// before the first one goes.
    package func exportComplaints(
        _ request: ComplaintExportRequest, by principal: Principal
    ) async throws -> ExportedComplaints {
        let (desk, most) = (self, Self.complaintsExportedMax)
        let count = try await see(by: principal, needing: .exportComplaints) { db in
            let chosen = try desk.selection(request.filter, for: principal, in: db)
            guard let chosen else { return 0 }
            return try db.countComplaints(
                chosen, within: desk.reach(of: principal, .exportComplaints), bound: most + 1)
        }
        guard count <= most else {
            throw Refusal(
                .tooLarge, .exportTooLarge,
                "These are more than \(most) complaints. Narrow the filter, for example to a "
                    + "month.")
        }
        try await change(by: principal, needing: .exportComplaints) { change in
            try change.record(
                .complaintsExported, object: "complaints",
                details: request.details.merging(["complaints": "\(count)"]) { $1 })
        }
        return ExportedComplaints(
            count: count, pages: pages(request.filter, of: count, by: principal),
            request: request)
    }

    /// Notes that an export went out whole: how many complaints, and the SHA-256 of its bytes.
    package func noteSent(
        _ export: ExportedComplaints, count: Int, sha256: [UInt8], by principal: Principal
    ) async throws {
        try await change(by: principal, needing: .exportComplaints) { change in
            try change.record(
                .complaintsSent, object: "complaints",
                details: export.request.details.merging([
                    "complaints": "\(count)", "sha256": sha256.hexadecimal,
                ]) { $1 })
        }
    }

    private func pages(
        _ filter: ComplaintFilter, of count: Int, by principal: Principal
    ) -> AsyncThrowingStream<[ComplaintSummary], any Error> {
        let desk = self
        let walk = ExportWalk(left: count)
        return AsyncThrowingStream(unfolding: {
            guard let (cursor, limit) = await walk.next() else { return nil }
            let page = try await desk.complaints(
                filter, after: cursor, limit: limit, by: principal, needing: .exportComplaints)
            await walk.came(page.items.count, next: page.next)
            return page.items.map(\.nameless)
        })
    }
}

extension ComplaintSummary {
    /// Without how anybody is called.
    fileprivate var nameless: Self {
        var summary = self
        summary.assigneeTitle = nil
        summary.customerNameMasked = nil
        return summary
    }
}

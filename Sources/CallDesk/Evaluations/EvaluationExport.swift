import CallLedger
import CallStore
package import Calls
import Foundation

/// Which evaluations are to go out, and how.
package struct EvaluationExportRequest: Sendable {
    package var filter: EvaluationFilter
    /// The filter as it stands in the address, in a fixed order: codes and days, and no name.
    package var text: String
    package var form: ExportForm
    /// With answers, comments and what was said of them.
    package var withWords: Bool

    package init(
        filter: EvaluationFilter, text: String, form: ExportForm = .csv, withWords: Bool = false
    ) {
        self.filter = filter
        self.text = text
        self.form = form
        self.withWords = withWords
    }
}

/// Evaluations on their way out: at most `count`, which the ledger has noted.
package struct ExportedEvaluations: Sendable {
    package let count: Int
    /// The latest made first, in pages of at most `CallDesk.pageMax`, pulled one after the other.
    package let pages: AsyncThrowingStream<[EvaluationSummary], any Error>
    fileprivate let request: EvaluationExportRequest
}

extension CallDesk {
    package static var evaluationsExportedMax: Int { 1_000_000 }

    /// Lets a list of evaluations out, as `evaluations` shows it to who asks. The entry is durable
    /// before the first one goes.
    package func exportEvaluations(
        _ request: EvaluationExportRequest, by principal: Principal
    ) async throws -> ExportedEvaluations {
        let (desk, most) = (self, Self.evaluationsExportedMax)
        let visibility = try visibility(.exportEvaluations, of: principal)
        let filter = request.filter.seen(by: principal)
        let count = try await see(by: principal, needing: .exportEvaluations) { db in
            guard let filter = try filter.flatMap({ try desk.lookedUp($0, db) }) else { return 0 }
            return try db.countEvaluations(filter, within: visibility, bound: most + 1)
        }
        guard count <= most else {
            throw Refusal(
                .tooLarge, .exportTooLarge,
                "These are more than \(most) evaluations. Narrow the filter, for example to a "
                    + "month.")
        }
        try await change(by: principal, needing: .exportEvaluations) { change in
            try change.record(
                .evaluationsExported, object: "evaluations",
                details: request.details.merging(["evaluations": "\(count)"]) { $1 })
        }
        return ExportedEvaluations(
            count: count, pages: pages(request.filter, of: count, by: principal),
            request: request)
    }

    /// Notes that an export went out whole: how many evaluations, and the SHA-256 of its bytes.
    package func noteSent(
        _ export: ExportedEvaluations, count: Int, sha256: [UInt8], by principal: Principal
    ) async throws {
        try await change(by: principal, needing: .exportEvaluations) { change in
            try change.record(
                .evaluationsSent, object: "evaluations",
                details: export.request.details.merging([
                    "evaluations": "\(count)", "sha256": sha256.hexadecimal,
                ]) { $1 })
        }
    }

    private func pages(
        _ filter: EvaluationFilter, of count: Int, by principal: Principal
    ) -> AsyncThrowingStream<[EvaluationSummary], any Error> {
        let desk = self
        let walk = ExportWalk(left: count)
        return AsyncThrowingStream(unfolding: {
            guard let (cursor, limit) = await walk.next() else { return nil }
            let page = try await desk.evaluations(
                filter, after: cursor, limit: limit, by: principal, needing: .exportEvaluations)
            await walk.came(page.items.count, next: page.next)
            return page.items
        })
    }
}

extension EvaluationExportRequest {
    fileprivate var details: [String: String] {
        ["filter": text, "form": form.rawValue, "words": withWords ? "yes" : "no"]
    }
}

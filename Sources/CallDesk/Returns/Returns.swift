import CallLedger
import CallStore
package import Calls
package import Foundation

/// A return as it was counted, with what its page says beside the numbers.
package struct MadeReturn: Sendable {
    package let made: ComplaintReturn
    /// When it was made: clocks that run are judged by then.
    package let at: Date
    /// Whether what it counts by is computed of every complaint by the rules of now.
    package let isComplete: Bool
    /// Whether its period is over.
    package let isOver: Bool
    /// By which the house's codes have titles.
    package let classes: ComplaintClasses

    package var order: ReturnOrder { made.order }
}

/// Cases that a number of a return counts, as far as the reader sees them.
package struct ReturnCases: Sendable {
    package let made: MadeReturn
    package let cell: ReturnCell
    package let value: ReturnValue
    package let page: Page<ComplaintSummary>
}

/// The raw value stands in addresses and in the ledger.
package enum ReturnForm: String, CaseIterable, Sendable { case csv, xlsx }

/// Returns to regulators, from what is kept of each complaint.
extension CallDesk {
    private static var figuresAtOnce: Int { 5_000 }

    /// Makes the return called `shape` of `period`, such as `2026-H1`, in one look.
    package func makeReturn(
        _ shape: String, _ period: String, by principal: Principal
    ) async throws -> MadeReturn {
        try require(.reportComplaints, of: principal)
        let desk = self
        let order = try returnOrder(shape, period)
        return try await see(by: principal, needing: .reportComplaints) { db in
            try desk.make(order, in: db)
        }
    }

    /// The cases of the number of which `key` is the key.
    package func returnCases(
        _ shape: String, _ period: String, _ key: String, after cursor: String?, limit: Int,
        by principal: Principal
    ) async throws -> ReturnCases {
        try require(.reportComplaints, of: principal)
        let (desk, limit) = (self, try checked(limit))
        let order = try returnOrder(shape, period)
        guard let cell = order.cell(key) else { throw Refusal.noSuchReturnCell }
        let after = try cursor.map(FigureCursor.init(text:))
        return try await see(by: principal, needing: .seeComplaints) { db in
            let made = try desk.make(order, in: db)
            return ReturnCases(
                made: made, cell: cell, value: made.made.value(of: cell) ?? .none(of: cell),
                page: try desk.cases(
                    of: cell, at: made.at, after: after, limit: limit, for: principal, in: db))
        }
    }

    /// Notes that a return leaves as a file with these bytes, before it goes.
    package func noteReturn(
        _ made: MadeReturn, as form: ReturnForm, bytes: [UInt8], by principal: Principal
    ) async throws {
        try require(.reportComplaints, of: principal)
        guard made.isComplete else { throw Refusal.returnUnfinished }
        var hash = RunningSHA256()
        hash.update(bytes)
        let digest = hash.finish().bytes.hexadecimal
        try await change(by: principal, needing: .reportComplaints) { change in
            try change.record(
                .returnExported, object: "complaints",
                details: [
                    "return": made.order.shape.name, "period": made.order.period.name,
                    "form": form.rawValue, "cases": "\(made.made.cases)", "sha256": digest,
                ])
        }
    }

    /// Refused unless there is such a return, and such a period.
    private func returnOrder(_ name: String, _ period: String) throws -> ReturnOrder {
        guard let shape = ReturnShape.shipped.first(where: { $0.name == name }) else {
            throw Refusal(
                .notFound, .noSuchReturn, "There is no such return. Choose one from the list.")
        }
        guard let days = ReturnPeriod(text: period, zone: returnZone(shape)),
            days.days <= ReturnPeriod.daysMost
        else {
            throw Refusal(
                .invalid, .badReturnPeriod,
                "Write the period as a half-year such as 2026-H1, as a year such as 2026, or as "
                    + "its days such as 2026-02-01..2026-07-31, at most three years.",
                subject: "period")
        }
        return ReturnOrder(shape, days, groups: settings.complaints.returnGroups.of(shape))
    }

    /// By whose clocks the days of a return begin: those of its regimes where they have one.
    package func returnZone(_ shape: ReturnShape) -> CallZone {
        shape.regimes.sorted().lazy.compactMap { complaintRules.book.regimes[$0]?.zone }.first
            ?? settings.zone
    }

    private func make(_ order: ReturnOrder, in db: Transaction) throws -> MadeReturn {
        let now = now()
        var tally = ReturnTally(order)
        try figures(for: order, after: nil, in: db) { figure in
            tally.add(figure.returnCase(at: now))
            return true
        }
        return MadeReturn(
            made: tally.finished(), at: now,
            isComplete: try FigureFilling.isComplete(
                FigureFilling.digest(complaintRules), in: db),
            isOver: now >= order.period.end, classes: complaintRules.classes)
    }

    /// Calls `body` with all that may count, until it says no.
    private func figures(
        for order: ReturnOrder, after cursor: FigureCursor?, in db: Transaction,
        _ body: (ComplaintFigure) throws -> Bool
    ) throws {
        var cursor = cursor
        while true {
            let page = try db.figures(
                openSince: order.period.start, receivedBefore: order.period.end, after: cursor,
                limit: Self.figuresAtOnce)
            for figure in page where try !body(figure) { return }
            guard page.count == Self.figuresAtOnce, let last = page.last else { return }
            cursor = FigureCursor(last)
        }
    }

    private func cases(
        of cell: ReturnCell, at now: Date, after cursor: FigureCursor?, limit: Int,
        for principal: Principal, in db: Transaction
    ) throws -> Page<ComplaintSummary> {
        let reach = reach(of: principal)
        var shown: [(at: FigureCursor, row: ListedComplaintRow)] = []
        try figures(for: cell.order, after: cursor, in: db) { figure in
            guard cell.includes(figure.returnCase(at: now)),
                let row = try db.listedComplaint(figure.id), reach.covers(row.complaint),
                try !isAbout(principal, row.complaint.id, in: db)
            else { return true }
            shown.append((FigureCursor(figure), row))
            return shown.count <= limit
        }
        let rows = shown.prefix(limit)
        let known = Dictionary(
            uniqueKeysWithValues: try summaries(of: rows.map(\.row), at: now, in: db)
                .map { ($0.id, $0) })
        return Page(
            items: rows.compactMap { known[$0.row.complaint.id] },
            next: shown.count > limit ? rows.last?.at.text : nil)
    }

    private func isAbout(
        _ principal: Principal, _ complaint: Complaint.ID, in db: Transaction
    ) throws -> Bool {
        guard let agent = principal.agent else { return false }
        return try db.complaintAgents(of: complaint).contains { $0.agent == agent }
    }
}

extension FigureCursor {
    fileprivate init(text: String) throws {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let at = Int64(parts[0]),
            let id = Complaint.ID(text: parts[1])
        else { throw CallDesk.badCursor }
        self.init(closedAt: at, id: id)
    }

    fileprivate var text: String { "\(closedAt).\(id)" }
}

extension ReturnValue {
    /// Of a row that has no case, which a table leaves out.
    fileprivate static func none(of cell: ReturnCell) -> ReturnValue {
        switch cell.measure.kind {
        case .cases: .cases(0)
        case .money: .money(0)
        case .share: .share(0, of: 0)
        }
    }
}

extension Refusal {
    fileprivate static var noSuchReturnCell: Refusal {
        Refusal(
            .notFound, .noSuchReturn,
            "This return has no such number. Go back to the return and choose one.")
    }

    static var returnUnfinished: Refusal {
        Refusal(
            .conflict, .returnUnfinished,
            "What returns count by is still being computed. Look at the list of long work, and "
                + "take the file when it is done.")
    }
}

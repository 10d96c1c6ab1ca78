import CallLedger
import CallStore
import CallVault
import Calls
import Foundation

/// Computes again what returns go by, complaint by complaint: where it wasn't kept before, and
/// after regimes, calendars or causes were changed. What happens meanwhile writes its own.
struct FigureFill: JobWork {
    static let batchRows = 100

    /// Kept between steps.
    private struct Cursor: Codable {
        var digest: String
        var after: Complaint.ID?
        var altered = 0
    }

    func step(_ job: inout Job, in change: inout Change, of desk: CallDesk) throws {
        let db = change.db
        let rules = desk.complaintRules
        let digest = FigureFilling.digest(rules)
        var cursor =
            job.cursor.isEmpty
            ? Cursor(digest: digest)
            : try JSONDecoder.stable.decode(Cursor.self, from: Data(job.cursor.utf8))
        if job.cursor.isEmpty || cursor.digest != digest {
            cursor = Cursor(digest: digest)
            job.done = 0
            job.total = try db.countAllComplaints()
        }
        let count = FigureCount(vault: desk.vault, rules: rules)
        let rows = try db.complaints(
            after: cursor.after ?? Complaint.ID(Int64.min), limit: Self.batchRows)
        for row in rows {
            do {
                let figure = try count.figure(of: row, in: db)
                if try db.figure(of: row.id) != figure.stored { try db.put(figure) }
            } catch DeskFault.rowAltered {
                cursor.altered += 1
            }
        }
        cursor.after = rows.last?.id ?? cursor.after
        job.done += Int64(rows.count)
        job.total = max(job.total, job.done)
        job.cursor = String(decoding: try JSONEncoder.stable.encode(cursor), as: UTF8.self)
        guard rows.count < Self.batchRows else { return }
        try FigureFilling.note(digest, in: db)
        job.total = job.done
        job.outcome = .done
        if cursor.altered > 0 {
            job.sentence =
                "\(cursor.altered) complaints were altered outside callaudit and left out. "
                + "Look with `callaudit verify`."
        }
    }
}

extension CallDesk {
    /// Begins to compute what returns go by, where that is still to be done.
    func fillFigures() async throws {
        let digest = FigureFilling.digest(complaintRules)
        try await change(by: .daemon, needing: .workOnJobs) { change in
            change.isUnchanged = true
            guard try !FigureFilling.isComplete(digest, in: change.db),
                try change.db.openJob(.fillFigures) == nil
            else { return }
            if try change.db.complaints(after: Complaint.ID(Int64.min), limit: 1).isEmpty {
                return try FigureFilling.note(digest, in: change.db)
            }
            _ = try start(.fillFigures, in: &change)
        }
    }
}

/// By which rules everything that returns go by was computed last.
enum FigureFilling {
    private static let name = "complaint-figures"

    static func isComplete(_ digest: String, in db: Transaction) throws -> Bool {
        try db.setting(name) == digest
    }

    static func note(_ digest: String, in db: Transaction) throws {
        try db.set(name, to: digest)
    }

    /// Of regimes, calendars and the order of causes: with others figures differ.
    static func digest(_ rules: ComplaintRules) -> String {
        var text = ""
        describe(rules.book, into: &text)
        func codes(_ branches: [ComplaintClasses.Branch]) {
            for branch in branches {
                text += "(" + branch.code
                codes(branch.branches)
                text += ")"
            }
        }
        codes(rules.classes.causes)
        var hash = RunningSHA256()
        hash.update(Array(text.utf8))
        return hash.finish().bytes.hexadecimal
    }

    /// The same text for equal values, in whatever order a set or a dictionary lies.
    private static func describe(_ value: Any, into text: inout String) {
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .set?, .dictionary?:
            let parts = mirror.children.map { child in
                var part = ""
                describe(child.value, into: &part)
                return part
            }
            text += "{" + parts.sorted().joined(separator: ",") + "}"
        default:
            guard !mirror.children.isEmpty else {
                text += String(describing: value)
                return
            }
            text += "["
            for child in mirror.children {
                text += (child.label ?? "") + ":"
                describe(child.value, into: &text)
                text += ";"
            }
            text += "]"
        }
    }
}

extension ComplaintFigure {
    /// With its instants as the database holds them.
    var stored: ComplaintFigure {
        var figure = self
        figure.receivedAt = receivedAt.stored
        figure.closedAt = closedAt?.stored
        figure.clocks = clocks.mapValues { clock in
            if case .due(let due) = clock { .due(due.stored) } else { clock }
        }
        return figure
    }
}

extension Date {
    fileprivate var stored: Date { Date(microseconds: microseconds) }
}

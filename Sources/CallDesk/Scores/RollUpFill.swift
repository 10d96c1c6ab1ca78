import CallStore
import Calls
import Foundation

/// Counts evaluations that were released before there were sums of scores, a batch at a time. What
/// is released meanwhile counts itself once the filling has passed it.
struct RollUpFill: JobWork {
    static let batchRows = 100

    /// What the filling left out; kept between steps.
    private struct Cursor: Codable {
        var altered = 0
    }

    func step(_ job: inout Job, in change: inout Change, of desk: CallDesk) throws {
        let db = change.db
        if job.total == 0 { job.total = try db.countCountedEvaluations() }
        var cursor =
            job.cursor.isEmpty
            ? Cursor() : try JSONDecoder.stable.decode(Cursor.self, from: Data(job.cursor.utf8))
        let state = try RollUpFilling(in: db)
        let rows = try db.countedEvaluations(
            after: state.through ?? Evaluation.ID(Int64.max), limit: Self.batchRows)
        var rollUps = RollUps(desk.vault)
        for row in rows {
            do {
                try desk.verify(row)
                try rollUps.count(row, in: db)
            } catch DeskFault.rowAltered {
                cursor.altered += 1
            }
        }
        try rollUps.write(in: db)
        job.done += Int64(rows.count)
        job.total = max(job.total, job.done)
        job.cursor = String(decoding: try JSONEncoder.stable.encode(cursor), as: UTF8.self)
        if rows.count == Self.batchRows, let last = rows.last {
            return try RollUpFilling.note(last.id, in: db)
        }
        try RollUpFilling.note(nil, in: db)
        job.total = job.done
        job.outcome = .done
        if cursor.altered > 0 {
            job.sentence =
                "\(cursor.altered) evaluations were altered outside callaudit and left out. "
                + "Look with `callaudit verify`."
        }
    }
}

extension CallDesk {
    /// Begins to count what was released before there were sums, where that is still to be done.
    func fillRollUps() async throws {
        try await change(by: .daemon, needing: .workOnJobs) { change in
            change.isUnchanged = true
            let state = try RollUpFilling(in: change.db)
            guard let through = state.through, try change.db.openJob(.fillRollUps) == nil else {
                return
            }
            if try change.db.countedEvaluations(after: through, limit: 1).isEmpty {
                return try RollUpFilling.note(nil, in: change.db)
            }
            _ = try start(.fillRollUps, in: &change)
        }
    }
}

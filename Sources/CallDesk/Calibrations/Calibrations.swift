import CallLedger
import CallStore
import CallVault
package import Calls
import Foundation

extension CallDesk {
    /// The newest first; raters see those that they rate in.
    package func calibrations(
        after cursor: String?, limit: Int, by principal: Principal
    ) async throws -> Page<CalibrationSummary> {
        let limit = try checked(limit)
        let after: Calibration.ID? = try cursor.map(cursorID)
        let (desk, reach) = (self, calibrationReach(of: principal))
        return try await see(by: principal, needing: .seeCalibrations) { db in
            let rows = try db.calibrations(within: reach, after: after, limit: limit + 1)
            return Page(
                items: try rows.prefix(limit).map { row in
                    try desk.verify(row.calibration)
                    return try desk.summary(row, for: principal, in: db)
                },
                next: rows.count > limit ? rows[limit - 1].calibration.id.description : nil)
        }
    }

    /// One of them. While it is open, of ratings the reader's own alone; of others that so many
    /// sheets were handed in.
    package func calibration(
        _ id: Calibration.ID, by principal: Principal
    ) async throws -> CalibrationDetail {
        let desk = self
        return try await see(by: principal, needing: .seeCalibrations) { db in
            try desk.detail(of: id, for: principal, in: db)
        }
    }

    /// Ends it: sheets and figures are seen from now on. Before all is handed in only with a
    /// reason; what wasn't is taken from the raters' queues.
    package func closeCalibration(
        _ id: Calibration.ID, because reason: String, by principal: Principal
    ) async throws {
        try await end(id, as: .closed, because: reason, by: principal)
    }

    /// Gives it up: nobody sees another's sheets, ever.
    package func cancelCalibration(
        _ id: Calibration.ID, because reason: String, by principal: Principal
    ) async throws {
        let reason = try checkedReason(reason)
        try await end(id, as: .cancelled, because: reason, by: principal)
    }

    private func end(
        _ id: Calibration.ID, as state: Calibration.State, because reason: String,
        by principal: Principal
    ) async throws {
        let desk = self
        try await change(by: principal, needing: .manageCalibrations) { change in
            var row = try desk.existing(
                id, for: principal, needing: .manageCalibrations, in: change.db)
            guard row.state == .open else { throw Refusal.calibrationOver }
            let ratings = try change.db.ratings(of: id)
            let missing = ratings.filter { $0.evaluation.sheets == 0 }
            let needsReason = !missing.isEmpty
            let reason = needsReason ? try desk.checkedReason(reason) : reason
            for rating in missing {
                try desk.verify(rating.evaluation)
                var evaluation = rating.evaluation
                evaluation.state = .replaced
                evaluation.claimedAt = nil
                try change.db.deleteDraft(of: evaluation.id)
                try desk.write(&evaluation, as: .replaced, in: change)
            }
            row.state = state
            row.endedBy = principal.id
            row.endedAt = change.now
            row.version += 1
            if !reason.isEmpty {
                row.becauseSealed = try desk.vault.seal(
                    desk.checkedReason(reason), as: Self.calibrationPlace(id))
            }
            try change.db.update(desk.sealed(row))
            let raters = Set(missing.map { "account:\($0.rating.rater)" })
            try change.record(
                state == .closed ? .calibrationClosed : .calibrationCancelled,
                object: "calibration:\(id)",
                details: [
                    "handed-in": "\(ratings.count - missing.count)",
                    "missing": "\(missing.count)",
                    "missing-raters": raters.sorted().joined(separator: " "),
                ])
        }
    }

    func detail(
        of id: Calibration.ID, for principal: Principal, in db: Transaction
    ) throws -> CalibrationDetail {
        let row = try existing(id, for: principal, needing: .seeCalibrations, in: db)
        let everything = CalibrationReach(visibility: .everything, account: nil)
        guard let listed = try db.listedCalibration(id, within: everything) else {
            throw Refusal.noSuchCalibration
        }
        let ratings = try db.ratings(of: id)
        var handedIn: [Account.ID: Int] = [:]
        var seen: [Call.ID: [Account.ID: CalibrationDetail.Rating]] = [:]
        for (rating, evaluation) in ratings {
            try verify(rating)
            try verify(evaluation)
            if evaluation.sheets > 0 { handedIn[rating.rater, default: 0] += 1 }
            // Whoever sees the closed calibration sees what was handed in.
            guard row.state == .closed || rating.rater == principal.account else { continue }
            seen[evaluation.call, default: [:]][rating.rater] = CalibrationDetail.Rating(
                evaluation: evaluation.id, state: evaluation.state,
                score: evaluation.score.hundredths.map { Percent($0) },
                passed: evaluation.score.isPassed)
        }
        let raters = try db.raters(of: id).map { rater in
            try verify(rater)
            let title = try title(of: "account:\(rater.account)", in: db)
            return CalibrationDetail.Rater(
                id: rater.account, title: title ?? "\(rater.account)",
                handedIn: handedIn[rater.account] ?? 0,
                isReference: rater.account == row.reference)
        }
        let calls = try db.calls(of: id).map { call in
            try verify(call.row)
            var rated = CalibrationDetail.RatedCall(
                id: call.row.call, startedAt: call.startedAt, zone: call.zone,
                seconds: Double(call.durationMilliseconds) / 1000)
            rated.evaluations = seen[call.row.call] ?? [:]
            return rated
        }
        var detail = CalibrationDetail(
            summary: try summary(listed, for: principal, in: db), madeBy: row.madeBy,
            raters: raters, calls: calls)
        detail.endedBy = row.endedBy
        detail.because = try reason(of: row)
        for person in [row.madeBy, row.endedBy].compactMap(\.self) {
            detail.titles[person] = try title(of: person, in: db)
        }
        return detail
    }

    private func summary(
        _ row: ListedCalibrationRow, for principal: Principal, in db: Transaction
    ) throws -> CalibrationSummary {
        let calibration = row.calibration
        var summary = CalibrationSummary(
            id: calibration.id, title: calibration.title, cardCode: row.card,
            state: calibration.state, madeAt: calibration.madeAt, dueAt: calibration.dueAt)
        summary.endedAt = calibration.endedAt
        summary.raters = row.raters
        summary.calls = row.calls
        summary.handedIn = row.handedIn
        if let account = principal.account {
            summary.isRater = try verified(db.rater(account, of: calibration.id)) != nil
        }
        return summary
    }
}

import CallStore
package import Calls
import Foundation

/// What a closed calibration says of its raters.
package struct CalibrationFindings: Sendable {
    package var detail: CalibrationDetail
    /// Those that figures are told of, as in the latest version that a call was scored by.
    package var questions: [Scorecard.Question]
    package var report: CalibrationReport
    /// What `pairs` agree on.
    package var subject: CalibrationSubject
    package var pairs: [CalibrationPair]
}

extension CallDesk {
    /// How well the raters of a closed calibration agree; pairs by `subject`. Reckoned anew each
    /// time from what was handed in, and each time the same. Refused while it is open.
    package func calibrationReport(
        _ id: Calibration.ID, pairsOn subject: CalibrationSubject, by principal: Principal
    ) async throws -> CalibrationFindings {
        let desk = self
        let (detail, scores) = try await see(by: principal, needing: .seeCalibrations) { db in
            let detail = try desk.detail(of: id, for: principal, in: db)
            guard detail.summary.state == .closed else {
                throw Refusal(
                    .conflict, .calibrationOpen,
                    "Figures are seen once the calibration is closed. Close it first.")
            }
            return (detail, try desk.scores(of: detail, in: db))
        }
        if case .question(let code) = subject,
            !scores.questions.contains(where: { $0.code == code })
        {
            throw Refusal(
                .invalid, .badFilter,
                "This scorecard has no such question. Choose one of the list.", subject: code)
        }
        return try await BlockingWork.run {
            CalibrationFindings(
                detail: detail, questions: scores.questions,
                report: CalibrationReport(
                    of: scores, reference: detail.raters.firstIndex { $0.isReference }, id: id),
                subject: subject,
                pairs: CalibrationReport.pairs(on: subject, of: scores, id: id))
        }
    }

    private func scores(
        of detail: CalibrationDetail, in db: Transaction
    ) throws -> CalibrationScores {
        var cards: [Int: Scorecard] = [:]
        let rows = try detail.calls.map { call in
            try detail.raters.map { rater -> CalibrationScores.Sheet? in
                guard let rating = call.evaluations[rater.id],
                    let row = try verified(db.evaluation(rating.evaluation)),
                    let answers = try lastSheet(of: row, in: db)
                else { return nil }
                if cards[row.cardVersion] == nil {
                    cards[row.cardVersion] = try card(of: row, in: db)
                }
                return CalibrationScores.Sheet(
                    total: rating.score, passed: rating.passed, answers: answers)
            }
        }
        return CalibrationScores(
            cards: cards.sorted { $0.key < $1.key }.map(\.value), rows: rows)
    }

    /// How raters differ from each other over the last closed calibrations that the reader sees,
    /// the most off first. Who sees none but their own calibrations is told of themselves.
    package func raterHistories(by principal: Principal) async throws -> [RaterHistory] {
        let (desk, reach) = (self, calibrationReach(of: principal))
        let isNarrow = if case .agent? = reach.visibility { true } else { false }
        let (calibrations, titles) = try await see(
            by: principal, needing: .seeCalibrations
        ) { db in
            var titles: [Account.ID: String] = [:]
            let rows = try db.closedCalibrations(
                within: reach, limit: RaterHistory.calibrationsMax)
            let totals = try rows.map { row in
                try desk.verify(row)
                let totals = try desk.totals(of: row, in: db)
                for rater in totals.raters where titles[rater] == nil {
                    titles[rater] = try desk.title(of: "account:\(rater)", in: db)
                }
                return totals
            }
            return (totals, titles)
        }
        let all = RaterHistory.all(of: calibrations, titles: titles)
        return isNarrow ? all.filter { $0.id == principal.account } : all
    }

    private func totals(
        of row: CalibrationRow, in db: Transaction
    ) throws -> CalibrationTotals {
        let raters = try db.raters(of: row.id).map(\.account)
        var rows: [Call.ID: [Account.ID: Double]] = [:]
        for (rating, evaluation) in try db.ratings(of: row.id) {
            try verify(rating)
            try verify(evaluation)
            guard evaluation.sheets > 0, let score = evaluation.score.hundredths else { continue }
            rows[evaluation.call, default: [:]][rating.rater] = Double(score) / 100
        }
        return CalibrationTotals(
            id: row.id, endedAt: row.endedAt ?? row.madeAt, raters: raters,
            rows: rows.sorted { $0.key < $1.key }.map { call in raters.map { call.value[$0] } })
    }
}

import CallLedger
import CallStore
package import Calls
import Foundation

/// Opening a calibration: an evaluation for each rater and call.
extension CallDesk {
    package func openCalibration(
        _ order: CalibrationOrder, by principal: Principal
    ) async throws -> Calibration.ID {
        let desk = self
        let title = try Self.checkedCalibrationTitle(order.title)
        guard (1...Calibration.Limits.daysMax).contains(order.days) else {
            throw Refusal(
                .invalid, .badDay,
                "Give between 1 and \(Calibration.Limits.daysMax) days for it.", subject: "days")
        }
        try Self.check(order.raters, reference: order.reference)
        return try await change(by: principal, needing: .manageCalibrations) { change in
            let calls = try desk.calls(of: order, for: principal, in: change.db)
            try desk.check(order.raters, mayScore: calls, in: change.db)
            guard let card = try desk.verified(change.db.scorecard(code: order.scorecard)) else {
                throw Refusal.noSuchScorecard
            }
            var row = CalibrationRow(
                id: change.newID(), title: title, card: card.id, madeBy: principal.id,
                madeAt: change.now)
            row.reference = order.reference
            row.dueAt = change.now.addingTimeInterval(Double(order.days) * 86_400)
            try change.db.insert(desk.sealed(row))
            for (place, rater) in order.raters.enumerated() {
                try change.db.insert(
                    desk.sealed(
                        CalibrationRaterRow(calibration: row.id, account: rater, place: place)))
            }
            for (place, call) in calls.enumerated() {
                try change.db.insert(
                    desk.sealed(
                        CalibrationCallRow(calibration: row.id, call: call.id, place: place)))
                let version = try desk.versionInForce(of: card, on: call.localDay, in: change.db)
                for rater in order.raters {
                    try desk.add(call, version, to: rater, of: row, in: change)
                }
            }
            try change.record(
                .calibrationOpened, object: "calibration:\(row.id)",
                details: [
                    "scorecard": "\(card.id)", "calls": "\(calls.count)",
                    "raters": order.raters.map { "account:\($0)" }.joined(separator: " "),
                    "reference": order.reference.map { "account:\($0)" } ?? "none",
                ])
            return row.id
        }
    }

    /// Who may be a rater, by title.
    package func possibleRaters(
        by principal: Principal
    ) async throws -> [(id: Account.ID, title: String)] {
        let desk = self
        return try await see(by: principal, needing: .manageCalibrations) { db in
            var found: [(id: Account.ID, title: String)] = []
            let roles: [Role] = [.qaAnalyst, .qaLead]
            let ids = Set(
                try roles.flatMap { try db.accounts(withRole: $0, limit: Self.pageMax) })
            for id in ids.sorted().prefix(Self.pageMax)
            where try desk.scoringReach(of: id, in: db) != nil {
                let title = try desk.title(of: "account:\(id)", in: db)
                found.append((id: id, title: title ?? "\(id)"))
            }
            return found.sorted { ($0.title, $0.id) < ($1.title, $1.id) }
        }
    }

    /// Whose calls an account may score; nil for one that is unknown or disabled, or scores none.
    private func scoringReach(of id: Account.ID, in db: Transaction) throws -> Visibility? {
        guard let row = try verified(db.account(id)), row.disabledAt == nil else { return nil }
        return try principal(of: row, in: db).visibility(.score)
    }

    private func check(
        _ raters: [Account.ID], mayScore calls: [CallRow], in db: Transaction
    ) throws {
        for rater in raters {
            guard let reach = try scoringReach(of: rater, in: db),
                calls.allSatisfy({ reach.covers($0) })
            else {
                throw Refusal(
                    .invalid, .badCalibrationRaters,
                    "This account may not score all of these calls. Choose raters whose teams "
                        + "cover them.", subject: "\(rater)")
            }
        }
    }

    /// The calls that were named and those that stand in the draw, each once, in this order.
    private func calls(
        of order: CalibrationOrder, for principal: Principal, in db: Transaction
    ) throws -> [CallRow] {
        let most = Calibration.Limits.callsMax
        var ids = order.calls
        if let draw = order.draw {
            guard let row = try verified(db.draw(draw)), principal.may(.seePlans) else {
                throw Refusal.noSuchDraw
            }
            guard row.outcome == .drawn else {
                throw Refusal(
                    .conflict, .drawNotMade,
                    "This draw hasn't been made yet. Choose one that has.")
            }
            try requireReviewsHandedIn(of: row, in: db)
            // Some of the picks may have been replaced.
            let picks = try db.picks(of: draw, limit: 4 * most + 1)
            guard picks.count <= 4 * most else { throw Self.badCount(of: picks.count) }
            for pick in picks {
                try verify(pick)
                if pick.replacement == nil { ids.append(pick.call) }
            }
        }
        var seen: Set<Call.ID> = []
        ids = ids.filter { seen.insert($0).inserted }
        guard (1...most).contains(ids.count) else { throw Self.badCount(of: ids.count) }
        let visibility = principal.visibility(.manageCalibrations)
        return try ids.map { id in
            guard let row = try verified(db.call(id)), visibility?.covers(row) == true else {
                throw Self.noSuchCall
            }
            return row
        }
    }

    private static func badCount(of calls: Int) -> Refusal {
        Refusal(
            .invalid, .badCalibrationCalls,
            "A calibration takes 1 to \(Calibration.Limits.callsMax) calls, and these are "
                + "\(calls). Name their ids, or a draw that has as few.", subject: "calls")
    }

    private func add(
        _ call: CallRow, _ version: ScorecardVersionRow, to rater: Account.ID,
        of calibration: CalibrationRow, in change: Change
    ) throws {
        var evaluation = EvaluationRow(
            id: change.newID(), of: call, stream: .calibration, pick: nil, card: version,
            madeAt: change.now, dueAt: calibration.dueAt)
        evaluation.assignedTo = rater
        try change.db.insert(sealed(evaluation))
        try change.db.insert(
            sealed(
                CalibrationRatingRow(
                    evaluation: evaluation.id, calibration: calibration.id, rater: rater)))
    }

    private static func check(_ raters: [Account.ID], reference: Account.ID?) throws {
        let most = Calibration.Limits.ratersMax
        guard (2...most).contains(raters.count), Set(raters).count == raters.count else {
            throw Refusal(
                .invalid, .badCalibrationRaters,
                "Name 2 to \(most) raters, each once.", subject: "raters")
        }
        if let reference, !raters.contains(reference) {
            throw Refusal(
                .invalid, .badCalibrationRaters,
                "The reference has to be one of the raters. Name it among them.",
                subject: "reference")
        }
    }

    /// A title that is no secret: short, and without a number that could be somebody's.
    private static func checkedCalibrationTitle(_ text: String) throws -> String {
        let title = text.trimmingCharacters(in: .whitespacesAndNewlines)
        let most = Calibration.Limits.titleCharactersMax
        let isPlain = title.unicodeScalars.allSatisfy { !$0.properties.isControl }
        var run = 0
        var longest = 0
        for character in title {
            run = character.isNumber ? run + 1 : 0
            longest = max(longest, run)
        }
        // PostgreSQL and SQLite count scalars.
        guard (1...most).contains(title.unicodeScalars.count), isPlain,
            longest < digitsOfNumber
        else {
            throw Refusal(
                .invalid, .badCalibrationTitle,
                "Give it a title of 1 to \(most) characters, in plain words and without anybody's "
                    + "number.", subject: "title")
        }
        return title
    }

    /// So many digits in a row could be a telephone number.
    private static var digitsOfNumber: Int { 7 }
}

extension Unicode.Scalar.Properties {
    fileprivate var isControl: Bool {
        switch generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        default: false
        }
    }
}

import CallStore
import CallVault
import Calls
import Foundation

/// Calibrations as rows, and who sees what of them.
extension CallDesk {
    /// Refused as unknown when `principal` has no reach to it: by `permission` over all its calls,
    /// or, to look at it, as one of its raters.
    func existing(
        _ id: Calibration.ID, for principal: Principal, needing permission: Permission,
        in db: Transaction
    ) throws -> CalibrationRow {
        guard let row = try verified(db.calibration(id)) else { throw Refusal.noSuchCalibration }
        if permission == .seeCalibrations, let account = principal.account,
            try verified(db.rater(account, of: id)) != nil
        {
            return row
        }
        guard let visibility = principal.visibility(permission) else {
            throw Refusal.noSuchCalibration
        }
        if visibility == .everything { return row }
        let calls = try db.calls(of: id)
        for call in calls {
            guard let call = try verified(db.call(call.row.call)), visibility.covers(call) else {
                throw Refusal.noSuchCalibration
            }
        }
        guard !calls.isEmpty else { throw Refusal.noSuchCalibration }
        return row
    }

    /// Which calibrations `principal` finds in lists.
    func calibrationReach(of principal: Principal) -> CalibrationReach {
        CalibrationReach(
            visibility: principal.visibility(.seeCalibrations), account: principal.account)
    }

    /// Which evaluations of calibrations `principal` finds in lists.
    func sight(of principal: Principal) -> CalibrationSight {
        let closed: CalibrationSight.Closed =
            switch principal.visibility(.seeCalibrations) {
            case nil: .none
            case .agent?: .rated
            case .everything?, .teams?: .everything
            }
        var sight = CalibrationSight(account: principal.account, closed: closed)
        sight.sharesOut = principal.may(.assignEvaluations)
        return sight
    }

    /// Raters see their own evaluations of calibrations; nobody sees another's before it is closed,
    /// whatever they may do else. Of reviews as `isInSight(_:_:of:)` says; and whoever scores a
    /// call again doesn't see its first score before.
    func isInSight(
        _ row: EvaluationRow, of principal: Principal, in db: Transaction
    ) throws -> Bool {
        guard row.stream == .calibration else {
            guard let account = principal.account else { return true }
            return try !db.isReviewing(row.id, account)
        }
        if let account = principal.account, row.assignedTo == account { return true }
        if let review = try review(of: row, in: db) {
            return isInSight(review, row, of: principal)
        }
        guard let visibility = principal.visibility(.seeCalibrations),
            let rating = try verified(db.rating(of: row.id)),
            let calibration = try verified(db.calibration(rating.calibration)),
            calibration.state == .closed
        else { return false }
        if visibility.covers(agent: row.subject.agent, team: row.subject.team) { return true }
        guard let account = principal.account else { return false }
        return try verified(db.rater(account, of: calibration.id)) != nil
    }

    static func calibrationPlace(_ id: Calibration.ID) -> FieldPlace {
        FieldPlace(table: "calibration", column: "because", row: id.rawValue, version: 1)
    }

    /// Nil where nothing was said, and for words that were taken out with a customer.
    func reason(of row: CalibrationRow) throws -> String? {
        guard let sealed = row.becauseSealed, !sealed.isEmpty else { return nil }
        return try vault.openText(sealed, as: Self.calibrationPlace(row.id))
    }

    /// Takes out why calibrations of a customer's calls ended.
    func blankReasons(ofCalibrationsOver customer: Customer.ID, in db: Transaction) throws {
        let pageRows = 200
        var behind = Calibration.ID(0)
        while true {
            let rows = try db.calibrations(of: customer, after: behind, limit: pageRows)
            for row in rows where row.becauseSealed?.isEmpty == false {
                try verify(row)
                var blank = row
                blank.becauseSealed = []
                blank.version += 1
                try db.update(sealed(blank))
            }
            guard rows.count == pageRows, let last = rows.last else { return }
            behind = last.id
        }
    }
}

extension Refusal {
    static var noSuchCalibration: Refusal {
        Refusal(
            .notFound, .noSuchCalibration,
            "There is no such calibration. Choose one from the list.")
    }

    static var calibrationOver: Refusal {
        Refusal(
            .conflict, .calibrationOver,
            "This calibration is over: nothing about it changes any more. Reload the page.")
    }
}

package import Calls
package import Foundation

package struct CalibrationRow: RegulatedRow {
    package static let table = "calibration"

    package var id: Calibration.ID
    package var title: String
    package var card: Scorecard.ID
    package var reference: Account.ID?
    package var madeBy: String
    package var madeAt: Date
    package var dueAt: Date
    package var state: Calibration.State = .open
    package var becauseSealed: [UInt8]?
    package var endedBy: String?
    package var endedAt: Date?
    package var version: Int64 = 1
    package var rowMAC: [UInt8] = []

    package init(
        id: Calibration.ID, title: String, card: Scorecard.ID, madeBy: String, madeAt: Date
    ) {
        self.id = id
        self.title = title
        self.card = card
        self.madeBy = madeBy
        self.madeAt = madeAt
        dueAt = madeAt
    }

    package init(_ row: Row) throws {
        self.init(
            id: try row.get("id"), title: try row.get("title"), card: try row.get("card_id"),
            madeBy: try row.get("made_by"), madeAt: try row.get("made_at"))
        reference = try row.get("reference_id")
        dueAt = try row.get("due_at")
        state = try row.named("state")
        becauseSealed = try row.get("because_sealed")
        endedBy = try row.get("ended_by")
        endedAt = try row.get("ended_at")
        version = try row.get("version")
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [
            id, title, card, reference, madeBy, madeAt, dueAt, state.rawValue, becauseSealed,
            endedBy, endedAt, version,
        ]
        return values.map(\.sqlValue)
    }
}

package struct CalibrationRaterRow: RegulatedRow {
    package static let table = "calibration_rater"

    package var calibration: Calibration.ID
    package var account: Account.ID
    package var place: Int
    package var rowMAC: [UInt8] = []

    package init(calibration: Calibration.ID, account: Account.ID, place: Int) {
        self.calibration = calibration
        self.account = account
        self.place = place
    }

    package init(_ row: Row) throws {
        self.init(
            calibration: try row.get("calibration_id"), account: try row.get("account_id"),
            place: try row.get("place"))
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [calibration, account, place]
        return values.map(\.sqlValue)
    }
}

package struct CalibrationCallRow: RegulatedRow {
    package static let table = "calibration_call"

    package var calibration: Calibration.ID
    package var call: Call.ID
    package var place: Int
    package var rowMAC: [UInt8] = []

    package init(calibration: Calibration.ID, call: Call.ID, place: Int) {
        self.calibration = calibration
        self.call = call
        self.place = place
    }

    package init(_ row: Row) throws {
        self.init(
            calibration: try row.get("calibration_id"), call: try row.get("call_id"),
            place: try row.get("place"))
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [calibration, call, place]
        return values.map(\.sqlValue)
    }
}

/// Says of which calibration, and by which rater, an evaluation is.
package struct CalibrationRatingRow: RegulatedRow {
    package static let table = "calibration_rating"

    package var evaluation: Evaluation.ID
    package var calibration: Calibration.ID
    package var rater: Account.ID
    package var rowMAC: [UInt8] = []

    package init(evaluation: Evaluation.ID, calibration: Calibration.ID, rater: Account.ID) {
        self.evaluation = evaluation
        self.calibration = calibration
        self.rater = rater
    }

    package init(_ row: Row) throws {
        self.init(
            evaluation: try row.get("evaluation_id"), calibration: try row.get("calibration_id"),
            rater: try row.get("rater_id"))
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [evaluation, calibration, rater]
        return values.map(\.sqlValue)
    }
}

extension Transaction {
    package func insert(_ calibration: CalibrationRow) throws {
        try execute("""
            INSERT INTO calibration
              (id, title, card_id, reference_id, made_by, made_at, due_at, state, because_sealed,
               ended_by, ended_at, version, row_mac)
            VALUES (\(calibration.id), \(calibration.title), \(calibration.card),
              \(calibration.reference), \(calibration.madeBy), \(calibration.madeAt),
              \(calibration.dueAt), \(calibration.state.rawValue), \(calibration.becauseSealed),
              \(calibration.endedBy), \(calibration.endedAt), \(calibration.version),
              \(calibration.rowMAC))
            """)
    }

    /// Writes how it ended; its calls and raters never change.
    package func update(_ calibration: CalibrationRow) throws {
        try execute("""
            UPDATE calibration SET state = \(calibration.state.rawValue),
              because_sealed = \(calibration.becauseSealed), ended_by = \(calibration.endedBy),
              ended_at = \(calibration.endedAt), version = \(calibration.version),
              row_mac = \(calibration.rowMAC)
            WHERE id = \(calibration.id)
            """)
    }

    package func insert(_ rater: CalibrationRaterRow) throws {
        try execute("""
            INSERT INTO calibration_rater (calibration_id, account_id, place, row_mac)
            VALUES (\(rater.calibration), \(rater.account), \(rater.place), \(rater.rowMAC))
            """)
    }

    package func insert(_ call: CalibrationCallRow) throws {
        try execute("""
            INSERT INTO calibration_call (calibration_id, call_id, place, row_mac)
            VALUES (\(call.calibration), \(call.call), \(call.place), \(call.rowMAC))
            """)
    }

    package func insert(_ rating: CalibrationRatingRow) throws {
        try execute("""
            INSERT INTO calibration_rating (evaluation_id, calibration_id, rater_id, row_mac)
            VALUES (\(rating.evaluation), \(rating.calibration), \(rating.rater),
              \(rating.rowMAC))
            """)
    }
}

package import Calls
package import Foundation

/// Whose evaluations of calibrations somebody sees. All others see none: a query that isn't given
/// this leaves them out.
package struct CalibrationSight: Hashable, Sendable {
    package enum Closed: Hashable, Sendable {
        case none
        /// Those of closed calibrations that the account rated in.
        case rated
        /// Those of all closed calibrations.
        case everything
    }

    /// Sees its own at any time.
    package var account: Account.ID?
    package var closed: Closed
    /// Gives open reviews to others; sees those of everybody's evaluations but the own.
    package var sharesOut = false

    package init(account: Account.ID?, closed: Closed) {
        self.account = account
        self.closed = closed
    }

    package static let nothing = CalibrationSight(account: nil, closed: .none)

    /// On the table `evaluation`, called `e`.
    var condition: SQL {
        var any: [SQL] = ["e.stream <> 'calibration'"]
        if let account { any.append("e.assigned_to = \(account)") }
        let closed: SQL = """
            EXISTS (SELECT 1 FROM calibration_rating g
              JOIN calibration k ON k.id = g.calibration_id
              WHERE g.evaluation_id = e.id AND k.state = 'closed'
            """
        switch self.closed {
        case .none: break
        case .everything: any.append(closed + ")")
        case .rated:
            guard let account else { break }
            any.append(
                closed + """
                     AND EXISTS (SELECT 1 FROM calibration_rater r
                      WHERE r.calibration_id = k.id AND r.account_id = \(account)))
                    """)
        }
        any.append(reviews)
        let seen = "(" + any.joined(separator: " OR ") + ")"
        // Whoever scores a call again doesn't see its first score before.
        guard let account else { return seen }
        return seen + """
             AND NOT EXISTS (SELECT 1 FROM review w JOIN evaluation n ON n.id = w.evaluation_id
              WHERE w.original_id = e.id AND n.assigned_to = \(account) AND n.sheets = 0
                AND n.state <> 'replaced')
            """
    }

    /// Reviews but for the own, which are seen at any time.
    private var reviews: SQL {
        var any: [SQL] = []
        if closed == .everything { any.append("e.sheets > 0") }
        if let account {
            any.append("(e.sheets > 0 AND v.scorer_id = \(account))")
            if sharesOut { any.append("(e.sheets = 0 AND v.scorer_id <> \(account))") }
        } else if sharesOut {
            any.append("e.sheets = 0")
        }
        guard !any.isEmpty else { return "1 = 0" }
        return "EXISTS (SELECT 1 FROM review v WHERE v.evaluation_id = e.id AND ("
            + any.joined(separator: " OR ") + "))"
    }
}

/// Which calibrations somebody sees: those whose calls they all see, and those they rate in.
package struct CalibrationReach: Hashable, Sendable {
    /// Nil where they see none but their own.
    package var visibility: Visibility?
    package var account: Account.ID?

    package init(visibility: Visibility?, account: Account.ID?) {
        self.visibility = visibility
        self.account = account
    }

    /// On the table `calibration`, called `k`.
    fileprivate var condition: SQL {
        var any: [SQL] = []
        if let account {
            any.append("""
                EXISTS (SELECT 1 FROM calibration_rater r
                  WHERE r.calibration_id = k.id AND r.account_id = \(account))
                """)
        }
        switch visibility {
        case nil, .agent?: break
        case .everything?: any.append("1 = 1")
        case .teams(let teams)? where teams.isEmpty: break
        case .teams(let teams)?:
            let names = teams.sorted().map { "\($0)" as SQL }.joined(separator: ", ")
            any.append("""
                NOT EXISTS (SELECT 1 FROM calibration_call o JOIN call c ON c.id = o.call_id
                  WHERE o.calibration_id = k.id
                    AND (c.team_id IS NULL OR c.team_id NOT IN (\(names))))
                """)
        }
        return any.isEmpty ? "1 = 0" : "(" + any.joined(separator: " OR ") + ")"
    }
}

/// A calibration as a line of a list.
package struct ListedCalibrationRow: Sendable {
    package var calibration: CalibrationRow
    package var card: String
    package var raters: Int
    package var calls: Int
    package var handedIn: Int

    init(_ row: Row) throws {
        calibration = try CalibrationRow(row)
        card = try row.get("card_code")
        raters = try row.get("raters")
        calls = try row.get("calls")
        handedIn = try row.get("handed_in")
    }
}

/// A call of a calibration with what a page says of it.
package struct CalibratedCallRow: Sendable {
    package var row: CalibrationCallRow
    package var startedAt: Date
    package var zone: String
    package var durationMilliseconds: Int64

    init(_ row: Row) throws {
        self.row = try CalibrationCallRow(row)
        startedAt = try row.get("started_at")
        zone = try row.get("zone")
        durationMilliseconds = try row.get("duration_ms")
    }
}

extension Transaction {
    package func calibration(_ id: Calibration.ID) throws -> CalibrationRow? {
        try row("SELECT * FROM calibration WHERE id = \(id)").map(CalibrationRow.init)
    }

    /// The newest first, behind `id`.
    package func calibrations(
        within reach: CalibrationReach, after id: Calibration.ID?, limit: Int
    ) throws -> [ListedCalibrationRow] {
        let behind: SQL = id.map { "AND k.id < \($0)" } ?? ""
        return try listedCalibrations(
            where: reach.condition + behind, order: "k.id DESC", limit: limit)
    }

    /// Nil where `reach` doesn't have it.
    package func listedCalibration(
        _ id: Calibration.ID, within reach: CalibrationReach
    ) throws -> ListedCalibrationRow? {
        try listedCalibrations(
            where: reach.condition + " AND k.id = \(id)", order: "k.id", limit: 1).first
    }

    /// The closed ones, the latest closed first.
    package func closedCalibrations(
        within reach: CalibrationReach, limit: Int
    ) throws -> [CalibrationRow] {
        try listedCalibrations(
            where: reach.condition + " AND k.state = 'closed'", order: "k.ended_at DESC, k.id DESC",
            limit: limit).map(\.calibration)
    }

    private func listedCalibrations(
        where condition: SQL, order: SQL, limit: Int
    ) throws -> [ListedCalibrationRow] {
        try rows("""
            SELECT k.*, scorecard.code AS card_code,
              (SELECT count(*) FROM calibration_rater r WHERE r.calibration_id = k.id) AS raters,
              (SELECT count(*) FROM calibration_call o WHERE o.calibration_id = k.id) AS calls,
              (SELECT count(*) FROM calibration_rating g
                JOIN evaluation e ON e.id = g.evaluation_id
                WHERE g.calibration_id = k.id AND e.sheets > 0) AS handed_in
            FROM calibration k JOIN scorecard ON scorecard.id = k.card_id
            WHERE \(condition) ORDER BY \(order) LIMIT \(limit)
            """).map(ListedCalibrationRow.init)
    }

    /// In the order in which they were named.
    package func raters(of id: Calibration.ID) throws -> [CalibrationRaterRow] {
        try rows("""
            SELECT * FROM calibration_rater WHERE calibration_id = \(id)
            ORDER BY place LIMIT \(Calibration.Limits.ratersMax)
            """).map(CalibrationRaterRow.init)
    }

    /// In the order in which they were named.
    package func calls(of id: Calibration.ID) throws -> [CalibratedCallRow] {
        try rows("""
            SELECT o.*, c.started_at, c.zone, c.duration_ms
            FROM calibration_call o JOIN call c ON c.id = o.call_id
            WHERE o.calibration_id = \(id) ORDER BY o.place LIMIT \(Calibration.Limits.callsMax)
            """).map(CalibratedCallRow.init)
    }

    /// The rater's row of each evaluation, and the evaluation.
    package func ratings(
        of id: Calibration.ID
    ) throws -> [(rating: CalibrationRatingRow, evaluation: EvaluationRow)] {
        let most = Calibration.Limits.ratersMax * Calibration.Limits.callsMax
        return try rows("""
            SELECT e.*, g.evaluation_id, g.calibration_id, g.rater_id, g.row_mac AS rating_mac
            FROM calibration_rating g JOIN evaluation e ON e.id = g.evaluation_id
            WHERE g.calibration_id = \(id) ORDER BY g.evaluation_id LIMIT \(most)
            """).map { row in
                var rating = CalibrationRatingRow(
                    evaluation: try row.get("evaluation_id"),
                    calibration: try row.get("calibration_id"), rater: try row.get("rater_id"))
                rating.rowMAC = try row.get("rating_mac")
                return (rating, try EvaluationRow(row))
            }
    }

    package func rating(of evaluation: Evaluation.ID) throws -> CalibrationRatingRow? {
        try row("SELECT * FROM calibration_rating WHERE evaluation_id = \(evaluation)")
            .map(CalibrationRatingRow.init)
    }

    package func rater(
        _ account: Account.ID, of calibration: Calibration.ID
    ) throws -> CalibrationRaterRow? {
        try row("""
            SELECT * FROM calibration_rater
            WHERE calibration_id = \(calibration) AND account_id = \(account)
            """).map(CalibrationRaterRow.init)
    }

    /// Calibrations of a customer's calls, in the order of their ids behind `id`.
    package func calibrations(
        of customer: Customer.ID, after id: Calibration.ID, limit: Int
    ) throws -> [CalibrationRow] {
        try rows("""
            SELECT * FROM calibration WHERE id > \(id) AND id IN (
              SELECT o.calibration_id FROM calibration_call o JOIN call c ON c.id = o.call_id
              WHERE c.customer_id = \(customer))
            ORDER BY id LIMIT \(limit)
            """).map(CalibrationRow.init)
    }
}

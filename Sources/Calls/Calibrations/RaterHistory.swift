package import Foundation

/// How one rater differed from the others over calibrations that are closed.
package struct RaterHistory: Sendable, Identifiable {
    package var id: Account.ID
    package var title: String
    /// Calls that the rater and at least one other rated.
    package var calls: Int
    package var calibrations: [Session]
    /// Mean difference from the others, in points of the score.
    package var leniency: Result<Estimate, CannotSay>
    /// How much the difference grows in thirty days, in points of the score.
    package var drift: Result<Estimate, CannotSay>

    package struct Session: Sendable {
        package var id: Calibration.ID
        package var endedAt: Date
        package var leniency: Result<Estimate, CannotSay>
    }

    /// Closed calibrations that are looked back over.
    package static let calibrationsMax = 24
    package static let driftDays = 30.0
}

/// The scores of one closed calibration: a row for each call, a column for each of `raters`.
package struct CalibrationTotals: Sendable {
    package var id: Calibration.ID
    package var endedAt: Date
    package var raters: [Account.ID]
    /// Percent points; nil for a gap.
    package var rows: [[Double?]]

    package init(
        id: Calibration.ID, endedAt: Date, raters: [Account.ID], rows: [[Double?]]
    ) {
        self.id = id
        self.endedAt = endedAt
        self.raters = raters
        self.rows = rows
    }
}

extension RaterHistory {
    /// Of everybody who rated in `calibrations`, the most off first, who can't be said last.
    package static func all(
        of calibrations: [CalibrationTotals], titles: [Account.ID: String]
    ) -> [RaterHistory] {
        let raters = Set(calibrations.flatMap(\.raters)).sorted()
        let place = Dictionary(uniqueKeysWithValues: raters.enumerated().map { ($1, $0) })
        var rows: [[Double?]] = []
        var moments: [Double] = []
        let first = calibrations.map(\.endedAt).min() ?? Date(timeIntervalSince1970: 0)
        for calibration in calibrations {
            let days = calibration.endedAt.timeIntervalSince(first) / 86_400
            for row in calibration.rows {
                var wide = [Double?](repeating: nil, count: raters.count)
                for (rater, rating) in zip(calibration.raters, row) {
                    if let column = place[rater] { wide[column] = rating }
                }
                rows.append(wide)
                moments.append(days / driftDays)
            }
        }
        let table = RatingTable(rows)
        return raters.enumerated().map { column, rater in
            let leniency = RaterLeniency(of: column, in: table)
            return RaterHistory(
                id: rater, title: titles[rater] ?? rater.description,
                calls: leniency.differences.count,
                calibrations: calibrations.filter { $0.raters.contains(rater) }.map {
                    Session(rater, in: $0)
                },
                leniency: Result { () throws(CannotSay) in try leniency.leniencyOfScores() },
                drift: Result { () throws(CannotSay) in try leniency.drift(moments: moments) })
        }.sorted { $0.off > $1.off }
    }

    private var off: Double {
        if case .success(let estimate) = leniency { abs(estimate.value) } else { -1 }
    }
}

extension RaterHistory.Session {
    fileprivate init(_ rater: Account.ID, in calibration: CalibrationTotals) {
        id = calibration.id
        endedAt = calibration.endedAt
        let column = calibration.raters.firstIndex(of: rater) ?? 0
        let table = RatingTable(calibration.rows)
        leniency = Result { () throws(CannotSay) in
            try RaterLeniency(of: column, in: table).leniencyOfScores()
        }
    }
}

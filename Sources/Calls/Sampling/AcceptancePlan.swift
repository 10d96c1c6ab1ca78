/// How strictly a lot is inspected.
package enum InspectionSeverity: String, CaseIterable, Codable, Sendable {
    case normal, tightened, reduced
}

/// How many calls of a lot are drawn, and how many of them may be nonconforming: single sampling
/// after ANSI/ASQ Z1.4-2003.
package struct AcceptancePlan: Hashable, Sendable {
    package enum Verdict: String, Codable, Sendable {
        case accepted
        /// Accepted, but above what reduced inspection bears: back to normal.
        case acceptedBetween = "accepted-between"
        case notAccepted = "not-accepted"
    }

    /// The code letter of the plan that is used, after arrows.
    package let letter: String
    /// Never more than the lot.
    package let sampleSize: Int
    /// Ac: with at most so many the lot is accepted.
    package let accept: Int
    /// Re: with at least so many it isn't.
    package let reject: Int

    /// Nil for an empty lot, and for a limit that isn't of the series. Where the plan asks for as
    /// many calls as there are or more, all are inspected.
    package init?(
        lot: Int, level: InspectionLevel, limit: QualityLimit, severity: InspectionSeverity
    ) {
        guard let letter = Self.letter(lot: lot, level: level) else { return nil }
        self.init(letter: letter, limit: limit, severity: severity, lot: lot)
    }

    /// The plan that `letter` leads to, for a lot of any size.
    package init?(
        letter: String, limit: QualityLimit, severity: InspectionSeverity, lot: Int = .max
    ) {
        guard let column = QualityLimit.series.firstIndex(of: limit),
            let row = AcceptanceTables.letters.firstIndex(of: letter), row < Self.letterCount,
            let cell = Self.cells(of: severity).plan(row: row, column: column)
        else { return nil }
        let sizes = severity == .reduced ? AcceptanceTables.reducedSizes : AcceptanceTables.sizes
        self.letter = AcceptanceTables.letters[cell.row]
        sampleSize = min(lot, sizes[cell.row])
        accept = cell.accept
        reject = cell.reject
    }

    package func verdict(nonconforming: Int) -> Verdict {
        if nonconforming <= accept { return .accepted }
        return nonconforming >= reject ? .notAccepted : .acceptedBetween
    }

    /// The code letter of Table I; nil for an empty lot.
    package static func letter(lot: Int, level: InspectionLevel) -> String? {
        row(ofLot: lot, level).map { AcceptanceTables.letters[$0] }
    }

    /// A to R; S is used behind an arrow alone.
    private static let letterCount = 16

    private static func row(ofLot lot: Int, _ level: InspectionLevel) -> Int? {
        guard lot > 0, let column = AcceptanceTables.lotLevels.firstIndex(of: level) else {
            return nil
        }
        return lotRows[AcceptanceTables.lotsUpTo.count { $0 < lot }][column]
    }

    private static let lotRows: [[Int]] = AcceptanceTables.lotLetters.split(separator: "\n").map {
        $0.split(separator: " ").compactMap {
            AcceptanceTables.letters.firstIndex(of: String($0))
        }
    }

    private static let normal = AcceptanceCells(AcceptanceTables.normal)
    private static let tightened = AcceptanceCells(AcceptanceTables.tightened)
    private static let reduced = AcceptanceCells(AcceptanceTables.reduced)

    private static func cells(of severity: InspectionSeverity) -> AcceptanceCells {
        switch severity {
        case .normal: normal
        case .tightened: tightened
        case .reduced: reduced
        }
    }
}

/// One of the tables, ready to be looked up in.
private struct AcceptanceCells: Sendable {
    private enum Cell: Sendable {
        case below, above
        case plan(accept: Int, reject: Int)
    }

    private let rows: [[Cell]]

    init(_ table: String) {
        rows = table.split(separator: "\n").map { line in
            line.split(separator: " ").dropFirst().map { text in
                switch text {
                case "v": return .below
                case "^": return .above
                default:
                    let numbers = text.split(separator: "/").compactMap { Int($0) }
                    let accept = numbers.first ?? 0
                    return .plan(
                        accept: accept, reject: numbers.count > 1 ? numbers[1] : accept + 1)
                }
            }
        }
    }

    /// Follows arrows, which lead to a plan within the table's height.
    func plan(row: Int, column: Int) -> (row: Int, accept: Int, reject: Int)? {
        var row = row
        for _ in rows.indices {
            guard rows.indices.contains(row) else { return nil }
            switch rows[row][column] {
            case .below: row += 1
            case .above: row -= 1
            case .plan(let accept, let reject): return (row, accept, reject)
            }
        }
        return nil
    }
}

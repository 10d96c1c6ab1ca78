import CallStore
import CallVault
import Calls

/// Sums of scores have no row codes: they are counted again from the sealed sheets, a day at a
/// time, and months from days. Each comparison sees one state of the database, so that what is
/// released meanwhile makes no difference.
extension IntegrityWalk {
    private static let sumsTable = "roll_up"
    private static let evaluationsAtOnce = 1_000

    /// Compares the next day's sums with its evaluations; returns how many there were of these.
    mutating func recountDay(_ db: Transaction) throws -> Int {
        var behind = Int.min
        if case .integer(let day)? = cursor.key.first { behind = Int(day) }
        guard let day = try db.nextScoreDay(after: behind) else {
            nextPart()
            return 0
        }
        cursor.key = [.integer(Int64(day))]
        let filling = try RollUpFilling(in: db)
        var rollUps = RollUps(vault)
        var (looked, isWhole) = (0, true)
        var last = Evaluation.ID(Int64.min)
        while true {
            let page = try db.countedEvaluations(
                ofDay: day, after: last, limit: Self.evaluationsAtOnce)
            for row in page where filling.covers(row.id) {
                guard vault.epoch(of: row) != nil else {
                    isWhole = false
                    continue
                }
                do {
                    try rollUps.count(row, in: db)
                } catch DeskFault.rowAltered {
                    isWhole = false
                }
            }
            looked += page.count
            guard page.count == Self.evaluationsAtOnce, let end = page.last else { break }
            last = end.id
        }
        // What keeps a day from being counted again is a finding itself.
        guard isWhole else { return looked }
        let counted = rollUps.takeSums().filter { $0.key.grain == .day }
        compare(try db.scoreSums(ofDay: day), with: counted)
        return looked
    }

    /// Compares the months of the next series of sums with their days; returns how many rows there
    /// were.
    mutating func recountMonths(_ db: Transaction, _ rowsMax: Int) throws -> Int {
        let page = try db.scoreSeries(after: cursor.scoreKey, limit: max(rowsMax, 1))
        guard let last = page.last else {
            nextPart()
            return 0
        }
        var counted: [ScoreKey: ScoreSum] = [:]
        for row in page where row.key.grain == .day {
            var key = row.key
            key.grain = .month
            key.day = LocalDay(number: row.key.day).firstOfMonth.number
            counted[key] = counted[key, default: ScoreSum()] + row.sum
        }
        compare(page.filter { $0.key.grain == .month }, with: counted.filter { !$0.value.isZero })
        cursor.key = [
            .text(last.key.scope.rawValue), .integer(last.key.subject),
            .integer(last.key.card.rawValue), .text(last.key.question),
        ]
        return page.count
    }

    private mutating func compare(_ stored: [ScoreSumRow], with counted: [ScoreKey: ScoreSum]) {
        var missing = counted
        var wrong: [ScoreKey] = []
        for row in stored {
            if row.sum != missing.removeValue(forKey: row.key) ?? ScoreSum() {
                wrong.append(row.key)
            }
        }
        wrong += missing.keys
        for text in wrong.map(\.findingText).sorted() {
            add(Finding(table: Self.sumsTable, row: text, kind: .recount))
        }
    }
}

extension IntegrityWalk.Cursor {
    fileprivate var scoreKey: ScoreKey? {
        guard key.count == 4, case .text(let name) = key[0], case .integer(let subject) = key[1],
            case .integer(let card) = key[2], case .text(let question) = key[3],
            let scope = ScoreScope(rawValue: name)
        else { return nil }
        return ScoreKey(
            scope, subject, card: Scorecard.ID(card), question: question, of: (.day, 0), team: 0)
    }
}

extension ScoreKey {
    /// Such as `agent 0000000000001 0000000000002 greeting day 2026-11-21`; `-` for the whole form.
    fileprivate var findingText: String {
        let what = question.isEmpty ? "-" : question
        return "\(scope.rawValue) \(Agent.ID(subject)) \(card) \(what) \(grain.rawValue) "
            + "\(LocalDay(number: day))"
    }
}

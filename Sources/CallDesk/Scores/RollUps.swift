import CallStore
import CallVault
import Calls
import Foundation

/// Keeps the sums of scores in step with evaluations. What changes an evaluation that counts takes
/// its part out before (`remove`), puts it in again behind (`add`), and writes both in the same
/// transaction (`write`). What isn't drawn by chance or isn't released has no part.
struct RollUps {
    private let vault: Vault
    private var cards: [CardVersion: Scorecard] = [:]
    private var changes: [ScoreKey: ScoreSum] = [:]
    private var filled: RollUpFilling?

    private struct CardVersion: Hashable {
        var card: Scorecard.ID
        var number: Int
    }

    private static let disputesMax = 1_000

    init(_ vault: Vault) {
        self.vault = vault
    }

    /// Puts in the part of an evaluation as it stands now, unless the filling is still to come to
    /// it.
    mutating func add(_ row: EvaluationRow, in db: Transaction) throws {
        guard try covers(row, in: db) else { return }
        try count(row, in: db)
    }

    /// Takes out the part of an evaluation as it stands before a change.
    mutating func remove(_ row: EvaluationRow, in db: Transaction) throws {
        guard try covers(row, in: db) else { return }
        let part = try part(of: row, in: db)
        for (question, sum) in part {
            for key in row.scorePlace.keys(question) {
                changes[key] = changes[key, default: ScoreSum()] - sum
            }
        }
    }

    /// As `add`, whether or not the filling came to it.
    mutating func count(_ row: EvaluationRow, in db: Transaction) throws {
        for (question, sum) in try part(of: row, in: db) {
            for key in row.scorePlace.keys(question) {
                changes[key] = changes[key, default: ScoreSum()] + sum
            }
        }
    }

    /// What came together; nothing stays.
    mutating func takeSums() -> [ScoreKey: ScoreSum] {
        defer { changes = [:] }
        return changes.filter { !$0.value.isZero }
    }

    mutating func write(in db: Transaction) throws {
        let sums = takeSums().map { ScoreSumRow(key: $0.key, sum: $0.value) }
        // In one order, so that rows are touched where they lie.
        try db.add(sums.sorted { $0.key.order < $1.key.order })
    }

    private mutating func covers(_ row: EvaluationRow, in db: Transaction) throws -> Bool {
        let state = try filled ?? RollUpFilling(in: db)
        filled = state
        return state.covers(row.id)
    }

    /// What the evaluation comes to, by question: from its sealed sheet, whose code and whose own
    /// must fit.
    private mutating func part(
        of row: EvaluationRow, in db: Transaction
    ) throws -> [String: ScoreSum] {
        guard row.stream == .estimate, row.state.isReleased, row.sheets > 0 else { return [:] }
        guard let sheet = try db.sheet(row.sheets, of: row.id), vault.epoch(of: sheet) != nil else {
            throw DeskFault.rowAltered(table: EvaluationSheetRow.table)
        }
        let bytes = try vault.open(
            sheet.sheetSealed, as: CallDesk.sheetPlace(row.id, sheet.number))
        let disputes = try db.disputes(of: row.id, limit: Self.disputesMax).map { dispute in
            guard vault.epoch(of: dispute) != nil else {
                throw DeskFault.rowAltered(table: DisputeRow.table)
            }
            return (
                question: dispute.question, isUpheld: dispute.decision?.outcome == .upheld
            )
        }
        return try card(of: row, in: db).score(AnswerSheet(json: Data(bytes)))
            .sums(disputes: disputes)
    }

    private mutating func card(of row: EvaluationRow, in db: Transaction) throws -> Scorecard {
        let key = CardVersion(card: row.card, number: row.cardVersion)
        if let known = cards[key] { return known }
        guard let stored = try db.version(row.cardVersion, of: row.card),
            vault.epoch(of: stored) != nil
        else { throw DeskFault.rowAltered(table: ScorecardVersionRow.table) }
        let card = try stored.card
        cards[key] = card
        return card
    }
}

extension EvaluationRow {
    fileprivate var scorePlace: ScorePlace {
        ScorePlace(
            agent: subject.agent, team: subject.team, campaign: subject.campaign, card: card,
            day: LocalDay(number: subject.localDay))
    }
}

extension ScoreKey {
    /// As the table is ordered.
    fileprivate var order: ScoreKeyOrder { ScoreKeyOrder(key: self) }
}

private struct ScoreKeyOrder: Comparable {
    let key: ScoreKey

    static func < (left: Self, right: Self) -> Bool {
        let (one, other) = (left.key, right.key)
        let first = (one.scope.rawValue, one.subject, one.card, one.question)
        let second = (other.scope.rawValue, other.subject, other.card, other.question)
        if first != second { return first < second }
        return (one.grain.rawValue, one.day, one.team)
            < (other.grain.rawValue, other.day, other.team)
    }
}

/// How far sums of evaluations from before there were any are counted.
struct RollUpFilling {
    /// Nil when all are.
    private(set) var through: Evaluation.ID?

    private static let name = "roll-ups"
    private static let complete = "complete"

    var isComplete: Bool { through == nil }

    init(in db: Transaction) throws {
        let text = try db.setting(Self.name) ?? ""
        through = text == Self.complete ? nil : Evaluation.ID(text: text) ?? Evaluation.ID(0)
    }

    /// Whether this evaluation's part is among the sums.
    func covers(_ id: Evaluation.ID) -> Bool { through.map { id <= $0 } ?? true }

    /// Notes that all up to `id` are counted; all there are when nil.
    static func note(_ id: Evaluation.ID?, in db: Transaction) throws {
        try db.set(name, to: id?.description ?? complete)
    }
}

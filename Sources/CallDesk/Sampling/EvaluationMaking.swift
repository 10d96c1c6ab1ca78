import CallStore
import Calls
import Foundation

/// Makes evaluations of drawn calls: by the scorecard version that was in force on the call's day,
/// shared out fairly.
struct EvaluationMaking {
    private let desk: CallDesk
    private let plan: SamplePlan
    private let slice: DateInterval
    private let card: ScorecardRow
    private let dueAt: Date
    private var versions: [Int: ScorecardVersionRow] = [:]
    private var share: CallDesk.FairShare
    /// Who reviews where no analyst may.
    private var leads: CallDesk.FairShare

    init(for draw: DrawRow, _ plan: SamplePlan, of desk: CallDesk, in change: Change) throws {
        guard let card = try desk.verified(change.db.scorecard(code: plan.scorecard)) else {
            throw Refusal.noSuchScorecard
        }
        self.desk = desk
        self.plan = plan
        slice = draw.slice
        self.card = card
        let zone = CallZone(name: plan.zone) ?? desk.settings.zone
        dueAt = WorkingDays.end(of: plan.dueDays, after: change.now, in: zone)
        let waiting = try change.db.queueLengths()
        share = CallDesk.FairShare(try desk.analysts(in: change.db), waiting: waiting)
        leads = CallDesk.FairShare(
            plan.stream == .review ? try desk.scorers(.qaLead, in: change.db) : [],
            waiting: waiting)
    }

    /// An evaluation of `call` for the place that it was drawn at; `analyst` gets it when one is
    /// given, else whoever has the least to do.
    mutating func add(
        _ call: Call.ID, for pick: EvaluationRow.Pick, to analyst: Account.ID? = nil,
        in change: Change
    ) throws {
        guard let row = try desk.verified(change.db.call(call)) else {
            throw DeskFault.rowAltered(table: CallRow.table)
        }
        guard plan.stream != .review else {
            return try addReview(of: row, for: pick, to: analyst, in: change)
        }
        var evaluation = EvaluationRow(
            id: change.newID(), of: row, stream: plan.stream.evaluations, pick: pick,
            card: try version(on: row.localDay, in: change.db), madeAt: change.now, dueAt: dueAt)
        evaluation.assignedTo = analyst ?? share.next(for: evaluation.subject)
        try change.db.insert(desk.sealed(evaluation))
    }

    /// A second evaluation of what was handed in, by the same version of the card; anybody's but
    /// the scorer's.
    private mutating func addReview(
        of call: CallRow, for pick: EvaluationRow.Pick, to analyst: Account.ID?,
        in change: Change
    ) throws {
        guard let found = try change.db.original(of: call.id, by: card.id, handedIn: slice),
            let original = try desk.verified(change.db.evaluation(found.id))
        else { throw DeskFault.rowAltered(table: EvaluationRow.table) }
        let version = try desk.version(original.cardVersion, of: card, in: change.db)
        var evaluation = EvaluationRow(
            id: change.newID(), of: call, stream: .calibration, pick: pick, card: version,
            madeAt: change.now, dueAt: dueAt)
        let given = analyst == found.scorer ? nil : analyst
        let reviewer =
            given ?? share.next(for: evaluation.subject, except: found.scorer)
            ?? leads.next(for: evaluation.subject, except: found.scorer)
        guard let reviewer else { throw Refusal.noReviewer }
        evaluation.assignedTo = reviewer
        try change.db.insert(desk.sealed(evaluation))
        try change.db.insert(
            desk.sealed(
                ReviewRow(
                    evaluation: evaluation.id, original: found.id, scorer: found.scorer)))
    }

    private mutating func version(
        on day: Int, in db: Transaction
    ) throws -> ScorecardVersionRow {
        if let known = versions[day] { return known }
        let version = try desk.versionInForce(of: card, on: day, in: db)
        versions[day] = version
        return version
    }
}

extension SamplePlan.Stream {
    var evaluations: Evaluation.Stream {
        switch self {
        case .estimate: .estimate
        case .risk: .risk
        case .review: .calibration
        }
    }
}

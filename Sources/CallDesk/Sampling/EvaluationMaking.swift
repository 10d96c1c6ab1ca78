import CallStore
import Calls
import Foundation

/// Makes evaluations of drawn calls: by the scorecard version that was in force on the call's day,
/// shared out fairly.
struct EvaluationMaking {
    private let desk: CallDesk
    private let plan: SamplePlan
    private let card: ScorecardRow
    private let dueAt: Date
    private var versions: [Int: ScorecardVersionRow] = [:]
    private var share: CallDesk.FairShare

    init(for plan: SamplePlan, of desk: CallDesk, in change: Change) throws {
        guard let card = try desk.verified(change.db.scorecard(code: plan.scorecard)) else {
            throw Refusal.noSuchScorecard
        }
        self.desk = desk
        self.plan = plan
        self.card = card
        let zone = CallZone(name: plan.zone) ?? desk.settings.zone
        dueAt = WorkingDays.end(of: plan.dueDays, after: change.now, in: zone)
        share = CallDesk.FairShare(
            try desk.analysts(in: change.db), waiting: try change.db.queueLengths())
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
        var evaluation = EvaluationRow(
            id: change.newID(), of: row, stream: plan.stream.evaluations, pick: pick,
            card: try version(on: row.localDay, in: change.db), madeAt: change.now, dueAt: dueAt)
        evaluation.assignedTo = analyst ?? share.next(for: evaluation.subject)
        try change.db.insert(desk.sealed(evaluation))
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
        }
    }
}

import CallLedger
import CallStore
package import Calls
import Foundation

/// Calls that can't be scored, and those that stand in for them.
extension CallDesk {
    /// Says why a drawn call can't be scored; the next call of its stratum's order takes its
    /// place, in the same analyst's queue. By whoever works on it, or may give out work. Returns
    /// the evaluation that stands in; nil when the stratum has no call left.
    package func replace(
        _ id: Evaluation.ID, because reason: ReplacementReason, by principal: Principal
    ) async throws -> Evaluation.ID? {
        let desk = self
        return try await change(by: principal, needing: .score) { change in
            var row = try desk.existing(id, for: principal, needing: .score, in: change.db)
            let isTheirs = row.assignedTo != nil && row.assignedTo == principal.account
            guard isTheirs || principal.may(.assignEvaluations) else { throw Refusal.notClaimed }
            guard row.state == .open || row.state == .claimed, row.sheets == 0,
                let pick = row.pick,
                var picked = try desk.verified(
                    change.db.pick(pick.place, of: pick.stratum, of: pick.draw)),
                picked.replacement == nil
            else { throw Refusal.evaluationState }
            picked.replacement = DrawPickRow.Replacement(
                reason: reason, by: principal.id, at: change.now)
            try change.db.update(desk.sealed(picked))
            row.state = .replaced
            try change.db.deleteDraft(of: id)
            try desk.write(&row, as: .replaced, in: change)
            let next = try desk.standIn(for: pick, to: row.assignedTo, in: change)
            try change.record(
                .pickReplaced, object: "draw:\(pick.draw)", reason: reason.rawValue,
                details: [
                    "evaluation": "\(id)", "call": "\(row.call)", "place": "\(pick.place)",
                    "next": next.map { "\($0.call)" } ?? "none",
                ])
            return next?.id
        }
    }

    private func standIn(
        for pick: EvaluationRow.Pick, to analyst: Account.ID?, in change: Change
    ) throws -> EvaluationRow? {
        guard let draw = try verified(change.db.draw(pick.draw)), let result = draw.result,
            let seed = SampleSeed(result.seed),
            var stratum = try verified(change.db.stratum(pick.stratum, of: pick.draw))
        else { throw DeskFault.rowAltered(table: DrawRow.table) }
        var order = SampleOrder(
            seed: seed, key: stratum.stratum, count: stratum.calls, hash: Self.hash)
        let ranks = order.next(stratum.picks + 1)
        guard ranks.count > stratum.picks, let rank = ranks.last else { return nil }
        let frame = StratumFrame(
            try change.db.frame(of: pick.draw, stratum: pick.stratum))
        guard try frame.digest(Self.hash) == stratum.digest,
            let id = try frame.ids(at: [rank]).first
        else { throw DeskFault.rowAltered(table: "draw_frame") }
        let place = EvaluationRow.Pick(
            draw: pick.draw, stratum: pick.stratum, place: stratum.picks)
        stratum.picks += 1
        try change.db.update(sealed(stratum))
        try insert(place, Call.ID(id), in: change)
        let plan = try version(draw.planVersion, of: draw.plan, in: change.db).plan
        var making = try EvaluationMaking(for: draw, plan, of: self, in: change)
        try making.add(Call.ID(id), for: place, to: analyst, in: change)
        return try change.db.evaluation(of: place)
    }
}

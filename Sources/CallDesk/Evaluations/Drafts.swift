import CallLedger
import CallStore
package import Calls
import Foundation

/// What is typed before it is handed in. A draft is no evidence, so keeping one leaves no entry;
/// it is sealed and durable all the same.
extension CallDesk {
    /// Keeps `sheet` as the draft behind `revision` (0 for the first). Refused with `draftChanged`
    /// when another was kept since, so that nobody's words are lost to somebody else's.
    package func saveDraft(
        of id: Evaluation.ID, revision: Int, _ sheet: AnswerSheet, by principal: Principal
    ) async throws -> SavedDraft {
        let desk = self
        return try await change(by: principal, needing: .score) { change in
            let row = try desk.claimed(id, by: principal, in: change.db)
            let card = try desk.card(of: row, in: change.db)
            let broken = card.problems(of: sheet).filter { !$0.code.mayStandInDraft }
            guard broken.isEmpty else {
                throw Refusal(
                    .invalid, .badSheet, broken[0].sentence, subject: broken[0].question)
            }
            guard revision >= 0, revision < Int(Int32.max) else { throw Refusal.draftChanged }
            let draft = try desk.sealedDraft(sheet, of: id, revision: revision + 1, in: change)
            guard try change.db.save(draft) else { throw Refusal.draftChanged }
            change.isUnchanged = true
            return SavedDraft(
                revision: draft.revision, savedAt: change.now, score: card.score(sheet))
        }
    }

    /// The evaluation that `principal` works on just now.
    func claimed(
        _ id: Evaluation.ID, by principal: Principal, in db: Transaction
    ) throws -> EvaluationRow {
        let account = try scorer(principal)
        let row = try existing(id, for: principal, needing: .score, in: db)
        guard row.state == .claimed else {
            throw row.state == .open ? Refusal.notClaimed : Refusal.evaluationState
        }
        guard row.assignedTo == account else { throw Refusal.alreadyClaimed }
        return row
    }
}

extension Refusal {
    static var draftChanged: Refusal {
        Refusal(
            .conflict, .draftChanged,
            "This form was changed elsewhere since you loaded it. Choose which to keep.")
    }
}

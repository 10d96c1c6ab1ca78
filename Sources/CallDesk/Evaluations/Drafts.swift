import CallLedger
import CallStore
package import Calls
import Foundation

/// What is typed before it is handed in. A draft is no evidence, so keeping one leaves no entry;
/// it is sealed and durable all the same.
extension CallDesk {
    /// Keeps `sheet` as the draft behind `revision` (0 for the first). Refused with `draftChanged`
    /// when another was kept since, so that nobody's words are lost to somebody else's. What
    /// measures said is the desk's, whatever `sheet` says of it.
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
            guard try sheet.canonicalJSON().count <= ScorecardLimits.sheetBytesMax / 2 else {
                throw Refusal(
                    .tooLarge, .badSheet,
                    "There is too much text in this form. Shorten some comments or notes.")
            }
            guard revision >= 0, revision < Int(Int32.max) else { throw Refusal.draftChanged }
            let before = try change.db.draft(of: id).map(desk.open)
            let sheet = sheet.measured(as: before ?? AnswerSheet())
            let draft = try desk.sealedDraft(sheet, of: id, revision: revision + 1, in: change)
            guard try change.db.save(draft) else { throw Refusal.draftChanged }
            change.isUnchanged = true
            var saved = SavedDraft(
                revision: draft.revision, savedAt: change.now, score: card.score(sheet))
            saved.hidesScore = card.hidesWeights
            return saved
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

extension AnswerSheet {
    /// This sheet with what measures said in `before`, and nothing else of theirs.
    fileprivate func measured(as before: AnswerSheet) -> AnswerSheet {
        var sheet = self
        for code in sheet.answers.keys {
            sheet.answers[code]?.measured = before.answers[code]?.measured
        }
        for (code, answer) in before.answers where sheet.answers[code] == nil {
            guard let measured = answer.measured else { continue }
            var kept = Answer()
            kept.measured = measured
            sheet.answers[code] = kept
        }
        return sheet
    }
}

extension Refusal {
    static var draftChanged: Refusal {
        Refusal(
            .conflict, .draftChanged,
            "This form was changed elsewhere since you loaded it. Choose which to keep.")
    }
}

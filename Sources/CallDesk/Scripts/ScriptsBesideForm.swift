import CallStore
import Calls

/// What stands beside the form of a call: words that held on its day, whatever holds today.
extension CallDesk {
    /// The scripts that questions are tied to, and for whoever works on it templates of answers;
    /// those of the call's campaign and those for all.
    func putScripts(
        beside detail: inout EvaluationDetail, of subject: EvaluationRow.Subject,
        in db: Transaction
    ) throws {
        let tied = Set(detail.scorecard.questions.compactMap(\.script))
        let scripts = try db.scriptVersions(
            for: subject.campaign, on: subject.localDay, codes: tied,
            limit: ScorecardLimits.questionsMax)
        for version in scripts {
            let script = try besideForm(version, in: db)
            detail.scripts[script.code] = script
        }
        guard detail.isMine else { return }
        detail.answers = try db.scriptVersions(
            for: subject.campaign, on: subject.localDay, kind: .answer,
            limit: Script.Limits.besideForm
        ).map { try besideForm($0, in: db) }
    }

    private func besideForm(
        _ version: ScriptVersionRow, in db: Transaction
    ) throws -> ScriptBesideForm {
        try verify(version)
        guard let row = try verified(db.script(version.script)) else {
            throw Refusal.noSuchScript
        }
        return ScriptBesideForm(
            id: row.id, code: row.code, version: version.number, words: try version.words)
    }
}

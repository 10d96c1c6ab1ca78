import CallStore
import CallVault
import Calls
import Foundation

/// Evaluations as rows: found, verified, written, and their free text.
extension CallDesk {
    /// As many sheets and steps as one evaluation gathers at most.
    static var evaluationStepsMax: Int { 1_000 }

    /// Refused as unknown when `principal` doesn't see it by `permission`.
    func existing(
        _ id: Evaluation.ID, for principal: Principal, needing permission: Permission,
        in db: Transaction
    ) throws -> EvaluationRow {
        guard let row = try verified(db.evaluation(id)),
            principal.visibility(permission)?.covers(
                agent: row.subject.agent, team: row.subject.team) == true,
            row.state.isReleased || principal.seesUnreleased,
            try isInSight(row, of: principal, in: db)
        else { throw Refusal.noSuchEvaluation }
        return row
    }

    /// Writes `row` as its next version, with the step that changed it.
    func write(
        _ row: inout EvaluationRow, as kind: EvaluationStep.Kind, saying text: String = "",
        in change: Change
    ) throws {
        row.version += 1
        row = sealed(row)
        try change.db.update(row)
        let number = try change.db.countSteps(of: row.id) + 1
        guard number <= Self.evaluationStepsMax else { throw Refusal.evaluationState }
        try change.db.insert(
            sealed(
                EvaluationStepRow(
                    evaluation: row.id, number: number, kind: kind,
                    doneBy: change.principal.id, doneAt: change.now,
                    textSealed: text.isEmpty
                        ? [] : try vault.seal(text, as: Self.stepPlace(row.id, number)))))
    }

    func card(of row: EvaluationRow, in db: Transaction) throws -> Scorecard {
        try version(row.cardVersion, of: existing(row.card, in: db), in: db).card
    }

    /// The sheet that counts; nil before the first is handed in.
    func lastSheet(of row: EvaluationRow, in db: Transaction) throws -> AnswerSheet? {
        guard row.sheets > 0 else { return nil }
        guard let sheet = try verified(db.sheet(row.sheets, of: row.id)) else {
            throw DeskFault.rowAltered(table: EvaluationSheetRow.table)
        }
        return try open(sheet)
    }

    func open(_ sheet: EvaluationSheetRow) throws -> AnswerSheet {
        let bytes = try vault.open(
            sheet.sheetSealed, as: Self.sheetPlace(sheet.evaluation, sheet.number))
        return try AnswerSheet(json: Data(bytes))
    }

    func open(_ draft: DraftSheetRow) throws -> AnswerSheet {
        let bytes = try vault.open(
            draft.sheetSealed, as: Self.draftPlace(draft.evaluation, draft.revision))
        return try AnswerSheet(json: Data(bytes))
    }

    func sealedDraft(
        _ sheet: AnswerSheet, of id: Evaluation.ID, revision: Int, in change: Change
    ) throws -> DraftSheetRow {
        DraftSheetRow(
            evaluation: id, revision: revision,
            sheetSealed: try vault.seal(
                Array(sheet.canonicalJSON()), as: Self.draftPlace(id, revision)),
            savedBy: change.principal.id, savedAt: change.now)
    }

    /// Adds a sheet to `row`, which counts from now on.
    func hand(
        in sheet: AnswerSheet, on card: Scorecard, of row: inout EvaluationRow, change: Change
    ) throws -> EvaluationSheetRow {
        let score = card.score(sheet)
        row.sheets += 1
        row.score = EvaluationRow.Score(
            hundredths: score.total?.hundredths, isPassed: score.passed,
            autoFails: score.fails.count)
        let handed = sealed(
            EvaluationSheetRow(
                evaluation: row.id, number: row.sheets,
                sheetSealed: try vault.seal(
                    Array(sheet.canonicalJSON()), as: Self.sheetPlace(row.id, row.sheets)),
                score: row.score, madeBy: change.principal.id, madeAt: change.now))
        try change.db.insert(handed)
        return handed
    }

    func step(_ row: EvaluationStepRow) throws -> EvaluationStep {
        try verify(row)
        return EvaluationStep(
            kind: row.kind, doneBy: row.doneBy, doneAt: row.doneAt,
            text: row.textSealed.isEmpty
                ? ""
                : try vault.openText(
                    row.textSealed, as: Self.stepPlace(row.evaluation, row.number)))
    }

    static func draftPlace(_ id: Evaluation.ID, _ revision: Int) -> FieldPlace {
        FieldPlace(
            table: "draft_sheet", column: "sheet", row: id.rawValue, version: Int64(revision))
    }

    static func sheetPlace(_ id: Evaluation.ID, _ number: Int) -> FieldPlace {
        FieldPlace(
            table: "evaluation_sheet", column: "sheet", row: id.rawValue, version: Int64(number))
    }

    static func stepPlace(_ id: Evaluation.ID, _ number: Int) -> FieldPlace {
        FieldPlace(
            table: "evaluation_step", column: "text", row: id.rawValue, version: Int64(number))
    }
}

extension Refusal {
    static var noSuchEvaluation: Refusal {
        Refusal(.notFound, .noSuchEvaluation, "There is no such evaluation. Go back to the queue.")
    }

    static var evaluationState: Refusal {
        Refusal(
            .conflict, .evaluationState,
            "This can't be done with the evaluation as it stands now. Reload the page.")
    }

    static var ownEvaluation: Refusal {
        Refusal(
            .forbidden, .ownEvaluation,
            "You scored this yourself. Somebody else has to decide.")
    }
}

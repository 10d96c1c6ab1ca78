package import Calls
package import Foundation

/// A sheet as it was handed in.
package struct EvaluationSheetRow: RegulatedRow {
    package static let table = "evaluation_sheet"

    package var evaluation: Evaluation.ID
    package var number: Int
    package var sheetSealed: [UInt8]
    package var score: EvaluationRow.Score
    package var madeBy: String
    package var madeAt: Date
    package var rowMAC: [UInt8] = []

    package init(
        evaluation: Evaluation.ID, number: Int, sheetSealed: [UInt8], score: EvaluationRow.Score,
        madeBy: String, madeAt: Date
    ) {
        self.evaluation = evaluation
        self.number = number
        self.sheetSealed = sheetSealed
        self.score = score
        self.madeBy = madeBy
        self.madeAt = madeAt
    }

    package init(_ row: Row) throws {
        self.init(
            evaluation: try row.get("evaluation_id"), number: try row.get("number"),
            sheetSealed: try row.get("sheet_sealed"), score: try EvaluationRow.Score(row),
            madeBy: try row.get("made_by"), madeAt: try row.get("made_at"))
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [
            evaluation, number, sheetSealed, score.hundredths, score.passed, score.autoFails,
            madeBy, madeAt,
        ]
        return values.map(\.sqlValue)
    }
}

/// What is typed and not handed in yet. No evidence: it has no code and leaves no entry.
package struct DraftSheetRow: Sendable {
    package var evaluation: Evaluation.ID
    /// One more with each saving.
    package var revision: Int
    package var sheetSealed: [UInt8]
    package var savedBy: String
    package var savedAt: Date

    package init(
        evaluation: Evaluation.ID, revision: Int, sheetSealed: [UInt8], savedBy: String,
        savedAt: Date
    ) {
        self.evaluation = evaluation
        self.revision = revision
        self.sheetSealed = sheetSealed
        self.savedBy = savedBy
        self.savedAt = savedAt
    }
}

/// Something that was done to an evaluation.
package struct EvaluationStepRow: RegulatedRow {
    package static let table = "evaluation_step"

    package var evaluation: Evaluation.ID
    package var number: Int
    package var kind: EvaluationStep.Kind
    package var doneBy: String
    package var doneAt: Date
    /// Empty where nothing was said.
    package var textSealed: [UInt8]
    package var rowMAC: [UInt8] = []

    package init(
        evaluation: Evaluation.ID, number: Int, kind: EvaluationStep.Kind, doneBy: String,
        doneAt: Date, textSealed: [UInt8]
    ) {
        self.evaluation = evaluation
        self.number = number
        self.kind = kind
        self.doneBy = doneBy
        self.doneAt = doneAt
        self.textSealed = textSealed
    }

    package init(_ row: Row) throws {
        self.init(
            evaluation: try row.get("evaluation_id"), number: try row.get("number"),
            kind: try row.named("kind"), doneBy: try row.get("done_by"),
            doneAt: try row.get("done_at"), textSealed: try row.get("text_sealed"))
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [
            evaluation, number, kind.rawValue, doneBy, doneAt, textSealed,
        ]
        return values.map(\.sqlValue)
    }
}

extension Transaction {
    package func insert(_ sheet: EvaluationSheetRow) throws {
        try execute("""
            INSERT INTO evaluation_sheet
              (evaluation_id, number, sheet_sealed, score, passed, auto_fails, made_by, made_at,
               row_mac)
            VALUES (\(sheet.evaluation), \(sheet.number), \(sheet.sheetSealed),
              \(sheet.score.hundredths), \(sheet.score.passed), \(sheet.score.autoFails),
              \(sheet.madeBy), \(sheet.madeAt), \(sheet.rowMAC))
            """)
    }

    /// Takes words out of a sheet; its score never changes.
    package func update(_ sheet: EvaluationSheetRow) throws {
        try execute("""
            UPDATE evaluation_sheet
            SET sheet_sealed = \(sheet.sheetSealed), row_mac = \(sheet.rowMAC)
            WHERE evaluation_id = \(sheet.evaluation) AND number = \(sheet.number)
            """)
    }

    /// Takes the words out of a step.
    package func update(_ step: EvaluationStepRow) throws {
        try execute("""
            UPDATE evaluation_step
            SET text_sealed = \(step.textSealed), row_mac = \(step.rowMAC)
            WHERE evaluation_id = \(step.evaluation) AND number = \(step.number)
            """)
    }

    /// The latest first.
    package func sheets(of evaluation: Evaluation.ID, limit: Int) throws -> [EvaluationSheetRow] {
        try rows("""
            SELECT * FROM evaluation_sheet WHERE evaluation_id = \(evaluation)
            ORDER BY number DESC LIMIT \(limit)
            """).map(EvaluationSheetRow.init)
    }

    package func sheet(
        _ number: Int, of evaluation: Evaluation.ID
    ) throws -> EvaluationSheetRow? {
        try row("""
            SELECT * FROM evaluation_sheet
            WHERE evaluation_id = \(evaluation) AND number = \(number)
            """).map(EvaluationSheetRow.init)
    }

    /// Keeps `draft` in the place of the one before, unless that has another revision than the one
    /// before `draft.revision`; false then.
    package func save(_ draft: DraftSheetRow) throws -> Bool {
        if draft.revision == 1 {
            return try changes("""
                INSERT INTO draft_sheet (evaluation_id, revision, sheet_sealed, saved_by, saved_at)
                VALUES (\(draft.evaluation), 1, \(draft.sheetSealed), \(draft.savedBy),
                  \(draft.savedAt))
                ON CONFLICT (evaluation_id) DO NOTHING
                """) == 1
        }
        return try changes("""
            UPDATE draft_sheet SET revision = \(draft.revision),
              sheet_sealed = \(draft.sheetSealed), saved_by = \(draft.savedBy),
              saved_at = \(draft.savedAt)
            WHERE evaluation_id = \(draft.evaluation) AND revision = \(draft.revision - 1)
            """) == 1
    }

    package func draft(of evaluation: Evaluation.ID) throws -> DraftSheetRow? {
        try row("SELECT * FROM draft_sheet WHERE evaluation_id = \(evaluation)").map { row in
            DraftSheetRow(
                evaluation: evaluation, revision: try row.get("revision"),
                sheetSealed: try row.get("sheet_sealed"), savedBy: try row.get("saved_by"),
                savedAt: try row.get("saved_at"))
        }
    }

    package func deleteDraft(of evaluation: Evaluation.ID) throws {
        try execute("DELETE FROM draft_sheet WHERE evaluation_id = \(evaluation)")
    }

    package func insert(_ step: EvaluationStepRow) throws {
        try execute("""
            INSERT INTO evaluation_step
              (evaluation_id, number, kind, done_by, done_at, text_sealed, row_mac)
            VALUES (\(step.evaluation), \(step.number), \(step.kind.rawValue), \(step.doneBy),
              \(step.doneAt), \(step.textSealed), \(step.rowMAC))
            """)
    }

    /// In the order in which they were done.
    package func steps(of evaluation: Evaluation.ID, limit: Int) throws -> [EvaluationStepRow] {
        try rows("""
            SELECT * FROM evaluation_step WHERE evaluation_id = \(evaluation)
            ORDER BY number LIMIT \(limit)
            """).map(EvaluationStepRow.init)
    }

    package func countSteps(of evaluation: Evaluation.ID) throws -> Int {
        try row("""
            SELECT count(*) AS count FROM evaluation_step WHERE evaluation_id = \(evaluation)
            """)?.get("count") ?? 0
    }
}

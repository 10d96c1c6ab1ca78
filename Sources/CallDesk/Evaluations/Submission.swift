import CallLedger
import CallStore
package import Calls
import Foundation

/// From a filled form to what the agent sees.
extension CallDesk {
    /// Hands in the draft of `revision`. Refused with what is missing. An auto-fail waits for a
    /// second person; all else for its release. One of a calibration waits for neither.
    package func submit(
        _ id: Evaluation.ID, revision: Int, by principal: Principal
    ) async throws {
        let desk = self
        try await change(by: principal, needing: .score) { change in
            var row = try desk.claimed(id, by: principal, in: change.db)
            guard let draft = try change.db.draft(of: id), draft.revision == revision else {
                throw Refusal.draftChanged
            }
            let card = try desk.card(of: row, in: change.db)
            let sheet = card.trimmed(try desk.open(draft))
            try desk.checkComplete(sheet, on: card)
            let handed = try desk.hand(in: sheet, on: card, of: &row, change: change)
            row.scoredBy = principal.id
            row.submittedAt = change.now
            if row.stream == .calibration {
                row.state = .submitted
            } else {
                row.state = row.score.autoFails > 0 ? .secondLook : .submitted
                row.releaseAt =
                    row.state == .submitted ? desk.releaseTime(from: change.now) : nil
            }
            try change.db.deleteDraft(of: id)
            try desk.write(&row, as: .submitted, in: change)
            try desk.record(.evaluationSubmitted, of: row, handed, in: &change)
            try desk.releaseAtOnce(&row, in: &change)
        }
    }

    /// Shows the agent what is to be shown without delay.
    private func releaseAtOnce(_ row: inout EvaluationRow, in change: inout Change) throws {
        guard settings.scoring.releaseHours == 0, row.state == .submitted,
            row.stream != .calibration
        else { return }
        row.state = .released
        row.releasedAt = change.now
        try write(&row, as: .released, in: change)
        var rollUps = RollUps(vault)
        try rollUps.add(row, in: change.db)
        try rollUps.write(in: change.db)
        try change.record(.evaluationReleased, object: "evaluation:\(row.id)")
    }

    /// A second person agrees with an auto-fail.
    package func confirm(
        _ id: Evaluation.ID, saying text: String, by principal: Principal
    ) async throws {
        let desk = self
        let text = try checkedWords(text)
        try await change(by: principal, needing: .confirmEvaluations) { change in
            var row = try desk.secondLook(id, by: principal, in: change.db)
            row.state = .submitted
            row.releaseAt = desk.releaseTime(from: change.now)
            try desk.write(&row, as: .confirmed, saying: text, in: change)
            try change.record(.evaluationConfirmed, object: "evaluation:\(id)")
            try desk.releaseAtOnce(&row, in: &change)
        }
    }

    /// A second person doesn't: whoever scored it looks again, from what was handed in.
    package func sendBack(
        _ id: Evaluation.ID, because reason: String, by principal: Principal
    ) async throws {
        let desk = self
        let reason = try checkedReason(reason)
        try await change(by: principal, needing: .confirmEvaluations) { change in
            var row = try desk.secondLook(id, by: principal, in: change.db)
            guard let sheet = try desk.lastSheet(of: row, in: change.db) else {
                throw Refusal.evaluationState
            }
            row.state = .claimed
            row.claimedAt = change.now
            row.submittedAt = nil
            guard try change.db.save(desk.sealedDraft(sheet, of: id, revision: 1, in: change))
            else { throw Refusal.draftChanged }
            try desk.write(&row, as: .returned, saying: reason, in: change)
            try change.record(.evaluationReturned, object: "evaluation:\(id)")
        }
    }

    /// Shows agents what is due; the daemon asks once a minute. Returns how many.
    package func releaseDue(by principal: Principal) async throws -> Int {
        let desk = self
        return try await change(by: principal, needing: .workOnJobs) { change in
            let due = try change.db.evaluationsToRelease(at: change.now, limit: 200)
            change.isUnchanged = due.isEmpty
            var rollUps = RollUps(desk.vault)
            for row in due {
                try desk.verify(row)
                var row = row
                row.state = .released
                row.releasedAt = change.now
                try desk.write(&row, as: .released, in: change)
                try rollUps.add(row, in: change.db)
                try change.record(.evaluationReleased, object: "evaluation:\(row.id)")
            }
            try rollUps.write(in: change.db)
            return due.count
        }
    }

    /// The agent has read it.
    package func acknowledge(
        _ id: Evaluation.ID, saying text: String, by principal: Principal
    ) async throws {
        let desk = self
        let text = try checkedWords(text)
        try await change(by: principal, needing: .acknowledge) { change in
            var row = try desk.existing(id, for: principal, needing: .acknowledge, in: change.db)
            guard row.state == .released else { throw Refusal.evaluationState }
            row.state = .acknowledged
            try desk.write(&row, as: .acknowledged, saying: text, in: change)
            try change.record(.evaluationAcknowledged, object: "evaluation:\(id)")
        }
    }

    func checkComplete(_ sheet: AnswerSheet, on card: Scorecard) throws {
        let problems = card.problems(of: sheet)
        guard problems.isEmpty else {
            let some = problems.prefix(5).map(\.sentence).joined(separator: " ")
            throw Refusal(
                .invalid, .sheetProblems, some,
                subject: problems.prefix(20).compactMap(\.question).joined(separator: " "))
        }
    }

    /// The entry of a sheet that was handed in: its score, and a hash that binds what it says. Of a
    /// calibration the hash alone, which tells no rater of another's score.
    func record(
        _ action: LedgerAction, of row: EvaluationRow, _ sheet: EvaluationSheetRow,
        in change: inout Change
    ) throws {
        var details = [
            "call": "\(row.call)", "sheet": "\(sheet.number)",
            "sealed": sha256(sheet.sheetSealed).hexadecimal,
        ]
        if row.stream != .calibration {
            details["score"] = row.score.hundredths.map { "\(Percent($0))" } ?? "none"
            details["auto-fails"] = "\(row.score.autoFails)"
        }
        try change.record(action, object: "evaluation:\(row.id)", details: details)
    }

    private func secondLook(
        _ id: Evaluation.ID, by principal: Principal, in db: Transaction
    ) throws -> EvaluationRow {
        let row = try existing(id, for: principal, needing: .confirmEvaluations, in: db)
        guard row.state == .secondLook else { throw Refusal.evaluationState }
        guard row.scoredBy != principal.id, row.assignedTo != principal.account else {
            throw Refusal.ownEvaluation
        }
        return row
    }

    func releaseTime(from now: Date) -> Date {
        now.addingTimeInterval(Double(settings.scoring.releaseHours) * 3600)
    }

    /// Words that may be left away.
    func checkedWords(_ text: String) throws -> String {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard text.count <= ScorecardLimits.textCharactersMax else {
            throw Refusal(
                .invalid, .badReason,
                "Write at most \(ScorecardLimits.textCharactersMax) characters.", subject: "text")
        }
        return text
    }
}

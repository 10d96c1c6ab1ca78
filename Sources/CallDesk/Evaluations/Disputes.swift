import CallLedger
import CallStore
import CallVault
package import Calls
import Foundation

/// What an agent or a supervisor doesn't agree with, and what becomes of it.
extension CallDesk {
    private static var disputesMax: Int { 200 }

    /// Disputes the answer to `question` of a released evaluation, within its time.
    package func dispute(
        _ id: Evaluation.ID, question: String, because text: String, by principal: Principal
    ) async throws -> Dispute.ID {
        let desk = self
        let text = try checkedReason(text)
        return try await change(by: principal, needing: .dispute) { change in
            var row = try desk.existing(id, for: principal, needing: .dispute, in: change.db)
            guard row.state.isReleased, let end = desk.disputeEnd(of: row) else {
                throw Refusal.evaluationState
            }
            guard change.now < end else {
                throw Refusal(
                    .conflict, .disputeLate, "The time to dispute this evaluation is over.")
            }
            let sheet = try desk.lastSheet(of: row, in: change.db)
            guard let sheet, sheet.answers[question] != nil else {
                throw Refusal(
                    .invalid, .badSheet,
                    "This question wasn't asked in the evaluation. Choose one that was.",
                    subject: question)
            }
            let earlier = try change.db.disputes(of: id, limit: Self.disputesMax)
            guard earlier.count < Self.disputesMax,
                !earlier.contains(where: { $0.question == question && $0.decision == nil })
            else {
                throw Refusal(
                    .conflict, .alreadyAsked,
                    "This answer is disputed already. Wait for the decision.", subject: question)
            }
            let dispute: Dispute.ID = change.newID()
            var rollUps = RollUps(desk.vault)
            try rollUps.remove(row, in: change.db)
            try change.db.insert(
                desk.sealed(
                    DisputeRow(
                        id: dispute, evaluation: id, question: question,
                        textSealed: try desk.vault.seal(
                            text, as: Self.disputePlace(dispute, "text")),
                        raisedBy: principal.id, raisedAt: change.now,
                        dueAt: change.now.addingTimeInterval(
                            Double(desk.settings.scoring.decideDays) * 86_400))))
            row.state = .disputed
            try desk.write(&row, as: .disputed, in: change)
            try rollUps.add(row, in: change.db)
            try rollUps.write(in: change.db)
            try change.record(
                .disputeRaised, object: "evaluation:\(id)",
                details: ["dispute": "\(dispute)", "question": question])
            return dispute
        }
    }

    /// Upholds a dispute with the answer that should have stood there, or rejects it. Neither
    /// whoever scored the call nor whoever disputes decides.
    package func decide(
        _ id: Dispute.ID, upholdingAs answer: AnswerSheet.Answer?, because reason: String,
        by principal: Principal
    ) async throws {
        let desk = self
        let reason = try checkedReason(reason)
        try await change(by: principal, needing: .decideDisputes) { change in
            var (dispute, row) = try desk.existing(
                id, for: principal, needing: .decideDisputes, in: change.db)
            guard dispute.decision == nil else {
                throw Refusal(.conflict, .alreadyDecided, "This dispute was decided already.")
            }
            guard row.scoredBy != principal.id, dispute.raisedBy != principal.id else {
                throw Refusal.ownEvaluation
            }
            var rollUps = RollUps(desk.vault)
            try rollUps.remove(row, in: change.db)
            dispute.decision = DisputeRow.Decision(
                outcome: answer == nil ? .rejected : .upheld,
                becauseSealed: try desk.vault.seal(
                    reason, as: Self.disputePlace(id, "because")),
                by: principal.id, at: change.now)
            dispute.version += 1
            try change.db.update(desk.sealed(dispute))
            if let answer {
                try desk.revise(&row, dispute.question, to: answer, in: &change)
            }
            let others = try change.db.disputes(of: row.id, limit: Self.disputesMax)
                .contains { $0.id != id && $0.decision == nil }
            row.state = others ? .disputed : .released
            try desk.write(&row, as: answer == nil ? .decided : .revised, in: change)
            try rollUps.add(row, in: change.db)
            try rollUps.write(in: change.db)
            try change.record(
                .disputeDecided, object: "evaluation:\(row.id)",
                reason: answer == nil ? "rejected" : "upheld",
                details: ["dispute": "\(id)", "question": dispute.question])
        }
    }

    /// One dispute, decided on or not.
    package func dispute(_ id: Dispute.ID, by principal: Principal) async throws -> Dispute {
        let desk = self
        return try await see(by: principal, needing: .seeEvaluations) { db in
            try desk.dispute(
                desk.existing(id, for: principal, needing: .seeEvaluations, in: db).dispute)
        }
    }

    /// One beyond the reach of `principal` is told of as if it weren't there.
    private func existing(
        _ id: Dispute.ID, for principal: Principal, needing permission: Permission,
        in db: Transaction
    ) throws -> (dispute: DisputeRow, evaluation: EvaluationRow) {
        guard let dispute = try verified(db.dispute(id)) else { throw Refusal.noSuchDispute }
        do {
            let row = try existing(
                dispute.evaluation, for: principal, needing: permission, in: db)
            return (dispute, row)
        } catch let refusal as Refusal where refusal.code == .noSuchEvaluation {
            throw Refusal.noSuchDispute
        }
    }

    /// A new sheet with one answer set right; the former ones stay.
    private func revise(
        _ row: inout EvaluationRow, _ question: String, to answer: AnswerSheet.Answer,
        in change: inout Change
    ) throws {
        let card = try card(of: row, in: change.db)
        guard var sheet = try lastSheet(of: row, in: change.db) else {
            throw Refusal.evaluationState
        }
        sheet.answers[question] = answer
        sheet = card.trimmed(sheet)
        try checkComplete(sheet, on: card)
        let handed = try hand(in: sheet, on: card, of: &row, change: change)
        try record(.evaluationRevised, of: row, handed, in: &change)
    }

    /// What waits for a decision, the most urgent first.
    package func openDisputes(
        limit: Int, by principal: Principal
    ) async throws -> [Dispute] {
        let limit = try checked(limit)
        let desk = self
        let visibility = try visibility(.seeEvaluations, of: principal)
        return try await see(by: principal, needing: .seeEvaluations) { db in
            try db.openDisputes(after: nil, limit: limit).compactMap { row in
                guard let evaluation = try desk.verified(db.evaluation(row.evaluation)),
                    visibility.covers(
                        agent: evaluation.subject.agent, team: evaluation.subject.team),
                    try desk.isInSight(evaluation, of: principal, in: db)
                else { return nil }
                return try desk.dispute(row)
            }
        }
    }

    func disputes(of id: Evaluation.ID, in db: Transaction) throws -> [Dispute] {
        try db.disputes(of: id, limit: Self.disputesMax).map(dispute)
    }

    private func dispute(_ row: DisputeRow) throws -> Dispute {
        try verify(row)
        return Dispute(
            id: row.id, evaluation: row.evaluation, question: row.question,
            text: try openWords(row.textSealed, as: Self.disputePlace(row.id, "text")),
            raisedBy: row.raisedBy, raisedAt: row.raisedAt, dueAt: row.dueAt,
            decision: try row.decision.map { decision in
                Dispute.Decision(
                    outcome: decision.outcome,
                    because: try openWords(
                        decision.becauseSealed, as: Self.disputePlace(row.id, "because")),
                    by: decision.by, at: decision.at)
            })
    }

    /// Nil for words that were taken out when their customer was erased.
    private func openWords(_ sealed: [UInt8], as place: FieldPlace) throws -> String? {
        sealed.isEmpty ? nil : try vault.openText(sealed, as: place)
    }

    /// Until when an evaluation may be disputed; nil before its release.
    func disputeEnd(of row: EvaluationRow) -> Date? {
        row.releasedAt?.addingTimeInterval(Double(settings.scoring.disputeDays) * 86_400)
    }

    static func disputePlace(_ id: Dispute.ID, _ column: String) -> FieldPlace {
        FieldPlace(table: "dispute", column: column, row: id.rawValue, version: 1)
    }
}

extension Refusal {
    static var noSuchDispute: Refusal {
        Refusal(
            .notFound, .noSuchDispute, "There is no such dispute. It may have been decided.")
    }
}

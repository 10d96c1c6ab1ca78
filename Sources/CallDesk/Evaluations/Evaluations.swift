import CallLedger
import CallStore
package import Calls
import Foundation

/// How long things may take between a form and its end.
package struct ScoringSettings: Hashable, Sendable {
    /// Between handing in, or a second look, and the agent's seeing it.
    package var releaseHours: Int
    /// Within which an evaluation may be disputed from its release on.
    package var disputeDays: Int
    /// Within which a dispute is to be decided.
    package var decideDays: Int

    package init(releaseHours: Int = 24, disputeDays: Int = 7, decideDays: Int = 5) {
        self.releaseHours = releaseHours
        self.disputeDays = disputeDays
        self.decideDays = decideDays
    }
}

extension CallDesk {
    /// The latest made first. Agents and supervisors see what was released; of open calibrations
    /// everybody sees the own ones alone.
    package func evaluations(
        _ filter: EvaluationFilter, after cursor: String?, limit: Int, by principal: Principal,
        needing permission: Permission = .seeEvaluations
    ) async throws -> Page<EvaluationSummary> {
        let limit = try checked(limit)
        let after: Evaluation.ID? = try cursor.map(cursorID)
        let (desk, visibility) = (self, try visibility(permission, of: principal))
        let sight = sight(of: principal)
        let filter = filter.seen(by: principal)
        return try await see(by: principal, needing: permission) { db in
            guard let filter = try filter.flatMap({ try desk.lookedUp($0, db) }) else {
                return Page(items: [], next: nil)
            }
            let rows = try db.evaluations(
                filter, within: visibility, sight: sight, after: after, limit: limit + 1)
            return Page(
                items: rows.prefix(limit).map(desk.summary),
                next: rows.count > limit ? rows[limit - 1].evaluation.id.description : nil)
        }
    }

    /// One evaluation with its form. Who works on it gets the draft.
    package func evaluation(
        _ id: Evaluation.ID, by principal: Principal
    ) async throws -> EvaluationDetail {
        let desk = self
        return try await see(by: principal, needing: .seeEvaluations) { db in
            let row = try desk.existing(id, for: principal, needing: .seeEvaluations, in: db)
            guard let listed = try db.listedEvaluation(id) else { throw Refusal.noSuchEvaluation }
            let card = try desk.card(of: row, in: db)
            let isMine =
                row.state == .claimed && row.assignedTo != nil
                && row.assignedTo == principal.account && principal.may(.score)
            let draft = isMine ? try db.draft(of: id) : nil
            let sheet = try draft.map(desk.open) ?? desk.lastSheet(of: row, in: db)
            var detail = EvaluationDetail(
                summary: desk.summary(listed), scorecard: card, sheet: sheet ?? AnswerSheet(),
                revision: draft?.revision ?? 0, savedAt: draft?.savedAt, isMine: isMine,
                steps: try db.steps(of: id, limit: Self.evaluationStepsMax).map(desk.step),
                disputes: try desk.disputes(of: id, in: db),
                disputeUntil: desk.disputeEnd(of: row))
            detail.savedBy = draft?.savedBy
            detail.handedIn = try db.sheets(of: id, limit: Self.sheetsShown).map(desk.handed)
            try desk.name(everybodyIn: &detail, db)
            try desk.putScripts(beside: &detail, of: row.subject, in: db)
            try desk.putComparisons(on: &detail, of: row, for: principal, in: db)
            return detail
        }
    }

    /// With ids for codes; nil when one is nobody's.
    func lookedUp(_ filter: EvaluationFilter, _ db: Transaction) throws -> EvaluationFilter? {
        var filter = filter
        if let code = filter.agentCode {
            filter.agent = try db.agent(code: db.listedAgent(code: code))?.id
            if filter.agent == nil { return nil }
        }
        if let code = filter.cardCode {
            filter.card = try db.scorecard(code: code)?.id
            if filter.card == nil { return nil }
        }
        return filter
    }

    private static var sheetsShown: Int { 20 }

    private func handed(_ row: EvaluationSheetRow) throws -> HandedSheet {
        try verify(row)
        return HandedSheet(
            number: row.number, sheet: try open(row),
            score: row.score.hundredths.map { Percent($0) },
            madeBy: row.madeBy, madeAt: row.madeAt)
    }

    private func name(everybodyIn detail: inout EvaluationDetail, _ db: Transaction) throws {
        var principals = Set(detail.steps.map(\.doneBy))
        for dispute in detail.disputes {
            principals.insert(dispute.raisedBy)
            if let by = dispute.decision?.by { principals.insert(by) }
        }
        principals.formUnion(detail.handedIn.map(\.madeBy))
        if let by = detail.savedBy { principals.insert(by) }
        for principal in principals.prefix(Self.pageMax) {
            detail.titles[principal] = try title(of: principal, in: db)
        }
    }

    /// As `evaluate` by a scorecard's id, by its code.
    package func evaluate(
        _ call: Call.ID, byCard code: String, dueInDays days: Int, by principal: Principal
    ) async throws -> Evaluation.ID {
        let card = try await see(by: principal, needing: .assignEvaluations) { db in
            guard let row = try db.scorecard(code: code) else { throw Refusal.noSuchScorecard }
            return row.id
        }
        return try await evaluate(call, by: card, dueInDays: days, by: principal)
    }

    /// Puts one call up for scoring by its own choice: it never enters an average.
    package func evaluate(
        _ call: Call.ID, by card: Scorecard.ID, dueInDays days: Int, by principal: Principal
    ) async throws -> Evaluation.ID {
        let desk = self
        guard (1...365).contains(days) else {
            throw Refusal(
                .invalid, .badDay, "Give between 1 and 365 days for it.", subject: "days")
        }
        return try await change(by: principal, needing: .assignEvaluations) { change in
            guard let row = try desk.verified(change.db.call(call)),
                principal.visibility(.assignEvaluations)?.covers(row) == true
            else { throw Self.noSuchCall }
            let version = try desk.versionInForce(
                of: desk.existing(card, in: change.db), on: row.localDay, in: change.db)
            let evaluation = EvaluationRow(
                id: change.newID(), of: row, stream: .single, pick: nil, card: version,
                madeAt: change.now,
                dueAt: change.now.addingTimeInterval(Double(days) * 86_400))
            try change.db.insert(desk.sealed(evaluation))
            try change.record(
                .evaluationMade, object: "evaluation:\(evaluation.id)",
                details: ["call": "\(call)", "scorecard": "\(card)"])
            return evaluation.id
        }
    }
}

extension EvaluationFilter {
    /// Cut to what `principal` may know of: who doesn't score or decide sees what was released.
    /// Nil when that leaves nothing.
    func seen(by principal: Principal) -> EvaluationFilter? {
        if principal.seesUnreleased { return self }
        var filter = self
        let released = Set(Evaluation.State.allCases.filter(\.isReleased))
        filter.states = states.isEmpty ? released : states.intersection(released)
        return filter.states.isEmpty ? nil : filter
    }
}

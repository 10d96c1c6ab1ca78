import CallLedger
import CallStore
import CallVault
package import Calls
import Foundation

/// Four eyes: who asks never decides, and what was approved is carried out in the transaction that
/// approves it.
extension CallDesk {
    /// Does what was approved, each kind in its own file.
    private func carryOut(_ approval: ApprovalRow, in change: inout Change) throws {
        switch approval.kind {
        case .erasure: try erasureApproved(approval, in: &change)
        case .holdRelease: try releaseApproved(approval, in: &change)
        case .keyRotation: try rotationApproved(approval, in: &change)
        case .roleGrant: try grantApproved(approval, in: &change)
        // The approval itself is what the asker needs.
        case .export: break
        }
    }

    /// Puts a wish before a second person; part of a change that may record more. `because` is
    /// sealed.
    func askApproval(
        _ kind: Approval.Kind, of object: String, particulars: String = "", because: String,
        in change: inout Change
    ) throws -> Approval.ID {
        let because = try checkedReason(because)
        guard try change.db.openApproval(kind, of: object, now: change.now) == nil else {
            throw Refusal(
                .conflict, .alreadyAsked,
                "This was asked already and waits for a second person. Look at the approvals.",
                subject: kind.rawValue)
        }
        let id: Approval.ID = change.newID()
        try change.db.insert(
            sealed(
                ApprovalRow(
                    id: id, kind: kind, object: object, particulars: particulars,
                    becauseSealed: try vault.seal(because, as: Self.reasonPlace(id)),
                    askedBy: change.principal, askedAt: change.now)))
        try change.record(
            .approvalAsked, object: object, reason: kind.rawValue,
            details: ["approval": "\(id)"])
        return id
    }

    /// What waits, what was decided or has lapsed, or both when `isOpen` is nil: the newest first.
    /// Of what others asked for, only such kinds as the reader may know of.
    package func approvals(
        isOpen: Bool? = nil, after cursor: String?, limit: Int, by principal: Principal
    ) async throws -> Page<Approval> {
        let limit = try checked(limit)
        let after: Approval.ID? = try cursor.map(cursorID)
        let (desk, now) = (self, now())
        let filter = ApprovalFilter(
            kinds: Approval.Kind.allCases.filter { principal.may($0.subjectPermission) },
            asker: principal.id, isOpen: isOpen)
        return try await see(by: principal, needing: .seeApprovals) { db in
            let rows = try db.approvals(filter, after: after, limit: limit + 1, now: now)
            return Page(
                items: try rows.prefix(limit).map {
                    try desk.approval(of: $0, in: db, for: principal)
                },
                next: rows.count > limit ? rows[limit - 1].id.description : nil)
        }
    }

    /// How many wait that `principal` may decide on, counted up to 100.
    package func approvalsToDecide(by principal: Principal) async throws -> Int {
        let now = now()
        let filter = ApprovalFilter(
            kinds: Approval.Kind.allCases.filter {
                principal.may($0.permission) && principal.may($0.subjectPermission)
            }, asker: nil, isOpen: true)
        return try await see(by: principal, needing: .seeApprovals) { db in
            try db.approvals(filter, after: nil, limit: 100, now: now)
                .count { !$0.isOf(principal) }
        }
    }

    package func approval(
        _ id: Approval.ID, by principal: Principal
    ) async throws -> Approval {
        let desk = self
        return try await see(by: principal, needing: .seeApprovals) { db in
            guard let row = try db.approval(id),
                row.isOf(principal) || principal.may(row.kind.subjectPermission)
            else { throw Refusal.noSuchApproval }
            return try desk.approval(of: row, in: db, for: principal)
        }
    }

    /// Approves, which carries it out, or refuses. Refused for whoever asked, by whatever door.
    package func decide(
        _ id: Approval.ID, approve: Bool, by principal: Principal
    ) async throws {
        let desk = self
        let kind = try await approval(id, by: principal).kind
        try await change(by: principal, needing: kind.permission) { change in
            let row = try desk.openApproval(id, in: change)
            guard !row.isOf(principal) else {
                throw Refusal(
                    .forbidden, .secondPerson,
                    "You asked for this yourself. A second person has to decide on it.")
            }
            try desk.close(row, as: approve ? .approved : .refused, in: &change)
            if approve { try desk.carryOut(row, in: &change) }
        }
        if approve, kind == .erasure { await finishErasures() }
    }

    /// Takes back what one asked for oneself.
    package func withdrawApproval(_ id: Approval.ID, by principal: Principal) async throws {
        let desk = self
        try await change(by: principal, needing: .seeApprovals) { change in
            let row = try desk.openApproval(id, in: change)
            guard row.askedBy == principal.id else { throw Refusal.noSuchApproval }
            try desk.close(row, as: .withdrawn, in: &change)
        }
    }

    private func openApproval(_ id: Approval.ID, in change: Change) throws -> ApprovalRow {
        guard let row = try verified(try change.db.approval(id)) else {
            throw Refusal.noSuchApproval
        }
        guard try change.db.decision(on: id) == nil, row.endsAt > change.now else {
            throw Refusal(
                .conflict, .alreadyDecided,
                "This was decided on, withdrawn, or has waited too long. Reload the list.")
        }
        return row
    }

    private func close(
        _ row: ApprovalRow, as outcome: Approval.Outcome, in change: inout Change
    ) throws {
        try change.db.insert(
            sealed(
                ApprovalDecisionRow(
                    approvalID: row.id, outcome: outcome, decidedBy: change.principal.id,
                    decidedAt: change.now)))
        try change.record(
            .approvalDecided, object: row.object, reason: row.kind.rawValue,
            details: ["approval": "\(row.id)", "outcome": outcome.rawValue])
    }

    func approval(
        of row: ApprovalRow, in db: Transaction, for principal: Principal
    ) throws -> Approval {
        try verify(row)
        let decision = try verified(try db.decision(on: row.id))
        let lapsed = decision == nil && row.endsAt <= now()
        var approval = Approval(
            id: row.id, kind: row.kind, object: row.object, particulars: row.particulars,
            because: try vault.openText(row.becauseSealed, as: Self.reasonPlace(row.id)),
            askedBy: row.askedBy, askedAt: row.askedAt, endsAt: row.endsAt,
            outcome: lapsed ? .refused : decision?.outcome, decidedBy: decision?.decidedBy,
            decidedAt: lapsed ? row.endsAt : decision?.decidedAt)
        approval.hasLapsed = lapsed
        approval.isOwn = row.isOf(principal)
        approval.mayDecide =
            approval.outcome == nil && !approval.isOwn && principal.may(row.kind.permission)
        if principal.may(.seeAccounts) {
            approval.askerTitle = try title(of: row.askedBy, in: db)
            approval.deciderTitle = try decision.flatMap { try title(of: $0.decidedBy, in: db) }
        }
        return approval
    }

    private static func reasonPlace(_ id: Approval.ID) -> FieldPlace {
        FieldPlace(table: "approval", column: "because", row: id.rawValue, version: 1)
    }

    /// A reason as it is kept: 1 to 500 characters without spaces around.
    func checkedReason(_ reason: String) throws -> String {
        let reason = reason.trimmingCharacters(in: .whitespacesAndNewlines)
        guard (1...500).contains(reason.count) else {
            throw Refusal(
                .invalid, .reasonMissing, "Say why, in at most 500 characters; it is kept.",
                subject: "reason")
        }
        return reason
    }
}

extension ApprovalRow {
    /// Whether `principal` asked for it, by whatever door.
    fileprivate func isOf(_ principal: Principal) -> Bool {
        askedBy == principal.id || (accountID != nil && accountID == principal.account)
    }
}

extension Refusal {
    package static let noSuchApproval = Refusal(
        .notFound, .noSuchApproval, "There is no such approval. Look at the list of approvals.")
}

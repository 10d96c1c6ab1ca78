package import Calls
package import Foundation

/// What waits for a second person, as stored.
package struct ApprovalRow: RegulatedRow {
    package static let table = "approval"

    package var id: Approval.ID
    package var kind: Approval.Kind
    package var object: String
    package var particulars: String
    package var becauseSealed: [UInt8]
    package var askedBy: String
    /// The account behind the asker, so that a person's token and page count as one.
    package var accountID: Account.ID?
    package var askedAt: Date
    package var endsAt: Date
    package var rowMAC: [UInt8] = []

    package init(
        id: Approval.ID, kind: Approval.Kind, object: String, particulars: String,
        becauseSealed: [UInt8], askedBy: Principal, askedAt: Date
    ) {
        self.id = id
        self.kind = kind
        self.object = object
        self.particulars = particulars
        self.becauseSealed = becauseSealed
        self.askedBy = askedBy.id
        accountID = askedBy.account
        self.askedAt = askedAt
        endsAt = askedAt + Approval.secondsMax
    }

    package init(_ row: Row) throws {
        let name: String = try row.get("kind")
        guard let kind = Approval.Kind(rawValue: name) else {
            throw StoreFault.unexpectedRow("an approval of the kind \(name)")
        }
        id = try row.get("id")
        self.kind = kind
        object = try row.get("object")
        particulars = try row.get("particulars")
        becauseSealed = try row.get("because_sealed")
        askedBy = try row.get("asked_by")
        accountID = try row.get("account_id")
        askedAt = try row.get("asked_at")
        endsAt = try row.get("ends_at")
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [
            id, kind.rawValue, object, particulars, becauseSealed, askedBy, accountID, askedAt,
            endsAt,
        ]
        return values.map(\.sqlValue)
    }
}

package struct ApprovalDecisionRow: RegulatedRow {
    package static let table = "approval_decision"

    package var approvalID: Approval.ID
    package var outcome: Approval.Outcome
    package var decidedBy: String
    package var decidedAt: Date
    package var rowMAC: [UInt8] = []

    package init(
        approvalID: Approval.ID, outcome: Approval.Outcome, decidedBy: String, decidedAt: Date
    ) {
        self.approvalID = approvalID
        self.outcome = outcome
        self.decidedBy = decidedBy
        self.decidedAt = decidedAt
    }

    package init(_ row: Row) throws {
        let name: String = try row.get("outcome")
        guard let outcome = Approval.Outcome(rawValue: name) else {
            throw StoreFault.unexpectedRow("an approval's outcome \(name)")
        }
        self.init(
            approvalID: try row.get("approval_id"), outcome: outcome,
            decidedBy: try row.get("decided_by"), decidedAt: try row.get("decided_at"))
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [approvalID, outcome.rawValue, decidedBy, decidedAt]
        return values.map(\.sqlValue)
    }
}

extension Transaction {
    package func insert(_ approval: ApprovalRow) throws {
        try execute("""
            INSERT INTO approval
              (id, kind, object, particulars, because_sealed, asked_by, account_id, asked_at,
               ends_at, row_mac)
            VALUES (\(approval.id), \(approval.kind.rawValue), \(approval.object),
              \(approval.particulars), \(approval.becauseSealed), \(approval.askedBy),
              \(approval.accountID), \(approval.askedAt), \(approval.endsAt),
              \(approval.rowMAC))
            """)
    }

    package func insert(_ decision: ApprovalDecisionRow) throws {
        try execute("""
            INSERT INTO approval_decision
              (approval_id, outcome, decided_by, decided_at, row_mac)
            VALUES (\(decision.approvalID), \(decision.outcome.rawValue), \(decision.decidedBy),
              \(decision.decidedAt), \(decision.rowMAC))
            """)
    }

    package func approval(_ id: Approval.ID) throws -> ApprovalRow? {
        try row("SELECT * FROM approval WHERE id = \(id)").map(ApprovalRow.init)
    }

    package func decision(on id: Approval.ID) throws -> ApprovalDecisionRow? {
        try row("SELECT * FROM approval_decision WHERE approval_id = \(id)")
            .map(ApprovalDecisionRow.init)
    }

    /// Those of `kinds`, or asked for by `asker`, that nobody has decided on by `now`, or all the
    /// others: the newest first, behind `id`.
    package func approvals(
        _ which: ApprovalFilter, after id: Approval.ID?, limit: Int, now: Date
    ) throws -> [ApprovalRow] {
        var conditions: [SQL] = [which.condition]
        if let id { conditions.append("a.id < \(id)") }
        switch which.isOpen {
        case true?: conditions.append("d.approval_id IS NULL AND a.ends_at > \(now)")
        case false?: conditions.append("(d.approval_id IS NOT NULL OR a.ends_at <= \(now))")
        case nil: break
        }
        return try rows("""
            SELECT a.* FROM approval a LEFT JOIN approval_decision d ON d.approval_id = a.id
            WHERE \(conditions.joined(separator: " AND ")) ORDER BY a.id DESC LIMIT \(limit)
            """).map(ApprovalRow.init)
    }

    /// One of this kind on this object that `asker` asked for and that was approved since `time`.
    package func approved(
        _ kind: Approval.Kind, of object: String, asker: String, since time: Date
    ) throws -> ApprovalRow? {
        try row("""
            SELECT a.* FROM approval a JOIN approval_decision d ON d.approval_id = a.id
            WHERE a.kind = \(kind.rawValue) AND a.object = \(object)
              AND a.asked_by = \(asker) AND d.outcome = 'approved' AND d.decided_at >= \(time)
            ORDER BY a.id DESC LIMIT 1
            """).map(ApprovalRow.init)
    }

    /// One of this kind on this object that nobody has decided on by `now`.
    package func openApproval(
        _ kind: Approval.Kind, of object: String, now: Date
    ) throws -> ApprovalRow? {
        try row("""
            SELECT a.* FROM approval a
              LEFT JOIN approval_decision d ON d.approval_id = a.id
            WHERE a.kind = \(kind.rawValue) AND a.object = \(object) AND a.ends_at > \(now)
              AND d.approval_id IS NULL
            ORDER BY a.id LIMIT 1
            """).map(ApprovalRow.init)
    }
}

/// Which approvals somebody is told of.
package struct ApprovalFilter: Sendable {
    package var kinds: [Approval.Kind]
    /// `Principal.id`, whose own wishes are shown whatever the kind; nil for none.
    package var asker: String?
    /// Those that wait, or those that were decided or have lapsed; both when nil.
    package var isOpen: Bool?

    package init(kinds: [Approval.Kind], asker: String?, isOpen: Bool?) {
        self.kinds = kinds
        self.asker = asker
        self.isOpen = isOpen
    }

    fileprivate var condition: SQL {
        let names = kinds.map { "\($0.rawValue)" as SQL }.joined(separator: ", ")
        let ofKinds: SQL = kinds.isEmpty ? "1 = 0" : "a.kind IN (\(names))"
        guard let asker else { return ofKinds }
        return "(\(ofKinds) OR a.asked_by = \(asker))"
    }
}

package import Calls
package import Foundation

package struct HoldRow: RegulatedRow {
    package static let table = "hold"

    package var id: Hold.ID
    package var target: Hold.Target
    /// Empty once the customer was erased.
    package var becauseSealed: [UInt8]
    package var placedBy: String
    package var placedAt: Date
    package var rowMAC: [UInt8] = []

    package init(
        id: Hold.ID, target: Hold.Target, becauseSealed: [UInt8], placedBy: String, placedAt: Date
    ) {
        self.id = id
        self.target = target
        self.becauseSealed = becauseSealed
        self.placedBy = placedBy
        self.placedAt = placedAt
    }

    package init(_ row: Row) throws {
        let name: String = try row.get("kind")
        guard let kind = Hold.Kind(rawValue: name) else {
            throw StoreFault.unexpectedRow("a hold of the kind \(name)")
        }
        self.init(
            id: try row.get("id"), target: Hold.Target(kind, try row.get("object_id")),
            becauseSealed: try row.get("because_sealed"), placedBy: try row.get("placed_by"),
            placedAt: try row.get("placed_at"))
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [
            id, target.kind.rawValue, target.rawID, becauseSealed, placedBy, placedAt,
        ]
        return values.map(\.sqlValue)
    }
}

package struct HoldReleaseRow: RegulatedRow {
    package static let table = "hold_release"

    package var holdID: Hold.ID
    package var approvalID: Approval.ID
    package var releasedBy: String
    package var releasedAt: Date
    package var rowMAC: [UInt8] = []

    package init(
        holdID: Hold.ID, approvalID: Approval.ID, releasedBy: String, releasedAt: Date
    ) {
        self.holdID = holdID
        self.approvalID = approvalID
        self.releasedBy = releasedBy
        self.releasedAt = releasedAt
    }

    package init(_ row: Row) throws {
        self.init(
            holdID: try row.get("hold_id"), approvalID: try row.get("approval_id"),
            releasedBy: try row.get("released_by"), releasedAt: try row.get("released_at"))
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [holdID, approvalID, releasedBy, releasedAt]
        return values.map(\.sqlValue)
    }
}

/// Which holds a list shows.
package struct HoldFilter: Sendable, Equatable {
    package var kind: Hold.Kind?
    /// Those that stand, or those that were released; both when nil.
    package var isOpen: Bool?
    package var target: Hold.Target?

    package init(
        kind: Hold.Kind? = nil, isOpen: Bool? = nil, target: Hold.Target? = nil
    ) {
        self.kind = kind
        self.isOpen = isOpen
        self.target = target
    }
}

extension Transaction {
    package func insert(_ hold: HoldRow) throws {
        try execute("""
            INSERT INTO hold
              (id, kind, object_id, because_sealed, placed_by, placed_at, row_mac)
            VALUES (\(hold.id), \(hold.target.kind.rawValue), \(hold.target.rawID),
              \(hold.becauseSealed), \(hold.placedBy), \(hold.placedAt), \(hold.rowMAC))
            """)
    }

    package func insert(_ release: HoldReleaseRow) throws {
        try execute("""
            INSERT INTO hold_release (hold_id, approval_id, released_by, released_at, row_mac)
            VALUES (\(release.holdID), \(release.approvalID), \(release.releasedBy),
              \(release.releasedAt), \(release.rowMAC))
            """)
    }

    /// Writes why a hold was placed; nothing else of one ever changes.
    package func updateReason(of hold: HoldRow) throws {
        try execute("""
            UPDATE hold SET because_sealed = \(hold.becauseSealed), row_mac = \(hold.rowMAC)
            WHERE id = \(hold.id)
            """)
    }

    package func hold(_ id: Hold.ID) throws -> HoldRow? {
        try row("SELECT * FROM hold WHERE id = \(id)").map(HoldRow.init)
    }

    package func release(of id: Hold.ID) throws -> HoldReleaseRow? {
        try row("SELECT * FROM hold_release WHERE hold_id = \(id)").map(HoldReleaseRow.init)
    }

    /// The newest first, behind `id`; `calls` narrows to call holds on those that somebody sees.
    package func holds(
        _ filter: HoldFilter, after id: Hold.ID?, limit: Int
    ) throws -> [HoldRow] {
        var conditions: [SQL] = ["1 = 1"]
        if let id { conditions.append("h.id < \(id)") }
        if let kind = filter.kind { conditions.append("h.kind = \(kind.rawValue)") }
        if let target = filter.target { conditions.append(Self.on(target)) }
        if let isOpen = filter.isOpen {
            conditions.append(isOpen ? "r.hold_id IS NULL" : "r.hold_id IS NOT NULL")
        }
        return try rows("""
            SELECT h.* FROM hold h LEFT JOIN hold_release r ON r.hold_id = h.id
            WHERE \(conditions.joined(separator: " AND ")) ORDER BY h.id DESC LIMIT \(limit)
            """).map(HoldRow.init)
    }

    /// All holds on `targets`, standing or released, behind `id` in the order of ids.
    package func holds(
        on targets: [Hold.Target], after id: Hold.ID = Hold.ID(0), limit: Int
    ) throws -> [HoldRow] {
        guard !targets.isEmpty else { return [] }
        let any = targets.map(Self.on).joined(separator: " OR ")
        return try rows("""
            SELECT h.* FROM hold h WHERE (\(any)) AND h.id > \(id) ORDER BY h.id LIMIT \(limit)
            """).map(HoldRow.init)
    }

    /// All holds, standing or released, that cover anything of `customer`: its own, those on its
    /// calls, those on agents who spoke in them.
    package func holds(
        over customer: Customer.ID, after id: Hold.ID = Hold.ID(0), limit: Int
    ) throws -> [HoldRow] {
        try rows("""
            SELECT h.* FROM hold h
            WHERE \(HoldSQL.covers(customer)) AND h.id > \(id) ORDER BY h.id LIMIT \(limit)
            """).map(HoldRow.init)
    }

    private static func on(_ target: Hold.Target) -> SQL {
        "(h.kind = \(target.kind.rawValue) AND h.object_id = \(target.rawID))"
    }
}

/// Conditions that keep a statement from touching what is held, whoever wrote it and whatever was
/// checked before.
enum HoldSQL {
    /// On the table `hold`, called `h`.
    static func covers(_ customer: Customer.ID) -> SQL {
        """
        ((h.kind = 'customer' AND h.object_id = \(customer))
          OR (h.kind = 'call' AND h.object_id IN
            (SELECT id FROM call WHERE customer_id = \(customer)))
          OR (h.kind = 'agent' AND h.object_id IN
            (SELECT agent_id FROM call WHERE customer_id = \(customer))))
        """
    }

    static func free(_ customer: Customer.ID) -> SQL {
        """
        NOT EXISTS (
          SELECT 1 FROM hold h LEFT JOIN hold_release r ON r.hold_id = h.id
          WHERE r.hold_id IS NULL AND \(covers(customer)))
        """
    }
}

extension Transaction {
    package func hasAgent(_ id: Agent.ID) throws -> Bool {
        try row("SELECT 1 AS one FROM agent WHERE id = \(id)") != nil
    }

    package func agentCode(_ id: Agent.ID) throws -> String? {
        try row("SELECT code FROM agent WHERE id = \(id)")?.get("code")
    }
}

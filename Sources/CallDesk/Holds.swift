import CallLedger
import CallStore
import CallVault
package import Calls
import Foundation

/// Holds: what is kept whatever may say that it can go.
extension CallDesk {
    /// Places one; any number may stand on the same thing. `reason` is sealed.
    package func placeHold(
        on target: Hold.Target, because reason: String, by principal: Principal
    ) async throws -> Hold.ID {
        let reason = try checkedReason(reason)
        let desk = self
        return try await change(by: principal, needing: .placeHold) { change in
            try desk.requireHoldable(target, by: principal, in: change.db)
            return try desk.place(holdOn: target, because: reason, in: &change)
        }
    }

    /// Writes a hold by whoever makes the change, with its entry.
    @discardableResult
    func place(
        holdOn target: Hold.Target, because reason: String, in change: inout Change
    ) throws -> Hold.ID {
        let id: Hold.ID = change.newID()
        try change.db.insert(
            sealed(
                HoldRow(
                    id: id, target: target,
                    becauseSealed: try vault.seal(reason, as: Self.reasonPlace(id)),
                    placedBy: change.principal.id, placedAt: change.now)))
        try change.record(
            .holdPlaced, object: target.object, details: ["hold": "\(id)"],
            concerning: try target.customer(in: change.db))
        return id
    }

    /// Asks for the release of a hold, which waits for a second person.
    package func askRelease(
        of id: Hold.ID, because reason: String, by principal: Principal
    ) async throws -> Approval.ID {
        let desk = self
        return try await change(by: principal, needing: .releaseHold) { change in
            let row = try desk.standingHold(id, in: change.db)
            return try desk.askApproval(
                .holdRelease, of: "hold:\(id)", particulars: row.target.object, because: reason,
                in: &change)
        }
    }

    /// Carries out an approved release.
    func releaseApproved(_ approval: ApprovalRow, in change: inout Change) throws {
        guard let id = Hold.ID(text: approval.object.dropFirst("hold:".count)) else {
            throw StoreFault.unexpectedRow("a release of \(approval.object)")
        }
        let row = try standingHold(id, in: change.db)
        try change.db.insert(
            sealed(
                HoldReleaseRow(
                    holdID: id, approvalID: approval.id, releasedBy: change.principal.id,
                    releasedAt: change.now)))
        try change.record(
            .holdReleased, object: row.target.object,
            details: ["hold": "\(id)", "approval": "\(approval.id)"],
            concerning: try row.target.customer(in: change.db))
    }

    /// The newest first.
    package func holds(
        kind: Hold.Kind?, isOpen: Bool?, on target: Hold.Target? = nil, after cursor: String?,
        limit: Int, by principal: Principal
    ) async throws -> Page<Hold> {
        let limit = try checked(limit)
        let after: Hold.ID? = try cursor.map(cursorID)
        let (desk, visibility) = (self, try visibility(.seeHolds, of: principal))
        let filter = HoldFilter(kind: kind, isOpen: isOpen, target: target)
        return try await see(by: principal, needing: .seeHolds) { db in
            var found: [Hold] = []
            var behind = after
            // Whoever sees some teams alone may have to pass over holds on other things.
            for _ in 0..<Self.holdPagesMax {
                let rows = try db.holds(filter, after: behind, limit: limit + 1)
                for row in rows where try visibility.covers(row.target, in: db) {
                    found.append(try desk.hold(of: row, in: db))
                }
                behind = rows.last?.id
                if found.count > limit || rows.count <= limit { break }
            }
            let hasMore = found.count > limit
            return Page(
                items: Array(found.prefix(limit)),
                next: hasMore ? found[limit - 1].id.description : nil)
        }
    }

    private static var holdPagesMax: Int { 50 }

    package func hold(_ id: Hold.ID, by principal: Principal) async throws -> Hold {
        let (desk, visibility) = (self, try visibility(.seeHolds, of: principal))
        return try await see(by: principal, needing: .seeHolds) { db in
            guard let row = try db.hold(id), try visibility.covers(row.target, in: db) else {
                throw Refusal.noSuchHold
            }
            return try desk.hold(of: row, in: db)
        }
    }
}

/// What stands, verified: a release that callaudit didn't write releases nothing.
extension CallDesk {
    /// The holds that stand on a call: its own, its customer's, its agent's.
    func standingHolds(on call: CallRow, in db: Transaction) throws -> [Hold] {
        try standing(in: db) { try db.holds(on: call.holdable.targets, after: $0, limit: $1) }
    }

    /// The holds that stand over anything of a customer.
    func standingHolds(over customer: Customer.ID, in db: Transaction) throws -> [Hold] {
        try standing(in: db) { try db.holds(over: customer, after: $0, limit: $1) }
    }

    /// Refuses while anything of `customer` is held.
    func requireFree(_ customer: Customer.ID, in db: Transaction) throws {
        let holds = try standingHolds(over: customer, in: db)
        guard let first = holds.first else { return }
        throw Refusal(
            .conflict, .held,
            "This is held and can't be erased: holds in force \(holds.count), the first "
                + "\(first.id). Have them released first.",
            subject: first.id.description)
    }

    /// When a call goes over to another customer or agent, the holds that covered it through the
    /// former one stay on it as holds of its own: nothing gets out of a hold by being moved.
    func keepHolds(from former: CallRow, on call: CallRow, in change: Change) throws {
        let lost = former.holdable.targets.filter { !call.holdable.targets.contains($0) }
        guard !lost.isEmpty else { return }
        let standing = try standing(in: change.db) {
            try change.db.holds(on: lost, after: $0, limit: $1)
        }
        for hold in standing {
            let id: Hold.ID = change.newID()
            try change.db.insert(
                sealed(
                    HoldRow(
                        id: id, target: .call(call.id),
                        becauseSealed: try vault.seal(hold.because, as: Self.reasonPlace(id)),
                        placedBy: hold.placedBy, placedAt: hold.placedAt)))
        }
    }

    /// Takes the reasons out of holds that were released: they may tell of who was erased.
    func blankReasons(ofHoldsOver customer: Customer.ID, in db: Transaction) throws {
        let pageRows = 200
        var behind = Hold.ID(0)
        while true {
            let rows = try db.holds(over: customer, after: behind, limit: pageRows)
            for var row in rows where row.target.kind != .agent {
                try verify(row)
                row.becauseSealed = []
                try db.updateReason(of: sealed(row))
            }
            guard rows.count == pageRows, let last = rows.last else { return }
            behind = last.id
        }
    }

    private func standing(
        in db: Transaction, _ page: (Hold.ID, Int) throws -> [HoldRow]
    ) throws -> [Hold] {
        let pageRows = 200
        var all: [Hold] = []
        var behind = Hold.ID(0)
        while true {
            let rows = try page(behind, pageRows)
            all += try rows.map { try hold(of: $0, in: db) }.filter(\.isOpen)
            guard rows.count == pageRows, let last = rows.last else { return all }
            behind = last.id
        }
    }

    private func standingHold(_ id: Hold.ID, in db: Transaction) throws -> HoldRow {
        guard let row = try verified(try db.hold(id)) else { throw Refusal.noSuchHold }
        guard try verified(try db.release(of: id)) == nil else {
            throw Refusal(
                .conflict, .alreadyReleased, "This hold was released already. Reload the list.")
        }
        return row
    }

    private func hold(of row: HoldRow, in db: Transaction) throws -> Hold {
        try verify(row)
        let release = try verified(try db.release(of: row.id))
        var hold = Hold(
            id: row.id, target: row.target,
            because: row.becauseSealed.isEmpty
                ? "" : try vault.openText(row.becauseSealed, as: Self.reasonPlace(row.id)),
            placedBy: row.placedBy, placedAt: row.placedAt,
            release: release.map {
                Hold.Release(approval: $0.approvalID, by: $0.releasedBy, at: $0.releasedAt)
            })
        hold.isReleaseAsked =
            try hold.isOpen
            && (db.openApproval(.holdRelease, of: "hold:\(row.id)", now: now())) != nil
        if case .agent(let agent) = row.target { hold.targetTitle = try db.agentCode(agent) }
        return hold
    }

    private func requireHoldable(
        _ target: Hold.Target, by principal: Principal, in db: Transaction
    ) throws {
        let visibility = try visibility(.placeHold, of: principal)
        let isThere =
            switch target {
            case .call(let id): try db.call(id) != nil
            case .customer(let id): try db.customer(id) != nil
            case .agent(let id): try db.hasAgent(id)
            }
        guard isThere, try visibility.covers(target, in: db) else {
            switch target {
            case .call: throw Self.noSuchCall
            case .customer:
                throw Refusal(
                    .notFound, .noSuchCustomer, "There is no such customer. Look them up first.")
            case .agent:
                throw Refusal(
                    .notFound, .noSuchAgent, "There is no such agent. Look for them in the roster.")
            }
        }
        if let customer = try target.customer(in: db), try db.erasure(of: customer) != nil {
            throw Self.alreadyErased
        }
    }

    static var alreadyErased: Refusal {
        Refusal(
            .conflict, .alreadyErased,
            "This customer was erased already. The certificate says when, and what was destroyed.")
    }

    private static func reasonPlace(_ id: Hold.ID) -> FieldPlace {
        // Not under the customer's key: a call may turn out to be another customer's.
        FieldPlace(table: "hold", column: "because", row: id.rawValue, version: 1)
    }
}

extension CallRow {
    var holdable: Holdable { Holdable(call: id, customer: customerID, agent: agentID) }
}

extension Hold.Target {
    /// The customer whom a hold on this concerns; nil for an agent's.
    fileprivate func customer(in db: Transaction) throws -> Customer.ID? {
        switch self {
        case .call(let id): try db.call(id)?.customerID
        case .customer(let id): id
        case .agent: nil
        }
    }
}

extension Visibility {
    /// Whether somebody who sees this much may see, or place, a hold on `target`: some teams' calls
    /// alone don't show whole customers or agents.
    fileprivate func covers(_ target: Hold.Target, in db: Transaction) throws -> Bool {
        if self == .everything { return true }
        guard case .call(let id) = target, let call = try db.call(id) else { return false }
        return covers(call)
    }
}

extension CallDesk {
    /// What a person means by a kind and an id; an agent may be named by a recorder's code too,
    /// except by whoever sees some teams alone, who isn't told which codes there are.
    package func holdTarget(
        _ kind: Hold.Kind, named text: String, by principal: Principal
    ) async throws -> Hold.Target {
        let permission: Permission = principal.may(.placeHold) ? .placeHold : .seeHolds
        if let target = Hold.Target(kind, text: text) { return target }
        let isTold = try visibility(permission, of: principal) == .everything
        let agent =
            kind == .agent && isTold
            ? try await see(by: principal, needing: permission) {
                try $0.agent(code: text)?.id
            } : nil
        guard let agent else {
            throw Refusal(
                .invalid, .badRequest,
                "Name what is held by its id of 13 characters, or an agent by their code.",
                subject: "object")
        }
        return .agent(agent)
    }
}

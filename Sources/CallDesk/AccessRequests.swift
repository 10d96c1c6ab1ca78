import CallLedger
import CallStore
import CallVault
package import Calls
import Foundation

/// Why somebody may do something to something.
enum Ground: Sendable {
    /// By role and reach.
    case role
    /// Granted for a time.
    case access(AccessRequest.ID)

    var access: AccessRequest.ID? {
        guard case .access(let id) = self else { return nil }
        return id
    }
}

/// What somebody may do to a given object, by role or by access for a time.
extension CallDesk {
    /// Whether `principal` may use `permission` on `object` just now.
    func permits(
        _ principal: Principal, _ permission: Permission, _ object: String, in db: Transaction
    ) throws -> Bool {
        try ground(of: principal, permission, on: object, in: db) != nil
    }

    /// On `object`: `call:ID`, `customer:ID`, or empty for what has none. Customers belong to no
    /// team, so a role sees all of them or none.
    func ground(
        of principal: Principal, _ permission: Permission, on object: String, in db: Transaction
    ) throws -> Ground? {
        let parts = object.split(separator: ":")
        switch parts.first {
        case "call":
            guard let id = Call.ID(text: parts[1]), let call = try db.call(id) else { return nil }
            return try ground(of: principal, permission, on: call, in: db)
        case "customer":
            if principal.grants[permission] == .all { return .role }
        default:
            if principal.grants[permission] != nil { return .role }
        }
        return try access(of: principal, permission, on: object, in: db).map { .access($0) }
    }

    func ground(
        of principal: Principal, _ permission: Permission, on call: CallRow, in db: Transaction
    ) throws -> Ground? {
        if principal.visibility(permission)?.covers(call) == true { return .role }
        return try access(of: principal, permission, on: "call:\(call.id)", in: db)
            .map { .access($0) }
    }

    /// As `ground`; refused as what isn't granted is.
    func requireGround(
        of principal: Principal, _ permission: Permission, on object: String, in db: Transaction
    ) throws -> Ground {
        guard let ground = try ground(of: principal, permission, on: object, in: db) else {
            throw Refusal(
                .forbidden, .notAllowed,
                "You may not do this. Ask an administrator for the permission named here.",
                subject: permission.rawValue)
        }
        return ground
    }

    private func access(
        of principal: Principal, _ permission: Permission, on object: String, in db: Transaction
    ) throws -> AccessRequest.ID? {
        guard principal.access[permission]?.contains(object) == true else { return nil }
        for row in try db.runningAccess(of: principal.id, now: now())
        where row.object == object
            && AccessRequest.implied(by: row.permission).contains(permission)
        {
            try verify(row)
            return row.id
        }
        return nil
    }

    /// `principal` with what was granted for a time and hasn't run out. It opens the doors; behind
    /// them the desk looks again.
    package func withAccess(_ principal: Principal) async throws -> Principal {
        guard principal.may(.askAccess), opening.away == nil else { return principal }
        let now = now()
        let rows = try await reaching {
            try await database.read { try $0.runningAccess(of: principal.id, now: now) }
        }
        var principal = principal
        for row in rows {
            try verify(row)
            for permission in AccessRequest.implied(by: row.permission) {
                principal.access[permission, default: []].insert(row.object)
            }
        }
        return principal
    }

    /// Notes that access for a time was made use of: one entry tells of ten minutes.
    func noteUse(
        of access: AccessRequest.ID?, by principal: Principal, needing permission: Permission
    ) async throws {
        guard let access else { return }
        let (object, now) = ("access:\(access)", now())
        guard !sights.isAccounted(principal, object, now: now) else { return }
        try await change(by: principal, needing: permission) { change in
            try change.recordUse(of: access)
        }
        sights.note(principal, object, now: now)
    }
}

extension Change {
    mutating func recordUse(
        of access: AccessRequest.ID?, concerning customer: Customer.ID? = nil
    ) throws {
        guard let access else { return }
        try record(.accessUsed, object: "access:\(access)", concerning: customer)
    }
}

/// Asking, deciding and giving back.
extension CallDesk {
    private static let openMax = 20

    /// Asks to be let at `object` for `minutes`. Whether there is such an object isn't told.
    package func askAccess(
        to permission: Permission, on object: String, because: String, minutes: Int,
        by principal: Principal
    ) async throws -> AccessRequest.ID {
        try require(.askAccess, of: principal)
        guard AccessRequest.askable.contains(permission),
            let object = AccessRequest.object(object, of: permission)
        else {
            throw Refusal(
                .invalid, .badAccess,
                "This can't be asked for. Name a permission from the list, and the call or "
                    + "customer as call:ID or customer:ID.", subject: "object")
        }
        try Self.check(minutes)
        let because = try checkedReason(because)
        let desk = self
        return try await change(by: principal, needing: .askAccess) { change in
            guard try change.db.openAccess(of: principal.id, permission, object) == nil else {
                throw Refusal(
                    .conflict, .alreadyAsked,
                    "You asked for this already; it waits for a decision.")
            }
            guard try change.db.countOpenAccess(of: principal.id) < Self.openMax else {
                throw Refusal(
                    .tooMany, .busy,
                    "Too many of your requests wait for a decision. Withdraw one first.")
            }
            let id: AccessRequest.ID = change.newID()
            try change.db.insert(
                desk.sealed(
                    AccessRow(
                        id: id, askedBy: principal, permission: permission, object: object,
                        becauseSealed: try desk.vault.seal(because, as: Self.becausePlace(id)),
                        askedAt: change.now, minutes: minutes)))
            try change.record(
                .accessAsked, object: "access:\(id)", reason: permission.rawValue,
                details: ["on": object, "minutes": "\(minutes)"],
                concerning: try Self.customer(of: object, in: change.db))
            return id
        }
    }

    /// Grants for `minutes`, or for as long as was asked; or refuses. Never for the asker, by
    /// whatever door.
    package func decideAccess(
        _ id: AccessRequest.ID, grant: Bool, minutes: Int?, by principal: Principal
    ) async throws {
        if let minutes { try Self.check(minutes) }
        let desk = self
        try await change(by: principal, needing: .decideAccess) { change in
            var row = try desk.open(id, in: change.db)
            guard !row.isOf(principal) else {
                throw Refusal(
                    .forbidden, .secondPerson,
                    "You asked for this yourself. A second person has to decide on it.")
            }
            if grant { try Self.requireObject(row.object, in: change.db) }
            let seconds = Double(minutes ?? row.minutes) * 60
            row.outcome = grant ? .granted : .refused
            row.decidedBy = principal.id
            row.decidedAt = change.now
            row.endsAt = grant ? change.now + seconds : nil
            try desk.write(row, in: change)
            try change.record(
                grant ? .accessGranted : .accessRefused, object: "access:\(id)",
                reason: row.permission.rawValue,
                details: grant ? ["on": row.object, "seconds": "\(Int(seconds))"]
                    : ["on": row.object],
                concerning: try Self.customer(of: row.object, in: change.db))
        }
    }

    /// Takes back what one asked for, or gives back what was granted; whoever decides may end what
    /// still runs as well.
    package func withdrawAccess(_ id: AccessRequest.ID, by principal: Principal) async throws {
        let desk = self
        let needed: Permission = principal.may(.decideAccess) ? .decideAccess : .askAccess
        try await change(by: principal, needing: needed) { change in
            guard var row = try desk.verified(try change.db.access(id)),
                row.isOf(principal) || principal.may(.decideAccess)
            else { throw Refusal.noSuchAccess }
            switch row.outcome {
            case nil where row.isOf(principal):
                row.outcome = .withdrawn
                row.decidedBy = principal.id
                row.decidedAt = change.now
            case .granted where (row.endsAt ?? change.now) > change.now:
                row.endsAt = change.now
            default: throw Refusal.accessDecided
            }
            try desk.write(row, in: change)
            try change.record(
                .accessWithdrawn, object: "access:\(id)", reason: row.permission.rawValue,
                details: ["on": row.object],
                concerning: try Self.customer(of: row.object, in: change.db))
        }
    }

    /// Those that wait first, oldest first and at most 200, on the first page; then the decided
    /// ones, the newest first. Whoever doesn't decide sees the own ones.
    package func accessRequests(
        after cursor: String?, limit: Int, by principal: Principal
    ) async throws -> Page<AccessRequest> {
        let limit = try checked(limit)
        let after: AccessRequest.ID? = try cursor.map(cursorID)
        let desk = self
        let needed: Permission = principal.may(.decideAccess) ? .decideAccess : .askAccess
        let whose = needed == .decideAccess ? nil : principal.id
        return try await see(by: principal, needing: needed) { db in
            let open = after == nil ? try db.openAccess(of: whose, limit: Self.pageMax) : []
            let decided = try db.decidedAccess(of: whose, after: after, limit: limit + 1)
            return Page(
                items: try (open + decided.prefix(limit)).map(desk.accessRequest),
                next: decided.count > limit ? decided[limit - 1].id.description : nil)
        }
    }

    private func accessRequest(_ row: AccessRow) throws -> AccessRequest {
        try verify(row)
        return AccessRequest(
            id: row.id, askedBy: row.askedBy, permission: row.permission, object: row.object,
            because: try vault.openText(row.becauseSealed, as: Self.becausePlace(row.id)),
            askedAt: row.askedAt, minutes: row.minutes, outcome: row.outcome,
            decidedBy: row.decidedBy, decidedAt: row.decidedAt, endsAt: row.endsAt)
    }

    private func open(_ id: AccessRequest.ID, in db: Transaction) throws -> AccessRow {
        guard let row = try verified(try db.access(id)) else { throw Refusal.noSuchAccess }
        guard row.outcome == nil else { throw Refusal.accessDecided }
        return row
    }

    private func write(_ row: AccessRow, in change: Change) throws {
        var row = row
        row.version += 1
        try change.db.update(sealed(row))
    }

    private static func check(_ minutes: Int) throws {
        guard (AccessRequest.minutesMin...AccessRequest.minutesMax).contains(minutes) else {
            throw Refusal(
                .invalid, .badAccess,
                "Access is granted for 15 minutes to 7 days; give the minutes, 15 to 10080.",
                subject: "minutes")
        }
    }

    private static func requireObject(_ object: String, in db: Transaction) throws {
        let parts = object.split(separator: ":")
        if parts.first == "call", let id = Call.ID(text: parts[1]), try db.call(id) == nil {
            throw noSuchCall
        }
        if parts.first == "customer", let id = Customer.ID(text: parts[1]),
            try db.customer(id) == nil
        {
            throw Refusal.noSuchCustomer
        }
    }

    private static func customer(of object: String, in db: Transaction) throws -> Customer.ID? {
        let parts = object.split(separator: ":")
        guard parts.count == 2 else { return nil }
        if parts[0] == "customer" { return Customer.ID(text: parts[1]) }
        return try Call.ID(text: parts[1]).flatMap { try db.call($0)?.customerID }
    }

    private static func becausePlace(_ id: AccessRequest.ID) -> FieldPlace {
        FieldPlace(table: "access_request", column: "because", row: id.rawValue, version: 1)
    }
}

extension AccessRow {
    /// Whether `principal` asked, by this or another door.
    fileprivate func isOf(_ principal: Principal) -> Bool {
        askedBy == principal.id || (accountID != nil && accountID == principal.account)
    }
}

extension Refusal {
    package static let noSuchAccess = Refusal(
        .notFound, .noSuchAccess, "There is no such request for access. Look at the list of them.")
    static let accessDecided = Refusal(
        .conflict, .accessDecided,
        "This was decided on, withdrawn, or has run out. Reload the list.")
}

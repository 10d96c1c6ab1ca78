import CallLedger
import CallStore
package import Calls
import Foundation
import Synchronization

/// People whom a declared proxy in front has let in. Whether the proxy may be believed is decided
/// by who calls.
extension CallDesk {
    /// Who `name` is. The account is made when it is first seen and its roles follow `groups`,
    /// where the settings say which group stands for which role. Refused when the name is an
    /// account with a password here, when the account is disabled, and when the groups give no
    /// role or roles that one person must not hold.
    package func principal(
        proxied name: String, groups: [String]
    ) async throws -> Principal {
        let (name, desk, roles) = (try Self.checkedName(name), self, roles(of: groups))
        let known = try await reaching {
            try await database.read { db -> Principal? in
                guard let row = try desk.proxied(name, in: db) else { return nil }
                let principal = try desk.principal(of: row, in: db)
                return roles == nil || principal.roles == roles ? principal : nil
            }
        }
        if let known { return known }
        if let roles { try await refuseUnfit(roles, of: name) }
        return try await change(by: .proxy, needing: .manageAccounts) { change in
            try desk.letIn(name, roles: roles, in: &change)
        }
    }

    /// Somebody who is no declared proxy sent the headers of one. At most one entry a minute for
    /// each family of addresses, and no address in it: an address is a person's.
    package func noteSpoofedProxy(overIPv6 isIPv6: Bool) async throws {
        guard proxyNotes.admit(isIPv6 ? "spoofed over IPv6" : "spoofed", now: now()) else {
            return
        }
        try await change(by: .proxy, needing: .manageAccounts) { change in
            try change.record(
                .proxySpoofed, object: "", reason: isIPv6 ? "ipv6" : "ipv4", outcome: .refused)
        }
    }

    /// Nil when roles are given here and not by groups.
    private func roles(of groups: [String]) -> Set<Role>? {
        settings.proxyGroups.map { known in Set(groups.prefix(1000).compactMap { known[$0] }) }
    }

    private func refuseUnfit(_ roles: Set<Role>, of name: String) async throws {
        if roles.isEmpty {
            throw Refusal(
                .forbidden, .noRoleByProxy,
                "You are signed in, but none of your groups has a role here. Ask whoever looks "
                    + "after the groups, or an administrator of callaudit.")
        }
        guard let pair = SeparationOfDuties.violated(by: roles) else { return }
        if proxyNotes.admit(name, now: now()) {
            let desk = self
            try await change(by: .proxy, needing: .manageAccounts) { change in
                let id = try desk.proxied(name, in: change.db)?.id
                try change.record(
                    .proxyRefused, object: id.map { "account:\($0)" } ?? "",
                    reason: "separation-\(pair.reason.rawValue)", outcome: .refused)
            }
        }
        throw pair.refusal
    }

    /// The account's row; refused when it is disabled, or no proxy's.
    private func proxied(_ name: String, in db: Transaction) throws -> AccountRow? {
        guard let row = try verified(try db.account(named: name)) else { return nil }
        guard row.origin == .proxy else {
            throw Refusal(
                .forbidden, .accountOfPerson,
                "An account of this name signs in with a password here and not through the "
                    + "proxy. Ask an administrator to give one of the two another name.")
        }
        guard row.disabledAt == nil else {
            throw Refusal(
                .forbidden, .accountDisabled,
                "Your account is disabled here. Ask an administrator.")
        }
        return row
    }

    private func letIn(
        _ name: String, roles: Set<Role>?, in change: inout Change
    ) throws -> Principal {
        let row: AccountRow
        if let known = try proxied(name, in: change.db) {
            row = known
        } else {
            row = sealed(
                AccountRow(
                    id: change.newID(), name: name, title: name, origin: .proxy,
                    createdAt: change.now))
            try change.db.insert(row)
            try change.record(
                .accountAdded, object: "account:\(row.id)", details: ["origin": "proxy"])
        }
        let held = try verifiedRoles(of: row.id, in: change.db)
        for role in held.subtracting(roles ?? held).sorted() {
            _ = try change.db.deleteRole(role, of: row.id)
            try change.record(
                .roleRevoked, object: "account:\(row.id)", reason: "group",
                details: ["role": role.rawValue])
        }
        for role in (roles ?? held).subtracting(held).sorted() {
            try give(
                role, to: row.id, as: change.principal.id, in: &change,
                details: ["by": "group"])
        }
        // Another node may have let the same person in just before.
        change.isUnchanged = true
        return try principal(of: row, in: change.db)
    }
}

/// What was noted of proxies lately, so that nobody fills the ledger through them.
final class ProxyNotes: Sendable {
    private static let countMax = 1000
    private let latest = Mutex<[String: Date]>([:])

    /// Whether nothing was noted under `key` within a minute. With a thousand keys in a minute
    /// nothing more is.
    func admit(_ key: String, now: Date) -> Bool {
        latest.withLock { latest in
            latest = latest.filter { abs(now.timeIntervalSince($0.value)) < 60 }
            guard latest[key] == nil, latest.count < Self.countMax else { return false }
            latest[key] = now
            return true
        }
    }
}

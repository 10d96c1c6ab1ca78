import CallLedger
import CallStore
package import Calls
import Foundation

/// Roles of accounts: given and taken by somebody else, within the separation of duties; those
/// that decide on customers' data or read all of it wait for a second person.
extension CallDesk {
    /// Gives a role, or asks a second person to; then the answer is what waits. `reason` is
    /// needed for those alone.
    package func grantRole(
        _ role: Role, to id: Account.ID, because reason: String? = nil, by principal: Principal
    ) async throws -> Approval.ID? {
        let desk = self
        return try await change(by: principal, needing: .manageAccounts) { change in
            let row = try desk.others(id, in: change)
            return try desk.grant(role, to: row, because: reason, in: &change)
        }
    }

    /// Takes a role away, at once.
    package func revokeRole(
        _ role: Role, of id: Account.ID, by principal: Principal
    ) async throws {
        let desk = self
        try await change(by: principal, needing: .manageAccounts) { change in
            let row = try desk.others(id, in: change)
            try desk.requireRolesGivenHere(row)
            guard try desk.verifiedRoles(of: id, in: change.db).contains(role) else {
                throw Refusal(
                    .conflict, .roleNotHeld, "The account doesn't have this role. Reload the page.",
                    subject: role.rawValue)
            }
            guard row.origin != .program else { throw Refusal.accountOfProgram }
            if role == .administrator {
                try desk.requireAdministratorBesides(row, in: change.db)
            }
            _ = try change.db.deleteRole(role, of: id)
            try change.record(
                .roleRevoked, object: "account:\(id)", details: ["role": role.rawValue])
            try desk.endSessions(of: id, in: change)
        }
    }

    /// The roles of a new account; at most one of them waits.
    func grant(
        _ new: NewAccount, to row: AccountRow, in change: inout Change
    ) throws -> Approval.ID? {
        let wanted: Set<Role> = new.origin == .program ? [.integrator] : new.roles
        guard new.origin != .program || new.roles.isSubset(of: wanted) else {
            throw Refusal.accountOfProgram
        }
        if let pair = SeparationOfDuties.violated(by: wanted) { throw pair.refusal }
        var approval: Approval.ID?
        for role in wanted.sorted() {
            approval =
                try grant(role, to: row, because: new.because, in: &change) ?? approval
        }
        return approval
    }

    private func grant(
        _ role: Role, to row: AccountRow, because reason: String?, in change: inout Change
    ) throws -> Approval.ID? {
        try requireRolesGivenHere(row)
        try requireMayHold(role, row, in: change.db)
        guard role.waitsForSecondPerson, try isThereSecondPerson(besides: change) else {
            try give(role, to: row.id, as: change.principal.id, in: &change)
            return nil
        }
        return try askApproval(
            .roleGrant, of: "account:\(row.id)", particulars: role.rawValue,
            because: reason ?? "", in: &change)
    }

    /// Carries out what a second person approved, as far as the rules still allow it.
    func grantApproved(_ approval: ApprovalRow, in change: inout Change) throws {
        guard let role = Role(rawValue: approval.particulars),
            let id = Account.ID(text: approval.object.dropFirst("account:".count))
        else { throw StoreFault.unexpectedRow("an approval of a role") }
        let row = try others(id, in: change)
        guard row.disabledAt == nil else {
            throw Refusal(
                .conflict, .accountDisabled,
                "The account is disabled by now. Enable it first, or refuse.")
        }
        try requireRolesGivenHere(row)
        try requireMayHold(role, row, in: change.db)
        try give(
            role, to: id, as: approval.askedBy, in: &change,
            details: ["approval": "\(approval.id)"])
    }

    func give(
        _ role: Role, to id: Account.ID, as granter: String, in change: inout Change,
        details: [String: String] = [:]
    ) throws {
        try change.db.insert(
            sealed(
                AccountRoleRow(
                    accountID: id, role: role, grantedBy: granter, grantedAt: change.now)))
        try change.record(
            .roleGranted, object: "account:\(id)",
            details: details.merging(["role": role.rawValue]) { _, new in new })
        try endSessions(of: id, in: change)
    }

    private func requireMayHold(_ role: Role, _ row: AccountRow, in db: Transaction) throws {
        guard (role == .integrator) == (row.origin == .program) else {
            throw row.origin == .program ? Refusal.accountOfProgram : Refusal.accountOfPerson
        }
        let held = try verifiedRoles(of: row.id, in: db)
        guard !held.contains(role) else {
            throw Refusal(
                .conflict, .roleHeld, "The account has this role already.",
                subject: role.rawValue)
        }
        if let pair = SeparationOfDuties.violated(by: held.union([role])) { throw pair.refusal }
    }

    private func requireRolesGivenHere(_ row: AccountRow) throws {
        guard row.origin != .proxy || settings.proxyGroups == nil else {
            throw Refusal.accountOfProxy
        }
    }

    /// Whether anybody but the asker could ever approve a grant. Until somebody could, the first
    /// ones are given by one person; the flag keeps it so when that somebody is gone.
    private func isThereSecondPerson(besides change: Change) throws -> Bool {
        if try change.db.setting(Self.secondPersonFlag) != nil { return true }
        let approvers = Role.allCases.filter {
            PermissionTable.reach(of: $0, .approveGrant) != nil
        }
        guard try change.db.isHeld(approvers, besides: change.principal.account) else {
            return false
        }
        try change.db.set(Self.secondPersonFlag, to: "yes")
        return true
    }

    private static let secondPersonFlag = "grants-need-second-person"
}

extension Refusal {
    static let accountOfPerson = Refusal(
        .conflict, .accountOfPerson,
        "Only a program is an integrator. Add an account for the program.")
}

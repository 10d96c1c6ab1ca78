import CallLedger
import CallStore
import CallVault
package import Calls
import Foundation

/// Who may come in, as administrators see and change it. Nobody does so to the own account, and
/// the ledger holds ids, never names.
extension CallDesk {
    /// Accounts by name; with `text` those whose name or title holds it. Both cursor and answer
    /// are ids, so that no name stands in an address.
    package func accounts(
        matching text: String? = nil, after cursor: String?, limit: Int, by principal: Principal
    ) async throws -> Page<AccountSummary> {
        let limit = try checked(limit)
        let after: Account.ID? = try cursor.map(cursorID)
        let text = text.map { String($0.trimmingCharacters(in: .whitespaces).prefix(100)) }
        let desk = self
        return try await see(by: principal, needing: .seeAccounts) { db in
            let rows = try db.accounts(
                matching: text?.isEmpty == true ? nil : text, after: after, limit: limit + 1)
            return Page(
                items: try rows.prefix(limit).map { try desk.summary(of: $0, in: db) },
                next: rows.count > limit ? rows[limit - 1].id.description : nil)
        }
    }

    package func account(
        _ id: Account.ID, by principal: Principal
    ) async throws -> AccountSummary {
        let desk = self
        return try await see(by: principal, needing: .seeAccounts) { db in
            guard let row = try db.account(id) else { throw Refusal.noSuchAccount }
            return try desk.summary(of: row, in: db)
        }
    }

    /// The account of exactly this name.
    package func account(
        named name: String, by principal: Principal
    ) async throws -> AccountSummary {
        let desk = self
        return try await see(by: principal, needing: .seeAccounts) { db in
            guard let name = AccountName.read(name), let row = try db.account(named: name) else {
                throw Refusal.noSuchAccount
            }
            return try desk.summary(of: row, in: db)
        }
    }

    /// Open teams by name, the first 500, for narrowing accounts to them.
    package func teamChoices(
        by principal: Principal
    ) async throws -> [AccountSummary.Named<Team>] {
        try await see(by: principal, needing: .manageAccounts) { db in
            try db.teamNames(limit: 500).map { .init(id: $0.id, name: $0.name) }
        }
    }

    /// Makes an account. A person gets a one-time code; roles that wait for a second person are
    /// asked for.
    package func addAccount(
        _ new: NewAccount, by principal: Principal
    ) async throws -> AddedAccount {
        let (name, title) = (try Self.checkedName(new.name), try Self.checkedTitle(new.title))
        let desk = self
        return try await change(by: principal, needing: .manageAccounts) { change in
            guard try change.db.account(named: name) == nil else {
                throw Refusal(
                    .conflict, .accountNameTaken,
                    "There is an account of this name already. Choose another name.",
                    subject: "name")
            }
            var row = AccountRow(
                id: change.newID(), name: name, title: title, origin: new.origin,
                createdAt: change.now)
            row.agentID = try new.agent.map { try desk.freeAgent($0, in: change.db) }
            var code: String?
            if new.origin == .local {
                code = desk.invite(&row, in: change).code.text
            }
            try change.db.insert(desk.sealed(row))
            try change.record(
                .accountAdded, object: "account:\(row.id)",
                details: ["origin": new.origin.rawValue])
            let teams = try desk.teams(new.teams, in: change.db)
            if !teams.isEmpty { try desk.narrow(&row, to: teams, in: &change) }
            let approval = try desk.grant(new, to: row, in: &change)
            return AddedAccount(id: row.id, invite: code, approval: approval)
        }
    }

    /// Closes the door to an account at once: its sessions end, its tokens stop working.
    package func disableAccount(_ id: Account.ID, by principal: Principal) async throws {
        let desk = self
        try await change(by: principal, needing: .manageAccounts) { change in
            var row = try desk.others(id, in: change)
            guard row.disabledAt == nil else {
                change.isUnchanged = true
                return
            }
            try desk.requireAdministratorBesides(row, in: change.db)
            row.disabledAt = change.now
            try desk.store(row, in: change)
            try desk.shutOut(id, in: change)
            try change.record(.accountDisabled, object: "account:\(id)")
        }
    }

    package func enableAccount(_ id: Account.ID, by principal: Principal) async throws {
        let desk = self
        try await change(by: principal, needing: .manageAccounts) { change in
            var row = try desk.others(id, in: change)
            guard row.disabledAt != nil else {
                change.isUnchanged = true
                return
            }
            row.disabledAt = nil
            try desk.store(row, in: change)
            try change.record(.accountEnabled, object: "account:\(id)")
        }
    }

    /// Takes password, second factor, sessions and tokens away, and gives a new one-time code. Of
    /// a program only the tokens go, and there is no code.
    package func resetAccount(_ id: Account.ID, by principal: Principal) async throws -> String? {
        let desk = self
        return try await change(by: principal, needing: .manageAccounts) { change in
            var row = try desk.others(id, in: change)
            guard row.origin != .proxy else { throw Refusal.accountOfProxy }
            row.passwordHash = nil
            row.totpSealed = nil
            row.totpStep = 0
            var code: String?
            if row.origin == .local {
                code = desk.invite(&row, in: change).code.text
            }
            try desk.store(row, in: change)
            try change.db.setRecoveryCodes([], of: id)
            try desk.shutOut(id, in: change)
            try change.record(.accountReset, object: "account:\(id)")
            for token in try change.db.goodTokens(of: id, now: change.now) {
                try desk.revoke(token, in: &change)
            }
            return code
        }
    }

    /// Says which agent an account is, by id or code; nil for none.
    package func linkAccount(
        _ id: Account.ID, to agent: String?, by principal: Principal
    ) async throws {
        let desk = self
        try await change(by: principal, needing: .manageAccounts) { change in
            var row = try desk.others(id, in: change)
            guard row.origin != .program else { throw Refusal.accountOfProgram }
            let agent = try agent.map { try desk.freeAgent($0, for: id, in: change.db) }
            guard agent != row.agentID else {
                change.isUnchanged = true
                return
            }
            row.agentID = agent
            try desk.store(row, in: change)
            try desk.endSessions(of: id, in: change)
            try change.record(
                .accountLinked, object: "account:\(id)",
                details: agent.map { ["agent": "\($0)"] } ?? [:])
        }
    }

    /// Narrows an account to teams, by id or name; to none for no narrowing.
    package func narrowAccount(
        _ id: Account.ID, to teams: [String], by principal: Principal
    ) async throws {
        let desk = self
        try await change(by: principal, needing: .manageAccounts) { change in
            var row = try desk.others(id, in: change)
            let teams = try desk.teams(teams, in: change.db)
            guard try desk.verifiedTeams(of: row, in: change.db) != teams else {
                change.isUnchanged = true
                return
            }
            try desk.narrow(&row, to: teams, in: &change)
            try desk.endSessions(of: id, in: change)
        }
    }

    /// Ends what an account was doing, and forgets the browsers that it signed in from.
    func shutOut(_ account: Account.ID, in change: Change) throws {
        try endSessions(of: account, in: change)
        try change.db.deleteDevices(of: account)
    }
}

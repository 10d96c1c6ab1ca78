import CallLedger
import CallStore
package import CallVault
package import Calls
import Foundation

/// What somebody sees of their own account.
package struct OwnAccount: Sendable {
    package let id: Account.ID
    package let name: String
    package let title: String
    package let roles: [Role]
    /// Whether callaudit itself keeps the password.
    package let hasPassword: Bool
    package let hasSecondFactor: Bool
    package let recoveryCodesLeft: Int
}

/// A second factor that is being set up: it counts once a code of it was typed.
package struct NewSecondFactor: Sendable {
    package let totp: TOTP
    package let account: String
}

/// What everybody may change of themselves. Whatever weakens or moves the way in asks for the
/// password again.
extension CallDesk {
    package func ownAccount(by principal: Principal) async throws -> OwnAccount {
        let desk = self
        return try await see(by: principal, needing: .ownAccount) { db in
            let row = try desk.ownRow(principal, in: db)
            return OwnAccount(
                id: row.id, name: row.name, title: row.title, roles: principal.roles.sorted(),
                hasPassword: row.passwordHash != nil, hasSecondFactor: row.hasSecondFactor,
                recoveryCodesLeft: try db.recoveryCodes(of: row.id).count)
        }
    }

    /// Ends all other sessions.
    package func changePassword(
        from old: String, to new: String, sparing session: Session.ID?, by principal: Principal
    ) async throws {
        let desk = self
        let row = try await prove(old, by: principal)
        try check(new, for: row)
        let hash = try await passwords.hash(new)
        try await change(by: principal, needing: .ownAccount) { change in
            var row = try desk.ownRow(principal, in: change.db)
            row.passwordHash = hash
            row.inviteHash = nil
            row.inviteEndsAt = nil
            row.version += 1
            try change.db.update(desk.sealed(row))
            try desk.endSessions(of: row.id, sparing: session, in: change)
            try change.record(.passwordChanged, object: "account:\(row.id)")
        }
    }

    /// Begins setting a second factor up.
    package func newSecondFactor(
        password: String, by principal: Principal
    ) async throws {
        let desk = self
        _ = try await prove(password, by: principal)
        try await change(by: principal, needing: .ownAccount) { change in
            var row = try desk.ownRow(principal, in: change.db)
            guard !row.hasSecondFactor else { throw Refusal.secondFactorThere }
            row.totpSealed = try desk.vault.seal(TOTP.random().secret, as: Self.totpPlace(row.id))
            row.totpStep = 0
            row.version += 1
            try change.db.update(desk.sealed(row))
            try change.record(.secondFactorBegun, object: "account:\(row.id)")
        }
    }

    /// What is being set up; nil when nothing is.
    package func pendingSecondFactor(by principal: Principal) async throws -> NewSecondFactor? {
        let desk = self
        return try await see(by: principal, needing: .ownAccount) { db in
            let row = try desk.ownRow(principal, in: db)
            guard let sealed = row.totpSealed, !row.hasSecondFactor else { return nil }
            return NewSecondFactor(
                totp: TOTP(secret: try desk.vault.open(sealed, as: Self.totpPlace(row.id))),
                account: row.name)
        }
    }

    /// Puts the second factor in force by its first code. The answer's codes are shown once.
    package func confirmSecondFactor(
        code: String, sparing session: Session.ID?, by principal: Principal
    ) async throws -> [TypedCode] {
        let desk = self
        try require(.ownAccount, of: principal)
        let account = try principal.ownAccount
        let admission = try await admit([guardedInside("new code", of: account)])
        return try await change(by: principal, needing: .ownAccount) { change in
            var row = try desk.ownRow(principal, in: change.db)
            guard let sealed = row.totpSealed, !row.hasSecondFactor else {
                throw Refusal.secondFactorThere
            }
            let totp = TOTP(secret: try desk.vault.open(sealed, as: Self.totpPlace(row.id)))
            guard let step = totp.step(of: code, at: change.now, after: 0) else {
                throw Refusal.codeFailed
            }
            try desk.acquit(admission, in: change.db, now: change.now)
            row.totpStep = step
            row.version += 1
            try change.db.update(desk.sealed(row))
            try desk.endSessions(of: row.id, sparing: session, in: change)
            try change.record(.secondFactorAdded, object: "account:\(row.id)")
            return try desk.makeRecoveryCodes(of: row.id, in: change)
        }
    }

    /// Takes the second factor away, or what was being set up. Refused while the password is too
    /// short to stand alone.
    package func removeSecondFactor(
        password: String, by principal: Principal
    ) async throws {
        let desk = self
        _ = try await prove(password, by: principal)
        try await change(by: principal, needing: .ownAccount) { change in
            var row = try desk.ownRow(principal, in: change.db)
            row.totpSealed = nil
            row.totpStep = 0
            // Alone it has to be longer.
            try desk.check(password, for: row)
            row.version += 1
            try change.db.update(desk.sealed(row))
            try change.db.setRecoveryCodes([], of: row.id)
            try change.record(.secondFactorRemoved, object: "account:\(row.id)")
        }
    }

    /// New recovery codes in the place of the old ones; shown once.
    package func newRecoveryCodes(
        password: String, by principal: Principal
    ) async throws -> [TypedCode] {
        let desk = self
        _ = try await prove(password, by: principal)
        return try await change(by: principal, needing: .ownAccount) { change in
            let row = try desk.ownRow(principal, in: change.db)
            guard row.hasSecondFactor else { throw Refusal.secondFactorMissing }
            try change.record(.recoveryCodesMade, object: "account:\(row.id)")
            return try desk.makeRecoveryCodes(of: row.id, in: change)
        }
    }

    private static let recoveryCodes = 10

    private func makeRecoveryCodes(
        of account: Account.ID, in change: Change
    ) throws -> [TypedCode] {
        let codes = (0..<Self.recoveryCodes).map { _ in TypedCode.random() }
        try change.db.setRecoveryCodes(
            codes.map {
                vault.rowMAC(
                    table: "recovery_code",
                    columns: Self.columns(account, $0.hash(for: "recovery \(account)")))
            }, of: account)
        return codes
    }

    private func ownRow(_ principal: Principal, in db: Transaction) throws -> AccountRow {
        guard let row = try verified(try db.account(try principal.ownAccount)) else {
            throw Refusal.signInFailed
        }
        return row
    }

    /// Whoever asks knows the account's password; slowed down as at the door.
    private func prove(_ password: String, by principal: Principal) async throws -> AccountRow {
        try require(.ownAccount, of: principal)
        let (desk, now) = (self, now())
        let key = guardedInside("own password", of: try principal.ownAccount)
        let (row, admission) = try await reaching {
            try await database.write { db in
                (
                    try desk.ownRow(principal, in: db), try desk.admit([key], in: db, now: now)
                )
            }
        }
        do {
            guard try await passwords.fits(password, row.passwordHash) else {
                try await noteFailure(admission, of: row.id, reason: "own-password")
                throw Refusal.wrongPassword
            }
        } catch let refusal as Refusal where refusal.code == .busy {
            try await acquit(admission)
            throw refusal
        }
        try await acquit(admission)
        return row
    }
}

extension Refusal {
    static let wrongPassword = Refusal(
        .forbidden, .wrongPassword, "This isn't your present password. Type it once more.",
        subject: "password")
    static let secondFactorThere = Refusal(
        .conflict, .secondFactorState,
        "A second factor is set up already, or none is being set up. Reload the page.")
    static let secondFactorMissing = Refusal(
        .conflict, .secondFactorState,
        "No second factor is set up. Set one up first; it brings recovery codes along.")
}

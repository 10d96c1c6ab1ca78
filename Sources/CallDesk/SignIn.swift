import CallLedger
import CallStore
package import CallVault
package import Calls
import Foundation

/// Somebody at the door.
package struct SignInTry: Sendable {
    package var name: String
    package var password: String
    /// The cookie of a browser that signed in before.
    package var device: DoorSecret?
    /// A session that the browser had until now; it ends.
    package var session: SessionTicket?
    package var address: String
    /// What the browser calls itself.
    package var browser: String

    package init(
        name: String, password: String, device: DoorSecret? = nil, session: SessionTicket? = nil,
        address: String, browser: String
    ) {
        self.name = name
        self.password = password
        self.device = device
        self.session = session
        self.address = address
        self.browser = browser
    }
}

package enum SignInAnswer: Sendable {
    case signedIn(SignedIn)
    /// The password was right and a second factor is set up: `CallDesk.signIn(_:code:…)` goes on
    /// with this text, which is good for `HalfSignIn.lastsSeconds`.
    case needsCode(String)
}

package struct SignedIn: Sendable {
    package let ticket: SessionTicket
    package let device: DoorSecret
    package let account: Account.ID
    package let usedRecoveryCode: Bool
    package let recoveryCodesLeft: Int

    /// How long a browser is known.
    package static let deviceSeconds = 180 * 86_400.0
}

/// Says that its bearer knew the password of an account just now. Authenticated, kept nowhere.
struct HalfSignIn: Sendable {
    static let lastsSeconds = 300.0
    var account: Account.ID
    var version: Int64
    var endsAt: Date
}

extension CallDesk {
    /// Takes a name and a password. Unknown names cost and answer the same as wrong passwords;
    /// after too many failures nothing is looked at for a while
    /// (docs/decisions/0020-signing-in.md).
    package func signIn(_ attempt: SignInTry) async throws -> SignInAnswer {
        let (desk, now) = (self, now())
        let name = AccountName.folded(attempt.name)
        let (account, admission) = try await reaching {
            try await database.write { db in
                let account = try desk.verified(try db.account(named: name))
                let keys = try desk.doorKeys(name, account, attempt, in: db, now: now)
                return (account, try desk.admit(keys, in: db, now: now))
            }
        }
        let fits: Bool
        let hash = account?.opensByPassword == true ? account?.passwordHash : nil
        do {
            fits = try await passwords.fits(attempt.password, hash)
        } catch {
            try await acquit(admission)
            throw error
        }
        guard fits, let account, let hash else {
            try await noteFailure(admission, of: account?.id, reason: "password")
            throw Refusal.signInFailed
        }
        if account.hasSecondFactor {
            try await acquit(admission)
            return .needsCode(
                half(
                    HalfSignIn(
                        account: account.id, version: account.version,
                        endsAt: now + HalfSignIn.lastsSeconds)))
        }
        let fresh = passwords.needsRehash(hash) ? try await passwords.hash(attempt.password) : nil
        return .signedIn(
            try await complete(account.id, attempt, acquitting: admission) { row, _ in
                if let fresh, row.passwordHash == hash { row.passwordHash = fresh }
                return (row.passwordHash != hash, false)
            })
    }

    /// Goes on where a second factor was asked for: `code` is of the authenticator or a recovery
    /// code. Of `attempt` name and password don't count any more.
    package func signIn(
        _ half: String, code: String, _ attempt: SignInTry
    ) async throws -> SignedIn {
        let now = now()
        guard let half = openHalf(half), half.endsAt > now else { throw Refusal.signInOver }
        let device = attempt.device.map { deviceHash($0, of: half.account) }
        let isKnown = try await reaching {
            try await database.read { db in
                try device.map { try db.hasDevice($0, of: half.account, now: now) } ?? false
            }
        }
        let place = isKnown ? device?.hexadecimal ?? "" : "elsewhere"
        let admission = try await admit([guardedInside("code \(place)", of: half.account)])
        do {
            return try await complete(half.account, attempt, acquitting: admission) { row, change in
                guard row.version == half.version, row.opensByPassword, row.hasSecondFactor
                else { throw Refusal.signInOver }
                return try takeCode(code, of: &row, in: change)
            }
        } catch let refusal as Refusal where refusal.code == .codeFailed {
            try await noteFailure(admission, of: half.account, reason: "code")
            throw refusal
        }
    }

    /// Takes a code of the authenticator or a recovery code, once; part of a change.
    /// (Whether the row changed, whether it was a recovery code.)
    func takeCode(
        _ code: String, of row: inout AccountRow, in change: Change
    ) throws -> (Bool, Bool) {
        let totp = TOTP(secret: try vault.open(row.totpSealed ?? [], as: Self.totpPlace(row.id)))
        if let step = totp.step(of: code, at: change.now, after: row.totpStep) {
            row.totpStep = step
            return (true, false)
        }
        guard let typed = TypedCode(typed: code) else { throw Refusal.codeFailed }
        let hash = typed.hash(for: "recovery \(row.id)")
        for stored in try change.db.recoveryCodes(of: row.id)
        where vault.isRowMAC(stored, of: Self.columns(row.id, hash), table: "recovery_code") {
            try change.db.deleteRecoveryCode(stored, of: row.id)
            return (false, true)
        }
        throw Refusal.codeFailed
    }

    static func columns(_ account: Account.ID, _ hash: [UInt8]) -> [MACValue] {
        [.integer(account.rawValue), .bytes(hash)]
    }

    static func totpPlace(_ account: Account.ID) -> FieldPlace {
        FieldPlace(table: "account", column: "totp", row: account.rawValue, version: 1)
    }

    /// A browser that signed in to the account before is held up by its own failures alone; all
    /// others by those of the name and of their address.
    private func doorKeys(
        _ name: String, _ account: AccountRow?, _ attempt: SignInTry, in db: Transaction, now: Date
    ) throws -> [GuardedKey] {
        if let account, let secret = attempt.device {
            let hash = deviceHash(secret, of: account.id)
            if try db.hasDevice(hash, of: account.id, now: now) { return [guardedDevice(hash)] }
        }
        return guardedName(name, from: attempt.address)
    }

    private func deviceHash(_ secret: DoorSecret, of account: Account.ID) -> [UInt8] {
        vault.lookupHash("device", [.integer(account.rawValue), .bytes(secret.hash)])
    }

    /// Begins the session. `last` may change the account's row, says whether it did and whether a
    /// recovery code was used, and refuses.
    private func complete(
        _ id: Account.ID, _ attempt: SignInTry, acquitting admission: Admission,
        _ last: @escaping @Sendable (inout AccountRow, Change) throws -> (Bool, Bool)
    ) async throws -> SignedIn {
        let desk = self
        let device = attempt.device ?? .random()
        return try await changeOnOwnBehalf { change in
            guard var row = try desk.verified(try change.db.account(id)), row.opensByPassword
            else { throw Refusal.signInFailed }
            let (isChanged, usedRecoveryCode) = try last(&row, change)
            if isChanged {
                row.version += 1
                row = desk.sealed(row)
                try change.db.update(row)
            }
            try desk.acquit(admission, in: change.db, now: change.now)
            if let old = attempt.session,
                try desk.session(of: old, in: change.db, now: change.now) != nil
            {
                _ = try change.db.deleteSession(old.id)
            }
            try desk.pruneSignIns(in: change.db, now: change.now)
            let (ticket, _) = try desk.beginSession(of: id, browser: attempt.browser, in: change)
            try change.db.keepDevice(
                desk.deviceHash(device, of: id), of: id,
                until: change.now + SignedIn.deviceSeconds)
            change.principal = try desk.principal(of: row, in: change.db)
            try change.record(
                .signedIn, object: "account:\(id)",
                details: usedRecoveryCode ? ["by": "recovery-code"] : [:])
            return SignedIn(
                ticket: ticket, device: device, account: id, usedRecoveryCode: usedRecoveryCode,
                recoveryCodesLeft: try change.db.recoveryCodes(of: id).count)
        }
    }

    /// A name that nobody has leaves the same entry, without an object.
    func noteFailure(
        _ admission: Admission, of account: Account.ID?, reason: String
    ) async throws {
        guard admission.isTold else { return }
        try await changeOnOwnBehalf { change in
            try change.record(
                .signInFailed, object: account.map { "account:\($0)" } ?? "", reason: reason,
                details: ["failures": "\(admission.failures)"], outcome: .refused)
        }
    }

    /// How many passwords were compared since the start.
    package var passwordsEvaluated: Int { passwords.evaluated }
}

extension CallDesk {
    private func half(_ half: HalfSignIn) -> String {
        let body = "\(half.account).\(half.version).\(half.endsAt.microseconds)"
        return body + "." + vault.rowMAC(table: "half-sign-in", columns: [.text(body)]).hexadecimal
    }

    private func openHalf(_ text: String) -> HalfSignIn? {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 4, let account = Account.ID(text: parts[0]),
            let version = Int64(parts[1]), let end = Int64(parts[2]),
            let code = [UInt8](hexadecimal: parts[3]),
            vault.isRowMAC(
                code, of: [.text(parts[0...2].joined(separator: "."))], table: "half-sign-in")
        else { return nil }
        return HalfSignIn(
            account: account, version: version, endsAt: Date(microseconds: end))
    }
}

extension AccountRow {
    /// A person who isn't disabled and has set a password.
    var opensByPassword: Bool { origin == .local && disabledAt == nil && passwordHash != nil }

    /// Once its first code was taken; before that the secret waits for it.
    package var hasSecondFactor: Bool { totpSealed != nil && totpStep > 0 }
}

extension Refusal {
    static let signInOver = Refusal(
        .signedOut, .signInOver, "This took too long. Sign in once more from the beginning.")
}

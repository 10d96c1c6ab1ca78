import CallLedger
import CallStore
package import CallVault
package import Calls
package import Foundation

/// A one-time code by which a person sets a password: for a new account, or for one whose password
/// or second factor was lost.
package struct Invitation: Sendable {
    package let account: Account.ID
    package let code: TypedCode
    package let endsAt: Date

    package static let lastsSeconds = 3 * 86_400.0
}

/// What somebody brings who was invited.
package struct InvitationAnswer: Sendable {
    package var code: String
    package var name: String
    /// How they are called on pages; nil leaves it.
    package var title: String?
    package var password: String
    package var address: String

    package init(code: String, name: String, title: String?, password: String, address: String) {
        self.code = code
        self.name = name
        self.title = title
        self.password = password
        self.address = address
    }
}

extension CallDesk {
    /// Gives `row` a new code in the place of any before; part of a change, which stores the row
    /// and records `.invited`.
    func invite(_ row: inout AccountRow, in change: Change) -> Invitation {
        let code = TypedCode.random()
        let end = Date(microseconds: (change.now + Invitation.lastsSeconds).microseconds)
        row.inviteHash = code.hash(for: "invitation")
        row.inviteEndsAt = end
        return Invitation(account: row.id, code: code, endsAt: end)
    }

    /// The way in of the first of a `role`, for an administrator at this machine's socket. Refused
    /// once somebody of that role has set a password.
    package func inviteFirst(_ role: Role, by principal: Principal) async throws -> Invitation {
        let desk = self
        try require(.manageAccounts, of: principal)
        guard principal.id.hasPrefix("local:"), role != .integrator else {
            throw Refusal(
                .forbidden, .notAllowed,
                "Only an administrator at this machine makes a first account, and none for a "
                    + "program. Use `callaudit user first` there.",
                subject: Permission.manageAccounts.rawValue)
        }
        return try await change(by: principal, needing: .manageAccounts) { change in
            guard try change.db.countEstablished(in: role) == 0 else {
                throw Refusal(
                    .conflict, .roleHeld,
                    "Somebody holds this role already. Ask an administrator to invite you at the "
                        + "page.",
                    subject: role.rawValue)
            }
            var row: AccountRow
            if let unclaimed = try desk.verified(try change.db.unclaimedAccount(in: role)) {
                row = unclaimed
                row.version += 1
            } else {
                let id: Account.ID = change.newID()
                row = AccountRow(
                    id: id, name: AccountRow.unclaimedMark + id.description, title: "",
                    origin: .local, createdAt: Date(microseconds: change.now.microseconds))
            }
            let isNew = row.version == 1
            let invitation = desk.invite(&row, in: change)
            if isNew {
                try change.db.insert(desk.sealed(row))
                try change.db.insert(
                    desk.sealed(
                        AccountRoleRow(
                            accountID: row.id, role: role, grantedBy: change.principal.id,
                            grantedAt: row.createdAt)))
            } else {
                try change.db.update(desk.sealed(row))
            }
            try change.record(
                .invited, object: "account:\(row.id)", details: ["first": role.rawValue])
            return invitation
        }
    }

    /// Sets the password, and for a first account the name. A code is good once.
    package func takeInvitation(_ answer: InvitationAnswer) async throws -> Account.ID {
        let (desk, now) = (self, now())
        let admission = try await admit([guardedAddress(answer.address)])
        guard let code = TypedCode(typed: answer.code) else { throw Refusal.noSuchInvitation }
        let hash = code.hash(for: "invitation")
        let row = try await reaching {
            try await database.read { try desk.invited(by: hash, answer, in: $0, now: now) }
        }
        try await acquit(admission)
        let name = row.isUnclaimed ? try Self.checkedName(answer.name) : row.name
        // Whom nobody gave a title yet is called by the name.
        let given = answer.title ?? row.title
        let title = try Self.checkedTitle(given.isEmpty ? name : given)
        try check(answer.password, for: row, names: [name, title])
        let password = try await passwords.hash(answer.password)
        return try await changeOnOwnBehalf { change in
            var row = try desk.invited(by: hash, answer, in: change.db, now: change.now)
            if row.isUnclaimed {
                guard try change.db.account(named: name) == nil else { throw Refusal.nameTaken }
                row.name = name
            }
            row.title = title
            row.passwordHash = password
            row.inviteHash = nil
            row.inviteEndsAt = nil
            row.version += 1
            row = desk.sealed(row)
            try change.db.update(row)
            try desk.endSessions(of: row.id, in: change)
            change.principal = try desk.principal(of: row, in: change.db)
            try change.record(.invitationTaken, object: "account:\(row.id)")
            return row.id
        }
    }

    /// One refusal for a wrong, used or old code, and for another's name.
    private func invited(
        by hash: [UInt8], _ answer: InvitationAnswer, in db: Transaction, now: Date
    ) throws -> AccountRow {
        guard let row = try verified(try db.account(invitedBy: hash)), row.disabledAt == nil,
            let end = row.inviteEndsAt, end > now,
            row.isUnclaimed || row.name == AccountName.folded(answer.name)
        else { throw Refusal.noSuchInvitation }
        return row
    }

    /// Refuses a password that is too short, too long or too easily guessed for `row`.
    func check(_ password: String, for row: AccountRow, names: [String] = []) throws {
        let rule = PasswordRule(
            hasSecondFactor: row.hasSecondFactor, names: names + [row.name, row.title])
        switch rule.weakness(of: password) {
        case nil: return
        case .tooShort(let characters):
            throw Refusal(
                .invalid, .passwordShort,
                "The password is too short; use at least \(characters) characters. Several words "
                    + "are easier to keep in mind than signs.",
                subject: "\(characters)")
        case .tooLong(let characters):
            throw Refusal(
                .invalid, .passwordLong,
                "The password is too long; use at most \(characters) characters.",
                subject: "\(characters)")
        case .common:
            throw Refusal(
                .invalid, .passwordCommon,
                "This password is among the first that are guessed, or holds your name. Choose "
                    + "another, such as four words that don't belong together.")
        }
    }
}

extension AccountRow {
    static let unclaimedMark = "*"

    /// Made for whoever comes first; its name is chosen with its password.
    var isUnclaimed: Bool { name.hasPrefix(Self.unclaimedMark) }
}

extension Refusal {
    static let noSuchInvitation = Refusal(
        .invalid, .noSuchInvitation,
        "This code isn't known here, doesn't belong to this name, was used, or is too old. Look "
            + "at it again, or ask for a new one.")
    static let nameTaken = Refusal(
        .conflict, .accountNameTaken,
        "There is an account of this name already. Choose another name.", subject: "name")
}

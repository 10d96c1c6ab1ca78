import CallLedger
import CallStore
package import CallVault
package import Calls
package import Foundation

/// What a browser keeps to be known again: the session's id and its secret, parted by a dot.
package struct SessionTicket: Hashable, Sendable {
    package let id: Session.ID
    package let secret: DoorSecret

    package var text: String { "\(id).\(secret.text)" }

    init(id: Session.ID) {
        self.id = id
        secret = .random()
    }

    /// Nil when `text` can't be one.
    package init?(text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let id = Session.ID(text: String(parts[0])),
            let secret = DoorSecret(text: parts[1])
        else { return nil }
        self.id = id
        self.secret = secret
    }
}

/// Who comes with a ticket.
package struct SignedInPerson: Sendable {
    package let session: Session.ID
    package let principal: Principal
    package let name: String
    package let title: String
}

/// A session for its owner.
package struct SessionSummary: Sendable {
    package let id: Session.ID
    package let browser: String
    package let beganAt: Date
    package let seenAt: Date
    package let endsAt: Date
    package let isPresent: Bool

    package init(
        id: Session.ID, browser: String, beganAt: Date, seenAt: Date, endsAt: Date, isPresent: Bool
    ) {
        self.id = id
        self.browser = browser
        self.beganAt = beganAt
        self.seenAt = seenAt
        self.endsAt = endsAt
        self.isPresent = isPresent
    }
}

extension CallDesk {
    /// Whoever signed in with `ticket`, with what they may do now; nil when the session is over.
    /// Unless `isActive` is false, which a page is that looks again by itself, the session counts
    /// as used.
    package func person(
        with ticket: SessionTicket, isActive: Bool = true
    ) async throws -> SignedInPerson? {
        let (desk, now) = (self, now())
        let found = try await reaching {
            try await database.read { db -> (SignedInPerson, Date)? in
                guard let session = try desk.session(of: ticket, in: db, now: now),
                    let account = try desk.verified(try db.account(session.accountID)),
                    account.disabledAt == nil
                else { return nil }
                let person = SignedInPerson(
                    session: session.id, principal: try desk.principal(of: account, in: db),
                    name: account.name, title: account.title)
                return (person, session.seenAt)
            }
        }
        guard let (person, seenAt) = found else { return nil }
        if isActive, now.timeIntervalSince(seenAt) >= Session.seenSeconds {
            try await reaching {
                try await database.write { try $0.noteSeen(person.session, at: now) }
            }
        }
        return person
    }

    /// Nil when it is over, or was altered behind the desk's back.
    func session(
        of ticket: SessionTicket, in db: Transaction, now: Date
    ) throws -> SessionRow? {
        guard let session = try db.session(ticket.id), session.endsAt > now,
            now.timeIntervalSince(session.seenAt) < Session.idleSeconds,
            vault.isRowMAC(
                session.code, of: Self.columns(of: session, ticket.secret), table: "session")
        else { return nil }
        return session
    }

    /// Begins a session; part of a change.
    func beginSession(
        of account: Account.ID, browser: String, in change: Change
    ) throws -> (ticket: SessionTicket, endsAt: Date) {
        let ticket = SessionTicket(id: change.newID())
        var session = SessionRow(
            id: ticket.id, accountID: account, beganAt: change.now.wholeMicroseconds,
            endsAt: (change.now + Session.longestSeconds).wholeMicroseconds,
            browser: String(browser.filter { !$0.isNewline }.prefix(200)))
        session.code = vault.rowMAC(
            table: "session", columns: Self.columns(of: session, ticket.secret))
        let others = try change.db.sessions(of: account, limit: Session.mostAtOnce + 20)
        for other in others.dropFirst(Session.mostAtOnce - 1) {
            _ = try change.db.deleteSession(other.id)
        }
        try change.db.insert(session)
        return (ticket, session.endsAt)
    }

    private static func columns(of session: SessionRow, _ secret: DoorSecret) -> [MACValue] {
        [
            .integer(session.id.rawValue), .bytes(secret.hash),
            .integer(session.accountID.rawValue), .integer(session.beganAt.microseconds),
            .integer(session.endsAt.microseconds),
        ]
    }

    /// Ends every session of `account` but `spared`: its roles, its password or its second factor
    /// changed. Part of a change that says so in the ledger.
    func endSessions(
        of account: Account.ID, sparing spared: Session.ID? = nil, in change: Change
    ) throws {
        _ = try change.db.deleteSessions(of: account, sparing: spared)
    }

    /// Ends the session of `ticket`, if there is one.
    package func signOut(_ ticket: SessionTicket) async throws {
        let desk = self
        try await changeOnOwnBehalf { change in
            guard let session = try desk.session(of: ticket, in: change.db, now: change.now),
                let account = try desk.verified(try change.db.account(session.accountID))
            else { return change.isUnchanged = true }
            change.principal = try desk.principal(of: account, in: change.db)
            _ = try change.db.deleteSession(session.id)
            try change.record(.signedOut, object: "account:\(account.id)")
        }
    }

    /// One's own sessions that aren't over, the newest first; `present` is the one that asks.
    package func ownSessions(
        present: Session.ID?, by principal: Principal
    ) async throws -> [SessionSummary] {
        let now = now()
        return try await see(by: principal, needing: .ownAccount) { db in
            let account = try principal.ownAccount
            return try db.sessions(of: account, limit: Session.mostAtOnce * 2).filter {
                $0.endsAt > now && now.timeIntervalSince($0.seenAt) < Session.idleSeconds
            }.map {
                SessionSummary(
                    id: $0.id, browser: $0.browser, beganAt: $0.beganAt, seenAt: $0.seenAt,
                    endsAt: $0.endsAt, isPresent: $0.id == present)
            }
        }
    }

    package func endOwnSession(_ id: Session.ID, by principal: Principal) async throws {
        try await change(by: principal, needing: .ownAccount) { change in
            let account = try principal.ownAccount
            guard try change.db.session(id)?.accountID == account,
                try change.db.deleteSession(id)
            else { throw Refusal.noSuchSession }
            try change.record(
                .sessionsEnded, object: "account:\(account)", details: ["session": "\(id)"])
        }
    }

    /// Log-out everywhere: all sessions, or all but `spared`, and every known browser.
    package func endOwnSessions(
        sparing spared: Session.ID? = nil, by principal: Principal
    ) async throws {
        let desk = self
        try await change(by: principal, needing: .ownAccount) { change in
            let account = try principal.ownAccount
            try desk.endSessions(of: account, sparing: spared, in: change)
            if spared == nil { try change.db.deleteDevices(of: account) }
            try change.record(
                .sessionsEnded, object: "account:\(account)",
                details: ["sessions": spared == nil ? "all" : "others"])
        }
    }
}

extension Principal {
    /// Refused for whoever has no account, such as a local user at the socket.
    var ownAccount: Account.ID {
        get throws {
            guard let account else {
                throw Refusal(
                    .forbidden, .noAccount,
                    "You have no account here. Sign in at the page to change your own account.")
            }
            return account
        }
    }
}

extension Refusal {
    package static let noSuchSession = Refusal(
        .notFound, .noSuchSession, "There is no such session; it may be over already.")
}

extension Date {
    /// As the database gives it back.
    fileprivate var wholeMicroseconds: Date { Date(microseconds: microseconds) }
}

package import Calls
package import Foundation

/// Somebody's stay, as stored. `code` authenticates all but `seenAt`, together with the secret
/// that only the browser has.
package struct SessionRow: Sendable {
    package var id: Session.ID
    package var code: [UInt8]
    package var accountID: Account.ID
    package var beganAt: Date
    package var seenAt: Date
    package var endsAt: Date
    /// What the browser calls itself, shortened.
    package var browser: String

    package init(
        id: Session.ID, accountID: Account.ID, beganAt: Date, endsAt: Date, browser: String
    ) {
        self.id = id
        self.accountID = accountID
        self.beganAt = beganAt
        self.endsAt = endsAt
        self.browser = browser
        seenAt = beganAt
        code = []
    }

    init(_ row: Row) throws {
        self.init(
            id: try row.get("id"), accountID: try row.get("account_id"),
            beganAt: try row.get("began_at"), endsAt: try row.get("ends_at"),
            browser: try row.get("agent_text"))
        code = try row.get("secret_hash")
        seenAt = try row.get("seen_at")
    }
}

extension Transaction {
    package func insert(_ session: SessionRow) throws {
        try execute("""
            INSERT INTO session
              (id, secret_hash, account_id, began_at, seen_at, ends_at, agent_text)
            VALUES (\(session.id), \(session.code), \(session.accountID), \(session.beganAt),
              \(session.seenAt), \(session.endsAt), \(session.browser))
            """)
    }

    package func session(_ id: Session.ID) throws -> SessionRow? {
        try row("SELECT * FROM session WHERE id = \(id)").map(SessionRow.init)
    }

    /// The newest first.
    package func sessions(of account: Account.ID, limit: Int) throws -> [SessionRow] {
        try rows("""
            SELECT * FROM session WHERE account_id = \(account) ORDER BY id DESC LIMIT \(limit)
            """).map(SessionRow.init)
    }

    package func noteSeen(_ id: Session.ID, at time: Date) throws {
        try execute("UPDATE session SET seen_at = \(time) WHERE id = \(id) AND seen_at < \(time)")
    }

    package func deleteSession(_ id: Session.ID) throws -> Bool {
        try changes("DELETE FROM session WHERE id = \(id)") == 1
    }

    /// All but the one in `spared`; how many there were.
    package func deleteSessions(of account: Account.ID, sparing spared: Session.ID?) throws -> Int {
        try changes("""
            DELETE FROM session WHERE account_id = \(account) AND id <> \(spared?.rawValue ?? 0)
            """)
    }

    /// Those that are over by `now`, of whomever.
    package func pruneSessions(now: Date) throws {
        try execute("""
            DELETE FROM session
            WHERE ends_at <= \(now) OR seen_at <= \(now - Session.idleSeconds)
            """)
    }
}

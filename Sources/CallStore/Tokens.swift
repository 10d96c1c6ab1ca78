package import Calls
package import Foundation

/// A token as stored: its secret as a hash only.
package struct TokenRow: RegulatedRow {
    package static let table = "token"

    package var id: Token.ID
    package var accountID: Account.ID
    package var name: String
    /// SHA-256 of the secret as it is written.
    package var secretHash: [UInt8]
    package var scopes: Set<Permission>
    package var createdAt: Date
    package var endsAt: Date
    package var revokedAt: Date?
    package var rowMAC: [UInt8] = []

    package init(_ token: Token, secretHash: [UInt8]) {
        id = token.id
        accountID = token.account
        name = token.name
        self.secretHash = secretHash
        scopes = token.scopes
        createdAt = token.createdAt
        endsAt = token.endsAt
        revokedAt = token.revokedAt
    }

    package init(_ row: Row) throws {
        id = try row.get("id")
        accountID = try row.get("account_id")
        name = try row.get("name")
        secretHash = try row.get("secret_hash")
        let scopes: String = try row.get("scopes")
        self.scopes = Set(try scopes.split(separator: " ").map { name in
            guard let scope = Permission(rawValue: String(name)) else {
                throw StoreFault.unexpectedRow("a token's scope \(name)")
            }
            return scope
        })
        createdAt = try row.get("created_at")
        endsAt = try row.get("ends_at")
        revokedAt = try row.get("revoked_at")
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [
            id, accountID, name, secretHash, scopesText, createdAt, endsAt, revokedAt,
        ]
        return values.map(\.sqlValue)
    }

    fileprivate var scopesText: String { scopes.map(\.rawValue).sorted().joined(separator: " ") }

    package var token: Token {
        Token(
            id: id, account: accountID, name: name, scopes: scopes, createdAt: createdAt,
            endsAt: endsAt, revokedAt: revokedAt)
    }
}

extension Transaction {
    package func insert(_ token: TokenRow) throws {
        try execute("""
            INSERT INTO token
              (id, account_id, name, secret_hash, scopes, created_at, ends_at, revoked_at,
               row_mac)
            VALUES (\(token.id), \(token.accountID), \(token.name), \(token.secretHash),
              \(token.scopesText), \(token.createdAt), \(token.endsAt), \(token.revokedAt),
              \(token.rowMAC))
            """)
    }

    /// Writes what may change of a token.
    package func update(_ token: TokenRow) throws {
        try execute("""
            UPDATE token SET revoked_at = \(token.revokedAt), row_mac = \(token.rowMAC)
            WHERE id = \(token.id)
            """)
    }

    package func token(_ id: Token.ID) throws -> TokenRow? {
        try row("SELECT * FROM token WHERE id = \(id)").map(TokenRow.init)
    }

    package func token(secretHash: [UInt8]) throws -> TokenRow? {
        try row("SELECT * FROM token WHERE secret_hash = \(secretHash)").map(TokenRow.init)
    }

    /// The newest first.
    package func tokens(of account: Account.ID, limit: Int) throws -> [TokenRow] {
        try rows("""
            SELECT * FROM token WHERE account_id = \(account) ORDER BY id DESC LIMIT \(limit)
            """).map(TokenRow.init)
    }

    /// Those that are neither revoked nor run out by `now`.
    package func goodTokens(of account: Account.ID, now: Date) throws -> [TokenRow] {
        try rows("""
            SELECT * FROM token
            WHERE account_id = \(account) AND revoked_at IS NULL AND ends_at > \(now)
            ORDER BY id LIMIT \(1000)
            """).map(TokenRow.init)
    }
}

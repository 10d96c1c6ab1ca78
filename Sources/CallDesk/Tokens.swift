import CallLedger
import CallStore
package import Calls
import Foundation

/// Tokens: secrets by which programs act for accounts. Only their hash is kept, and what one may do
/// is what its account may do just then, as far as its scopes go.
extension CallDesk {
    /// Whose secret this is; nil when it is nobody's, was revoked, ran out, or its account is
    /// disabled. An unknown secret costs one look at an index, so no throttle stands before it.
    package func principal(bearing secret: String) async throws -> Principal? {
        guard TokenSecret.hasForm(secret) else { return nil }
        let (hash, now, desk) = (Self.hash(of: secret), now(), self)
        return try await reaching {
            try await database.read { db in
                guard let row = try desk.verified(try db.token(secretHash: hash)),
                    row.token.isGood(at: now), let account = try db.account(row.accountID),
                    account.disabledAt == nil
                else { return nil }
                return try desk.principal(of: account, in: db)
                    .narrowed(to: row.scopes, id: "token:\(row.id)")
            }
        }
    }

    /// The own tokens, the newest first.
    package func ownTokens(by principal: Principal) async throws -> [Token] {
        let desk = self
        return try await see(by: principal, needing: .ownAccount) { db in
            guard let account = principal.account else { return [] }
            return try desk.tokens(of: account, in: db)
        }
    }

    /// Makes a token of one's own. The secret is shown once.
    package func addOwnToken(
        _ new: NewToken, by principal: Principal
    ) async throws -> (secret: String, token: Token) {
        let desk = self
        return try await change(by: principal, needing: .ownAccount) { change in
            guard let account = principal.account, principal.id == "account:\(account)" else {
                throw Refusal(
                    .forbidden, .tokensNeedPage,
                    "Tokens of one's own are made on the page, after signing in there.")
            }
            return try desk.add(new, to: account, holding: principal.roles, in: &change)
        }
    }

    package func revokeOwnToken(_ id: Token.ID, by principal: Principal) async throws {
        let desk = self
        try await change(by: principal, needing: .ownAccount) { change in
            guard let account = principal.account else { throw Refusal.noSuchToken }
            try desk.revoke(id, of: account, in: &change)
        }
    }

    /// Tokens of any account, the newest first.
    package func tokens(
        of account: Account.ID, by principal: Principal
    ) async throws -> [Token] {
        let desk = self
        return try await see(by: principal, needing: .manageAccounts) { db in
            guard try db.account(account) != nil else { throw Refusal.noSuchAccount }
            return try desk.tokens(of: account, in: db)
        }
    }

    /// Makes a token for a program. The secret is shown once.
    package func addToken(
        _ new: NewToken, for account: Account.ID, by principal: Principal
    ) async throws -> (secret: String, token: Token) {
        let desk = self
        return try await change(by: principal, needing: .manageAccounts) { change in
            let row = try desk.others(account, in: change)
            guard row.origin == .program else {
                throw Refusal(
                    .conflict, .accountOfPerson,
                    "A person's tokens are made by that person. Add an account for the program.")
            }
            guard row.disabledAt == nil else {
                throw Refusal(
                    .conflict, .accountDisabled, "The account is disabled. Enable it first.")
            }
            let roles = try desk.verifiedRoles(of: account, in: change.db)
            return try desk.add(new, to: account, holding: roles, in: &change)
        }
    }

    /// Revokes a token of any account.
    package func revokeToken(
        _ id: Token.ID, of account: Account.ID, by principal: Principal
    ) async throws {
        let desk = self
        try await change(by: principal, needing: .manageAccounts) { change in
            try desk.revoke(id, of: account, in: &change)
        }
    }

    func revoke(_ row: TokenRow, in change: inout Change) throws {
        var row = row
        row.revokedAt = change.now
        try change.db.update(sealed(row))
        try change.record(
            .tokenRevoked, object: "token:\(row.id)", details: ["account": "\(row.accountID)"])
    }

    private func revoke(
        _ id: Token.ID, of account: Account.ID, in change: inout Change
    ) throws {
        guard let row = try verified(try change.db.token(id)), row.accountID == account else {
            throw Refusal.noSuchToken
        }
        guard row.token.isGood(at: change.now) else {
            change.isUnchanged = true
            return
        }
        try revoke(row, in: &change)
    }

    private func tokens(of account: Account.ID, in db: Transaction) throws -> [Token] {
        let rows = try db.tokens(of: account, limit: 200)
        for row in rows { try verify(row) }
        return rows.map(\.token)
    }

    private func add(
        _ new: NewToken, to account: Account.ID, holding roles: Set<Role>,
        in change: inout Change
    ) throws -> (secret: String, token: Token) {
        let name = try Self.checkedTokenName(new.name)
        guard Token.days.contains(new.days) else {
            throw Refusal(
                .invalid, .badTokenDays, "A token is good for 1 to 366 days.", subject: "days")
        }
        guard !new.scopes.isEmpty, new.scopes.isSubset(of: Token.scopes(of: roles)) else {
            throw Refusal(
                .invalid, .badScopes,
                "Choose at least one scope, and only of what the account may do.",
                subject: "scopes")
        }
        guard try change.db.goodTokens(of: account, now: change.now).count < Token.countMax else {
            throw Refusal(
                .conflict, .tooManyTokens,
                "The account has \(Token.countMax) tokens that are good. Revoke one first.")
        }
        let secret = TokenSecret.text((0..<32).map { _ in UInt8.random(in: 0...255) })
        let token = Token(
            id: change.newID(), account: account, name: name, scopes: new.scopes,
            createdAt: change.now, endsAt: change.now + Double(new.days) * 86_400)
        try change.db.insert(sealed(TokenRow(token, secretHash: Self.hash(of: secret))))
        try change.record(
            .tokenAdded, object: "token:\(token.id)",
            details: [
                "account": "\(account)", "days": "\(new.days)",
                "scopes": new.scopes.map(\.rawValue).sorted().joined(separator: " "),
            ])
        return (secret, token)
    }

    private static func checkedTokenName(_ text: String) throws -> String {
        let name = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard (1...50).contains(name.count), name.unicodeScalars.count <= 100,
            !name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else {
            throw Refusal(
                .invalid, .badTokenName,
                "Say in 1 to 50 characters what the token is for.", subject: "name")
        }
        return name
    }

    private static func hash(of secret: String) -> [UInt8] {
        LedgerHash.plain(Array(secret.utf8)).bytes
    }
}

extension Refusal {
    static let noSuchToken = Refusal(
        .notFound, .noSuchToken, "There is no such token. Reload the list.")
}

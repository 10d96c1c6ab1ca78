import CallDesk
import Calls
import Foundation
import Hummingbird

extension Web {
    func apiOwnTokens(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        return try tokenList(try await desk.ownTokens(by: visit.principal), visit)
    }

    func apiAddOwnToken(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let new = try await newToken(visit)
        return try made(try await desk.addOwnToken(new, by: visit.principal), visit)
    }

    func apiRevokeOwnToken(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: Token.ID = try visit.id("token", or: .noToken)
        try await desk.revokeOwnToken(id, by: visit.principal)
        return Response(status: .noContent)
    }

    func apiTokens(_ visit: Visit) async throws -> Response {
        let tokens = try await desk.tokens(of: try accountID(visit), by: visit.principal)
        return try tokenList(tokens, visit)
    }

    func apiAddToken(_ visit: Visit) async throws -> Response {
        let id = try accountID(visit)
        let new = try await newToken(visit)
        return try made(try await desk.addToken(new, for: id, by: visit.principal), visit)
    }

    func apiRevokeToken(_ visit: Visit) async throws -> Response {
        let account = try accountID(visit)
        let id: Token.ID = try visit.id("token", or: .noToken)
        try await desk.revokeToken(id, of: account, by: visit.principal)
        return Response(status: .noContent)
    }

    private func newToken(_ visit: Visit) async throws -> NewToken {
        struct Body: Decodable {
            let name: String
            let scopes: [String]
            let days: Int?
        }
        let body = try await visit.json(Body.self, limits: settings.limits)
        return NewToken(
            name: body.name, scopes: try Set(body.scopes.map(Permission.named)),
            days: body.days ?? Token.daysDefault)
    }

    private func tokenList(_ tokens: [Token], _ visit: Visit) throws -> Response {
        try .json(
            PageJSON(
                items: tokens.map { TokenJSON($0, visit.words, now: visit.now) }, next: nil))
    }

    private func made(
        _ made: (secret: String, token: Token), _ visit: Visit
    ) throws -> Response {
        struct Answer: Encodable {
            /// Shown this once.
            let secret: String
            let token: TokenJSON
        }
        return try .json(
            Answer(
                secret: made.secret,
                token: TokenJSON(made.token, visit.words, now: visit.now)),
            status: .created)
    }
}

struct TokenJSON: Encodable, Sendable {
    let id: Token.ID
    let name: String
    let scopes: [Permission]
    let createdAt: String
    let endsAt: String
    let revokedAt: OrNull<String>
    let isGood: Bool

    init(_ token: Token, _ words: Words, now: Date) {
        id = token.id
        name = token.name
        scopes = Permission.allCases.filter(token.scopes.contains)
        createdAt = words.home.time(token.createdAt).iso8601
        endsAt = words.home.time(token.endsAt).iso8601
        revokedAt = OrNull(token.revokedAt.map { words.home.time($0).iso8601 })
        isGood = token.isGood(at: now)
    }
}

import CallDesk
import Calls
import Hummingbird

extension Web {
    func tokensPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["done"])
        let tokens = try await desk.ownTokens(by: visit.principal)
        let frame = await frame(visit.words("tokens.title"), in: nil, of: visit)
        return try page(
            TokensPage(
                frame: frame,
                done: visit.query["done"] == nil ? nil : visit.words("tokens.done"),
                tokens: TokenPart(
                    tokens, scopes: Token.scopes(of: visit.principal.roles),
                    url: WebURL.ownTokens, for: visit.tokenReader)),
            for: visit)
    }

    func addOwnTokenFromPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let form = try await visit.form(limits: settings.limits)
        let made = try await desk.addOwnToken(try newToken(form), by: visit.principal)
        return try tokenPage(made, goOn: WebURL.ownTokens, for: visit)
    }

    func revokeOwnTokenFromPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let form = try await visit.form(limits: settings.limits)
        try form.allow([])
        let id: Token.ID = try visit.id("token", or: .noToken)
        try await desk.revokeOwnToken(id, by: visit.principal)
        return .seeOther(WebURL.ownTokens + WebURL.queryText([("done", "revoked")]))
    }

    func addTokenFromPage(_ visit: Visit) async throws -> Response {
        let (id, form) = try await accountForm(visit, ["name", "days"], often: ["scope"])
        let made = try await desk.addToken(try newToken(form), for: id, by: visit.principal)
        return try tokenPage(made, goOn: WebURL.account(id), for: visit)
    }

    func revokeTokenFromPage(_ visit: Visit) async throws -> Response {
        let (id, _) = try await accountForm(visit, [])
        let token: Token.ID = try visit.id("token", or: .noToken)
        try await desk.revokeToken(token, of: id, by: visit.principal)
        return .seeOther(WebURL.account(id, done: .tokenRevoked))
    }

    private func newToken(_ form: Query) throws -> NewToken {
        try form.allow(["name", "days"], often: ["scope"])
        return NewToken(
            name: form["name"] ?? "", scopes: try Set(form.all("scope").map(Permission.named)),
            days: form["days"].map { Int($0) ?? 0 } ?? Token.daysDefault)
    }

    private func tokenPage(
        _ made: (secret: String, token: Token), goOn: String, for visit: Visit
    ) throws -> Response {
        let words = visit.words
        return try page(
            SecretPage(
                frame: frame(
                    words("secret.token.title"), visit.preferences, words),
                title: words("secret.token.title"), text: words("secret.token.text"),
                secret: made.secret,
                note: words("secret.token.note", ["when": words.moment(made.token.endsAt)]),
                asked: nil, goOn: goOn),
            for: visit)
    }
}

extension Permission {
    /// Refused when there is no permission of this name.
    static func named(_ text: String) throws -> Permission {
        guard let permission = Permission(rawValue: text) else {
            throw Refusal(
                .invalid, .badScopes,
                "There is no such scope; scopes are permissions such as call.list.",
                subject: "scopes")
        }
        return permission
    }
}

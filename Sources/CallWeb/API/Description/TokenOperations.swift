import Calls

extension Web {
    static let tokenOperations: [String: APIOperation] = [
        "GET /api/v1/tokens": APIOperation(summary: "One's own tokens"),
        "POST /api/v1/tokens": APIOperation(
            summary: "A token of one's own; its secret is shown this once", body: newToken,
            answer: .made),
        "POST /api/v1/tokens/:token/revoke": APIOperation(
            summary: "End one of one's own tokens", answer: .nothing),
        "GET /api/v1/accounts/:account/tokens": APIOperation(summary: "An account's tokens"),
        "POST /api/v1/accounts/:account/tokens": APIOperation(
            summary: "A token for a program's account; its secret is shown this once",
            body: newToken, answer: .made),
        "POST /api/v1/accounts/:account/tokens/:token/revoke": APIOperation(
            summary: "End one of an account's tokens", answer: .nothing),
    ]

    private static let newToken: [APIOperation.Field] = [
        .needed("name", .text(most: 50)),
        .needed(
            "scopes",
            .list(
                .choice(Permission.allCases.map(\.rawValue)), most: Permission.allCases.count)),
        .maybe("days", .integer(Token.days)),
    ]
}

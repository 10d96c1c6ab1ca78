import Calls

extension Web {
    static let accountOperations: [String: APIOperation] = [
        "POST /api/v1/accounts/first": APIOperation(
            summary: "A one-time code for the first account of a role",
            body: [.needed("role", role)]),
        "GET /api/v1/account": APIOperation(summary: "One's own account"),
        "GET /api/v1/account/sessions": APIOperation(summary: "One's own sessions"),
        "POST /api/v1/account/sessions/:session/end": APIOperation(
            summary: "End one of one's own sessions", answer: .nothing),
        "GET /api/v1/accounts": APIOperation(
            summary: "Accounts by name", query: APIOperation.paging),
        "POST /api/v1/accounts/find": APIOperation(
            summary: "Accounts by `text`, a part of a name, or the one of the whole `name`",
            body: [
                .maybe("text", .text(least: 0, most: 200)),
                .maybe("name", .text(least: 0, most: 200)),
            ]),
        "POST /api/v1/accounts": APIOperation(
            summary: "Add an account; the answer has its one-time code, and what waits for a "
                + "second person",
            body: [
                .needed("name", .text(most: 64)), .needed("title", .text(most: 100)),
                .maybe("origin", .choice(Account.Origin.allCases.map(\.rawValue))),
                .maybe("roles", .list(role, most: Role.allCases.count)),
                .maybe("teams", teams), .maybe("agent", rosterText),
                .maybe("reason", .text(most: 500)),
            ], answer: .made),
        "GET /api/v1/accounts/:account": APIOperation(summary: "One account"),
        "POST /api/v1/accounts/:account/disable": APIOperation(
            summary: "Disable an account and end its sessions and tokens", answer: .nothing),
        "POST /api/v1/accounts/:account/enable": APIOperation(
            summary: "Enable an account again", answer: .nothing),
        "POST /api/v1/accounts/:account/reset": APIOperation(
            summary: "A new one-time code instead of password and second factor"),
        "POST /api/v1/accounts/:account/agent": APIOperation(
            summary: "Link an account to the agent of this staff number; null ends the link",
            body: [.maybe("agent", .orNull(rosterText))], answer: .nothing),
        "POST /api/v1/accounts/:account/teams": APIOperation(
            summary: "Narrow an account to teams by id or name; none for all",
            body: [.needed("teams", teams)], answer: .nothing),
        "POST /api/v1/accounts/:account/roles/grant": APIOperation(
            summary: "Grant a role, or ask for one that waits for a second person",
            body: [.needed("role", role), .maybe("reason", .text(most: 500))]),
        "POST /api/v1/accounts/:account/roles/revoke": APIOperation(
            summary: "Take a role away", body: [.needed("role", role)], answer: .nothing),
    ]

    private static let role: APIOperation.Field.Kind = .choice(Role.allCases.map(\.rawValue))
    private static let teams: APIOperation.Field.Kind = .list(rosterText, most: 200)
}

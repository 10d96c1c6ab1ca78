import Calls

extension Web {
    /// Agents stand in paths by id or staff number, teams by id or name.
    static let rosterChangeOperations: [String: APIOperation] = [
        "POST /api/v1/roster/agents": APIOperation(
            summary: "Add an agent, in a team from a day on where they are given",
            body: [
                .needed("code", rosterText), .needed("name", rosterText),
                .maybe("team", rosterText), .maybe("from", .day),
            ], answer: .made),
        "POST /api/v1/roster/agents/:agent": APIOperation(
            summary: "Rename an agent, say that they left (`leftOn` is the last day) or came back",
            path: agentPath,
            body: [
                .maybe("name", rosterText), .maybe("leftOn", .day), .maybe("hasReturned", .flag),
            ], answer: .nothing),
        "POST /api/v1/roster/agents/:agent/account": APIOperation(
            summary: "Link an agent to the account of this name; null ends the link",
            path: agentPath, body: [.maybe("account", .orNull(rosterText))], answer: .nothing),
        "POST /api/v1/roster/agents/:agent/codes": APIOperation(
            summary: "Give an agent a code for a time; an extension unless `kind` says another",
            path: agentPath,
            body: [.needed("code", rosterText), .maybe("kind", codeKind)] + period,
            answer: .nothing),
        "POST /api/v1/roster/agents/:agent/codes/:code": APIOperation(
            summary: "Change for how long a code holds, or take it away",
            path: agentPath, body: period + [.maybe("isRemoved", .flag)], answer: .nothing),
        "POST /api/v1/roster/agents/:agent/teams": APIOperation(
            summary: "Put an agent into a team for a time", path: agentPath,
            body: [.needed("team", rosterText)] + period, answer: .nothing),
        "POST /api/v1/roster/agents/:agent/teams/:place": APIOperation(
            summary: "Change for how long an agent is in a team, or take the entry away",
            path: agentPath, body: period + [.maybe("isRemoved", .flag)], answer: .nothing),
        "POST /api/v1/roster/teams": APIOperation(
            summary: "Add a team", body: [.needed("name", rosterText)], answer: .made),
        "POST /api/v1/roster/teams/:team": APIOperation(
            summary: "Rename, close or reopen a team", path: ["team": rosterText],
            body: [.maybe("name", rosterText), .maybe("isClosed", .flag)], answer: .nothing),
        "POST /api/v1/roster/campaigns/:campaign": APIOperation(
            summary: "Name a campaign; null takes the name away",
            body: [.maybe("name", .orNull(rosterText))], answer: .nothing),
        "POST /api/v1/roster/unassigned/:agent/name": APIOperation(
            summary: "Make an agent of a code that nobody has", path: agentPath,
            body: [.needed("name", rosterText), .maybe("team", rosterText)], answer: .nothing),
        "POST /api/v1/roster/unassigned/:agent/give": APIOperation(
            summary: "Give a code that nobody has to the agent of the staff number `to`",
            path: agentPath,
            body: [.needed("to", rosterText), .maybe("kind", codeKind)] + period,
            answer: .nothing),
    ]

    private static let agentPath = ["agent": rosterText]

    private static let codeKind: APIOperation.Field.Kind = .choice(
        CodeKind.allCases.map(\.rawValue))

    /// Days in the installation's zone; both count.
    private static let period: [APIOperation.Field] = [
        .maybe("from", .orNull(.day)), .maybe("until", .orNull(.day)),
    ]
}

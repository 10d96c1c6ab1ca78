import Calls

extension Web {
    static let rosterOperations: [String: APIOperation] = [
        "GET /api/v1/roster/agents": APIOperation(
            summary: "Agents by staff number; `q` is a part of name or code",
            query: [
                .maybe("q", rosterText), .maybe("team", .id),
                .maybe("state", .choice(["here", "left"])),
            ] + APIOperation.paging),
        "GET /api/v1/roster/agents/:agent": APIOperation(
            summary: "One agent with codes, teams and history, by id or staff number",
            path: ["agent": rosterText]),
        "GET /api/v1/roster/teams": APIOperation(summary: "Teams"),
        "GET /api/v1/roster/campaigns": APIOperation(
            summary: "Campaigns", query: APIOperation.paging),
        "GET /api/v1/roster/unassigned": APIOperation(
            summary: "Codes that recorders wrote and that nobody in the roster has",
            query: APIOperation.paging),
        "POST /api/v1/roster/export": APIOperation(
            summary: "The roster as CSV, as it can be imported",
            answer: .bytes(type: "text/csv", isPartial: false)),
        "POST /api/v1/roster/import": APIOperation(
            summary: "Take a roster in, or with `dryRun=true` only look at it",
            query: [.maybe("dryRun", .choice(["true", "false"]))], upload: "text/csv",
            answer: .jsonOfFile),
    ]

    static let rosterText: APIOperation.Field.Kind = .text(most: Roster.textCharactersMax)
}

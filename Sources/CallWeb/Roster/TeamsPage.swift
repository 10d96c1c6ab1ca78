import CallDesk
import Calls
import Hummingbird

/// The teams, or the campaigns: named things of which there are few.
struct TeamsPage: PageModel {
    struct Row: Sendable {
        let name: String
        let agents: String
        let agentsURL: String
        let url: String
        let isClosed: Bool
        let isOpen: Bool
        let state: Tag
        /// Nil for who may not see the ledger.
        let historyURL: String?
    }

    static let template = "teams"
    let frame: Frame
    let subtitle: String
    let done: String?
    let tabs: [RosterTab]
    let canChange: Bool
    let addURL: String
    let rows: [Row]
    let isEmpty: Bool
}

struct CampaignsPage: PageModel {
    struct Row: Sendable {
        let code: String
        let name: String
        let url: String
        let callsURL: String
        let historyURL: String?
    }

    static let template = "campaigns"
    let frame: Frame
    let subtitle: String
    let done: String?
    let tabs: [RosterTab]
    let canChange: Bool
    let rows: [Row]
    let isEmpty: Bool
    let newestURL: String?
    let olderURL: String?
}

extension Web {
    func teamsPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["done"])
        let words = visit.words
        let teams = try await desk.teams(by: visit.principal)
        return try page(
            TeamsPage(
                frame: await frame(words("roster.tab.teams"), in: .roster, of: visit),
                subtitle: words("roster.teamsSubtitle"), done: said(visit),
                tabs: await rosterTabs(.teams, visit),
                canChange: visit.principal.may(.changeRoster), addURL: WebURL.rosterTeams,
                rows: teams.map { .init($0, for: visit) }, isEmpty: teams.isEmpty),
            for: visit)
    }

    func addTeamFromPage(_ visit: Visit) async throws -> Response {
        let form = try await rosterForm(visit, ["name"])
        _ = try await desk.addTeam(try form.text("name"), by: visit.principal)
        return done(.saved, at: WebURL.rosterTeams)
    }

    func changeTeamFromPage(_ visit: Visit) async throws -> Response {
        let id: Team.ID = try visit.id("team", or: .noSuchTeam)
        let form = try await rosterForm(visit, ["name", "act"])
        let isClosed: Bool? =
            switch form.fields["act"] {
            case "close": true
            case "open": false
            default: nil
            }
        try await desk.changeTeam(
            id, name: form.fields["name"], isClosed: isClosed, by: visit.principal)
        return done(.saved, at: WebURL.rosterTeams)
    }

    func campaignsPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["after", "limit", "done"])
        let words = visit.words
        let campaigns = try await desk.campaigns(
            after: visit.query["after"], limit: try visit.query.limit(orElse: 50),
            by: visit.principal)
        return try page(
            CampaignsPage(
                frame: await frame(words("roster.tab.campaigns"), in: .roster, of: visit),
                subtitle: words("roster.campaignsSubtitle"), done: said(visit),
                tabs: await rosterTabs(.campaigns, visit),
                canChange: visit.principal.may(.changeRoster),
                rows: campaigns.items.map {
                    .init(
                        code: $0.code, name: $0.name ?? "", url: WebURL.campaign($0.id),
                        callsURL: WebURL.calls([("campaign", $0.code)]),
                        historyURL: WebURL.history(
                            of: "campaign:\($0.id)", for: visit.principal))
                },
                isEmpty: campaigns.items.isEmpty,
                newestURL: visit.query["after"] == nil ? nil : WebURL.rosterCampaigns,
                olderURL: campaigns.next.map {
                    WebURL.rosterCampaigns + WebURL.queryText([("after", $0)])
                }),
            for: visit)
    }

    func renameCampaignFromPage(_ visit: Visit) async throws -> Response {
        let id: Campaign.ID = try visit.id("campaign", or: .noSuchCampaign)
        let form = try await rosterForm(visit, ["name"])
        try await desk.renameCampaign(id, to: form.fields["name"], by: visit.principal)
        return done(.saved, at: WebURL.rosterCampaigns)
    }
}

extension TeamsPage.Row {
    fileprivate init(_ team: TeamSummary, for visit: Visit) {
        let words = visit.words
        historyURL = WebURL.history(of: "team:\(team.id)", for: visit.principal)
        name = team.name
        agents = words.number(team.agents)
        agentsURL = WebURL.roster([("team", team.id.description)])
        url = WebURL.team(team.id)
        isClosed = team.closedAt != nil
        isOpen = !isClosed
        state =
            isClosed
            ? Tag(symbol: "○", text: words("roster.closed"), tone: "plain")
            : Tag(symbol: "●", text: words("roster.open"), tone: "good")
    }
}

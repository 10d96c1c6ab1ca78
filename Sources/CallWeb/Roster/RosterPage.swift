import CallDesk
import Calls
import Hummingbird

/// The agents of the roster.
struct RosterPage: PageModel {
    struct Row: Sendable {
        let url: String
        let name: String
        let code: String
        let team: String
        let codes: String
        let state: Tag
    }

    static let template = "roster"
    let frame: Frame
    let subtitle: String
    let done: String?
    let tabs: [RosterTab]
    let searchText: String
    let teams: [RosterChoice]
    let states: [RosterChoice]
    let isFiltered: Bool
    let canChange: Bool
    let addURL: String
    let exportURL: String
    let importURL: String
    let openTeams: [RosterChoice]
    let rows: [Row]
    let isEmpty: Bool
    let newestURL: String?
    let olderURL: String?
}

extension Web {
    func rosterPage(_ visit: Visit) async throws -> Response {
        let names = ["q", "team", "state", "after", "limit", "done"]
        try visit.query.allow(names)
        let (words, query) = (visit.words, visit.query)
        let filter = try Self.rosterFilter(query)
        let agents = try await desk.agents(
            filter, after: query["after"], limit: try query.limit(orElse: 50),
            by: visit.principal)
        let kept = ["q", "team", "state"].compactMap { name in
            query[name].map { (name, $0) }
        }
        let teams = try await desk.teams(by: visit.principal)
        let states = ["here", "left"].map {
            RosterChoice(
                value: $0, text: words("roster.state.\($0)"), isCurrent: query["state"] == $0)
        }
        return try page(
            RosterPage(
                frame: await frame(words("roster.title"), in: .roster, of: visit),
                subtitle: words("roster.subtitle"), done: said(visit),
                tabs: await rosterTabs(.agents, visit), searchText: query["q"] ?? "",
                teams: teams.map {
                    RosterChoice(
                        value: $0.id.description, text: $0.name, isCurrent: $0.id == filter.team)
                }, states: states, isFiltered: !kept.isEmpty,
                canChange: visit.principal.may(.changeRoster), addURL: WebURL.rosterAgents,
                exportURL: WebURL.rosterExport, importURL: WebURL.rosterImport,
                openTeams: try await teamChoices(visit),
                rows: agents.items.map { .init($0, words) }, isEmpty: agents.items.isEmpty,
                newestURL: query["after"] == nil ? nil : WebURL.roster(kept),
                olderURL: agents.next.map { WebURL.roster(kept + [("after", $0)]) }),
            for: visit)
    }

    static func rosterFilter(_ query: Query) throws -> RosterFilter {
        var filter = RosterFilter()
        filter.text = query["q"].map { String($0.prefix(Roster.textCharactersMax)) }
        filter.team = try query["team"].map { text in
            guard let id = Team.ID(text: text) else { throw Refusal.noSuchTeam }
            return id
        }
        filter.hasLeft = query["state"].map { $0 == "left" }
        return filter
    }

    func addAgentFromPage(_ visit: Visit) async throws -> Response {
        let form = try await rosterForm(visit, ["code", "name", "team", "from"])
        let id = try await desk.addAgent(
            staffCode: try form.text("code"), name: try form.text("name"), team: try form.team,
            since: try form.validity.from, by: visit.principal)
        return done(.added, at: WebURL.agent(id))
    }
}

extension RosterPage.Row {
    init(_ agent: AgentSummary, _ words: Words) {
        url = WebURL.agent(agent.id)
        name = agent.name ?? agent.code
        code = agent.code
        team = agent.team?.name ?? "–"
        let shown = agent.codes.prefix(4).map(\.code).joined(separator: ", ")
        codes = agent.codes.isEmpty ? "–" : shown + (agent.codes.count > 4 ? " …" : "")
        state = Tag(agent, words)
    }
}

extension Tag {
    init(_ agent: AgentSummary, _ words: Words) {
        if agent.name == nil {
            self.init(symbol: "?", text: words("roster.state.unassigned"), tone: "warn")
        } else if agent.leftAt != nil {
            self.init(symbol: "○", text: words("roster.state.left"), tone: "plain")
        } else {
            self.init(symbol: "●", text: words("roster.state.here"), tone: "good")
        }
    }
}

import CallDesk
import Calls
import Hummingbird

/// Codes that turned up in recordings and are nobody's.
struct UnassignedPage: PageModel {
    struct Row: Sendable {
        let id: String
        let code: String
        let calls: String
        let callsURL: String
        let first: String
        let last: String
        let sources: [String]
        let nameURL: String
        let giveURL: String
    }

    static let template = "unassigned"
    let frame: Frame
    let subtitle: String
    let done: String?
    let tabs: [RosterTab]
    let canChange: Bool
    let rows: [Row]
    let isEmpty: Bool
    let teams: [RosterChoice]
    let kinds: [RosterChoice]
    let newestURL: String?
    let olderURL: String?
}

extension Web {
    func unassignedPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["after", "limit", "done"])
        let words = visit.words
        let codes = try await desk.unassigned(
            after: visit.query["after"], limit: try visit.query.limit(orElse: 25),
            by: visit.principal)
        return try page(
            UnassignedPage(
                frame: await frame(words("roster.tab.unassigned"), in: .roster, of: visit),
                subtitle: words("roster.unassignedSubtitle"), done: said(visit),
                tabs: await rosterTabs(.unassigned, visit),
                canChange: visit.principal.may(.changeRoster),
                rows: codes.items.map { .init($0, words) }, isEmpty: codes.items.isEmpty,
                teams: try await teamChoices(visit), kinds: RosterChoice.kinds(words),
                newestURL: visit.query["after"] == nil ? nil : WebURL.unassigned,
                olderURL: codes.next.map {
                    WebURL.unassigned + WebURL.queryText([("after", $0)])
                }),
            for: visit)
    }

    func nameUnassignedFromPage(_ visit: Visit) async throws -> Response {
        let id: Agent.ID = try visit.id("agent", or: .noSuchAgent)
        let form = try await rosterForm(visit, ["name", "team"])
        try await desk.nameUnassigned(
            id, name: try form.text("name"), team: try form.team, by: visit.principal)
        return done(.named, at: WebURL.unassigned)
    }

    func giveUnassignedFromPage(_ visit: Visit) async throws -> Response {
        let id: Agent.ID = try visit.id("agent", or: .noSuchAgent)
        let form = try await rosterForm(visit, ["to", "kind", "from", "until"])
        try await desk.giveUnassigned(
            id, to: try form.text("to"), as: form.kind, try form.validity, by: visit.principal)
        return done(.given, at: WebURL.unassigned)
    }
}

extension UnassignedPage.Row {
    fileprivate init(_ code: UnassignedCode, _ words: Words) {
        id = code.id.description
        self.code = code.code
        calls = words.count(of: code.calls)
        callsURL = WebURL.calls([("agent", code.code)])
        first = words.moment(code.firstCallAt)
        last = words.moment(code.lastCallAt)
        sources = code.sources
        nameURL = WebURL.unassigned(code.id, "name")
        giveURL = WebURL.unassigned(code.id, "give")
    }
}

import CallDesk
import Calls
import Foundation
import Hummingbird

/// One agent: codes and teams over time, the account, the calls and what was done.
struct AgentPage: PageModel {
    struct Period: Sendable {
        let title: String
        let kind: String
        let span: String
        let isNow: Bool
        let url: String
        let from: String
        let fromKind: String
        let until: String
        let untilKind: String
    }

    struct Note: Sendable {
        let when: String
        let iso8601: String
        let action: String
        let principal: String
    }

    static let template = "agent"
    let frame: Frame
    let backURL: String
    let done: String?
    let name: String
    let code: String
    let state: Tag
    let team: String?
    let calls: String
    let callsURL: String
    let canChange: Bool
    let canLink: Bool
    let hasLeft: Bool
    let leftOn: String
    let nameURL: String
    let leftURL: String
    let accountURL: String
    let codesURL: String
    let teamsURL: String
    let account: String?
    let codes: [Period]
    let hasNoCodes: Bool
    let teams: [Period]
    let hasNoTeams: Bool
    let kinds: [RosterChoice]
    let openTeams: [RosterChoice]
    let notes: [Note]
}

extension Web {
    func agentPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["done"])
        let id: Agent.ID = try visit.id("agent", or: .noSuchAgent)
        let agent = try await desk.agent(id, by: visit.principal)
        let visit = try await naming(agent.history.map(\.principal), in: visit)
        let frame = await frame(
            agent.summary.name ?? agent.summary.code, in: .roster, of: visit)
        return try page(
            AgentPage(
                agent, frame: frame, done: said(visit), openTeams: try await teamChoices(visit),
                dates: rosterDates, visit),
            for: visit)
    }
}

extension AgentPage {
    fileprivate init(
        _ agent: AgentDetail, frame: Frame, done: String?, openTeams: [RosterChoice],
        dates: RosterDate, _ visit: Visit
    ) {
        let (words, id, summary) = (visit.words, agent.summary.id, agent.summary)
        self.frame = frame
        self.done = done
        self.openTeams = openTeams
        backURL = WebURL.roster
        name = summary.name ?? words("call.unknownAgent")
        code = summary.code
        state = Tag(summary, words)
        team = summary.team?.name
        calls = words.count(of: agent.calls)
        callsURL = WebURL.calls([("agent", summary.code)])
        canChange = visit.principal.may(.changeRoster) && summary.name != nil
        canLink = visit.principal.may(.manageAccounts) && summary.name != nil
        hasLeft = summary.leftAt != nil
        leftOn = summary.leftAt.map { dates.text(end: $0) } ?? ""
        nameURL = WebURL.agent(id, "name")
        leftURL = WebURL.agent(id, "left")
        accountURL = WebURL.agent(id, "account")
        codesURL = WebURL.agent(id, "codes")
        teamsURL = WebURL.agent(id, "teams")
        account = agent.account
        codes = agent.codes.map { code in
            Period(
                code.code, kind: words("roster.kind.\(code.kind.rawValue)"), code.validity,
                url: WebURL.code(code.id, of: id), dates, visit)
        }
        hasNoCodes = codes.isEmpty
        teams = agent.teams.map { team in
            Period(
                team.name, kind: words("roster.team"), team.membership.validity,
                url: WebURL.place(team.membership.id, of: id), dates, visit)
        }
        hasNoTeams = teams.isEmpty
        kinds = RosterChoice.kinds(words)
        notes = agent.history.map { note in
            Note(
                when: words.moment(note.at), iso8601: words.home.time(note.at).iso8601,
                action: words.sentence(ofAction: note.action),
                principal: words.who(note.principal))
        }
    }
}

extension AgentPage.Period {
    fileprivate init(
        _ title: String, kind: String, _ validity: Validity, url: String, _ dates: RosterDate,
        _ visit: Visit
    ) {
        self.title = title
        self.kind = kind
        self.url = url
        from = dates.text(start: validity.from)
        until = dates.text(end: validity.until)
        // An instant doesn't fit into a field for days.
        fromKind = from.count > 10 ? "text" : "date"
        untilKind = until.count > 10 ? "text" : "date"
        isNow = validity.contains(visit.now)
        span = visit.words.span(from, until)
    }
}

extension Words {
    /// `from 2026-01-01`, `2026-01-01 – 2026-03-31`, `always`.
    func span(_ from: String, _ until: String) -> String {
        switch (from.isEmpty, until.isEmpty) {
        case (true, true): self("roster.always")
        case (false, true): self("filter.since", ["from": from])
        case (true, false): self("filter.until", ["to": until])
        case (false, false): "\(from) – \(until)"
        }
    }

    /// `1,284`, or `10,000+`.
    func count(of calls: BoundedCount) -> String {
        number(calls.count) + (calls.isMore ? "+" : "")
    }
}

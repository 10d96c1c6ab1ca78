import Calls

@testable import CallWeb

/// Pages of the roster with every list and every optional filled.
enum SampleRoster {
    private static let hostile = Sample.hostile
    private static let tabs = [
        RosterTab(label: hostile, url: "/roster", isCurrent: true, isWaiting: true)
    ]
    private static let choice = RosterChoice(value: "1", text: hostile, isCurrent: true)
    private static let period = AgentPage.Period(
        title: hostile, kind: "Extension", span: "always", isNow: true, url: "/x",
        from: "2026-01-01", fromKind: "date", until: "2026-02-01", untilKind: "date")

    static let pages: [any PageModel] = [
        roster, agent, teams, campaigns, unassigned, rosterImport,
    ]

    private static let roster = RosterPage(
        frame: Sample.frame, subtitle: "Who", done: "Done", tabs: tabs, searchText: hostile,
        teams: [choice], states: [choice], isFiltered: true, canChange: true, addURL: "/a",
        exportURL: "/e", importURL: "/i", openTeams: [choice],
        rows: [
            .init(
                url: "/a", name: hostile, code: hostile, team: hostile, codes: hostile,
                state: Sample.tag)
        ], isEmpty: false, newestURL: "/roster", olderURL: "/roster?after=x")

    private static let agent = AgentPage(
        frame: Sample.frame, backURL: "/roster", done: "Done", name: hostile, code: hostile,
        state: Sample.tag, team: hostile, calls: "3", callsURL: "/calls", canChange: true,
        canLink: true, hasLeft: true, leftOn: "2026-01-01", nameURL: "/n", leftURL: "/l",
        accountURL: "/a", codesURL: "/c", teamsURL: "/t", account: hostile, codes: [period],
        hasNoCodes: false, teams: [period], hasNoTeams: false, kinds: [choice],
        openTeams: [choice],
        notes: [.init(when: "now", iso8601: "2026", action: "agent.added", principal: hostile)])

    private static let teams = TeamsPage(
        frame: Sample.frame, subtitle: "Teams", done: "Done", tabs: tabs, canChange: true,
        addURL: "/t",
        rows: [
            .init(
                name: hostile, agents: "3", agentsURL: "/roster", url: "/t", isClosed: true,
                isOpen: true, state: Sample.tag, historyURL: "/l")
        ], isEmpty: false)

    private static let campaigns = CampaignsPage(
        frame: Sample.frame, subtitle: "Campaigns", done: "Done", tabs: tabs, canChange: true,
        rows: [
            .init(
                code: hostile, name: hostile, url: "/c", callsURL: "/calls", historyURL: "/l")
        ],
        isEmpty: false, newestURL: "/c", olderURL: "/c?after=x")

    private static let unassigned = UnassignedPage(
        frame: Sample.frame, subtitle: "Codes", done: "Done", tabs: tabs, canChange: true,
        rows: [
            .init(
                id: "1", code: hostile, calls: "10,000+", callsURL: "/calls", first: "a",
                last: "b", sources: [hostile], nameURL: "/n", giveURL: "/g")
        ], isEmpty: true, teams: [choice], kinds: [choice], newestURL: "/u",
        olderURL: "/u?after=x")

    private static let rosterImport = RosterImportPage(
        frame: Sample.frame, subtitle: "First", done: "Done", tabs: tabs, importURL: "/i",
        templateURL: "/t", exportURL: "/e",
        preview: .init(
            added: "1", changed: "1", unchanged: "1", refused: "1", teams: hostile,
            isRefused: true, isNothing: true,
            problems: [.init(line: "Line 1", sentence: hostile)],
            rows: [.init(line: "1", code: hostile, name: hostile, outcome: Sample.tag)],
            draft: hostile, applyURL: "/a"))
}

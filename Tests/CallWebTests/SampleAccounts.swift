import Calls
import Foundation

@testable import CallWeb

/// Pages of accounts, tokens and permissions with everything filled.
enum SampleAccounts {
    private static let words = SampleCalls.words
    private static let now = Date(timeIntervalSince1970: 1_700_000_000)

    static let pages: [any PageModel] = [list, account, tokens, secret, permissions]

    private static let summary: AccountSummary = {
        var account = AccountSummary(
            id: Account.ID(1), name: "li.na", title: Sample.hostile, origin: .local,
            state: .invited, createdAt: now)
        account.roles = [.qaAnalyst]
        account.waitingRole = .auditor
        account.teams = [.init(id: Team.ID(2), name: Sample.hostile)]
        account.agent = .init(id: Agent.ID(3), name: Sample.hostile)
        account.inviteEndsAt = now
        return account
    }()

    private static let part = TokenPart(
        [
            Token(
                id: Token.ID(1), account: Account.ID(1), name: Sample.hostile,
                scopes: [.listCalls], createdAt: now, endsAt: now + 60)
        ], scopes: [.listCalls, .listen], url: "/account/tokens",
        for: .init(
            principal: Principal(id: "x", roles: [.auditor]), words: words, now: now))

    private static let list = AccountsPage(
        frame: Sample.frame, subtitle: "All", searchText: Sample.hostile, isFound: true,
        mayManage: true, rows: [.init(summary, words)], isEmpty: false, firstURL: "/accounts",
        nextURL: "/accounts?after=x",
        roleChoices: [RoleChoice(.auditor, words)],
        origins: [OriginChoice(value: "local", label: "password", isFirst: true)])

    private static let account = AccountDetailPage(
        frame: Sample.frame, done: "Done", url: "/accounts/1", title: Sample.hostile,
        name: "li.na", state: Sample.tag, facts: [.init(label: "Name", value: Sample.hostile)],
        historyURL: "/ledger", remark: "Remark",
        roles: [.init(value: "auditor", label: "Auditor", meaning: "Reads", mayRevoke: true)],
        hasNoRoles: true, waiting: "Auditor", mayChange: true, mayGiveRoles: true,
        roleChoices: [RoleChoice(.auditor, words)],
        teams: [.init(value: "1", label: Sample.hostile, isChecked: true)], hasNoTeams: false,
        hasScope: true, isPerson: true, agentText: Sample.hostile, isDisabled: true,
        mayReset: true, tokens: part)

    private static let tokens = TokensPage(frame: Sample.frame, done: "Done", tokens: part)

    private static let secret = SecretPage(
        frame: Sample.frame, title: "Code", text: Sample.hostile, secret: "AAAAA-BBBBB",
        note: "72 h", asked: "Waits", goOn: "/accounts")

    private static let permissions: PermissionsPage = {
        let page = PermissionsPage(frame: Sample.frame, words)
        return PermissionsPage(
            frame: page.frame, roles: [RoleChoice(.auditor, words)], width: page.width,
            groups: page.groups, apart: page.apart, reaches: page.reaches)
    }()
}

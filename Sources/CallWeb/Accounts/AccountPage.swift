import CallDesk
import Calls
import Foundation
import Hummingbird

/// One account, and what an administrator may do to it.
struct AccountDetailPage: PageModel {
    struct Fact: Sendable {
        let label: String
        let value: String
    }

    struct HeldRole: Sendable {
        let value: String
        let label: String
        let meaning: String
        let mayRevoke: Bool
    }

    struct TeamChoice: Sendable {
        let value: String
        let label: String
        let isChecked: Bool
    }

    static let template = "account-detail"
    let frame: Frame
    let done: String?
    let url: String
    let title: String
    let name: String
    let state: Tag
    let facts: [Fact]
    let historyURL: String?
    let remark: String?
    let roles: [HeldRole]
    let hasNoRoles: Bool
    let waiting: String?
    let mayChange: Bool
    let mayGiveRoles: Bool
    let roleChoices: [RoleChoice]
    let teams: [TeamChoice]
    let hasNoTeams: Bool
    let hasScope: Bool
    let isPerson: Bool
    let agentText: String
    let isDisabled: Bool
    let mayReset: Bool
    let tokens: TokenPart?
}

extension Web {
    func accountPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["done"])
        let id: Account.ID = try visit.id("account", or: .noAccount)
        let account = try await desk.account(id, by: visit.principal)
        let mayManage = visit.principal.may(.manageAccounts)
        let isOwn = visit.principal.account == id
        var tokens: TokenPart?
        if mayManage, account.origin == .program {
            tokens = TokenPart(
                try await desk.tokens(of: id, by: visit.principal),
                scopes: Token.scopes(of: Set(account.roles)),
                url: WebURL.tokens(of: id), for: visit.tokenReader)
        }
        let teams = mayManage ? try await desk.teamChoices(by: visit.principal) : []
        let frame = await frame(account.title, in: .accounts, of: visit)
        let done = visit.query["done"].flatMap { AccountDone(rawValue: $0) }
        return try page(
            AccountDetailPage(
                frame: frame, account: account, teams: teams, tokens: tokens,
                mayChange: mayManage && !isOwn, isOwn: isOwn,
                rolesByProxy: settings.doors.hasGroups && account.origin == .proxy,
                done: done.map { visit.words.catalogue("account.done.\($0.rawValue)") },
                visit: visit),
            for: visit)
    }
}

extension AccountDetailPage {
    init(
        frame: Frame, account: AccountSummary, teams choices: [AccountSummary.Named<Team>],
        tokens: TokenPart?, mayChange: Bool, isOwn: Bool, rolesByProxy: Bool, done: String?,
        visit: Visit
    ) {
        let words = visit.words
        self.frame = frame
        self.done = done
        self.tokens = tokens
        self.mayChange = mayChange
        url = WebURL.account(account.id)
        (title, name) = (account.title, account.name)
        state = Tag(account.state, words)
        facts = Self.facts(account, words)
        historyURL = WebURL.history(ofAccount: account.id, for: visit.principal)
        remark =
            isOwn
            ? words("account.own") : rolesByProxy ? words("account.rolesByProxy") : nil
        isPerson = account.origin != .program
        let mayGive = mayChange && !rolesByProxy && isPerson
        roles = account.roles.map {
            HeldRole(
                value: $0.rawValue, label: words.name($0), meaning: words.meaning($0),
                mayRevoke: mayGive)
        }
        hasNoRoles = account.roles.isEmpty && account.waitingRole == nil
        waiting = account.waitingRole.map(words.name)
        let held = Set(account.roles)
        roleChoices = Role.allCases.filter {
            $0 != .integrator && !held.contains($0)
                && SeparationOfDuties.violated(by: held.union([$0])) == nil
        }.map { RoleChoice($0, words) }
        mayGiveRoles = mayGive && !roleChoices.isEmpty
        let chosen = Set(account.teams.map(\.id))
        self.teams = choices.map {
            TeamChoice(
                value: $0.id.description, label: $0.name, isChecked: chosen.contains($0.id))
        }
        hasNoTeams = choices.isEmpty
        hasScope = mayChange
        agentText = account.agent?.name ?? ""
        isDisabled = account.state == .disabled
        mayReset = mayChange && account.origin != .proxy
    }

    private static func facts(_ account: AccountSummary, _ words: Words) -> [Fact] {
        var facts = [
            Fact(label: words("accounts.name"), value: account.name),
            Fact(label: words("account.comesIn"), value: words.name(account.origin)),
            Fact(label: words("account.since"), value: words.moment(account.createdAt)),
            Fact(
                label: words("accounts.teams"),
                value: account.teams.isEmpty
                    ? words("accounts.allTeams")
                    : account.teams.map(\.name).joined(separator: ", ")),
        ]
        if let agent = account.agent {
            facts.append(Fact(label: words("account.agent"), value: agent.name))
        }
        if account.origin == .local {
            facts.append(
                Fact(
                    label: words("account.secondFactor"),
                    value: account.hasSecondFactor
                        ? words("account.secondFactor.on") : words("account.secondFactor.off")))
        }
        if let ends = account.inviteEndsAt {
            facts.append(Fact(label: words("account.inviteUntil"), value: words.moment(ends)))
        }
        return facts
    }
}

import Calls

/// Who may come in.
struct AccountsPage: PageModel {
    struct Row: Sendable {
        let url: String
        let name: String
        let title: String
        let state: Tag
        let roles: [String]
        let hasNoRoles: Bool
        /// A role that waits for a second person.
        let waiting: String?
        let teams: String
        let comesIn: String
    }

    static let template = "accounts"
    let frame: Frame
    let subtitle: String
    let searchText: String
    /// Looked for by name, so the list is a part.
    let isFound: Bool
    let mayManage: Bool
    let rows: [Row]
    let isEmpty: Bool
    let firstURL: String?
    let nextURL: String?
    /// Of the form for a new account.
    let roleChoices: [RoleChoice]
    let origins: [OriginChoice]
}

struct RoleChoice: Sendable {
    let value: String
    let label: String
    let meaning: String
    /// Said of a role that waits for a second person.
    let remark: String?

    init(_ role: Role, _ words: Words) {
        value = role.rawValue
        label = words.name(role)
        meaning = words.meaning(role)
        remark = role.waitsForSecondPerson ? words("accounts.second") : nil
    }
}

struct OriginChoice: Sendable {
    let value: String
    let label: String
    let isFirst: Bool
}

extension AccountsPage.Row {
    init(_ account: AccountSummary, _ words: Words) {
        url = WebURL.account(account.id)
        name = account.name
        title = account.title
        state = Tag(account.state, words)
        roles = account.roles.map(words.name)
        hasNoRoles = account.roles.isEmpty && account.waitingRole == nil
        waiting = account.waitingRole.map(words.name)
        teams =
            account.teams.isEmpty
            ? words("accounts.allTeams") : account.teams.map(\.name).joined(separator: ", ")
        comesIn = words.name(account.origin)
    }
}

import CallDesk
import Calls
import Foundation
import Hummingbird

extension Web {
    func accountsPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["after", "limit"])
        let found = try await desk.accounts(
            after: visit.query["after"], limit: try visit.query.limit(orElse: 50),
            by: visit.principal)
        return try await accountsPage(found, text: nil, of: visit)
    }

    /// Looks for a part of a name. The list is the answer itself: no name stands in an address.
    func findAccounts(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let form = try await visit.form(limits: settings.limits)
        try form.allow(["text"])
        guard let text = form["text"] else { return .seeOther(WebURL.accounts) }
        let found = try await desk.accounts(
            matching: text, after: nil, limit: 200, by: visit.principal)
        return try await accountsPage(found, text: text, of: visit)
    }

    private func accountsPage(
        _ found: Page<AccountSummary>, text: String?, of visit: Visit
    ) async throws -> Response {
        let words = visit.words
        let frame = await frame(words("accounts.title"), in: .accounts, of: visit)
        let isFirst = visit.query["after"] == nil
        return try page(
            AccountsPage(
                frame: frame,
                subtitle: text == nil ? words("accounts.subtitle") : words("accounts.found"),
                searchText: text ?? "", isFound: text != nil,
                mayManage: visit.principal.may(.manageAccounts),
                rows: found.items.map { .init($0, words) }, isEmpty: found.items.isEmpty,
                firstURL: isFirst ? nil : WebURL.accounts,
                nextURL: text == nil
                    ? found.next.map { WebURL.accounts([("after", $0)]) } : nil,
                roleChoices: Role.allCases.filter { $0 != .integrator }
                    .map { RoleChoice($0, words) },
                origins: Account.Origin.allCases.map {
                    OriginChoice(
                        value: $0.rawValue, label: words.name($0), isFirst: $0 == .local)
                }),
            for: visit)
    }

    func addAccountFromPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let form = try await visit.form(limits: settings.limits)
        try form.allow(["name", "title", "origin", "reason"], often: ["role"])
        guard let origin = Account.Origin(rawValue: form["origin"] ?? "local") else {
            throw Refusal(
                .invalid, .badRequest, "origin can be local, proxy, program.", subject: "origin")
        }
        var new = NewAccount(
            name: form["name"] ?? "", title: form["title"] ?? "", origin: origin)
        new.roles = Set(try form.all("role").map(Role.named))
        new.because = form["reason"]
        let added = try await desk.addAccount(new, by: visit.principal)
        return try secretPage(
            added.invite, kind: added.invite == nil ? "none" : "invite", who: new.title,
            isAsked: added.approval != nil, goOn: WebURL.account(added.id), for: visit)
    }

    /// Shows what is shown once.
    private func secretPage(
        _ code: String?, kind: String, who: String, isAsked: Bool = false, goOn: String,
        for visit: Visit
    ) throws -> Response {
        let words = visit.words
        return try page(
            SecretPage(
                frame: frame(
                    words.catalogue("secret.\(kind).title"), visit.preferences, words,
                    section: .accounts),
                title: words.catalogue("secret.\(kind).title"),
                text: words.catalogue("secret.\(kind).text", ["who": who]), secret: code,
                note: code == nil ? nil : words("secret.invite.note"),
                asked: isAsked ? words("secret.asked") : nil, goOn: goOn),
            for: visit)
    }

    func resetAccountFromPage(_ visit: Visit) async throws -> Response {
        let (id, _) = try await accountForm(visit, [])
        let code = try await desk.resetAccount(id, by: visit.principal)
        guard let code else { return .seeOther(WebURL.account(id)) }
        let who = try await desk.account(id, by: visit.principal).title
        return try secretPage(
            code, kind: "invite", who: who, goOn: WebURL.account(id), for: visit)
    }

    func disableAccountFromPage(_ visit: Visit) async throws -> Response {
        let (id, _) = try await accountForm(visit, [])
        try await desk.disableAccount(id, by: visit.principal)
        return .seeOther(WebURL.account(id, done: .disabled))
    }

    func enableAccountFromPage(_ visit: Visit) async throws -> Response {
        let (id, _) = try await accountForm(visit, [])
        try await desk.enableAccount(id, by: visit.principal)
        return .seeOther(WebURL.account(id, done: .enabled))
    }

    func linkAccountFromPage(_ visit: Visit) async throws -> Response {
        let (id, form) = try await accountForm(visit, ["agent"])
        try await desk.linkAccount(id, to: form["agent"], by: visit.principal)
        return .seeOther(WebURL.account(id, done: .linked))
    }

    func narrowAccountFromPage(_ visit: Visit) async throws -> Response {
        let (id, form) = try await accountForm(visit, [], often: ["team"])
        try await desk.narrowAccount(id, to: form.all("team"), by: visit.principal)
        return .seeOther(WebURL.account(id, done: .narrowed))
    }

    func grantRoleFromPage(_ visit: Visit) async throws -> Response {
        let (id, form) = try await accountForm(visit, ["role", "reason"])
        let waiting = try await desk.grantRole(
            try Role.named(form["role"] ?? ""), to: id, because: form["reason"],
            by: visit.principal)
        return .seeOther(WebURL.account(id, done: waiting == nil ? .granted : .asked))
    }

    func revokeRoleFromPage(_ visit: Visit) async throws -> Response {
        let (id, form) = try await accountForm(visit, ["role"])
        try await desk.revokeRole(
            try Role.named(form["role"] ?? ""), of: id, by: visit.principal)
        return .seeOther(WebURL.account(id, done: .revoked))
    }

    /// The account in the path and the fields of the form.
    func accountForm(
        _ visit: Visit, _ once: [String], often: [String] = []
    ) async throws -> (Account.ID, Query) {
        try visit.query.allow([])
        let id: Account.ID = try visit.id("account", or: .noAccount)
        let form = try await visit.form(limits: settings.limits)
        try form.allow(once, often: often)
        return (id, form)
    }
}

/// What was just done to an account.
enum AccountDone: String, CaseIterable, Sendable {
    case disabled, enabled, linked, narrowed, granted, asked, revoked
    case tokenRevoked = "token-revoked"
}

extension Role {
    /// Refused when there is no role of this name.
    static func named(_ text: String) throws -> Role {
        guard let role = Role(rawValue: text) else {
            throw Refusal(
                .invalid, .noSuchRole,
                "There is no such role; known are "
                    + Role.allCases.map(\.rawValue).joined(separator: ", ") + ".",
                subject: "role")
        }
        return role
    }
}

extension Refusal {
    static let noAccount = Refusal(
        .notFound, .noSuchAccount, "There is no such account. Look for it in the list.")
    static let noToken = Refusal(
        .notFound, .noSuchToken, "There is no such token. Reload the list.")
}

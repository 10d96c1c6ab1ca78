import CallDesk
import Calls
import Hummingbird

extension Web {
    func apiAccounts(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["after", "limit"])
        let found = try await desk.accounts(
            after: visit.query["after"], limit: try visit.query.limit(orElse: 50),
            by: visit.principal)
        return try .json(
            PageJSON(items: found.items.map { AccountJSON($0, visit.words) }, next: found.next))
    }

    /// By `text`, a part of a name, or by `name`, the whole of it; posted, since no name stands
    /// in an address.
    func apiFindAccounts(_ visit: Visit) async throws -> Response {
        struct Body: Decodable { let text, name: String? }
        try visit.query.allow([])
        let body = try await visit.json(Body.self, limits: settings.limits)
        if let name = body.name {
            let account = try await desk.account(named: name, by: visit.principal)
            return try .json(PageJSON(items: [AccountJSON(account, visit.words)], next: nil))
        }
        let found = try await desk.accounts(
            matching: body.text ?? "", after: nil, limit: 200, by: visit.principal)
        return try .json(
            PageJSON(items: found.items.map { AccountJSON($0, visit.words) }, next: nil))
    }

    func apiAccount(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: Account.ID = try visit.id("account", or: .noAccount)
        let account = try await desk.account(id, by: visit.principal)
        return try .json(AccountJSON(account, visit.words))
    }

    func apiAddAccount(_ visit: Visit) async throws -> Response {
        struct Body: Decodable {
            let name, title: String
            let origin: Account.Origin?
            let roles, teams: [String]?
            let agent, reason: String?
        }
        try visit.query.allow([])
        let body = try await visit.json(Body.self, limits: settings.limits)
        var new = NewAccount(name: body.name, title: body.title, origin: body.origin ?? .local)
        new.roles = Set(try (body.roles ?? []).map(Role.named))
        new.teams = body.teams ?? []
        new.agent = body.agent
        new.because = body.reason
        let added = try await desk.addAccount(new, by: visit.principal)
        return try .json(
            AddedAccountJSON(
                id: added.id, invite: OrNull(added.invite), approval: OrNull(added.approval)),
            status: .created)
    }

    func apiDisableAccount(_ visit: Visit) async throws -> Response {
        try await desk.disableAccount(try accountID(visit), by: visit.principal)
        return Response(status: .noContent)
    }

    func apiEnableAccount(_ visit: Visit) async throws -> Response {
        try await desk.enableAccount(try accountID(visit), by: visit.principal)
        return Response(status: .noContent)
    }

    func apiResetAccount(_ visit: Visit) async throws -> Response {
        struct Answer: Encodable { let invite: OrNull<String> }
        let code = try await desk.resetAccount(try accountID(visit), by: visit.principal)
        return try .json(Answer(invite: OrNull(code)))
    }

    func apiLinkAccount(_ visit: Visit) async throws -> Response {
        struct Body: Decodable { let agent: String? }
        let body = try await visit.json(Body.self, limits: settings.limits)
        try await desk.linkAccount(
            try accountID(visit), to: body.agent, by: visit.principal)
        return Response(status: .noContent)
    }

    func apiNarrowAccount(_ visit: Visit) async throws -> Response {
        struct Body: Decodable { let teams: [String] }
        let body = try await visit.json(Body.self, limits: settings.limits)
        try await desk.narrowAccount(
            try accountID(visit), to: body.teams, by: visit.principal)
        return Response(status: .noContent)
    }

    func apiGrantRole(_ visit: Visit) async throws -> Response {
        struct Body: Decodable {
            let role: String
            let reason: String?
        }
        struct Answer: Encodable { let approval: OrNull<Approval.ID> }
        let body = try await visit.json(Body.self, limits: settings.limits)
        let waiting = try await desk.grantRole(
            try Role.named(body.role), to: try accountID(visit), because: body.reason,
            by: visit.principal)
        return try .json(Answer(approval: OrNull(waiting)))
    }

    func apiRevokeRole(_ visit: Visit) async throws -> Response {
        struct Body: Decodable { let role: String }
        let body = try await visit.json(Body.self, limits: settings.limits)
        try await desk.revokeRole(
            try Role.named(body.role), of: try accountID(visit), by: visit.principal)
        return Response(status: .noContent)
    }

    func accountID(_ visit: Visit) throws -> Account.ID {
        try visit.query.allow([])
        return try visit.id("account", or: .noAccount)
    }
}

struct AddedAccountJSON: Encodable, Sendable {
    let id: Account.ID
    /// The one-time code, shown this once.
    let invite: OrNull<String>
    let approval: OrNull<Approval.ID>
}

struct AccountJSON: Encodable, Sendable {
    struct NamedJSON: Encodable, Sendable { let id, name: String }

    let id: Account.ID
    let name: String
    let title: String
    let origin: Account.Origin
    let state: Account.State
    let roles: [Role]
    let waitingRole: OrNull<Role>
    let teams: [NamedJSON]
    let agent: OrNull<NamedJSON>
    let secondFactor: Bool
    let createdAt: String
    let inviteEndsAt: OrNull<String>

    init(_ account: AccountSummary, _ words: Words) {
        id = account.id
        name = account.name
        title = account.title
        origin = account.origin
        state = account.state
        roles = account.roles
        waitingRole = OrNull(account.waitingRole)
        teams = account.teams.map { .init(id: "\($0.id)", name: $0.name) }
        agent = OrNull(account.agent.map { .init(id: "\($0.id)", name: $0.name) })
        secondFactor = account.hasSecondFactor
        createdAt = words.home.time(account.createdAt).iso8601
        inviteEndsAt = OrNull(account.inviteEndsAt.map { words.home.time($0).iso8601 })
    }
}

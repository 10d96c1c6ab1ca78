import CallLedger
import CallStore
import Calls
import Foundation

/// What holds for every change to an account.
extension CallDesk {
    /// The account's row, which isn't the asker's own.
    func others(_ id: Account.ID, in change: Change) throws -> AccountRow {
        guard let row = try verified(try change.db.account(id)) else {
            throw Refusal.noSuchAccount
        }
        guard change.principal.account != id else {
            throw Refusal(
                .forbidden, .ownRoles,
                "Nobody changes the own account here. Ask another administrator; password and "
                    + "second factor are on the page of your own account.")
        }
        return row
    }

    /// Writes `row` as its next version.
    func store(_ row: AccountRow, in change: Change) throws {
        var row = row
        row.version += 1
        try change.db.update(sealed(row))
    }

    /// Refuses what would leave nobody who can administer.
    func requireAdministratorBesides(_ row: AccountRow, in db: Transaction) throws {
        guard try verifiedRoles(of: row.id, in: db).contains(.administrator),
            row.disabledAt == nil, try db.countHolders(of: .administrator) < 2
        else { return }
        throw Refusal(
            .conflict, .lastAdministrator,
            "This is the last administrator who can come in. Make another one first.")
    }

    func narrow(
        _ row: inout AccountRow, to teams: Set<Team.ID>, in change: inout Change
    ) throws {
        let id = row.id
        row.teamScope = AccountTeamRow.scope(of: teams)
        row.version += 1
        row = sealed(row)
        try change.db.update(row)
        try change.db.setTeams(
            teams.sorted().map { sealed(AccountTeamRow(accountID: id, teamID: $0)) }, of: id)
        try change.record(
            .accountNarrowed, object: "account:\(id)", details: ["teams": row.teamScope])
    }

    /// Teams by id or exact name, at most 100.
    func teams(_ texts: [String], in db: Transaction) throws -> Set<Team.ID> {
        guard texts.count <= 100 else {
            throw Refusal(
                .invalid, .badRequest,
                "That are too many teams: name at most 100, or none for all.", subject: "teams")
        }
        return Set(try texts.map { text in
            if let id = Team.ID(text: text), try db.teamName(id) != nil { return id }
            guard let id = try db.teamID(named: text) else {
                throw Refusal(
                    .notFound, .noSuchTeam, "There is no such team. Look at the roster.",
                    subject: "teams")
            }
            return id
        })
    }

    /// An agent by id or code, whom no other account is.
    func freeAgent(
        _ text: String, for account: Account.ID? = nil, in db: Transaction
    ) throws -> Agent.ID {
        let id = try Agent.ID(text: text).flatMap { try db.agentName($0) == nil ? nil : $0 }
        guard let agent = try id ?? db.agentID(withCode: text) else {
            throw Refusal(
                .notFound, .noSuchAgent, "There is no such agent. Look at the roster.",
                subject: "agent")
        }
        if let holder = try db.account(ofAgent: agent), holder.id != account {
            throw Refusal(
                .conflict, .agentTaken,
                "Another account is this agent already. Unlink that one first.",
                subject: "agent")
        }
        return agent
    }

    func summary(of row: AccountRow, in db: Transaction) throws -> AccountSummary {
        try verify(row)
        var state = Account.State.active
        if row.disabledAt != nil {
            state = .disabled
        } else if row.origin == .local, row.passwordHash == nil {
            state = row.inviteEndsAt.map { $0 > now() } == true ? .invited : .lapsed
        }
        var summary = AccountSummary(
            id: row.id, name: row.name, title: row.title, origin: row.origin, state: state,
            createdAt: row.createdAt)
        summary.roles = try verifiedRoles(of: row.id, in: db).sorted()
        summary.teams = try verifiedTeams(of: row, in: db).sorted()
            .map { .init(id: $0, name: try db.teamName($0) ?? "\($0)") }
        summary.agent = try row.agentID
            .map { .init(id: $0, name: try db.agentName($0) ?? "\($0)") }
        summary.hasSecondFactor = row.totpSealed != nil
        summary.inviteEndsAt = state == .invited ? row.inviteEndsAt : nil
        let waiting = try db.openApproval(.roleGrant, of: "account:\(row.id)", now: now())
        summary.waitingRole = waiting.flatMap { Role(rawValue: $0.particulars) }
        return summary
    }

    static func checkedName(_ text: String) throws -> String {
        guard let name = AccountName.read(text) else {
            throw Refusal(
                .invalid, .badAccountName,
                "A name has 2 to 64 of the characters a–z, 0–9, full stop, underscore, hyphen "
                    + "and @, and begins with a letter or a digit.", subject: "name")
        }
        return name
    }

    static func checkedTitle(_ text: String) throws -> String {
        let title = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        guard (1...100).contains(title.count), title.unicodeScalars.count <= 200,
            !title.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else {
            throw Refusal(
                .invalid, .badAccountTitle,
                "Say in 1 to 100 characters how the person is called.", subject: "title")
        }
        return title
    }
}

extension Refusal {
    static let noSuchAccount = Refusal(
        .notFound, .noSuchAccount, "There is no such account. Look for it in the list.")
    static let accountOfProgram = Refusal(
        .conflict, .accountOfProgram,
        "This account is a program's: it is an integrator, comes with a token, and is nothing "
            + "else.")
    static let accountOfProxy = Refusal(
        .conflict, .accountOfProxy,
        "This account comes through a proxy, which keeps its password and its groups. Change "
            + "it there.")
}

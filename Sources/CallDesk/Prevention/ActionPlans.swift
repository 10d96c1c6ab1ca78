import CallStore
package import Calls
import Foundation

/// What a new action is to be, looked up; and what there is to choose from.
extension CallDesk {
    private static var ownersMax: Int { 500 }
    private static var groupsMax: Int { 1_000 }

    package func actionChoices(by principal: Principal) async throws -> ActionChoices {
        let desk = self
        return try await see(
            by: principal, needing: ActionAct.open.permission(of: principal)
        ) { db in
            let teams = try db.teams(limit: Self.groupsMax).map {
                ActionChoices.Group(.team, key: $0.id.description, title: $0.name)
            }
            let campaigns = try db.campaigns(after: nil, limit: Self.groupsMax).map {
                ActionChoices.Group(.campaign, key: $0.code, title: $0.name ?? $0.code)
            }
            return ActionChoices(
                classes: desk.complaintRules.classes, owners: try desk.actionOwners(in: db),
                groups: teams + campaigns, today: desk.today)
        }
    }

    func plan(of new: NewAction, in change: Change) throws -> ActionPlan {
        let principal = change.principal
        guard new.complaints.count <= CorrectiveAction.Limits.complaints else {
            throw Refusal.badAction(
                "An action comes from at most \(CorrectiveAction.Limits.complaints) complaints. "
                    + "Name fewer.", "complaints")
        }
        for complaint in new.complaints {
            _ = try existing(complaint, for: principal, in: change.db)
        }
        var plan = ActionPlan(
            new.kind, cause: new.cause, group: try group(of: new, in: change.db),
            base: new.base,
            owner: try actionOwner(new.owner ?? principal.person, in: change.db), due: new.due)
        plan.complaints = new.complaints
        return plan
    }

    private func group(of new: NewAction, in db: Transaction) throws -> ComplaintGroup? {
        guard let dimension = new.dimension else { return nil }
        let key = new.key ?? ""
        let found: String? =
            switch dimension {
            case .team:
                try Team.ID(text: key[...]).flatMap { try verified(db.team($0))?.id.description }
            case .campaign: try db.campaign(code: key)?.id.description
            case .agent:
                try verified(db.agent(code: db.listedAgent(code: key)))?.id.description
            case .product:
                complaintRules.classes.products.contains { $0.code == key } ? key : nil
            case .scriptVersion, .cause: nil
            }
        guard let found else { throw Refusal.unknownGroup }
        return ComplaintGroup(dimension, found)
    }

    /// The team that it concerns, for reach, and whom it is about.
    func subjects(
        of plan: ActionPlan, at now: Date, in db: Transaction
    ) throws -> (team: Team.ID?, agent: Agent.ID?) {
        guard let group = plan.group else { return (nil, nil) }
        switch group.dimension {
        case .team: return (Team.ID(text: group.key[...]), nil)
        case .agent:
            guard let agent = Agent.ID(text: group.key[...]) else { return (nil, nil) }
            return (try verified(db.team(of: agent, at: now))?.membership.team, agent)
        case .product, .campaign, .scriptVersion, .cause: return (nil, nil)
        }
    }

    /// What a group is called; its key where nobody knows.
    func title(of group: ComplaintGroup, in db: Transaction) throws -> String {
        switch group.dimension {
        case .team:
            try Team.ID(text: group.key[...]).flatMap { try db.team($0)?.name } ?? group.key
        case .campaign:
            try Campaign.ID(text: group.key[...]).flatMap { try db.campaign($0) }
                .map { $0.name ?? $0.code } ?? group.key
        case .agent:
            try Agent.ID(text: group.key[...]).flatMap { try db.agentName($0) } ?? group.key
        case .product, .scriptVersion, .cause: group.key
        }
    }

    /// `person`, when they may finish an action.
    func actionOwner(_ person: String, in db: Transaction) throws -> String {
        let prefix = "account:"
        guard person.hasPrefix(prefix), let id = Account.ID(text: person.dropFirst(prefix.count)),
            let account = try verified(db.account(id)), account.disabledAt == nil,
            try principal(of: account, in: db).mayOwnActions
        else { throw Refusal.noOwner }
        return person
    }

    /// By name.
    func actionOwners(in db: Transaction) throws -> [ActionDetail.Owner] {
        let roles = Role.allCases.filter { role in
            Principal.ownerPermissions.contains {
                PermissionTable.reach(of: role, $0) != nil
            }
        }
        let ids = Set(try roles.flatMap { try db.accounts(withRole: $0, limit: Self.ownersMax) })
        return try ids.compactMap { id -> ActionDetail.Owner? in
            guard let account = try verified(db.account(id)), account.disabledAt == nil,
                try principal(of: account, in: db).mayOwnActions
            else { return nil }
            return ActionDetail.Owner(person: "account:\(id)", title: account.title)
        }.sorted { ($0.title, $0.person) < ($1.title, $1.person) }
    }
}

extension Principal {
    fileprivate static let ownerPermissions: [Permission] = [.workComplaints, .overseeComplaints]

    fileprivate var mayOwnActions: Bool { Self.ownerPermissions.contains(where: may) }
}

extension Refusal {
    static func badAction(_ sentence: String, _ subject: String) -> Refusal {
        Refusal(.invalid, .badAction, sentence, subject: subject)
    }

    static var unknownGroup: Refusal {
        badAction(
            "There is no such team, campaign, agent or product in your reach. Choose from the "
                + "list, or leave it to the whole house.", "group")
    }

    fileprivate static var noOwner: Refusal {
        badAction(
            "There is nobody of this name who can own an action. Choose from the list.", "owner")
    }
}

import CallLedger
package import Calls
import CallStore
package import Foundation

/// A code and when it holds, as somebody asks for it.
package struct NewCode: Sendable {
    package var kind: CodeKind
    package var code: String
    package var validity: Validity

    package init(kind: CodeKind, code: String, validity: Validity) {
        self.kind = kind
        self.code = code
        self.validity = validity
    }
}

/// Changing who is who. What touches past calls starts the work that gives them to whom they are.
extension CallDesk {
    /// Adds a person, or makes one of the code that nobody had. In `team` from `validity` on.
    package func addAgent(
        staffCode: String, name: String, team: Team.ID?, since: Date = Validity.beginning,
        by principal: Principal
    ) async throws -> Agent.ID {
        guard let staffCode = Roster.cleaned(staffCode) else {
            throw Refusal.nameMissing("staffCode")
        }
        guard let name = Roster.cleaned(name) else { throw Refusal.nameMissing("name") }
        let desk = self
        return try await change(by: principal, needing: .changeRoster) { change in
            let known = try desk.verified(change.db.agent(code: staffCode))
            if known?.name != nil { throw Refusal.staffCodeTaken(staffCode) }
            let agent = try desk.makePerson(known, staffCode, name, in: &change)
            if let team {
                try desk.place(
                    agent, in: team, Validity(from: since), in: &change)
            }
            try desk.assignCalls(of: [agent: .always], in: &change)
            return agent
        }
    }

    /// Says that an unassigned code is this person, whose staff number it is from then on.
    package func nameUnassigned(
        _ id: Agent.ID, name: String, team: Team.ID?, by principal: Principal
    ) async throws {
        guard let name = Roster.cleaned(name) else { throw Refusal.nameMissing("name") }
        let desk = self
        try await change(by: principal, needing: .changeRoster) { change in
            let row = try desk.unassigned(id, in: change.db)
            _ = try desk.makePerson(row, row.code, name, in: &change)
            if let team { try desk.place(id, in: team, .always, in: &change) }
            try desk.assignCalls(of: [id: .always], in: &change)
        }
    }

    /// Says that an unassigned code was the person with `staffCode` for a time; their calls of
    /// that time are given to them.
    package func giveUnassigned(
        _ id: Agent.ID, to staffCode: String, as kind: CodeKind, _ validity: Validity,
        by principal: Principal
    ) async throws {
        let desk = self
        try await change(by: principal, needing: .changeRoster) { change in
            let row = try desk.unassigned(id, in: change.db)
            guard let person = try desk.verified(change.db.agent(code: staffCode)),
                person.name != nil
            else { throw Refusal.noSuchAgent }
            if try change.db.isHeld(id) { throw Refusal.agentHeld }
            try desk.give(
                NewCode(kind: kind, code: row.code, validity: validity), to: person.id,
                in: &change)
        }
    }

    package func renameAgent(
        _ id: Agent.ID, to name: String, by principal: Principal
    ) async throws {
        guard let name = Roster.cleaned(name) else { throw Refusal.nameMissing("name") }
        let desk = self
        try await change(by: principal, needing: .changeRoster) { change in
            var row = try desk.person(id, in: change.db)
            guard row.name != name else { return change.isUnchanged = true }
            row.name = name
            row.version += 1
            try change.db.update(desk.sealed(row))
            try change.record(.agentChanged, object: "agent:\(id)")
            try desk.assignCalls(of: [id: .always], in: &change)
        }
    }

    /// Notes that somebody left: their codes and their team end then.
    package func agentLeft(
        _ id: Agent.ID, at instant: Date, by principal: Principal
    ) async throws {
        let desk = self
        try await change(by: principal, needing: .changeRoster) { change in
            var row = try desk.person(id, in: change.db)
            row.leftAt = instant
            row.version += 1
            try change.db.update(desk.sealed(row))
            for var code in try change.db.codes(of: id) where code.code.validity.contains(instant)
            {
                try desk.verify(code)
                guard code.code.validity.from < instant else { continue }
                code.code.validity.until = instant
                try change.db.update(desk.sealed(code))
            }
            for var team in try change.db.teams(of: id)
            where team.membership.validity.contains(instant) {
                try desk.verify(team)
                guard team.membership.validity.from < instant else { continue }
                team.membership.validity.until = instant
                try change.db.update(desk.sealed(team))
            }
            try change.record(.agentLeft, object: "agent:\(id)")
            try desk.assignCalls(of: [id: Validity(from: instant)], in: &change)
        }
    }

    package func agentReturned(_ id: Agent.ID, by principal: Principal) async throws {
        let desk = self
        try await change(by: principal, needing: .changeRoster) { change in
            var row = try desk.person(id, in: change.db)
            guard row.leftAt != nil else { return change.isUnchanged = true }
            row.leftAt = nil
            row.version += 1
            try change.db.update(desk.sealed(row))
            try change.record(.agentChanged, object: "agent:\(id)")
        }
    }

    /// Makes the account called `name` this agent's; none when nil.
    package func linkAgent(
        _ id: Agent.ID, toAccount name: String?, by principal: Principal
    ) async throws {
        let desk = self
        try await change(by: principal, needing: .manageAccounts) { change in
            _ = try desk.person(id, in: change.db)
            let old = try desk.verified(change.db.account(of: id))
            guard old?.name != name?.lowercased() else { return change.isUnchanged = true }
            if var old {
                old.agentID = nil
                old.version += 1
                try change.db.update(desk.sealed(old))
            }
            if let name { try desk.link(id, to: name, in: change.db) }
            try change.record(.agentLinked, object: "agent:\(id)")
        }
    }

    func link(_ agent: Agent.ID, to name: String, in db: Transaction) throws {
        guard var account = try verified(db.account(named: name.lowercased())) else {
            throw Refusal.noSuchAccount
        }
        guard account.agentID == nil || account.agentID == agent else {
            throw Refusal.accountTaken
        }
        account.agentID = agent
        account.version += 1
        try db.update(sealed(account))
    }

    package func renameCampaign(
        _ id: Campaign.ID, to name: String?, by principal: Principal
    ) async throws {
        let clean = name.flatMap(Roster.cleaned)
        if name != nil, clean == nil { throw Refusal.nameMissing("name") }
        let desk = self
        try await change(by: principal, needing: .changeRoster) { change in
            guard var row = try desk.verified(change.db.campaign(id)) else {
                throw Refusal.noSuchCampaign
            }
            row.name = clean
            row.version += 1
            try change.db.update(desk.sealed(row))
            try change.record(.campaignChanged, object: "campaign:\(id)")
        }
    }

    func person(_ id: Agent.ID, in db: Transaction) throws -> AgentRow {
        guard let row = try verified(db.agent(id)), row.name != nil else {
            throw Refusal.noSuchAgent
        }
        return row
    }

    private func unassigned(_ id: Agent.ID, in db: Transaction) throws -> AgentRow {
        guard let row = try verified(db.agent(id)) else { throw Refusal.noSuchAgent }
        guard row.name == nil else { throw Refusal.staffCodeTaken(row.code) }
        return row
    }

    /// Writes a person: of the row of an unassigned code, or a new one.
    func makePerson(
        _ known: AgentRow?, _ staffCode: String, _ name: String, in change: inout Change
    ) throws -> Agent.ID {
        if var row = known {
            row.name = name
            row.version += 1
            try change.db.update(sealed(row))
            try change.record(.agentAdded, object: "agent:\(row.id)")
            return row.id
        }
        let row = sealed(
            AgentRow(id: change.newID(), code: staffCode, firstSeenAt: change.now, name: name))
        try change.db.insert(row)
        try change.record(.agentAdded, object: "agent:\(row.id)")
        return row.id
    }
}

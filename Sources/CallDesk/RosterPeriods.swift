import CallLedger
package import Calls
import CallStore
import Foundation

/// Codes, teams, and since and until when.
extension CallDesk {
    package func addCode(
        _ code: NewCode, to agent: Agent.ID, by principal: Principal
    ) async throws {
        let desk = self
        try await change(by: principal, needing: .changeRoster) { change in
            _ = try desk.person(agent, in: change.db)
            try desk.give(code, to: agent, in: &change)
        }
    }

    /// Sets when an agent's code holds.
    package func changeCode(
        _ id: AgentCode.ID, of agent: Agent.ID, to validity: Validity, by principal: Principal
    ) async throws {
        let desk = self
        try await change(by: principal, needing: .changeRoster) { change in
            var row = try desk.code(id, of: agent, in: change.db)
            let old = row.code.validity
            row.code.validity = validity
            try desk.refuseClash(of: row.code, in: change.db)
            try change.db.update(desk.sealed(row))
            try change.record(
                .codeChanged, object: "agent:\(agent)", details: ["code": "\(id)"])
            try desk.assignCalls(
                with: row.code.code, alsoOf: agent, within: old.union(validity), in: &change)
        }
    }

    package func removeCode(
        _ id: AgentCode.ID, of agent: Agent.ID, by principal: Principal
    ) async throws {
        let desk = self
        try await change(by: principal, needing: .changeRoster) { change in
            let row = try desk.code(id, of: agent, in: change.db)
            if try change.db.isHeld(agent) { throw Refusal.agentHeld }
            try change.db.delete(row)
            try change.record(
                .codeRemoved, object: "agent:\(agent)", details: ["code": "\(id)"])
            try desk.assignCalls(
                with: row.code.code, alsoOf: agent, within: row.code.validity, in: &change)
        }
    }

    package func placeAgent(
        _ agent: Agent.ID, in team: Team.ID, _ validity: Validity, by principal: Principal
    ) async throws {
        let desk = self
        try await change(by: principal, needing: .changeRoster) { change in
            _ = try desk.person(agent, in: change.db)
            try desk.place(agent, in: team, validity, in: &change)
            try desk.assignCalls(of: [agent: validity], in: &change)
        }
    }

    package func changePlace(
        _ id: Membership.ID, of agent: Agent.ID, to validity: Validity, by principal: Principal
    ) async throws {
        let desk = self
        try await change(by: principal, needing: .changeRoster) { change in
            var row = try desk.place(id, of: agent, in: change.db)
            let old = row.membership.validity
            row.membership.validity = validity
            try desk.refuseClash(of: row.membership, in: change.db)
            try change.db.update(desk.sealed(row))
            try change.record(
                .agentPlaced, object: "agent:\(agent)",
                details: ["team": "\(row.membership.team)"])
            try desk.assignCalls(of: [agent: old.union(validity)], in: &change)
        }
    }

    package func removePlace(
        _ id: Membership.ID, of agent: Agent.ID, by principal: Principal
    ) async throws {
        let desk = self
        try await change(by: principal, needing: .changeRoster) { change in
            let row = try desk.place(id, of: agent, in: change.db)
            try change.db.delete(row)
            try change.record(
                .agentPlaced, object: "agent:\(agent)", reason: "removed",
                details: ["team": "\(row.membership.team)"])
            try desk.assignCalls(of: [agent: row.membership.validity], in: &change)
        }
    }

    package func addTeam(_ name: String, by principal: Principal) async throws -> Team.ID {
        guard let name = Roster.cleaned(name) else { throw Refusal.nameMissing("name") }
        let desk = self
        return try await change(by: principal, needing: .changeRoster) { change in
            if try change.db.team(named: name) != nil { throw Refusal.teamNameTaken(name) }
            let row = desk.sealed(TeamRow(id: change.newID(), name: name))
            try change.db.insert(row)
            try change.record(.teamAdded, object: "team:\(row.id)")
            return row.id
        }
    }

    /// Renames a team, closes it or opens it again; what is nil stays.
    package func changeTeam(
        _ id: Team.ID, name: String?, isClosed: Bool?, by principal: Principal
    ) async throws {
        let clean = name.flatMap(Roster.cleaned)
        if name != nil, clean == nil { throw Refusal.nameMissing("name") }
        let desk = self
        try await change(by: principal, needing: .changeRoster) { change in
            guard var row = try desk.verified(change.db.team(id)) else { throw Refusal.noSuchTeam }
            if let clean, clean != row.name {
                if try change.db.team(named: clean) != nil { throw Refusal.teamNameTaken(clean) }
                row.name = clean
            }
            if let isClosed {
                if isClosed, try change.db.countsOfTeams(at: change.now)[id] ?? 0 > 0 {
                    throw Refusal.teamInUse
                }
                row.closedAt = isClosed ? row.closedAt ?? change.now : nil
            }
            row.version += 1
            try change.db.update(desk.sealed(row))
            try change.record(.teamChanged, object: "team:\(id)")
        }
    }
}

// MARK: Within a change

extension CallDesk {
    func give(_ new: NewCode, to agent: Agent.ID, in change: inout Change) throws {
        guard let text = Roster.cleaned(new.code) else { throw Refusal.nameMissing("code") }
        let code = AgentCode(
            id: change.newID(), agent: agent, kind: new.kind, code: text, validity: new.validity)
        try refuseClash(of: code, in: change.db)
        try change.db.insert(sealed(AgentCodeRow(code)))
        try change.record(
            .codeAssigned, object: "agent:\(agent)", details: ["code": "\(code.id)"])
        try assignCalls(with: text, alsoOf: agent, within: code.validity, in: &change)
    }

    func place(
        _ agent: Agent.ID, in team: Team.ID, _ validity: Validity, in change: inout Change
    ) throws {
        guard let row = try verified(change.db.team(team)) else { throw Refusal.noSuchTeam }
        guard row.closedAt == nil else { throw Refusal.teamClosed(row.name) }
        let membership = Membership(
            id: change.newID(), agent: agent, team: team, validity: validity)
        try endOpenPlace(before: membership, in: change.db)
        try refuseClash(of: membership, in: change.db)
        try change.db.insert(sealed(AgentTeamRow(membership)))
        try change.record(.agentPlaced, object: "agent:\(agent)", details: ["team": "\(team)"])
    }

    /// Who comes into another team leaves the one that had no end.
    private func endOpenPlace(before membership: Membership, in db: Transaction) throws {
        for var row in try db.teams(of: membership.agent)
        where row.membership.validity.until == nil
            && row.membership.validity.from < membership.validity.from
        {
            try verify(row)
            row.membership.validity.until = membership.validity.from
            try db.update(sealed(row))
        }
    }

    private func refuseClash(of code: AgentCode, in db: Transaction) throws {
        guard code.validity.isPossible else { throw Refusal.endBeforeStart }
        let others = try db.holders(of: code.code).map { row in
            try verify(row)
            return row.code
        }
        guard let clash = Roster.clash(of: code, among: others) else { return }
        throw Refusal.codeTaken(
            code.code, holder: try db.agent(clash.agent)?.code ?? "",
            period: period(clash.validity))
    }

    private func refuseClash(of membership: Membership, in db: Transaction) throws {
        guard membership.validity.isPossible else { throw Refusal.endBeforeStart }
        let others = try db.teams(of: membership.agent).map { row in
            try verify(row)
            return row.membership
        }
        guard let clash = Roster.clash(of: membership, among: others) else { return }
        throw Refusal.twoTeams(
            try db.team(clash.team)?.name ?? "", period: period(clash.validity))
    }

    /// `2026-01-01 – 2026-03-31`; a dash alone where an end isn't known.
    private func period(_ validity: Validity) -> String {
        let dates = RosterDate(zone: settings.zone)
        return "\(dates.text(start: validity.from)) – \(dates.text(end: validity.until))"
    }

    private func code(
        _ id: AgentCode.ID, of agent: Agent.ID, in db: Transaction
    ) throws -> AgentCodeRow {
        let found = try db.codes(of: agent).first { $0.code.id == id }
        guard let row = try verified(found) else { throw Refusal.noSuchRosterEntry }
        return row
    }

    private func place(
        _ id: Membership.ID, of agent: Agent.ID, in db: Transaction
    ) throws -> AgentTeamRow {
        let found = try db.teams(of: agent).first { $0.membership.id == id }
        guard let row = try verified(found) else { throw Refusal.noSuchRosterEntry }
        return row
    }

    /// Starts the work on calls that carry `code`, of whomever they are now.
    private func assignCalls(
        with code: String, alsoOf agent: Agent.ID, within validity: Validity,
        in change: inout Change
    ) throws {
        var agents: [Agent.ID: Validity] = [agent: validity]
        if let own = try change.db.agent(code: code) { agents[own.id] = validity }
        for row in try change.db.holders(of: code) { agents[row.code.agent] = validity }
        try assignCalls(of: agents, in: &change)
    }
}

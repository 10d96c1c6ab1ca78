import CallLedger
import CallStore
import Calls
import Foundation

/// Who is meant by what a recorder wrote, when a call began.
struct Resolution: Sendable {
    var agent: AgentRow
    /// What the recorder wrote, where that isn't the agent's own code.
    var codeWritten: String?
    var team: Team.ID?
}

extension CallDesk {
    /// Gives `call` to the agent who had `code` when it began, and to their team.
    func assign(_ code: String, to call: inout CallRow, in change: Change) throws {
        let found = try resolve(code, at: call.startedAt, in: change)
        call.agentID = found.agent.id
        call.codeWritten = found.codeWritten
        call.teamID = found.team
    }

    /// Whoever holds `code` then; else who has it as staff number; else the unassigned one of that
    /// code, made when it first turns up. Nobody is guessed.
    func resolve(_ code: String, at instant: Date, in change: Change) throws -> Resolution {
        if let holder = try verified(change.db.holder(of: code, at: instant)),
            let agent = try verified(change.db.agent(holder.code.agent))
        {
            return Resolution(
                agent: agent, codeWritten: agent.code == code ? nil : code,
                team: try team(of: agent.id, at: instant, in: change.db))
        }
        if let agent = try verified(change.db.agent(code: code)) {
            return Resolution(
                agent: agent, team: try team(of: agent.id, at: instant, in: change.db))
        }
        let row = sealed(AgentRow(id: change.newID(), code: code, firstSeenAt: change.now))
        try change.db.insert(row)
        return Resolution(agent: row)
    }

    private func team(
        of agent: Agent.ID, at instant: Date, in db: Transaction
    ) throws -> Team.ID? {
        try verified(db.team(of: agent, at: instant))?.membership.team
    }

    func campaign(code: String, in change: Change) throws -> Campaign.ID {
        if let known = try verified(change.db.campaign(code: code)) { return known.id }
        let row = sealed(CampaignRow(id: change.newID(), code: code, firstSeenAt: change.now))
        try change.db.insert(row)
        return row.id
    }

    /// The words of the name of `call`'s agent, by which the call is found as well.
    func agentWords(of call: CallRow, in db: Transaction) throws -> [String] {
        guard let agent = call.agentID, let name = try db.agent(agent)?.name else { return [] }
        return [name]
    }
}

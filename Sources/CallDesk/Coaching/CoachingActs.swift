import CallLedger
import CallStore
import CallVault
package import Calls
import Foundation

/// From what is told an agent to what came of it. Each act is a step that is kept, and an entry.
extension CallDesk {
    /// Makes a coaching, which its agent sees at once. Nobody coaches themselves.
    package func addCoaching(
        _ new: NewCoaching, by principal: Principal
    ) async throws -> Coaching.ID {
        let desk = self
        let text = try checked(coaching: new)
        return try await change(by: principal, needing: .manageCoaching) { change in
            let topics = try desk.topics(new.topics, for: principal, in: change.db)
            let agent = try desk.agent(of: new, topics, in: change.db)
            let team = try desk.verified(change.db.team(of: agent.id, at: change.now))
            guard agent.id != principal.agent else { throw Refusal.ownCoaching }
            guard principal.visibility(.manageCoaching)?.covers(
                agent: agent.id, team: team?.membership.team) == true
            else { throw Refusal.noAgentToCoach }
            guard topics.allSatisfy({ $0.agent == nil || $0.agent == agent.id }) else {
                throw Refusal.coachingProblem(
                    "The calls aren't all this agent's. Link calls of one agent.", "topics")
            }
            var row = CoachingRow(
                id: change.newID(), kind: new.kind, agent: agent.id,
                day: (new.day ?? desk.today).number, madeBy: principal.id, madeAt: change.now)
            row.team = team?.membership.team
            row.dueDay = new.dueThrough.number
            row.textSealed = try desk.vault.seal(text, as: Self.coachingPlace(row.id))
            try change.db.insert(desk.sealed(row))
            for (number, topic) in topics.enumerated() {
                try change.db.insert(desk.sealed(topic.row(number + 1, of: row.id)))
            }
            try desk.addStep(.made, to: row, in: change)
            try change.record(
                .coachingMade, object: "coaching:\(row.id)",
                details: [
                    "agent": "\(agent.id)", "kind": new.kind.rawValue,
                    "topics": "\(topics.count)",
                ])
            return row.id
        }
    }

    /// The agent has read it.
    package func acknowledgeCoaching(
        _ id: Coaching.ID, saying text: String, by principal: Principal
    ) async throws {
        let desk = self
        let text = try checkedWords(text)
        try await change(by: principal, needing: .acknowledgeCoaching) { change in
            var row = try desk.existing(
                id, for: principal, needing: .acknowledgeCoaching, in: change.db)
            guard row.state == .open else { throw Refusal.coachingState }
            try desk.move(&row, to: .acknowledged, as: .acknowledged, saying: text, in: change)
            try change.record(.coachingAcknowledged, object: "coaching:\(id)")
        }
    }

    /// Says what came of it: whoever made it, or a lead of the agent, once the agent has read it.
    package func finishCoaching(
        _ id: Coaching.ID, result: String, by principal: Principal
    ) async throws {
        let desk = self
        let result = try checkedReason(result)
        try await change(by: principal, needing: .manageCoaching) { change in
            var row = try desk.ending(id, by: principal, in: change.db)
            guard row.state == .acknowledged else { throw Refusal.coachingState }
            try desk.move(&row, to: .done, as: .done, saying: result, in: change)
            try change.record(.coachingDone, object: "coaching:\(id)")
        }
    }

    /// Takes it back, as `finishCoaching` may be done by, whether it was read or not.
    package func withdrawCoaching(
        _ id: Coaching.ID, because reason: String, by principal: Principal
    ) async throws {
        let desk = self
        let reason = try checkedReason(reason)
        try await change(by: principal, needing: .manageCoaching) { change in
            var row = try desk.ending(id, by: principal, in: change.db)
            guard !row.state.isEnded else { throw Refusal.coachingState }
            try desk.move(&row, to: .withdrawn, as: .withdrawn, saying: reason, in: change)
            try change.record(.coachingWithdrawn, object: "coaching:\(id)")
        }
    }

    private func ending(
        _ id: Coaching.ID, by principal: Principal, in db: Transaction
    ) throws -> CoachingRow {
        let row = try existing(id, for: principal, needing: .manageCoaching, in: db)
        guard mayEnd(row, principal) else { throw Refusal.othersCoaching }
        return row
    }

    func mayAcknowledge(_ row: CoachingRow, _ principal: Principal) -> Bool {
        row.state == .open
            && principal.visibility(.acknowledgeCoaching)?.covers(
                agent: row.agent, team: row.team) == true
    }

    /// Whoever made it, or a lead who reaches its agent; never the agent.
    func mayEnd(_ row: CoachingRow, _ principal: Principal) -> Bool {
        let isReached =
            principal.visibility(.manageCoaching)?.covers(agent: row.agent, team: row.team)
            == true
        let isLead = !principal.roles.isDisjoint(with: [.qaLead, .supervisor])
        return isReached && row.agent != principal.agent
            && (row.madeBy == principal.id || isLead)
    }

    /// The words of `new`, once its days and its size are in order.
    private func checked(coaching new: NewCoaching) throws -> String {
        let text = new.text.trimmingCharacters(in: .whitespacesAndNewlines)
        let (most, today) = (Coaching.Limits.textCharacters, today)
        guard (1...most).contains(text.count) else {
            throw Refusal.coachingProblem(
                "Write what was good and what is to change, in at most \(most) characters.",
                "text")
        }
        guard (0...Coaching.Limits.dueDays).contains(new.dueThrough.number - today.number)
        else {
            throw Refusal.coachingProblem(
                "Give a day from today on by which it is to be done, within a year.", "due")
        }
        guard (new.day != nil) == (new.kind == .session) else {
            throw Refusal.coachingProblem(
                "A talk has its day; feedback in writing counts from today. Give the day of a "
                    + "talk alone.", "day")
        }
        let talk = (new.day ?? today).number - today.number
        guard abs(talk) <= Coaching.Limits.talkDays else {
            throw Refusal.coachingProblem(
                "Give the day of the talk, within a year of today.", "day")
        }
        guard new.topics.count <= Coaching.Limits.topics else {
            throw Refusal.coachingProblem(
                "Link at most \(Coaching.Limits.topics) calls and questions.", "topics")
        }
        return text
    }
}

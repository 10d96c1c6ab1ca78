import CallDesk
import Calls
import Hummingbird

/// What is done on an agent's page.
extension Web {
    func renameAgentFromPage(_ visit: Visit) async throws -> Response {
        let id: Agent.ID = try visit.id("agent", or: .noSuchAgent)
        let form = try await rosterForm(visit, ["name"])
        try await desk.renameAgent(id, to: try form.text("name"), by: visit.principal)
        return done(.saved, at: WebURL.agent(id))
    }

    func agentLeftFromPage(_ visit: Visit) async throws -> Response {
        let id: Agent.ID = try visit.id("agent", or: .noSuchAgent)
        let form = try await rosterForm(visit, ["until", "act"])
        if form.isRemoved {
            try await desk.agentReturned(id, by: visit.principal)
        } else {
            guard let end = try form.validity.until else { throw Refusal.badDate("until") }
            try await desk.agentLeft(id, at: end, by: visit.principal)
        }
        return done(.saved, at: WebURL.agent(id))
    }

    func linkAgentFromPage(_ visit: Visit) async throws -> Response {
        let id: Agent.ID = try visit.id("agent", or: .noSuchAgent)
        let form = try await rosterForm(visit, ["account"])
        try await desk.linkAgent(id, toAccount: form.fields["account"], by: visit.principal)
        return done(.linked, at: WebURL.agent(id))
    }

    func addCodeFromPage(_ visit: Visit) async throws -> Response {
        let id: Agent.ID = try visit.id("agent", or: .noSuchAgent)
        let form = try await rosterForm(visit, ["kind", "code", "from", "until"])
        try await desk.addCode(
            NewCode(kind: form.kind, code: try form.text("code"), validity: try form.validity),
            to: id, by: visit.principal)
        return done(.saved, at: WebURL.agent(id))
    }

    func changeCodeFromPage(_ visit: Visit) async throws -> Response {
        let id: Agent.ID = try visit.id("agent", or: .noSuchAgent)
        let code: AgentCode.ID = try visit.id("code", or: .noSuchRosterEntry)
        let form = try await rosterForm(visit, ["from", "until", "act"])
        if form.isRemoved {
            try await desk.removeCode(code, of: id, by: visit.principal)
            return done(.removed, at: WebURL.agent(id))
        }
        try await desk.changeCode(code, of: id, to: try form.validity, by: visit.principal)
        return done(.saved, at: WebURL.agent(id))
    }

    func placeAgentFromPage(_ visit: Visit) async throws -> Response {
        let id: Agent.ID = try visit.id("agent", or: .noSuchAgent)
        let form = try await rosterForm(visit, ["team", "from", "until"])
        guard let team = try form.team else { throw Refusal.noSuchTeam }
        try await desk.placeAgent(id, in: team, try form.validity, by: visit.principal)
        return done(.saved, at: WebURL.agent(id))
    }

    func changePlaceFromPage(_ visit: Visit) async throws -> Response {
        let id: Agent.ID = try visit.id("agent", or: .noSuchAgent)
        let place: Membership.ID = try visit.id("place", or: .noSuchRosterEntry)
        let form = try await rosterForm(visit, ["from", "until", "act"])
        if form.isRemoved {
            try await desk.removePlace(place, of: id, by: visit.principal)
            return done(.removed, at: WebURL.agent(id))
        }
        try await desk.changePlace(place, of: id, to: try form.validity, by: visit.principal)
        return done(.saved, at: WebURL.agent(id))
    }
}

import CallDesk
import Calls
import Foundation
import Hummingbird

/// What a change of the roster may say; each address takes some of it.
private struct RosterBody: Decodable {
    var code: String?
    var kind: CodeKind?
    var name: String?
    var team: String?
    var to: String?
    var from: String?
    var until: String?
    var leftOn: String?
    var account: String?
    var isRemoved: Bool?
    var isClosed: Bool?
    var hasReturned: Bool?

    func text(_ value: String?, _ field: String) throws -> String {
        guard let value else { throw Refusal.nameMissing(field) }
        return value
    }

    func validity(_ dates: RosterDate) throws -> Validity {
        try RosterForm.validity(from, until, dates)
    }
}

private struct MadeJSON: Encodable {
    let id: String
}

extension Web {
    private func rosterBody(_ visit: Visit) async throws -> RosterBody {
        try visit.query.allow([])
        return try await visit.json(RosterBody.self, limits: settings.limits)
    }

    /// A team by id or by name.
    private func team(_ text: String?, _ visit: Visit) async throws -> Team.ID? {
        guard let text else { return nil }
        let teams = try await desk.teams(by: visit.principal)
        guard let team = teams.first(where: { $0.id.description == text || $0.name == text })
        else { throw Refusal.noSuchTeam }
        return team.id
    }

    func apiAddAgent(_ visit: Visit) async throws -> Response {
        let body = try await rosterBody(visit)
        let id = try await desk.addAgent(
            staffCode: try body.text(body.code, "code"), name: try body.text(body.name, "name"),
            team: try await team(body.team, visit), since: try body.validity(rosterDates).from,
            by: visit.principal)
        return try .json(MadeJSON(id: id.description), status: .created)
    }

    func apiChangeAgent(_ visit: Visit) async throws -> Response {
        let id = try await agentID(visit)
        let body = try await rosterBody(visit)
        if let name = body.name {
            try await desk.renameAgent(id, to: name, by: visit.principal)
        }
        if let day = body.leftOn {
            guard let end = rosterDates.end(day) else { throw Refusal.badDate("leftOn") }
            try await desk.agentLeft(id, at: end, by: visit.principal)
        }
        if body.hasReturned == true {
            try await desk.agentReturned(id, by: visit.principal)
        }
        return Response(status: .noContent)
    }

    func apiLinkAgent(_ visit: Visit) async throws -> Response {
        let id = try await agentID(visit)
        let body = try await rosterBody(visit)
        try await desk.linkAgent(id, toAccount: body.account, by: visit.principal)
        return Response(status: .noContent)
    }

    func apiAddCode(_ visit: Visit) async throws -> Response {
        let id = try await agentID(visit)
        let body = try await rosterBody(visit)
        try await desk.addCode(
            NewCode(
                kind: body.kind ?? .extension, code: try body.text(body.code, "code"),
                validity: try body.validity(rosterDates)),
            to: id, by: visit.principal)
        return Response(status: .noContent)
    }

    func apiChangeCode(_ visit: Visit) async throws -> Response {
        let id = try await agentID(visit)
        let code: AgentCode.ID = try visit.id("code", or: .noSuchRosterEntry)
        let body = try await rosterBody(visit)
        if body.isRemoved == true {
            try await desk.removeCode(code, of: id, by: visit.principal)
        } else {
            try await desk.changeCode(
                code, of: id, to: try body.validity(rosterDates), by: visit.principal)
        }
        return Response(status: .noContent)
    }

    func apiPlaceAgent(_ visit: Visit) async throws -> Response {
        let id = try await agentID(visit)
        let body = try await rosterBody(visit)
        guard let team = try await team(body.team, visit) else { throw Refusal.noSuchTeam }
        try await desk.placeAgent(
            id, in: team, try body.validity(rosterDates), by: visit.principal)
        return Response(status: .noContent)
    }

    func apiChangePlace(_ visit: Visit) async throws -> Response {
        let id = try await agentID(visit)
        let place: Membership.ID = try visit.id("place", or: .noSuchRosterEntry)
        let body = try await rosterBody(visit)
        if body.isRemoved == true {
            try await desk.removePlace(place, of: id, by: visit.principal)
        } else {
            try await desk.changePlace(
                place, of: id, to: try body.validity(rosterDates), by: visit.principal)
        }
        return Response(status: .noContent)
    }

    func apiAddTeam(_ visit: Visit) async throws -> Response {
        let body = try await rosterBody(visit)
        let id = try await desk.addTeam(try body.text(body.name, "name"), by: visit.principal)
        return try .json(MadeJSON(id: id.description), status: .created)
    }

    func apiChangeTeam(_ visit: Visit) async throws -> Response {
        guard let id = try await team(visit.parameters["team"], visit) else {
            throw Refusal.noSuchTeam
        }
        let body = try await rosterBody(visit)
        try await desk.changeTeam(
            id, name: body.name, isClosed: body.isClosed, by: visit.principal)
        return Response(status: .noContent)
    }

    func apiRenameCampaign(_ visit: Visit) async throws -> Response {
        let id: Campaign.ID = try visit.id("campaign", or: .noSuchCampaign)
        let body = try await rosterBody(visit)
        try await desk.renameCampaign(id, to: body.name, by: visit.principal)
        return Response(status: .noContent)
    }

    func apiNameUnassigned(_ visit: Visit) async throws -> Response {
        let id = try await agentID(visit)
        let body = try await rosterBody(visit)
        try await desk.nameUnassigned(
            id, name: try body.text(body.name, "name"), team: try await team(body.team, visit),
            by: visit.principal)
        return Response(status: .noContent)
    }

    func apiGiveUnassigned(_ visit: Visit) async throws -> Response {
        let id = try await agentID(visit)
        let body = try await rosterBody(visit)
        try await desk.giveUnassigned(
            id, to: try body.text(body.to, "to"), as: body.kind ?? .extension,
            try body.validity(rosterDates), by: visit.principal)
        return Response(status: .noContent)
    }
}

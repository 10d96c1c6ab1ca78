import CallDesk
import Calls
import Foundation
import Hummingbird

extension Web {
    func apiAccess(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["after", "limit"])
        let requests = try await desk.accessRequests(
            after: visit.query["after"], limit: try visit.query.limit(orElse: 50),
            by: visit.principal)
        return try .json(
            PageJSON(
                items: requests.items.map { AccessJSON($0, home, now: visit.now) },
                next: requests.next))
    }

    func apiAskAccess(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        struct Body: Decodable {
            let permission: String
            let object: String?
            let minutes: Int
            let reason: String
        }
        struct Asked: Encodable { let id: AccessRequest.ID }
        let body = try await visit.json(Body.self, limits: settings.limits)
        let id = try await desk.askAccess(
            to: try Self.askable(body.permission), on: body.object ?? "", because: body.reason,
            minutes: body.minutes, by: visit.principal)
        return try .json(Asked(id: id))
    }

    func apiDecideAccess(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        struct Body: Decodable {
            let grant: Bool
            let minutes: Int?
        }
        let id: AccessRequest.ID = try visit.id("request", or: .noSuchAccess)
        let body = try await visit.json(Body.self, limits: settings.limits)
        try await desk.decideAccess(
            id, grant: body.grant, minutes: body.minutes, by: visit.principal)
        return Response(status: .noContent)
    }

    func apiWithdrawAccess(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: AccessRequest.ID = try visit.id("request", or: .noSuchAccess)
        try await desk.withdrawAccess(id, by: visit.principal)
        return Response(status: .noContent)
    }
}

struct AccessJSON: Encodable, Sendable {
    let id: AccessRequest.ID
    let person: String
    let permission: String
    let object: String
    let reason: String
    let askedAt: String
    let minutes: Int
    let state: String
    let decidedBy: OrNull<String>
    let decidedAt: OrNull<String>
    let endsAt: OrNull<String>

    init(_ request: AccessRequest, _ home: Zone, now: Date) {
        id = request.id
        person = request.askedBy
        permission = request.permission.rawValue
        object = request.object
        reason = request.because
        askedAt = home.time(request.askedAt).iso8601
        minutes = request.minutes
        state = request.state(now: now).rawValue
        decidedBy = OrNull(request.decidedBy)
        decidedAt = OrNull(request.decidedAt.map { home.time($0).iso8601 })
        endsAt = OrNull(request.endsAt.map { home.time($0).iso8601 })
    }
}

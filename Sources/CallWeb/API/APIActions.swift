import CallDesk
import Calls
import Foundation
import Hummingbird

extension Web {
    func apiActions(_ visit: Visit) async throws -> Response {
        try visit.query.allow(ActionQuery.names + ["after", "limit"])
        let reader = visit.principal
        let found = try await desk.actions(
            ActionQuery(visit.query, by: reader).filter, after: visit.query["after"],
            limit: try visit.query.limit(orElse: 50), by: reader)
        let today = localToday
        return try .json(
            PageJSON(
                items: found.items.map { ActionJSON($0, today: today, home: home) },
                next: found.next))
    }

    func apiActionNumber(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["n"])
        guard let number = visit.query["n"].flatMap({ Int($0) }) else {
            throw Refusal.noSuchAction
        }
        let id = try await desk.actionID(numbered: number, by: visit.principal)
        return try .json(["id": id.description])
    }

    func apiAction(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: CorrectiveAction.ID = try visit.id("action", or: .noSuchAction)
        let detail = try await desk.action(id, by: visit.principal)
        return try .json(ActionDetailJSON(detail, home: home))
    }

    func apiOpenAction(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        var limits = settings.limits
        limits.bodyBytesMax = Self.actionBytesMax
        let body = try await visit.json(ActionBody.self, limits: limits)
        let id = try await desk.openAction(try body.action, by: visit.principal)
        return try .json(["id": id.description], status: .created)
    }

    func apiActOnAction(_ visit: Visit, _ act: ActionAct) async throws -> Response {
        try visit.query.allow([])
        let id: CorrectiveAction.ID = try visit.id("action", or: .noSuchAction)
        var limits = settings.limits
        limits.bodyBytesMax = Self.actionBytesMax
        let fields = try await visit.json(ActionFields.self, limits: limits)
        try await desk.actOnAction(
            id, try fields.wish(act), saying: fields.text ?? "", after: fields.after,
            by: visit.principal)
        return Response(status: .noContent)
    }

    func apiCause(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let detail = try await desk.cause(visit.parameters["cause"] ?? "", by: visit.principal)
        return try .json(CauseJSON(detail, home: home))
    }
}

/// An action as it is sent to be opened.
private struct ActionBody: Decodable, Sendable {
    let kind: CorrectiveAction.Kind
    let cause: String
    let dimension: ComplaintDimension?
    let key: String?
    let base: RateBase?
    let owner: String?
    let due: String
    let complaints: [Complaint.ID]?
    let text: String

    var action: NewAction {
        get throws {
            var new = NewAction(
                kind, cause: cause, due: try Web.cardDay(due, "due"), text: text)
            (new.dimension, new.key, new.owner) = (dimension, key, owner)
            new.base = base ?? .calls
            new.complaints = Set(complaints ?? [])
            return new
        }
    }
}

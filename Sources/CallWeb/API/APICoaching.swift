import CallDesk
import Calls
import Foundation
import Hummingbird

extension Web {
    func apiCoachings(_ visit: Visit) async throws -> Response {
        try visit.query.allow(CoachingQuery.names + ["after", "limit"])
        let found = try await desk.coachings(
            CoachingQuery(visit.query).filter, after: visit.query["after"],
            limit: try visit.query.limit(orElse: 50), by: visit.principal)
        let today = localToday
        return try .json(
            PageJSON(
                items: found.items.map { CoachingJSON($0, today: today, home: home) },
                next: found.next))
    }

    func apiCoaching(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: Coaching.ID = try visit.id("coaching", or: .noSuchCoaching)
        let detail = try await desk.coaching(id, by: visit.principal)
        return try .json(CoachingDetailJSON(detail, today: localToday, home: home))
    }

    func apiAddCoaching(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        var limits = settings.limits
        limits.bodyBytesMax = Self.coachingBytesMax
        let body = try await visit.json(CoachingBody.self, limits: limits)
        let id = try await desk.addCoaching(try body.coaching, by: visit.principal)
        return try .json(["id": id.description], status: .created)
    }

    func apiActOnCoaching(_ visit: Visit, _ act: CoachingAct) async throws -> Response {
        try visit.query.allow([])
        struct Body: Decodable { let text: String? }
        let id: Coaching.ID = try visit.id("coaching", or: .noSuchCoaching)
        let body = try await visit.json(Body.self, limits: settings.limits)
        try await carryOut(act, on: id, saying: body.text ?? "", by: visit.principal)
        return Response(status: .noContent)
    }
}

/// A coaching as it is sent to be made.
private struct CoachingBody: Decodable, Sendable {
    struct Topic: Decodable, Sendable {
        let evaluation: Evaluation.ID?
        let call: Call.ID?
        let scorecard: String?
        let question: String?
    }

    let kind: Coaching.Kind
    let agent: String?
    let text: String
    let day: String?
    let due: String
    let topics: [Topic]?

    var coaching: NewCoaching {
        get throws {
            NewCoaching(
                kind: kind, agentCode: agent, text: text,
                day: try day.map { try Web.cardDay($0, "day") },
                dueThrough: try Web.cardDay(due, "due"),
                topics: (topics ?? []).map {
                    .init(
                        evaluation: $0.evaluation, call: $0.call, card: $0.scorecard,
                        question: $0.question)
                })
        }
    }
}

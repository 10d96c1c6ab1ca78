import CallDesk
import Calls
import Foundation
import Hummingbird

/// A body with a whole card in it.
enum ScorecardBody {
    static let bytesMax = ScorecardLimits.bytesMax + 65_536

    struct Card: Decodable { let card: Scorecard }

    struct Publication: Decodable {
        let version: Int
        let from: String
    }

    struct Simulated: Decodable {
        var version: Int?
        var card: Scorecard?
    }
}

extension Web {
    private func cardBody<Body: Decodable>(_ type: Body.Type, _ visit: Visit) async throws -> Body {
        try visit.query.allow([])
        var limits = settings.limits
        limits.bodyBytesMax = ScorecardBody.bytesMax
        return try await visit.json(type, limits: limits)
    }

    func apiScorecards(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["after", "limit"])
        let cards = try await desk.scorecards(
            after: visit.query["after"], limit: try visit.query.limit(orElse: 50),
            by: visit.principal)
        return try .json(
            PageJSON(
                items: cards.items.map { ScorecardJSON($0, visit.words) }, next: cards.next))
    }

    func apiScorecard(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["version"])
        let detail = try await desk.scorecard(
            scorecardID(visit), version: try visit.query.version(), by: visit.principal)
        let inForce = detail.versions.inForce(on: localToday)
        return try .json(ScorecardDetailJSON(detail, inForce: inForce, visit.words))
    }

    func apiAddScorecard(_ visit: Visit) async throws -> Response {
        let body = try await cardBody(ScorecardBody.Card.self, visit)
        let id = try await desk.addScorecard(body.card, by: visit.principal)
        return try .json(
            ScorecardMadeJSON(id: id.description, version: 1), status: .created)
    }

    func apiChangeScorecard(_ visit: Visit) async throws -> Response {
        let id = try await scorecardID(visit)
        let body = try await cardBody(ScorecardBody.Card.self, visit)
        let version = try await desk.changeScorecard(id, to: body.card, by: visit.principal)
        return try .json(ScorecardMadeJSON(id: id.description, version: version))
    }

    func apiPublishScorecard(_ visit: Visit) async throws -> Response {
        let id = try await scorecardID(visit)
        let body = try await cardBody(ScorecardBody.Publication.self, visit)
        try await desk.publishScorecard(
            id, version: body.version, from: try Self.cardDay(body.from, "from"),
            by: visit.principal)
        return Response(status: .noContent)
    }

    func apiScorecardDifference(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["from", "to"])
        let id = try await scorecardID(visit)
        guard let former = try visit.query.version("from"),
            let later = try visit.query.version("to")
        else { throw Refusal.badVersion }
        let difference = try await desk.scorecardDifference(
            id, from: former, to: later, by: visit.principal)
        return try .json(ScorecardDifferenceJSON(difference))
    }

    func apiSimulateScorecard(_ visit: Visit) async throws -> Response {
        let id = try await scorecardID(visit)
        let body = try await cardBody(ScorecardBody.Simulated.self, visit)
        let simulated = try await desk.simulateScorecard(
            id, version: body.version, draft: body.card, by: visit.principal)
        return try .json(SimulationJSON(simulated))
    }
}

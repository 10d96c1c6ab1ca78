import CallDesk
import Calls
import Hummingbird

extension Web {
    func apiQuarantine(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["after", "limit"])
        let items = try await desk.quarantine(
            after: visit.query["after"], limit: try visit.query.limit(orElse: 50),
            by: visit.principal)
        return try .json(
            PageJSON(
                items: items.items.map { QuarantineItemJSON($0, visit.words) }, next: items.next))
    }

    func apiRetry(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: QuarantineItem.ID = try visit.id("item", or: .noSuchQuarantineItem)
        try await desk.retryQuarantined(id, by: visit.principal)
        return Response(status: .noContent)
    }

    func apiDiscard(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: QuarantineItem.ID = try visit.id("item", or: .noSuchQuarantineItem)
        struct Body: Decodable { let reason: String? }
        let body = try await visit.json(Body.self, limits: settings.limits)
        let reason = try DiscardReason.checked(body.reason)
        try await desk.discardQuarantined(id, because: reason, by: visit.principal)
        return Response(status: .noContent)
    }
}

struct QuarantineItemJSON: Encodable, Sendable {
    let id: QuarantineItem.ID
    let reason: QuarantineReason
    let source: String
    let bytes: Int64
    let seenAt: String
    let triedAt: String
    let tries: Int
    /// What the decoder said; empty when it said nothing.
    let detail: String
    /// What happened and what to do, in the reader's language.
    let sentence: String

    init(_ item: QuarantineItem, _ words: Words) {
        id = item.id
        reason = item.reason
        source = item.sourcePath
        bytes = item.bytes
        seenAt = words.home.time(item.seenAt).iso8601
        triedAt = words.home.time(item.triedAt).iso8601
        tries = item.tries
        detail = item.detail
        sentence = words(
            "quarantine.sentence",
            [
                "title": words("quarantine.\(item.reason.rawValue).title"),
                "advice": words("quarantine.\(item.reason.rawValue).advice"),
            ])
    }
}

import CallDesk
import Calls
import Hummingbird

extension Web {
    func quarantinePage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["after", "limit", "done"])
        let words = visit.words
        let items = try await desk.quarantine(
            after: visit.query["after"], limit: try visit.query.limit(orElse: 50),
            by: visit.principal)
        let done = visit.query["done"].flatMap { QuarantineDecision(rawValue: $0) }
        let frame = await frame(words("quarantine.title"), in: .quarantine, of: visit)
        let isFirst = visit.query["after"] == nil
        return try page(
            QuarantinePage(
                frame: frame, subtitle: words("quarantine.subtitle"),
                done: done.map { words("quarantine.\($0.rawValue)") },
                rows: items.items.map { .init($0, for: visit) },
                isEmpty: items.items.isEmpty, newestURL: isFirst ? nil : WebURL.quarantine,
                olderURL: items.next.map { WebURL.quarantine([("after", $0)]) }),
            for: visit)
    }

    func retryFromPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: QuarantineItem.ID = try visit.id("item", or: .noSuchQuarantineItem)
        try await desk.retryQuarantined(id, by: visit.principal)
        return .seeOther(WebURL.quarantine([("done", QuarantineDecision.retried.rawValue)]))
    }

    func discardFromPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: QuarantineItem.ID = try visit.id("item", or: .noSuchQuarantineItem)
        let form = try await visit.form(limits: settings.limits)
        try form.allow(["reason"])
        let reason = try DiscardReason.checked(form["reason"])
        try await desk.discardQuarantined(id, because: reason, by: visit.principal)
        return .seeOther(WebURL.quarantine([("done", QuarantineDecision.discarded.rawValue)]))
    }
}

enum QuarantineDecision: String, CaseIterable, Sendable { case retried, discarded }

enum DiscardReason {
    static let charactersMax = 500

    /// `text` without white space around it; refused when nothing is left or it is too long.
    static func checked(_ text: String?) throws -> String {
        let words = (text ?? "").split(whereSeparator: \.isWhitespace)
        guard !words.isEmpty else {
            throw Refusal(
                .invalid, .reasonMissing,
                "Say in a few words why the file is discarded; the reason stays in the ledger.",
                subject: "reason")
        }
        let reason = words.joined(separator: " ")
        guard reason.count <= charactersMax else {
            throw Refusal(
                .invalid, .badRequest,
                "The reason is too long; use at most \(charactersMax) characters.",
                subject: "reason")
        }
        return reason
    }
}

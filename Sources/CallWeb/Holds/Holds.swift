import CallDesk
import Calls
import Foundation
import Hummingbird

extension Web {
    /// The list, by kind and state; `object` and `kind` fill the form.
    func holdsPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["kind", "state", "object", "after", "limit", "done"])
        let asked = try HoldQuery(visit.query)
        let page = try await desk.holds(
            kind: asked.kind, isOpen: asked.isOpen, after: visit.query["after"],
            limit: try visit.query.limit(orElse: 50), by: visit.principal)
        let visit = try await naming(
            page.items.flatMap { [$0.placedBy, $0.release?.by].compactMap(\.self) }, in: visit)
        let words = visit.words
        let done = visit.query["done"].flatMap { ControlDone(rawValue: $0) }
        let frame = await frame(words("holds.title"), in: .holds, of: visit)
        return try self.page(
            HoldsPage(
                frame: frame, subtitle: words("holds.subtitle"),
                done: done.map { words("done.\($0.rawValue)") },
                kinds: asked.kindChoices(words), states: asked.stateChoices(words),
                rows: page.items.map { HoldLine($0, words, by: visit.principal) },
                isEmpty: page.items.isEmpty, mayPlace: visit.principal.may(.placeHold),
                placeURL: WebURL.holds,
                targetKinds: Hold.Kind.allCases.map {
                    .init(
                        value: $0.rawValue, label: words("hold.\($0.rawValue)"),
                        isChosen: $0 == asked.kind)
                },
                target: visit.query["object"] ?? "",
                newestURL: visit.query["after"] == nil ? nil : asked.url(),
                olderURL: page.next.map { asked.url(after: $0) }),
            for: visit)
    }

    func placeHold(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let form = try await visit.form(limits: settings.limits)
        try form.allow(["kind", "object", "reason", "csrf"])
        let target = try await target(form["kind"], form["object"], visit)
        _ = try await desk.placeHold(
            on: target, because: form["reason"] ?? "", by: visit.principal)
        if case .call(let id) = target { return .seeOther(WebURL.call(id)) }
        return .seeOther(WebURL.holds([("done", ControlDone.placed.rawValue)]))
    }

    func askRelease(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: Hold.ID = try visit.id("hold", or: .noSuchHold)
        let form = try await visit.form(limits: settings.limits)
        try form.allow(["reason", "csrf"])
        _ = try await desk.askRelease(
            of: id, because: form["reason"] ?? "", by: visit.principal)
        return .seeOther(WebURL.approvals([("done", ControlDone.asked.rawValue)]))
    }

    func apiHolds(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["kind", "state", "object", "after", "limit"])
        let asked = try HoldQuery(visit.query)
        var target: Hold.Target?
        if let object = visit.query["object"] {
            target = try await self.target(visit.query["kind"], object, visit)
        }
        let page = try await desk.holds(
            kind: asked.kind, isOpen: asked.isOpen, on: target, after: visit.query["after"],
            limit: try visit.query.limit(orElse: 50), by: visit.principal)
        return try .json(
            PageJSON(items: page.items.map { HoldJSON($0, visit.words) }, next: page.next))
    }

    func apiPlaceHold(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        struct Body: Decodable {
            let kind: String
            let object: String
            let reason: String?
        }
        let body = try await visit.json(Body.self, limits: settings.limits)
        let target = try await target(body.kind, body.object, visit)
        let id = try await desk.placeHold(
            on: target, because: body.reason ?? "", by: visit.principal)
        return try .json(["id": id.description], status: .created)
    }

    func apiAskRelease(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: Hold.ID = try visit.id("hold", or: .noSuchHold)
        let body = try await visit.json(ReasonJSON.self, limits: settings.limits)
        let approval = try await desk.askRelease(
            of: id, because: body.reason ?? "", by: visit.principal)
        return try .json(AskedJSON(approval: approval), status: .accepted)
    }

    private func target(
        _ kind: String?, _ object: String?, _ visit: Visit
    ) async throws -> Hold.Target {
        guard let kind = kind.flatMap(Hold.Kind.init(rawValue:)) else {
            throw Refusal(
                .invalid, .badRequest, "kind is one of call, customer, agent.", subject: "kind")
        }
        return try await desk.holdTarget(
            kind, named: object?.trimmingCharacters(in: .whitespaces) ?? "", by: visit.principal)
    }
}

struct ReasonJSON: Decodable { let reason: String? }

/// The filters of the list of holds.
private struct HoldQuery {
    let kind: Hold.Kind?
    let isOpen: Bool?

    init(_ query: Query) throws {
        isOpen = try query.state(open: "standing", closed: "released")
        kind = try query["kind"].map { text in
            guard let kind = Hold.Kind(rawValue: text) else {
                throw Refusal(
                    .invalid, .badRequest, "kind is one of call, customer, agent.",
                    subject: "kind")
            }
            return kind
        }
    }

    func url(after: String? = nil) -> String { Self.url(kind, isOpen, after) }

    func kindChoices(_ words: Words) -> [HoldsPage.Choice] {
        [HoldsPage.Choice(
            label: words("holds.all"), url: Self.url(nil, isOpen, nil), isCurrent: kind == nil)]
            + Hold.Kind.allCases.map {
                .init(
                    label: words("hold.\($0.rawValue)"), url: Self.url($0, isOpen, nil),
                    isCurrent: $0 == kind)
            }
    }

    func stateChoices(_ words: Words) -> [HoldsPage.Choice] {
        [(Bool?.none, "holds.all"), (true, "holds.standing"), (false, "holds.released")].map {
            .init(label: words($0.1), url: Self.url(kind, $0.0, nil), isCurrent: $0.0 == isOpen)
        }
    }

    private static func url(_ kind: Hold.Kind?, _ isOpen: Bool?, _ after: String?) -> String {
        var pairs: [(String, String)] = []
        if let kind { pairs.append(("kind", kind.rawValue)) }
        if let isOpen { pairs.append(("state", isOpen ? "standing" : "released")) }
        if let after { pairs.append(("after", after)) }
        return WebURL.holds(pairs)
    }
}

/// A line of `GET /api/v1/holds`.
struct HoldJSON: Encodable, Sendable {
    let id: Hold.ID
    let kind: String
    /// The id of what is held.
    let object: String
    let reason: String
    let placedBy: String
    let placedAt: String
    let releasedBy: OrNull<String>
    let releasedAt: OrNull<String>
    let isReleaseAsked: Bool

    init(_ hold: Hold, _ words: Words) {
        id = hold.id
        kind = hold.target.kind.rawValue
        object = hold.target.idText
        reason = hold.because
        placedBy = hold.placedBy
        placedAt = words.home.time(hold.placedAt).iso8601
        releasedBy = OrNull(hold.release?.by)
        releasedAt = OrNull(hold.release.map { words.home.time($0.at).iso8601 })
        isReleaseAsked = hold.isReleaseAsked
    }
}

import CallDesk
import Calls
import Foundation
import Hummingbird

extension Web {
    /// What was asked for, those that wait first; and the form to ask.
    func accessPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["after", "limit", "permission", "object", "done"])
        let done = visit.query["done"].flatMap { AccessDeed(rawValue: $0) }
        let typed = TypedAccess(
            permission: visit.query["permission"] ?? "", object: visit.query["object"] ?? "",
            minutes: "", reason: "")
        return try await accessPage(
            visit, typed: typed, done: done.map { visit.words("access.done.\($0.rawValue)") })
    }

    func askAccessFromPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let form = try await visit.form(limits: settings.limits)
        try form.allow(["permission", "object", "minutes", "reason"])
        let typed = TypedAccess(
            permission: form["permission"] ?? "", object: form["object"] ?? "",
            minutes: form["minutes"] ?? "", reason: form["reason"] ?? "")
        return try await accessAct(visit, .asked, typed: typed) {
            _ = try await desk.askAccess(
                to: try Self.askable(typed.permission), on: typed.object, because: typed.reason,
                minutes: try Self.minutes(typed.minutes), by: visit.principal)
        }
    }

    func decideAccessFromPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: AccessRequest.ID = try visit.id("request", or: .noSuchAccess)
        let form = try await visit.form(limits: settings.limits)
        try form.allow(["grant", "minutes"])
        let grants = form["grant"] == "yes"
        return try await accessAct(visit, grants ? .granted : .refused, typed: nil) {
            try await desk.decideAccess(
                id, grant: grants, minutes: try form["minutes"].map(Self.minutes),
                by: visit.principal)
        }
    }

    func withdrawAccessFromPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: AccessRequest.ID = try visit.id("request", or: .noSuchAccess)
        return try await accessAct(visit, .withdrawn, typed: nil) {
            try await desk.withdrawAccess(id, by: visit.principal)
        }
    }

    private func accessAct(
        _ visit: Visit, _ deed: AccessDeed, typed: TypedAccess?, _ work: () async throws -> Void
    ) async throws -> Response {
        do {
            try await work()
        } catch let refusal as Refusal where [.invalid, .conflict].contains(refusal.kind) {
            return try await accessPage(visit, typed: typed, problem: refusal)
        }
        return .seeOther(WebURL.access([("done", deed.rawValue)]))
    }

    private func accessPage(
        _ visit: Visit, typed: TypedAccess?, done: String? = nil, problem: Refusal? = nil
    ) async throws -> Response {
        let after = visit.query["after"]
        let requests = try await desk.accessRequests(
            after: after, limit: try visit.query.limit(orElse: 50), by: visit.principal)
        let visit = try await naming(requests.items.map(\.askedBy), in: visit)
        let words = visit.words
        let frame = await frame(words("access.title"), in: .access, of: visit)
        let typed = typed ?? TypedAccess(permission: "", object: "", minutes: "", reason: "")
        return try page(
            AccessPage(
                frame: frame, done: done, problem: problem.map(words.sentence), url: WebURL.access,
                permissions: AccessRequest.askable.map {
                    .init(
                        value: $0.rawValue, label: words.access(to: $0),
                        isCurrent: $0.rawValue == typed.permission)
                },
                object: typed.object, reason: typed.reason,
                minutes: AccessPage.offered.map {
                    .init(
                        value: String($0), label: words.span(minutes: $0),
                        isCurrent: String($0) == typed.minutes)
                },
                isAsking: !typed.permission.isEmpty,
                rows: requests.items.map { .init($0, for: visit) }, isEmpty: requests.items.isEmpty,
                newestURL: after == nil ? nil : WebURL.access,
                olderURL: requests.next.map { WebURL.access([("after", $0)]) }),
            for: visit, status: problem?.kind.status ?? .ok)
    }

    static func askable(_ text: String) throws -> Permission {
        guard let permission = Permission(rawValue: text),
            AccessRequest.askable.contains(permission)
        else {
            throw Refusal(
                .invalid, .badAccess,
                "Name one of these permissions: "
                    + AccessRequest.askable.map(\.rawValue).joined(separator: ", ") + ".",
                subject: "permission")
        }
        return permission
    }

    static func minutes(_ text: String) throws -> Int {
        guard let minutes = Int(text) else {
            throw Refusal(
                .invalid, .badAccess, "Give the time in minutes, 15 to 10080.",
                subject: "minutes")
        }
        return minutes
    }
}

enum AccessDeed: String, CaseIterable, Sendable { case asked, granted, refused, withdrawn }

private struct TypedAccess {
    let permission: String
    let object: String
    let minutes: String
    let reason: String
}

struct AccessPage: PageModel {
    struct Choice: Sendable {
        let value: String
        let label: String
        let isCurrent: Bool
    }

    struct Row: Sendable {
        let id: String
        let person: String
        let what: String
        let object: String
        let objectURL: String?
        let reason: String
        let asked: String
        let wanted: String
        let state: Tag
        let stateNote: String?
        let decideURL: String?
        let withdrawURL: String?
        /// What the button that ends it says.
        let withdrawText: String
    }

    /// In minutes.
    static let offered = [15, 60, 240, 1440, 3 * 1440, 7 * 1440]
    static let template = "access"
    let frame: Frame
    let done: String?
    let problem: String?
    let url: String
    let permissions: [Choice]
    let object: String
    let reason: String
    let minutes: [Choice]
    let isAsking: Bool
    let rows: [Row]
    let isEmpty: Bool
    let newestURL: String?
    let olderURL: String?
}

extension AccessPage.Row {
    init(_ request: AccessRequest, for visit: Visit) {
        let (words, who) = (visit.words, visit.principal)
        let state = request.state(now: visit.now)
        let isOwn = request.askedBy == who.id
        id = request.id.description
        person = words.who(request.askedBy)
        what = words.access(to: request.permission)
        object = request.object
        objectURL = Self.url(of: request.object, for: who)
        reason = request.because
        asked = words.moment(request.askedAt)
        wanted = words.span(minutes: request.minutes)
        self.state = Tag(state, words)
        switch state {
        case .open: stateNote = nil
        case .running, .ended:
            stateNote = request.endsAt.map { words("access.until", ["when": words.moment($0)]) }
        case .refused, .withdrawn: stateNote = request.decidedAt.map(words.moment)
        }
        decideURL =
            state == .open && !isOwn && who.may(.decideAccess)
            ? WebURL.decideAccess(request.id) : nil
        let mayEnd = isOwn || who.may(.decideAccess)
        withdrawURL =
            (state == .open && isOwn) || (state == .running && mayEnd)
            ? WebURL.withdrawAccess(request.id) : nil
        withdrawText = words(state == .running ? "access.endNow" : "access.withdraw")
    }

    private static func url(of object: String, for who: Principal) -> String? {
        let parts = object.split(separator: ":")
        guard parts.count == 2 else { return nil }
        if parts[0] == "call", who.may(.seeCall) {
            return Call.ID(text: parts[1]).map { WebURL.call($0) }
        }
        if parts[0] == "customer", who.may(.seeCustomers) {
            return Customer.ID(text: parts[1]).map { WebURL.customer($0) }
        }
        return nil
    }
}

extension Tag {
    init(_ state: AccessRequest.State, _ words: Words) {
        let (symbol, tone) =
            switch state {
            case .open: ("…", "warn")
            case .running: ("✓", "good")
            case .ended: ("◷", "plain")
            case .refused: ("✕", "bad")
            case .withdrawn: ("↶", "plain")
            }
        self.init(symbol: symbol, text: words("access.state.\(state.rawValue)"), tone: tone)
    }
}

extension Words {
    /// What access to `permission` lets somebody do.
    func access(to permission: Permission) -> String {
        let key = "access.for.\(permission.rawValue)"
        return catalogue.has(key) ? catalogue(key) : permission.rawValue
    }

    /// `15 min`, `4 h`, `7 d`
    func span(minutes: Int) -> String {
        if minutes % 1440 == 0 { return catalogue("span.days", ["n": String(minutes / 1440)]) }
        if minutes % 60 == 0 { return catalogue("span.hours", ["n": String(minutes / 60)]) }
        return catalogue("span.minutes", ["n": String(minutes)])
    }
}

import CallDesk
import Calls
import Foundation
import Hummingbird

/// Notices that leave the house, with their channels; looks again by itself every few seconds.
struct NoticesPage: PageModel {
    struct Choice: Sendable {
        let label: String
        let url: String
        let isCurrent: Bool
    }

    struct Channel: Sendable {
        let name: String
        let program: String
        let tags: [Tag]
        /// Which events it tells of, in words.
        let events: String
        /// Nil for who may not send.
        let testURL: String?
        let testLabel: String
    }

    struct Row: Sendable {
        let id: String
        let title: String
        /// What it is about, such as a complaint's number.
        let about: String
        let aboutURL: String?
        let state: Tag
        /// What went wrong the last time; nil when nothing did.
        let problem: String?
        let channel: String
        let made: String
        /// How often it was tried, and when it is tried next.
        let tries: String
        let historyURL: String?
        let retryURL: String?
        let dropURL: String?
    }

    struct Remark: Sendable {
        let text: String
        let symbol: String
    }

    static let template = "notices"
    let frame: Frame
    let asOf: String
    let done: Remark?
    let channels: [Channel]
    let hasNoChannels: Bool
    let states: [Choice]
    let rows: [Row]
    let isEmpty: Bool
    let emptyTitle: String
    let emptyText: String
    let newestURL: String?
    let olderURL: String?
}

extension Web {
    func noticesPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["state", "after", "limit", "done", "channel", "problem"])
        if visit.query["state"] == nil, visit.query.pairs.contains(where: { $0.name == "state" }) {
            return .seeOther(WebURL.notices)
        }
        let state = try NoticeQuery.state(visit.query)
        let words = visit.words
        let found = try await desk.notices(
            state, after: visit.query["after"], limit: try visit.query.limit(orElse: 50),
            by: visit.principal)
        let channels = try await desk.noticeChannels(by: visit.principal)
        let chosen = state.map { [("state", $0.rawValue)] } ?? []
        let states = [nil] + Notice.State.allCases.map(Optional.some)
        let why = state == nil && visit.query["after"] == nil ? "none" : "filtered"
        let frame = await frame(words("notices.title"), in: .notices, of: visit)
        return try page(
            NoticesPage(
                frame: frame,
                asOf: words("notices.asOf", ["clock": words.home.time(visit.now).clock]),
                done: NoticesPage.remark(visit.query, words),
                channels: channels.map { .init($0, for: visit) },
                hasNoChannels: channels.isEmpty,
                states: states.map { one in
                    .init(
                        label: words("notices.\(one?.rawValue ?? "all")"),
                        url: WebURL.notices(one.map { [("state", $0.rawValue)] } ?? []),
                        isCurrent: one == state)
                },
                rows: found.items.map { .init($0, for: visit) }, isEmpty: found.items.isEmpty,
                emptyTitle: words("notices.nothing.title"),
                emptyText: words("notices.nothing.\(why)"),
                newestURL: visit.query["after"] == nil ? nil : WebURL.notices(chosen),
                olderURL: found.next.map { WebURL.notices(chosen + [("after", $0)]) }),
            for: visit)
    }

    func actOnNoticeFromPage(_ visit: Visit, _ act: NoticeAct) async throws -> Response {
        try visit.query.allow([])
        try await carryOut(act, for: visit)
        return .seeOther(WebURL.notices([("done", act.rawValue)]))
    }

    func testNoticesFromPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let channel = visit.parameters["channel"] ?? ""
        let test = try await desk.testNotices(over: channel, by: visit.principal)
        let done = test.problem == nil ? NoticeDone.tested : .testFailed
        return .seeOther(
            WebURL.notices(
                [("done", done.rawValue), ("channel", channel)]
                    + (test.problem.map { [("problem", $0.text)] } ?? [])))
    }

    func carryOut(_ act: NoticeAct, for visit: Visit) async throws {
        let id: Notice.ID = try visit.id("notice", or: .noSuchNotice)
        switch act {
        case .retry: try await desk.retryNotice(id, by: visit.principal)
        case .drop: try await desk.dropNotice(id, by: visit.principal)
        }
    }
}

/// The filter of the list as it stands in an address.
enum NoticeQuery {
    static let states = Notice.State.allCases.map(\.rawValue)

    /// Throws a refusal when it can't be read.
    static func state(_ query: Query) throws -> Notice.State? {
        guard let text = query["state"] else { return nil }
        guard let state = Notice.State(rawValue: text) else {
            throw Refusal(
                .invalid, .badFilter,
                "The filter can't be read: state is one of "
                    + "\(states.joined(separator: ", ")).", subject: "state")
        }
        return state
    }
}

extension NoticesPage {
    /// Of what was just done; nil for nothing that is known.
    fileprivate static func remark(_ query: Query, _ words: Words) -> Remark? {
        guard let done = query["done"].flatMap(NoticeDone.init(rawValue:)) else { return nil }
        let problem = query["problem"].flatMap(NoticeProblem.init(text:))
        let values = [
            "channel": query["channel"] ?? "",
            "problem": problem.map(words.sentence(ofNotice:)) ?? "",
        ]
        return Remark(
            text: words("notices.did.\(done.rawValue)", values),
            symbol: done == .testFailed ? "!" : "✓")
    }
}

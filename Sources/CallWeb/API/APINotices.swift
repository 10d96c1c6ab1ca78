import CallDesk
import Calls
import Foundation
import Hummingbird

extension Web {
    func apiNotices(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["state", "after", "limit"])
        let found = try await desk.notices(
            NoticeQuery.state(visit.query), after: visit.query["after"],
            limit: try visit.query.limit(orElse: 50), by: visit.principal)
        return try .json(
            PageJSON(items: found.items.map { NoticeJSON($0, home: home) }, next: found.next))
    }

    func apiNotice(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let notice = try await desk.notice(
            try visit.id("notice", or: .noSuchNotice), by: visit.principal)
        return try .json(NoticeJSON(notice, home: home))
    }

    func apiActOnNotice(_ visit: Visit, _ act: NoticeAct) async throws -> Response {
        try visit.query.allow([])
        try await carryOut(act, for: visit)
        return Response(status: .noContent)
    }

    func apiNoticeChannels(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let channels = try await desk.noticeChannels(by: visit.principal)
        return try .json(["items": channels.map(NoticeChannelJSON.init)])
    }

    func apiTestNotices(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let test = try await desk.testNotices(
            over: visit.parameters["channel"] ?? "", by: visit.principal)
        return try .json(NoticeTestJSON(test))
    }
}

struct NoticeJSON: Encodable, Sendable {
    let id: Notice.ID
    let kind: String
    let object: String
    let recipient: OrNull<String>
    let channel: String
    let facts: [String: String]
    let madeAt: String
    let state: String
    let tries: Int
    let nextTryAt: OrNull<String>
    let problem: OrNull<String>
    let endedAt: OrNull<String>

    init(_ notice: Notice, home: Zone) {
        id = notice.id
        kind = notice.kind.rawValue
        object = notice.object
        recipient = OrNull(notice.recipient == .everybody ? nil : notice.recipient.text)
        channel = notice.channel
        facts = Dictionary(
            uniqueKeysWithValues: notice.facts.map { ($0.key.rawValue, $0.value) })
        madeAt = home.time(notice.madeAt).iso8601
        state = notice.state.rawValue
        tries = notice.tries
        nextTryAt = OrNull(
            notice.state == .waiting ? home.time(notice.nextTryAt).iso8601 : nil)
        problem = OrNull(notice.problem?.text)
        endedAt = OrNull(notice.endedAt.map { home.time($0).iso8601 })
    }
}

/// A channel without its arguments and addresses, which may be somebody's.
struct NoticeChannelJSON: Encodable, Sendable {
    let name: String
    let program: String
    let events: [String]
    let isSigned: Bool
    let sendsPersonalData: Bool
    let tries: Int

    init(_ channel: NoticeChannel) {
        name = channel.name
        program = channel.command.first ?? ""
        events = Notice.Kind.allCases.filter(channel.kinds.contains).map(\.rawValue)
        isSigned = channel.secretPath != nil
        sendsPersonalData = channel.sendsPersonalData
        tries = channel.tries
    }
}

private struct NoticeTestJSON: Encodable, Sendable {
    let isSent: Bool
    let problem: OrNull<String>
    /// The beginning of what the command wrote.
    let output: String

    init(_ test: NoticeTest) {
        isSent = test.problem == nil
        problem = OrNull(test.problem?.text)
        output = test.output
    }
}

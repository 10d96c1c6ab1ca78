import CallDesk
import Calls
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import ServiceLifecycle

extension Web {
    func packageFromPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let form = try await visit.form(limits: settings.limits)
        try form.allow(["recipient"])
        return try await package(visit, for: form["recipient"] ?? "", in: visit.words)
    }

    /// The sealed package, as it is made. Whoever goes away ends it.
    func package(
        _ visit: Visit, for recipient: String, in words: Words
    ) async throws -> Response {
        let id: Customer.ID = try visit.id("customer", or: .noSuchCustomer)
        let recipient = recipient.trimmingCharacters(in: .whitespacesAndNewlines)
        let pages = resources.pages
        let sealed = try await desk.package(id, for: recipient, by: visit.principal) { content in
            let json = JSONEncoder()
            json.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            let frame = Frame.bare(words("package.title"), words)
            let html = try pages.render(
                PackageIndexPage(content, frame: frame, words), in: words.language)
            return [
                PackageFile(
                    name: "index.json", bytes: [UInt8](try json.encode(PackageJSON(content, words)))
                ),
                PackageFile(name: "index.html", bytes: Array(html.utf8)),
            ]
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: "application/octet-stream",
                .contentDisposition: "attachment; filename=\"customer-\(id).tar.age\"",
            ], body: body(of: sealed.bytes, on: visit.connection?.channel))
    }

    /// Pieces as they are made. Whoever goes away ends them, and so does the daemon's end.
    func body(
        of pieces: AsyncThrowingStream<[UInt8], any Error>, on channel: (any Channel)?
    ) -> ResponseBody {
        let logger = logger
        return ResponseBody { writer in
            do {
                try await withGracefulShutdownHandler {
                    for try await piece in pieces {
                        try await writer.write(ByteBuffer(bytes: piece))
                    }
                    try await writer.finish(nil)
                } onGracefulShutdown: {
                    channel?.close(promise: nil)
                }
            } catch {
                if channel?.isActive == true {
                    logger.error(
                        "package cut short", metadata: ["event": "web.cut", "error": "\(error)"])
                }
                throw error
            }
        }
    }
}

/// `index.json` of a package. Everything is in plain: the package is for the person it is about.
struct PackageJSON: Encodable, Sendable {
    struct Call: Encodable, Sendable {
        let call: CallJSON
        let recordings: [Recording]
    }

    struct Recording: Encodable, Sendable {
        let id: Calls.Recording.ID
        let path: OrNull<String>
        let fileName: String
        let bytes: Int64
        /// BLAKE2b-256 of the file.
        let blake2b256: String
        let takenInAt: String
        let facts: [FactReadingJSON]
    }

    struct Shown: Encodable, Sendable {
        let at: String
        let person: String
        let purpose: String
        let reason: OrNull<String>
    }

    struct Held: Encodable, Sendable {
        let at: String
        let person: String
        let of: String
        let reason: String
    }

    let madeAt: String
    let customer: CustomerJSON
    let formerly: [Customer.ID]
    let calls: [Call]
    let reveals: [Shown]
    let holds: [Held]
    let history: [TraceJSON]

    init(_ content: CustomerPackage, _ words: Words) {
        let home = words.home
        madeAt = home.time(content.madeAt).iso8601
        customer = CustomerJSON(content.customer, home)
        formerly = content.formerly
        calls = content.calls.map { call in
            let zone = Zone(named: call.summary.zone)
            return Call(
                call: CallJSON(call.summary),
                recordings: call.recordings.map { recording in
                    Recording(
                        id: recording.summary.id, path: OrNull(recording.path),
                        fileName: recording.fileName, bytes: recording.contentBytes,
                        blake2b256: recording.contentHash,
                        takenInAt: zone.time(recording.takenInAt).iso8601,
                        facts: recording.facts.readings.map {
                            FactReadingJSON($0, zone: zone, isPlain: true)
                        })
                })
        }
        reveals = content.reveals.map {
            Shown(
                at: home.time($0.beganAt).iso8601, person: $0.principal,
                purpose: $0.purpose.rawValue, reason: OrNull($0.because))
        }
        holds = content.holds.map {
            Held(
                at: home.time($0.placedAt).iso8601, person: $0.placedBy, of: $0.target.object,
                reason: $0.because)
        }
        history = content.history.map { TraceJSON($0, home) }
    }
}

/// `index.html` of a package: one file that needs nothing else.
struct PackageIndexPage: PageModel {
    struct Recording: Sendable {
        let title: String
        let path: String?
        let fileName: String
    }

    struct Call: Sendable {
        let when: String
        let direction: String
        let agent: String
        let length: String
        let recordings: [Recording]
    }

    static let template = "package"
    let frame: Frame
    let made: String
    let id: String
    let facts: [CustomerPage.Fact]
    let numbers: [String]
    let calls: [Call]
    let history: [CustomerPage.Trace]
    let reveals: [RevealsPage.Row]
    let holds: [HoldLine]

    init(_ content: CustomerPackage, frame: Frame, _ words: Words) {
        self.frame = frame
        made = words("package.made", ["when": words.moment(content.madeAt)])
        id = content.customer.id.description
        facts = CustomerPage.facts(content.customer.facts, words)
        numbers = content.customer.numbers.map(\.text)
        calls = content.calls.map { call in
            let time = Zone(named: call.summary.zone).time(call.summary.startedAt)
            return Call(
                when: words(
                    "date.moment", ["day": words.shortDay(time), "clock": time.clock]),
                direction: call.summary.direction.map(words.name) ?? words("unknown"),
                agent: call.summary.agent ?? "–",
                length: words.length(call.summary.durationSeconds),
                recordings: call.recordings.map {
                    Recording(
                        title: $0.summary.roles.map(words.name).joined(separator: " + "),
                        path: $0.path, fileName: $0.fileName)
                })
        }
        history = content.history.map { CustomerPage.Trace($0, words) }
        reveals = content.reveals.map { RevealsPage.Row($0, words) }
        holds = content.holds.map { HoldLine($0, words, by: .nobody) }
    }
}

extension Frame {
    /// For a file that stands alone.
    static func bare(_ title: String, _ words: Words) -> Frame {
        Frame(
            title: title, language: words.language.rawValue, theme: "system", singleKeys: "off",
            assets: "", groups: [], back: "", csrf: "", person: nil, languages: [], themes: [],
            keyChoice: Choice(
                name: "", value: "", label: "", shortLabel: "", tongue: "", isCurrent: false),
            keys: [])
    }
}

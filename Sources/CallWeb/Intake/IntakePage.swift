import CallDesk
import Calls
import Foundation
import Hummingbird

/// How intake stands; looks again by itself every few seconds.
struct IntakePage: PageModel {
    struct Count: Sendable {
        let label: String
        let value: String
        let remark: String
        let url: String?
        let tone: String
    }

    struct Source: Sendable {
        let path: String
        let profile: String
        let watching: Tag
        let waiting: String
        let lastScan: String
        let lastTakenIn: String
        let trouble: String?
        let troubleWhen: String
    }

    struct Node: Sendable {
        let name: String
        let isSelf: Bool
        let state: Tag
        let heard: String
        let waiting: String
        let takenIn: String
        let since: String
        let version: String
    }

    static let template = "intake"
    let frame: Frame
    let asOf: String
    /// Nil for who may not see the keys.
    let keysURL: String?
    /// Why nothing is taken in here; in English, as it stands in the journal.
    let hindrances: [String]
    let counts: [Count]
    let sources: [Source]
    let hasNoSources: Bool
    let nodes: [Node]
}

extension Web {
    func intakePage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let status = try await desk.intakeStatus(by: visit.principal)
        let frame = await frame(visit.words("intake.title"), in: .intake, of: visit)
        return try page(
            IntakePage(
                status, frame: frame, visit.words, now: visit.now,
                keysURL: visit.principal.may(.seeKeys) ? WebURL.keys : nil), for: visit)
    }
}

extension IntakePage {
    fileprivate init(
        _ status: IntakeStatus, frame: Frame, _ words: Words, now: Date, keysURL: String?
    ) {
        self.frame = frame
        self.keysURL = keysURL
        asOf = words("intake.asOf", ["clock": words.home.time(now).clock])
        counts = [
            .init("waiting", status.waiting, words),
            .init("indexed", status.indexed, words, url: WebURL.calls),
            .init(
                "quarantined", status.quarantined, words, url: WebURL.quarantine,
                tone: status.quarantined > 0 ? "warn" : "plain"),
            .init("duplicates", status.duplicates, words),
        ]
        sources = status.sources.map { .init($0, words, now: now) }
        hasNoSources = status.sources.isEmpty
        hindrances = status.hindrances
        nodes = status.nodes.map { .init($0, words, now: now) }
    }
}

extension IntakePage.Count {
    fileprivate init(
        _ key: String, _ n: Int, _ words: Words, url: String? = nil, tone: String = "plain"
    ) {
        self.init(
            label: words("intake.\(key)"), value: words.number(n),
            remark: words("intake.\(key)Remark"), url: url, tone: tone)
    }
}

extension IntakePage.Source {
    fileprivate init(_ source: SourceStatus, _ words: Words, now: Date) {
        path = source.path
        profile = source.profile
        let (symbol, tone) =
            switch source.watching {
            case .events: ("●", "good")
            case .polling: ("◷", "plain")
            case .missing: ("!", "bad")
            }
        watching = Tag(
            symbol: symbol, text: words("watching.\(source.watching.rawValue)"), tone: tone)
        waiting = words.number(source.waiting)
        lastScan = source.lastScanAt.map { words.ago($0, now: now) } ?? "–"
        lastTakenIn = source.lastTakenInAt.map { words.ago($0, now: now) } ?? "–"
        trouble = source.lastError
        troubleWhen = source.lastErrorAt.map { words.ago($0, now: now) } ?? ""
    }
}

extension IntakePage.Node {
    fileprivate init(_ node: NodeStatus, _ words: Words, now: Date) {
        name = node.name
        isSelf = node.isSelf
        let (symbol, tone) =
            switch node.state {
            case .live: ("●", "good")
            case .hindered: ("△", "warn")
            case .silent: ("!", "bad")
            case .stopped: ("■", "plain")
            }
        state = Tag(symbol: symbol, text: words("node.\(node.state.rawValue)"), tone: tone)
        // By the database's clock, which needn't be the page's.
        heard =
            node.secondsSinceBeat.map { words.ago(now.addingTimeInterval(-$0), now: now) } ?? "–"
        waiting = words.number(node.waiting)
        takenIn = words.number(node.takenIn)
        since = words.moment(node.startedAt)
        version = node.version
    }
}

import CallDesk
import Calls
import Hummingbird

/// Master keys over time, and whether everything is as it was left.
struct KeysPage: PageModel {
    struct Epoch: Sendable {
        let number: String
        let key: String
        let source: String
        let since: String
        let customers: String
        let state: Tag
    }

    struct Found: Sendable {
        let table: String
        let row: String
        let sentence: String
    }

    static let template = "keys"
    let frame: Frame
    let done: String?
    let epochs: [Epoch]
    /// How the newest rotation is getting on; nil when there was none.
    let rotation: String?
    /// Why no rotation can be asked for; nil when one can.
    let hindrance: String?
    let mayRotate: Bool
    let nextKey: String
    let rotateURL: String
    let mayCheck: Bool
    let checkURL: String
    /// How the newest check is getting on, or what it came to.
    let check: Tag?
    let checkText: String
    let found: [Found]
    let foundMore: String?
}

enum KeysDeed: String, CaseIterable, Sendable { case asked, checking }

extension Web {
    private static let foundMax = 100

    func keysPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["done"])
        let words = visit.words
        let status = try await desk.keyStatus(by: visit.principal)
        let mayCheck = visit.principal.may(.verify)
        let check = mayCheck ? try await desk.verification(nil, by: visit.principal) : nil
        let frame = await frame(words("masterKeys.title"), in: .keys, of: visit)
        let hindrance = Self.hindrance(status, words)
        let deed = visit.query["done"].flatMap { KeysDeed(rawValue: $0) }
        return try page(
            KeysPage(
                frame: frame, done: deed.map { words("masterKeys.\($0.rawValue)") },
                epochs: status.epochs.reversed().map { .init($0, status, words) },
                rotation: status.rotation.map { Self.progress($0, words) },
                hindrance: hindrance,
                mayRotate: hindrance == nil && visit.principal.may(.rotateKeys),
                nextKey: status.nextKeyID ?? "", rotateURL: WebURL.rotateKeys,
                mayCheck: mayCheck && check?.job.outcome != nil || mayCheck && check == nil,
                checkURL: WebURL.check, check: check.map { Self.tag($0, words) },
                checkText: check.map { Self.progress($0.job, words) }
                    ?? words("masterKeys.neverChecked"),
                found: (check?.findings ?? []).prefix(Self.foundMax).map {
                    .init(
                        table: $0.table, row: $0.row,
                        sentence: words("finding.\($0.kind.rawValue)"))
                },
                foundMore: check.flatMap { check in
                    check.found > Int64(Self.foundMax)
                        ? words("masterKeys.foundMore", ["n": words.number(Int(check.found))]) : nil
                }), for: visit)
    }

    func rotateFromPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let form = try await visit.form(limits: settings.limits)
        try form.allow(["csrf", "reason"])
        _ = try await desk.askRotation(
            to: nil, because: form["reason"] ?? "", by: visit.principal)
        return .seeOther(WebURL.keys([("done", KeysDeed.asked.rawValue)]))
    }

    func checkFromPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let form = try await visit.form(limits: settings.limits)
        try form.allow(["csrf", "files"])
        _ = try await desk.startVerification(
            files: form["files"] == "on", by: visit.principal)
        return .seeOther(WebURL.keys([("done", KeysDeed.checking.rawValue)]))
    }

    private static func hindrance(_ status: KeyStatus, _ words: Words) -> String? {
        if status.asked != nil { return words("masterKeys.waits") }
        if status.epochs.dropLast().contains(where: { $0.retiredAt == nil }) {
            return words("masterKeys.underWay")
        }
        if status.nextKeyID == nil { return words("masterKeys.noNext") }
        guard status.lacking.isEmpty else {
            return words("masterKeys.lacking", ["nodes": status.lacking.joined(separator: ", ")])
        }
        return nil
    }

    private static func progress(_ job: Job, _ words: Words) -> String {
        let values = [
            "done": words.number(Int(job.done)), "of": words.number(Int(job.total)),
            "when": words.moment(job.endedAt ?? job.askedAt),
        ]
        return words("job.\(job.outcome?.rawValue ?? "open")", values)
    }

    private static func tag(_ check: VerificationStatus, _ words: Words) -> Tag {
        if check.found > 0 {
            return Tag(symbol: "!", text: words("masterKeys.somethingFound"), tone: "bad")
        }
        switch check.job.outcome {
        case .done?: return Tag(symbol: "●", text: words("masterKeys.nothingFound"), tone: "good")
        case nil: return Tag(symbol: "◷", text: words("masterKeys.checkingNow"), tone: "plain")
        case .failed?, .cancelled?:
            return Tag(symbol: "△", text: words("masterKeys.unfinished"), tone: "warn")
        }
    }
}

extension KeysPage.Epoch {
    fileprivate init(_ epoch: KeyEpoch, _ status: KeyStatus, _ words: Words) {
        let isNewest = epoch.number == status.epochs.last?.number
        let state =
            if isNewest {
                Tag(symbol: "●", text: words("masterKeys.inUse"), tone: "good")
            } else if let retired = epoch.retiredAt {
                Tag(
                    symbol: "■", text: words("masterKeys.retired", ["when": words.moment(retired)]),
                    tone: "plain")
            } else {
                Tag(symbol: "△", text: words("masterKeys.stillNeeded"), tone: "warn")
            }
        self.init(
            number: "\(epoch.number)", key: epoch.keyID,
            source: words("masterKeys.source.\(epoch.source.isEmpty ? "elsewhere" : epoch.source)"),
            since: words.moment(epoch.createdAt),
            customers: words.number(Int(epoch.customers)), state: state)
    }
}

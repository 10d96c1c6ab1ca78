import CallDesk
import Calls
import Hummingbird

/// What waits for the reader to be scored.
struct QueuePage: PageModel {
    static let template = "queue"
    let frame: Frame
    let subtitle: String
    let done: String?
    let rows: [EvaluationLine]
    let isEmpty: Bool
    /// What to do when nothing waits.
    let emptyText: String
    /// Claims the next one; nil where nothing waits, and for who has no account to score by.
    let nextURL: String?
    /// Nil for who sees no plans.
    let plansURL: String?
    let firstURL: String?
    let moreURL: String?
}

extension Web {
    func queuePage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["after", "limit", "done"])
        let (words, reader) = (visit.words, visit.principal)
        let waiting = try await desk.queue(
            after: visit.query["after"], limit: try visit.query.limit(orElse: 50), by: reader)
        let done = visit.query["done"].flatMap { EvaluationDone(rawValue: $0) }
        let keys = [
            Frame.Key(keys: ["J", "K"], does: words("keys.move")),
            Frame.Key(keys: ["Enter"], does: words("keys.open")),
            Frame.Key(keys: ["G"], does: words("keys.scoring.next")),
        ]
        let isFirst = visit.query["after"] == nil
        let isEmpty = waiting.items.isEmpty
        return try page(
            QueuePage(
                frame: await frame(words("nav.queue"), in: .queue, of: visit, keys: keys),
                subtitle: words("queue.subtitle"),
                done: done.map { words("evaluation.done.\($0.rawValue)") },
                rows: waiting.items.map { EvaluationLine($0, words, now: visit.now) },
                isEmpty: isEmpty,
                emptyText: words(
                    reader.account == nil ? "queue.empty.noAccount"
                        : isFirst ? "queue.empty.text" : "queue.empty.pastEnd"),
                nextURL: isEmpty || reader.account == nil ? nil : WebURL.nextInQueue,
                plansURL: reader.may(.seePlans) ? WebURL.plans : nil,
                firstURL: isFirst ? nil : WebURL.queue,
                moreURL: waiting.next.map { WebURL.queue([("after", $0)]) }),
            for: visit)
    }

    /// Claims what comes next and leads to it.
    func claimNextFromPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        do {
            let id = try await desk.claimNext(by: visit.principal)
            return .seeOther(WebURL.evaluation(id))
        } catch let refusal as Refusal where refusal.code == .queueEmpty {
            return .seeOther(WebURL.queue(done: .nothingWaits))
        }
    }

    func apiQueue(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["after", "limit"])
        let waiting = try await desk.queue(
            after: visit.query["after"], limit: try visit.query.limit(orElse: 50),
            by: visit.principal)
        return try .json(
            PageJSON(
                items: waiting.items.map { EvaluationJSON($0, home: home) }, next: waiting.next))
    }

    func apiClaimNext(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id = try await desk.claimNext(by: visit.principal)
        try await desk.fillMeasures(of: id, thresholds: settings.thresholds, by: visit.principal)
        return try .json(["evaluation": id.description])
    }
}

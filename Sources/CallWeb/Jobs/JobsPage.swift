import CallDesk
import Calls
import Foundation
import Hummingbird

/// Long work, how far it is and how it ended; looks again by itself every few seconds.
struct JobsPage: PageModel {
    struct Row: Sendable {
        let id: String
        let title: String
        let state: Tag
        /// `1,200 of 100,000`
        let progress: String
        /// For the bar; nil when nothing is to be counted or it has ended.
        let bar: Bar?
        let asked: String
        let asker: String
        let historyURL: String?
        let ended: String?
        let sentence: String?
        let cancelURL: String?
    }

    struct Bar: Sendable {
        let value: String
        let most: String
        let left: String?
    }

    static let template = "jobs"
    let frame: Frame
    let asOf: String
    let done: String?
    let rows: [Row]
    let isEmpty: Bool
    let newestURL: String?
    let olderURL: String?
}

extension Web {
    func jobsPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["after", "limit", "done"])
        let jobs = try await desk.jobs(
            after: visit.query["after"], limit: try visit.query.limit(orElse: 50),
            by: visit.principal)
        let visit = try await naming(jobs.items.map(\.askedBy), in: visit)
        let words = visit.words
        let frame = await frame(words("jobs.title"), in: .jobs, of: visit)
        return try page(
            JobsPage(
                frame: frame,
                asOf: words("jobs.asOf", ["clock": words.home.time(visit.now).clock]),
                done: visit.query["done"] == "cancelled" ? words("jobs.cancelAsked") : nil,
                rows: jobs.items.map { .init($0, for: visit) },
                isEmpty: jobs.items.isEmpty,
                newestURL: visit.query["after"] == nil ? nil : WebURL.jobs,
                olderURL: jobs.next.map { WebURL.jobs([("after", $0)]) }),
            for: visit)
    }

    func cancelJobFromPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        try await desk.cancelJob(try visit.id("job", or: .noSuchJob), by: visit.principal)
        return .seeOther(WebURL.jobs([("done", "cancelled")]))
    }
}

extension JobsPage.Row {
    init(_ job: Job, for visit: Visit) {
        let (words, now) = (visit.words, visit.now)
        id = job.id.description
        title = words("job.\(job.kind.rawValue)")
        let (symbol, tone, key) =
            switch (job.outcome, job.cancelledBy) {
            case (.done, _): ("✓", "good", "done")
            case (.failed, _): ("!", "bad", "failed")
            case (.cancelled, _): ("■", "plain", "cancelled")
            case (nil, nil): ("◷", "plain", job.cursor.isEmpty ? "waiting" : "running")
            case (nil, _): ("■", "warn", "cancelling")
            }
        state = Tag(symbol: symbol, text: words("jobs.\(key)"), tone: tone)
        progress =
            job.total > 0
            ? words(
                "jobs.progress",
                ["done": words.number(Int(job.done)), "total": words.number(Int(job.total))])
            : words.number(Int(job.done))
        bar =
            job.outcome == nil && job.total > 0
            ? .init(
                value: "\(min(job.done, job.total))", most: "\(job.total)",
                left: job.secondsLeft(now: now).map {
                    words("jobs.left", ["length": words.length($0)])
                }) : nil
        asked = words.ago(job.askedAt, now: now)
        asker = words.who(job.askedBy)
        historyURL = WebURL.history(of: "job:\(job.id)", for: visit.principal)
        ended = job.endedAt.map { words.ago($0, now: now) }
        sentence = job.sentence.isEmpty ? nil : job.sentence
        cancelURL =
            visit.principal.may(.cancelJobs) && job.outcome == nil && job.cancelledBy == nil
            ? WebURL.cancelJob(job.id) : nil
    }
}

extension Job {
    /// What is left at the pace so far; nil before a tenth of a percent is done.
    func secondsLeft(now: Date) -> Double? {
        guard outcome == nil, total > 0, done * 1000 >= total, done > 0 else { return nil }
        let spent = now.timeIntervalSince(askedAt)
        return spent > 0 ? spent * Double(total - done) / Double(done) : nil
    }
}

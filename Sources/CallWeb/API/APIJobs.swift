import CallDesk
import Calls
import Hummingbird

extension Web {
    func apiJobs(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["after", "limit"])
        let jobs = try await desk.jobs(
            after: visit.query["after"], limit: try visit.query.limit(orElse: 50),
            by: visit.principal)
        return try .json(
            PageJSON(items: jobs.items.map { JobJSON($0, home: home) }, next: jobs.next))
    }

    func apiJob(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let job = try await desk.job(try visit.id("job", or: .noSuchJob), by: visit.principal)
        return try .json(JobJSON(job, home: home))
    }

    func apiCancelJob(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        try await desk.cancelJob(try visit.id("job", or: .noSuchJob), by: visit.principal)
        return Response(status: .noContent)
    }
}

struct JobJSON: Encodable, Sendable {
    let id: Job.ID
    let kind: String
    let askedBy: String
    let askedAt: String
    let done: Int64
    let total: Int64
    let isCancelled: Bool
    let outcome: OrNull<String>
    let sentence: String
    let endedAt: OrNull<String>

    init(_ job: Job, home: Zone) {
        id = job.id
        kind = job.kind.rawValue
        askedBy = job.askedBy
        askedAt = home.time(job.askedAt).iso8601
        done = job.done
        total = job.total
        isCancelled = job.cancelledBy != nil
        outcome = OrNull(job.outcome?.rawValue)
        sentence = job.sentence
        endedAt = OrNull(job.endedAt.map { home.time($0).iso8601 })
    }
}

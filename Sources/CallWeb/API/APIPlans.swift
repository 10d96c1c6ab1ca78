import CallDesk
import Calls
import Foundation
import HTTPTypes
import Hummingbird
import Logging

extension Web {
    func apiPlans(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["after", "limit"])
        let plans = try await desk.samplePlanLines(
            after: visit.query["after"], limit: try visit.query.limit(orElse: 50),
            by: visit.principal)
        return try .json(
            PageJSON(items: plans.items.map { PlanJSON($0, visit.words) }, next: plans.next))
    }

    func apiPlan(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: SamplePlan.ID = try visit.id("plan", or: .noSuchPlan)
        let plan = try await desk.samplePlanLine(id, by: visit.principal)
        let versions = try await desk.versions(of: id, by: visit.principal)
        let rates = try await desk.replacementRates(of: id, by: visit.principal)
        var answer = PlanJSON(plan, visit.words)
        answer.versions = versions.map { PlanJSON.Version($0, visit.words) }
        answer.replacements = rates.map(ReplacementRateJSON.init)
        return try .json(answer)
    }

    /// The body is the plan itself.
    func apiAddPlan(_ visit: Visit) async throws -> Response {
        let id = try await desk.addSamplePlan(try await planBody(visit), by: visit.principal)
        return try .json(["id": id.description], status: .created)
    }

    func apiChangePlan(_ visit: Visit) async throws -> Response {
        let id: SamplePlan.ID = try visit.id("plan", or: .noSuchPlan)
        try await desk.changeSamplePlan(
            id, to: try await planBody(visit), by: visit.principal)
        return Response(status: .noContent)
    }

    func apiStopPlan(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: SamplePlan.ID = try visit.id("plan", or: .noSuchPlan)
        try await desk.stopSamplePlan(id, by: visit.principal)
        return Response(status: .noContent)
    }

    func apiDraws(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["after", "limit"])
        let id: SamplePlan.ID = try visit.id("plan", or: .noSuchPlan)
        let draws = try await desk.draws(
            of: id, after: visit.query["after"], limit: try visit.query.limit(orElse: 50),
            by: visit.principal)
        return try .json(
            PageJSON(items: draws.items.map { DrawJSON($0, visit.words) }, next: draws.next))
    }

    func apiDraw(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: Draw.ID = try visit.id("draw", or: .noSuchDraw)
        let detail = try await desk.draw(id, seenBy: visit.principal)
        let rates = try await desk.replacementRates(of: id, by: visit.principal)
        var answer = DrawJSON(detail.draw, visit.words)
        answer.planName = detail.plan.name
        answer.strata = detail.strata.map(DrawJSON.Stratum.init)
        answer.replacements = rates.map(ReplacementRateJSON.init)
        return try .json(answer)
    }

    func apiDrawNow(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: Draw.ID = try visit.id("draw", or: .noSuchDraw)
        try await desk.draw(id, by: visit.principal)
        return Response(status: .noContent)
    }

    /// The file by which anybody draws again; for page and API.
    func drawFile(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: Draw.ID = try visit.id("draw", or: .noSuchDraw)
        guard visit.request.method == .get else {
            _ = try await desk.draw(id, seenBy: visit.principal)
            return Response(status: .ok, headers: [.contentType: "application/jsonl"])
        }
        let file = try await desk.drawFile(id, by: visit.principal)
        let fields: HTTPFields = [
            .contentType: "application/jsonl",
            .contentDisposition: "attachment; filename=\"\(file.name)\"",
        ]
        let (logger, channel) = (logger, visit.connection?.channel)
        let body = ResponseBody { writer in
            do {
                for try await piece in file.pieces {
                    var rest = piece[...]
                    while !rest.isEmpty {
                        try await writer.write(ByteBuffer(bytes: rest.prefix(Self.pieceBytes)))
                        rest = rest.dropFirst(Self.pieceBytes)
                    }
                }
                try await writer.finish(nil)
            } catch {
                if channel?.isActive == true {
                    logger.error(
                        "draw file cut short",
                        metadata: ["event": "web.cut", "error": "\(error)"])
                }
                throw error
            }
        }
        return Response(status: .ok, headers: fields, body: body)
    }

    private static var pieceBytes: Int { 65_536 }

    private func planBody(_ visit: Visit) async throws -> SamplePlan {
        try visit.query.allow([])
        var limits = settings.limits
        limits.bodyBytesMax = SamplePlan.Limits.jsonBytes
        return try await visit.json(SamplePlan.self, limits: limits)
    }
}

/// A line of `GET /api/v1/plans`; one plan has its versions and replacements besides.
struct PlanJSON: Encodable, Sendable {
    struct Version: Encodable, Sendable {
        let version: Int
        let plan: SamplePlan
        let madeBy: String
        let madeAt: String

        init(_ version: SamplePlanVersion, _ words: Words) {
            self.version = version.number
            plan = version.plan
            madeBy = version.madeBy
            madeAt = words.home.time(version.madeAt).iso8601
        }
    }

    let id: SamplePlan.ID
    let version: Int
    /// As it is sent to add or change one.
    let plan: SamplePlan
    let stoppedAt: OrNull<String>
    let madeBy: String
    let madeAt: String
    let next: OrNull<DrawJSON>
    let last: [DrawJSON]
    var versions: [Version]?
    var replacements: [ReplacementRateJSON]?

    init(_ line: SamplePlanLine, _ words: Words) {
        let summary = line.summary
        id = summary.id
        version = summary.version
        plan = summary.plan
        stoppedAt = OrNull(summary.stoppedAt.map { words.home.time($0).iso8601 })
        madeBy = summary.madeBy
        madeAt = words.home.time(summary.madeAt).iso8601
        next = OrNull(line.next.map { DrawJSON($0, words) })
        last = line.last.map { DrawJSON($0, words) }
    }
}

/// A line of `GET /api/v1/plans/:plan/draws`; one draw has its strata besides.
struct DrawJSON: Encodable, Sendable {
    struct Stratum: Encodable, Sendable {
        let key: String
        let title: String
        let calls: Int
        let asked: Int
        let drawn: Int
        /// With those that stand in for others.
        let picks: Int
        let replaced: Int

        init(_ stratum: DrawStratum) {
            key = stratum.key
            title = stratum.title
            calls = stratum.calls
            asked = stratum.asked
            drawn = stratum.drawn
            picks = stratum.picks
            replaced = stratum.replaced
        }
    }

    let id: Draw.ID
    let plan: SamplePlan.ID
    let planVersion: Int
    /// Calls that begin from here up to, and not in, the other.
    let from: String
    let until: String
    let dueAt: String
    let commitment: String
    let committedAt: String
    let isCommittedLate: Bool
    let outcome: OrNull<String>
    let endedAt: OrNull<String>
    let seed: OrNull<String>
    let frameDigest: OrNull<String>
    let calls: OrNull<Int>
    let picks: OrNull<Int>
    let severity: OrNull<String>
    var planName: String?
    var strata: [Stratum]?
    var replacements: [ReplacementRateJSON]?

    init(_ draw: Draw, _ words: Words) {
        func written(_ date: Date) -> String { words.home.time(date).iso8601 }
        id = draw.id
        plan = draw.plan
        planVersion = draw.planVersion
        from = written(draw.slice.start)
        until = written(draw.slice.end)
        dueAt = written(draw.dueAt)
        commitment = draw.commitment.hexadecimal
        committedAt = written(draw.committedAt)
        isCommittedLate = draw.isCommittedLate
        outcome = OrNull(draw.outcome?.rawValue)
        endedAt = OrNull(draw.endedAt.map(written))
        seed = OrNull(draw.result?.seed.hexadecimal)
        frameDigest = OrNull(draw.result?.frameDigest.hexadecimal)
        calls = OrNull(draw.result?.calls)
        picks = OrNull(draw.result?.picks)
        severity = OrNull(draw.result?.severity?.rawValue)
    }
}

struct ReplacementRateJSON: Encodable, Sendable {
    let person: String
    let title: OrNull<String>
    let replaced: Int
    let handled: Int
    let reasons: [String: Int]
    /// Of the handled, with the interval in which the true share lies with 95 %.
    let share: OrNull<Double>
    let low: OrNull<Double>
    let high: OrNull<Double>

    init(_ rate: ReplacementRate) {
        person = rate.person
        title = OrNull(rate.title)
        replaced = rate.replaced
        handled = rate.handled
        reasons = Dictionary(
            rate.reasons.map { ($0.key.rawValue, $0.value) }, uniquingKeysWith: +)
        let estimate = rate.share
        share = OrNull(estimate?.value)
        low = OrNull(estimate?.low)
        high = OrNull(estimate?.high)
    }
}

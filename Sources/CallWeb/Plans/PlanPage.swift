import CallDesk
import Calls
import Foundation
import Hummingbird

/// One sampling plan: what it asks, its versions, its draws, and who replaced how many.
struct PlanPage: PageModel {
    struct Version: Sendable {
        let number: String
        let made: String
        let method: String
    }

    struct Row: Sendable {
        let days: String
        let url: String
        let state: Tag
        let version: String
        let when: String
        /// Drawn of how many; nil before.
        let drawn: String?
        let commitment: String
        /// Nil before the draw.
        let seed: String?
        let digest: String?
        let isLate: Bool
    }

    static let template = "plan"
    let frame: Frame
    let backURL: String
    let done: String?
    let name: String
    let tags: [Tag]
    let facts: [PlanFact]
    let population: [PlanFact]
    let isEverything: Bool
    let versions: [Version]
    let draws: [Row]
    let hasNoDraws: Bool
    let rates: RateTable
    let mayChange: Bool
    let editURL: String
    let stopURL: String
    let historyURL: String?
    let newestURL: String?
    let olderURL: String?
}

extension Web {
    func planPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["after", "limit", "done"])
        let id: SamplePlan.ID = try visit.id("plan", or: .noSuchPlan)
        let reader = visit.principal
        let summary = try await desk.samplePlan(id, by: reader)
        let versions = try await desk.versions(of: id, by: reader)
        let draws = try await desk.draws(
            of: id, after: visit.query["after"], limit: try visit.query.limit(orElse: 20),
            by: reader)
        let rates = try await desk.replacementRates(of: id, by: reader)
        let names = try await desk.names(in: [summary.plan.population], by: reader)
        let visit = try await naming(versions.map(\.madeBy), in: visit)
        let words = visit.words
        return try page(
            PlanPage(
                frame: await planFrame(summary.plan.name, visit), backURL: WebURL.plans,
                done: planSaid(visit), name: summary.plan.name, tags: summary.tags(words),
                facts: summary.facts(words),
                population: words.asked(of: summary.plan.population, names),
                isEverything: words.asked(of: summary.plan.population, names).isEmpty,
                versions: versions.map { .init($0, words) },
                draws: draws.items.map { .init($0, zone: summary.plan.zone, visit) },
                hasNoDraws: draws.items.isEmpty, rates: RateTable(rates, words),
                mayChange: reader.may(.managePlans) && summary.stoppedAt == nil,
                editURL: WebURL.editPlan(id), stopURL: WebURL.stopPlan(id),
                historyURL: WebURL.history(of: "plan:\(id)", for: reader),
                newestURL: visit.query["after"] == nil ? nil : WebURL.plan(id),
                olderURL: draws.next.map { WebURL.plan(id, [("after", $0)]) }),
            for: visit)
    }

    func stopPlan(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: SamplePlan.ID = try visit.id("plan", or: .noSuchPlan)
        let form = try await visit.form(limits: settings.limits)
        try form.allow(["csrf"])
        try await desk.stopSamplePlan(id, by: visit.principal)
        return .seeOther(WebURL.plan(id, [("done", PlanDone.stopped.rawValue)]))
    }
}

extension SamplePlanSummary {
    fileprivate func tags(_ words: Words) -> [Tag] {
        let stopped = stoppedAt.map { _ in
            Tag(symbol: "○", text: words("plan.stopped"), tone: "plain")
        }
        return [Tag(plan.stream, words)] + [stopped].compactMap(\.self)
    }

    fileprivate func facts(_ words: Words) -> [PlanFact] {
        var facts = [
            PlanFact(label: words("plan.field.period"), value: words.sentence(of: plan.period)),
            PlanFact(label: words("plan.field.zone"), value: plan.zone),
            PlanFact(label: words("plan.field.method"), value: words.sentence(of: plan.method)),
        ]
        if case .stratified(_, .quotas(let quotas, _)) = plan.method {
            let lines = quotas.sorted { $0.key < $1.key }.prefix(50)
                .map { "\($0.key.isEmpty ? "-" : $0.key) = \($0.value)" }
            facts.append(
                PlanFact(
                    label: words("plan.field.quotas"),
                    value: lines.joined(separator: words("list.separator"))))
        }
        if case .risk(let reason) = plan.stream {
            facts.append(PlanFact(label: words("plan.field.reason"), value: reason))
        }
        facts += [
            PlanFact(
                label: words("plan.field.scorecard"), value: plan.scorecard, isCode: true),
            PlanFact(
                label: words("plan.field.dueDays"), value: words.count("plan.days", plan.dueDays)),
            PlanFact(
                label: words("plan.field.confidence"), value: "\(plan.confidencePercent) %"),
        ]
        return facts
    }
}

extension PlanPage.Version {
    fileprivate init(_ version: SamplePlanVersion, _ words: Words) {
        number = words("plan.version", ["n": "\(version.number)"])
        made = words(
            "plan.made",
            ["who": words.who(version.madeBy), "when": words.moment(version.madeAt)])
        method = words.sentence(of: version.plan.method)
    }
}

extension PlanPage.Row {
    fileprivate init(_ draw: Draw, zone: String, _ visit: Visit) {
        let words = visit.words
        days = draw.days(in: zone)
        url = WebURL.draw(draw.id)
        state = Tag(draw, now: visit.now, words)
        version = words("plan.version", ["n": "\(draw.planVersion)"])
        when = words.moment(draw.endedAt ?? draw.dueAt)
        drawn = draw.result.map {
            words("draw.of", ["n": words.number($0.picks), "of": words.number($0.calls)])
        }
        commitment = draw.commitment.hexadecimal
        seed = draw.result?.seed.hexadecimal
        digest = draw.result?.frameDigest.hexadecimal
        isLate = draw.isCommittedLate
    }
}

/// Who said of how many drawn calls that they can't be scored.
struct RateTable: Sendable {
    struct Row: Sendable {
        let who: String
        let replaced: String
        let handled: String
        /// `4.2 % (1.4 – 11.7 %)`
        let share: String
        let reasons: String
    }

    let rows: [Row]
    let isEmpty: Bool

    init(_ rates: [ReplacementRate], _ words: Words) {
        rows = rates.map { rate in
            Row(
                who: rate.title ?? words.who(rate.person),
                replaced: words.number(rate.replaced), handled: words.number(rate.handled),
                share: Self.text(rate.share, words), reasons: Self.reasons(rate, words))
        }
        isEmpty = rates.isEmpty
    }

    private static func text(_ share: Estimate?, _ words: Words) -> String {
        guard let share else { return "–" }
        let value = words.decimal(share.value * 100)
        guard let low = share.low, let high = share.high else { return "\(value) %" }
        return "\(value) % (\(words.decimal(low * 100)) – \(words.decimal(high * 100)) %)"
    }

    private static func reasons(_ rate: ReplacementRate, _ words: Words) -> String {
        ReplacementReason.allCases.compactMap { reason in
            rate.reasons[reason].map {
                words(
                    "draw.reasonCount",
                    ["reason": words("draw.reason.\(reason.rawValue)"), "n": words.number($0)])
            }
        }.joined(separator: words("list.separator"))
    }
}

import CallDesk
import Calls
import Foundation
import Hummingbird

/// One draw: what was there, what was drawn, what became of it, and how to draw again.
struct DrawPage: PageModel {
    struct Stratum: Sendable {
        let title: String
        let calls: String
        let asked: String
        let drawn: String
        /// What was asked for and isn't there.
        let short: String?
        let replaced: String
        /// Each call's chance, n/N, in percent.
        let chance: String
    }

    struct Pick: Sendable {
        let call: String
        let callURL: String
        let when: String
        let agent: String
        let stratum: String
        let place: String
        let state: Tag
        let evaluationURL: String
        let analyst: String?
        /// Why another stands in for it.
        let replaced: String?
        let isStandIn: Bool
    }

    struct Redraw: Sendable {
        let fileURL: String
        let command: String
        let script: String
    }

    static let template = "draw"
    let frame: Frame
    let backURL: String
    let planName: String
    let done: String?
    let days: String
    let state: Tag
    let facts: [PlanFact]
    /// Nil where it can't be drawn now.
    let drawURL: String?
    let isLate: Bool
    let strata: [Stratum]
    let isDrawn: Bool
    let picks: [Pick]
    let hasNoPicks: Bool
    /// Why picks aren't told of: reviews are open.
    var blindNote: String?
    /// The reader may not see all of them.
    let isPartial: Bool
    let rates: RateTable
    let redraw: Redraw?
    let historyURL: String?
    /// Opens a calibration of its calls; nil for who may not.
    let calibrateURL: String?
    let newestURL: String?
    let olderURL: String?
}

extension Web {
    func drawPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["after", "limit", "done"])
        let id: Draw.ID = try visit.id("draw", or: .noSuchDraw)
        let (reader, words) = (visit.principal, visit.words)
        let detail = try await desk.draw(id, seenBy: reader)
        let limit = try visit.query.limit(orElse: 50)
        // What is reviewed is told once it is.
        let picks =
            detail.openReviews == 0
            ? try await desk.picks(of: id, after: visit.query["after"], limit: limit, by: reader)
            : Page(items: [], next: nil)
        let rates = try await desk.replacementRates(of: id, by: reader)
        let (draw, field) = (detail.draw, detail.plan.method.field)
        let days = draw.days(in: detail.plan.zone)
        let titles = Dictionary(
            detail.strata.map { ($0.key, words.title(of: $0, by: field)) },
            uniquingKeysWith: { first, _ in first })
        let isTold = draw.outcome == .drawn && detail.openReviews == 0
        let seesAll = reader.visibility(.seeEvaluations) == .everything
        let mayDraw =
            reader.may(.managePlans) && draw.outcome == nil && draw.dueAt <= visit.now
        return try page(
            DrawPage(
                frame: await planFrame("\(words("draw.title")) \(days)", visit),
                backURL: WebURL.plan(draw.plan), planName: detail.plan.name,
                done: planSaid(visit), days: days,
                state: Tag(draw, now: visit.now, words), facts: draw.facts(words),
                drawURL: mayDraw ? WebURL.drawNow(id) : nil, isLate: draw.isCommittedLate,
                strata: detail.strata.map {
                    .init($0, title: titles[$0.key] ?? $0.key, words)
                },
                isDrawn: draw.outcome == .drawn,
                picks: picks.items.map { .init($0, stratum: titles[$0.stratum] ?? "", words) },
                hasNoPicks: picks.items.isEmpty,
                blindNote: detail.openReviews > 0
                    ? words.count("draw.reviewsOpen", detail.openReviews) : nil,
                isPartial: isTold && !picks.items.isEmpty && !seesAll,
                rates: RateTable(rates, words),
                redraw: isTold ? DrawPage.Redraw(id) : nil,
                historyURL: WebURL.history(of: "draw:\(id)", for: reader),
                calibrateURL: isTold && reader.may(.manageCalibrations)
                    ? WebURL.newCalibration(of: id) : nil,
                newestURL: visit.query["after"] == nil ? nil : WebURL.draw(id),
                olderURL: picks.next.map { WebURL.draw(id, [("after", $0)]) }),
            for: visit)
    }

    func drawNow(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: Draw.ID = try visit.id("draw", or: .noSuchDraw)
        let form = try await visit.form(limits: settings.limits)
        try form.allow(["csrf"])
        try await desk.draw(id, by: visit.principal)
        return .seeOther(WebURL.draw(id, [("done", PlanDone.drawn.rawValue)]))
    }
}

extension Draw {
    fileprivate func facts(_ words: Words) -> [PlanFact] {
        var facts = [
            PlanFact(
                label: words("draw.version"),
                value: words("plan.version", ["n": "\(planVersion)"])),
            PlanFact(
                label: words(outcome == nil ? "draw.dueAt" : "draw.endedAt"),
                value: words.moment(endedAt ?? dueAt)),
            PlanFact(label: words("draw.committedAt"), value: words.moment(committedAt)),
            PlanFact(
                label: words("draw.commitment"), value: commitment.hexadecimal, isCode: true),
        ]
        guard let result else { return facts }
        facts += [
            PlanFact(label: words("draw.seed"), value: result.seed.hexadecimal, isCode: true),
            PlanFact(
                label: words("draw.digest"), value: result.frameDigest.hexadecimal, isCode: true),
            PlanFact(label: words("draw.calls"), value: words.number(result.calls)),
            PlanFact(label: words("draw.picks"), value: words.number(result.picks)),
        ]
        if let severity = result.severity {
            facts.append(
                PlanFact(
                    label: words("draw.severity"),
                    value: words("draw.severity.\(severity.rawValue)")))
        }
        return facts
    }
}

extension DrawPage.Redraw {
    fileprivate init(_ id: Draw.ID) {
        fileURL = WebURL.drawFile(id)
        command = "callaudit sample redraw draw-\(id).jsonl"
        script = "python3 redraw-sample.py draw-\(id).jsonl"
    }
}

extension DrawPage.Stratum {
    fileprivate init(_ stratum: DrawStratum, title: String, _ words: Words) {
        self.title = title
        calls = words.number(stratum.calls)
        asked = words.number(stratum.asked)
        drawn = words.number(stratum.drawn)
        short = stratum.short > 0 ? words.number(stratum.short) : nil
        replaced = words.number(stratum.replaced)
        chance =
            stratum.calls > 0
            ? "\(words.decimal(Double(stratum.drawn) / Double(stratum.calls) * 100, places: 2)) %"
            : "–"
    }
}

extension DrawPage.Pick {
    fileprivate init(_ pick: DrawnPick, stratum: String, _ words: Words) {
        call = pick.call.description
        callURL = WebURL.call(pick.call)
        let time = Zone(named: pick.zone).time(pick.callStartedAt)
        when = words("date.moment", ["day": words.shortDay(time), "clock": time.clock])
        agent = pick.agentName ?? pick.agent ?? words("draw.nobody")
        self.stratum = stratum
        place = words.number(pick.place + 1)
        state = Tag(pick.state, words)
        evaluationURL = WebURL.evaluation(pick.evaluation)
        analyst = pick.analyst
        replaced = pick.replacedBecause.map { words("draw.reason.\($0.rawValue)") }
        isStandIn = pick.isStandIn
    }
}

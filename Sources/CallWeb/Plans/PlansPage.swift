import CallDesk
import Calls
import Foundation
import Hummingbird

/// The sampling plans.
struct PlansPage: PageModel {
    struct Link: Sendable {
        let text: String
        let url: String
    }

    struct Row: Sendable {
        let name: String
        let url: String
        let stream: Tag
        /// Nil while it draws.
        let stopped: Tag?
        let population: String
        let period: String
        let method: String
        let next: Link?
        let last: [Link]
        let hasDrawn: Bool
    }

    static let template = "plans"
    let frame: Frame
    let subtitle: String
    let mayManage: Bool
    let newURL: String
    let rows: [Row]
    let isEmpty: Bool
    let newestURL: String?
    let olderURL: String?
}

/// What was just done, to be said on the page that follows.
enum PlanDone: String, CaseIterable, Sendable {
    case added, changed, stopped, drawn
}

extension Web {
    /// The frame of a page of plans or draws.
    func planFrame(_ title: String, _ visit: Visit) async -> Frame {
        await frame(title, in: .plans, of: visit)
    }

    func planSaid(_ visit: Visit) -> String? {
        visit.query["done"].flatMap { PlanDone(rawValue: $0) }.map {
            visit.words("plan.done.\($0.rawValue)")
        }
    }

    func plansPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["after", "limit"])
        let words = visit.words
        let plans = try await desk.samplePlanLines(
            after: visit.query["after"], limit: try visit.query.limit(orElse: 50),
            by: visit.principal)
        let names = try await desk.names(
            in: plans.items.map(\.summary.plan.population), by: visit.principal)
        return try page(
            PlansPage(
                frame: await planFrame(words("plans.title"), visit),
                subtitle: words("plans.subtitle"), mayManage: visit.principal.may(.managePlans),
                newURL: WebURL.newPlan, rows: plans.items.map { .init($0, names, words) },
                isEmpty: plans.items.isEmpty,
                newestURL: visit.query["after"] == nil ? nil : WebURL.plans,
                olderURL: plans.next.map { WebURL.plans([("after", $0)]) }),
            for: visit)
    }
}

extension PlansPage.Row {
    init(_ line: SamplePlanLine, _ names: PopulationNames, _ words: Words) {
        let plan = line.summary.plan
        name = plan.name
        url = WebURL.plan(line.summary.id)
        stream = Tag(plan.stream, words)
        stopped =
            line.summary.stoppedAt == nil
            ? nil : Tag(symbol: "○", text: words("plan.stopped"), tone: "plain")
        population = words.sentence(of: plan.population, names)
        period = words.sentence(of: plan.period)
        method = words.sentence(of: plan.method)
        next = line.next.map {
            .init(text: words.moment($0.dueAt), url: WebURL.draw($0.id))
        }
        last = line.last.map { draw in
            .init(
                text: words(
                    "plans.drawn",
                    [
                        "days": draw.days(in: plan.zone),
                        "n": words.number(draw.result?.picks ?? 0),
                        "of": words.number(draw.result?.calls ?? 0),
                    ]), url: WebURL.draw(draw.id))
        }
        hasDrawn = !line.last.isEmpty
    }
}

import CallDesk
import Calls
import Foundation

@testable import CallWeb

/// Pages of plans and draws with every list and every optional filled.
enum SamplePlans {
    private static let hostile = Sample.hostile
    private static let tag = Sample.tag
    private static let fact = PlanFact(label: hostile, value: hostile, isCode: true)

    static let pages: [any PageModel] = [plans, plan, form, draw]

    private static let rates = RateTable(
        [ReplacementRate(person: hostile, title: hostile, reasons: [.noSpeech: 2], scored: 9)],
        SampleCalls.words)

    private static let plans = PlansPage(
        frame: Sample.frame, subtitle: "Plans", mayManage: true, newURL: "/plans/new",
        rows: [
            .init(
                name: hostile, url: "/plans/x", stream: tag, stopped: tag, population: hostile,
                period: "each week", method: "5 calls",
                next: .init(text: "tomorrow", url: "/draws/x"),
                last: [.init(text: hostile, url: "/draws/y")], hasDrawn: true)
        ], isEmpty: true, newestURL: "/plans", olderURL: "/plans?after=x")

    private static let plan = PlanPage(
        frame: Sample.frame, backURL: "/plans", done: "Done", name: hostile, tags: [tag],
        facts: [fact], population: [fact], isEverything: true,
        versions: [.init(number: "Version 1", made: hostile, method: "5 calls")],
        draws: [
            .init(
                days: "2026-11-21", url: "/draws/x", state: tag, version: "Version 1",
                when: "now", drawn: "5 of 20", commitment: "ab", seed: "cd", digest: "ef",
                isLate: true)
        ], hasNoDraws: true, rates: rates, mayChange: true, editURL: "/plans/x/edit",
        stopURL: "/plans/x/stop", historyURL: "/ledger?object=plan:x", newestURL: "/plans/x",
        olderURL: "/plans/x?after=y")

    private static let form: PlanFormPage = {
        let fields = PlanFields(newIn: "Asia/Shanghai", today: LocalDay(number: 20_000))
        var choices = PlanChoices()
        choices.campaigns = [.init(hostile, hostile)]
        choices.scorecards = [.init("telesales", hostile)]
        let builder = PlanFormBuilder(
            fields: fields, choices: choices,
            problems: Dictionary(
                uniqueKeysWithValues: PlanFields.once.map { ($0, hostile) }),
            words: SampleCalls.words)
        return PlanFormPage(
            frame: Sample.frame, title: hostile, backURL: "/plans", backText: "Plans",
            postURL: "/plans", keep: "Keep", purpose: "Note", hasTroubles: true,
            troubles: [.init(text: hostile, url: "#field-name")], advice: [hostile],
            hasAdvice: true, parts: [allShapes] + builder.parts)
    }()

    /// A part in which every kind of field is filled.
    private static let allShapes: PlanFormPage.Part = {
        let choice = PlanFormPage.Choice(value: hostile, text: hostile, isChosen: true)
        let field = PlanFormPage.Field(
            name: "name", label: hostile, hint: hostile, problem: hostile, value: hostile,
            type: "text", isArea: true, isSelect: true, isBoxes: true, isWide: true,
            choices: [choice])
        return PlanFormPage.Part(
            title: hostile, note: hostile, fields: [field],
            options: [
                .init(
                    group: "method", value: "simple", label: hostile, meaning: hostile,
                    isChosen: true, fields: [field])
            ])
    }()

    private static let draw = DrawPage(
        frame: Sample.frame, backURL: "/plans/x", planName: hostile, done: "Done",
        days: "2026-11-21", state: tag, facts: [fact], drawURL: "/draws/x/draw", isLate: true,
        strata: [
            .init(
                title: hostile, calls: "20", asked: "5", drawn: "5", short: "2", replaced: "1",
                chance: "25.00 %")
        ], isDrawn: true,
        picks: [
            .init(
                call: "0000000000001", callURL: "/calls/x", when: "now", agent: hostile,
                stratum: hostile, place: "1", state: tag, evaluationURL: "/evaluations/x",
                analyst: hostile, replaced: "no speech", isStandIn: true)
        ], hasNoPicks: true, blindNote: hostile, isPartial: true, rates: rates,
        redraw: .init(fileURL: "/draws/x/file", command: "callaudit", script: "python3"),
        historyURL: "/ledger?object=draw:x", calibrateURL: "/calibrations/new?draw=x",
        newestURL: "/draws/x", olderURL: "/draws/x?after=y")
}

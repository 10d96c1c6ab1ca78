import Calls
import Foundation

@testable import CallWeb

/// The list, the form, one action and a cause, with every list and every optional filled.
enum SampleActions {
    static let pages: [any PageModel] = [list, form, page, cause]

    static let classes = SampleComplaints.rules.classes
    static let today = LocalDay(number: 20_700)

    static let plan: ActionPlan = {
        var plan = ActionPlan(
            .corrective, cause: "care", group: ComplaintGroup(.team, "x"), owner: "account:x",
            due: today.advanced(by: 30))
        plan.complaints = [SampleComplaints.summary.id]
        return plan
    }()

    static let summary: ActionSummary = {
        var summary = ActionSummary(
            id: .init(11 << 40), number: 12, plan: plan, openedAt: SampleComplaints.instant)
        (summary.groupTitle, summary.ownerTitle) = (Sample.hostile, Sample.hostile)
        summary.words = Sample.hostile
        return summary
    }()

    private static let choice = ScoringChoice(value: "x", label: Sample.hostile, isChosen: true)

    private static let line = ActionLine(
        url: "/actions/x", number: "Action 12", what: Sample.hostile, cause: Sample.hostile,
        group: Sample.hostile, kind: "Corrective", owner: Sample.hostile, day: "1 Sep 2026",
        isLate: true, tags: [Sample.tag])

    private static let comparison = RateComparison(
        sentence: Sample.hostile, ratio: "0.5", tone: "good", symbol: "↓",
        exposureLabel: "Calls",
        rateRows: [
            .init(
                rowLabel: "Before", events: "4", exposure: "8,000", rate: "0.50",
                interval: "0.1 – 0.9")
        ])

    private static let link = ActionPage.Link(url: "/x", label: Sample.hostile)

    private static let list = ActionsPage(
        frame: Sample.frame, tabs: SampleComplaints.list.tabs, subtitle: "All",
        listURL: "/actions", openURL: "/actions/new",
        views: [.init(label: "Under way", url: "/actions", isCurrent: true)],
        hidden: [.init(name: "due", value: "check")], causes: [choice], kinds: [choice],
        owners: [choice], clearURL: "/actions", own: .init(ownRows: [line]), rows: [line],
        empty: Sample.hostile, firstURL: "/actions", moreURL: "/actions?after=x")

    private static let form = ActionFormPage(
        frame: Sample.frame, listURL: "/actions", postURL: "/actions", refusal: Sample.hostile,
        complaints: [
            .init(fromID: "x", fromURL: "/complaints/x", fromName: "26-0000471-4")
        ], kinds: [choice], causes: [choice],
        groups: [.init(groupLabel: "Team", choices: [choice])], agent: Sample.hostile,
        agents: [choice], bases: [choice], owners: [choice], due: "2026-12-01",
        today: "2026-11-01", text: Sample.hostile, textMax: "4000")

    private static let page = ActionPage(
        frame: Sample.frame, listURL: "/actions", historyURL: "/ledger?object=action:x",
        number: "Action 12", cause: link, facts: [Sample.hostile], tags: [Sample.tag],
        done: "Done", refusal: .init(sentence: Sample.hostile, kept: Sample.hostile),
        plan: Sample.hostile, effect: comparison, isUncounted: true,
        check: .init(found: "It helped", ground: "by the rates", comparison: comparison),
        next: SampleComplaintPages.form, forms: [SampleComplaintPages.form],
        complaints: [link],
        timeline: [
            .init(
                did: "Opened", doer: Sample.hostile, moment: "now",
                particulars: [Sample.hostile], written: Sample.hostile)
        ])

    private static let cause = CausePage(
        frame: Sample.frame, listURL: "/actions", cause: Sample.hostile,
        above: [.init(url: "/x", label: Sample.hostile)],
        below: [.init(url: "/x", label: Sample.hostile)], casesURL: "/complaints",
        figuresURL: "/complaints/figures", openURL: "/actions/new",
        chart: SampleFigures.showing.chart, silence: Sample.hostile, trend: comparison,
        recurrence: .init(
            sentence: Sample.hostile, tone: "warn", symbol: "↻", actionURL: "/actions/x",
            actionName: "Action 12"),
        table: .init(actions: [line]),
        questions: [
            .init(
                asked: Sample.hostile, code: "sales/pressure",
                effect: .init(
                    sentence: Sample.hostile, tone: "good", symbol: "↑",
                    rows: [
                        .init(label: "Before", share: "60.0 %", interval: "–", count: "4")
                    ]), coachings: [.init(url: "/coaching/x", label: Sample.hostile)])
        ], unasked: .init(codes: ["sales/terms"]), isUnwatched: true, around: "before and after",
        cases: [
            .init(caseURL: "/complaints/x", caseName: Sample.hostile, caseTags: [Sample.tag])
        ])
}

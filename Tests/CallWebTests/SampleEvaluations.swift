import Calls
import Foundation

@testable import CallWeb

/// The queue, the list and an evaluation, with every list and every optional filled.
enum SampleEvaluations {
    static let pages: [any PageModel] = [queue, list, page]

    static let summary: EvaluationSummary = {
        var summary = EvaluationSummary(
            id: .init(6 << 40), call: .init(5 << 40),
            callStartedAt: Date(timeIntervalSince1970: 1_795_242_728), zone: "Asia/Shanghai",
            callSeconds: 61, stream: .risk, card: .init(7 << 40), cardCode: "conduct",
            cardVersion: 7, state: .claimed, dueAt: Date(timeIntervalSince1970: 1_795_300_000))
        summary.agent = Sample.hostile
        summary.agentName = Sample.hostile
        summary.campaignName = Sample.hostile
        summary.analyst = Sample.hostile
        summary.score = Percent(8650)
        summary.passed = true
        summary.autoFails = 1
        return summary
    }()

    private static let line = EvaluationLine(
        summary, SampleCalls.words, now: Date(timeIntervalSince1970: 1_795_400_000))

    static let queue = QueuePage(
        frame: Sample.frame, subtitle: "Mine", done: "Done", rows: [line], isEmpty: true,
        emptyText: "Nothing", nextURL: "/queue/next", plansURL: "/plans", firstURL: "/queue",
        moreURL: "/queue?after=x")

    static let list = EvaluationsPage(
        frame: Sample.frame, subtitle: "All", listURL: "/evaluations",
        menus: [menu(isSet: true), menu(isSet: false)], clearAllURL: "/evaluations",
        rows: [line], isEmpty: true, emptyTitle: "None", emptyText: "Why", queueURL: "/queue",
        exports: EvaluationExportLinks(emptyQuery), newestURL: "/evaluations",
        olderURL: "/evaluations?after=x")

    private static let emptyQuery = EvaluationQuery(filter: .init(), pairs: [])

    private static func menu(isSet: Bool) -> FilterMenu {
        FilterMenu(
            id: "state", label: "State", chosen: Sample.hostile, isSet: isSet,
            clearURL: "/evaluations", clearLabel: "Remove",
            links: [.init(text: Sample.hostile, url: "/evaluations", isCurrent: true)],
            isLong: true, hasForm: true,
            fields: [.init(name: "from", value: "", label: "From", kind: "date", hint: "hint")],
            boxes: [], hidden: [.init(name: "card", value: Sample.hostile)])
    }

    private static let choice = ScoringChoice(value: "x", label: Sample.hostile, isChosen: true)

    private static func answer(_ code: String) -> ScoredAnswer {
        ScoredAnswer(
            code: code, number: "1", text: Sample.hostile, answer: Sample.hostile,
            points: "0 / 5", isLost: true, isFailed: true, reason: Sample.hostile,
            causes: [Sample.hostile], comment: Sample.hostile,
            moments: [.init(PinnedMoment(second: 126, note: Sample.hostile))],
            disputeURL: "/evaluations/x/disputes", coachURL: "/coaching/new")
    }

    static let page = EvaluationPage(
        frame: Sample.frame, listURL: "/evaluations",
        call: ScoredCall(summary, SampleCalls.summary, SampleCalls.words, now: .distantFuture),
        callURL: "/calls/x", done: "Done", notes: [Sample.hostile], card: Sample.hostile,
        version: "version 7", score: .init(percent: "86", hundredths: ".50"),
        verdicts: [Sample.tag], withoutFails: Sample.hostile,
        sections: [
            ScoredSection(
                code: "opening", title: Sample.hostile, tally: "5 / 10", percent: "50.00 %",
                isFailed: true, answers: [answer("name")])
        ],
        whole: answer("call"),
        acts: EvaluationActs(
            claimURL: "/claim", confirm: .init(confirmURL: "/confirm", returnURL: "/return"),
            acknowledgeURL: "/acknowledge", assign: .init(url: "/assign", analysts: [choice]),
            settingAside: SettingAside(url: "/aside", reasons: [choice])),
        disputes: [
            DisputeCard(
                id: "0000000000001", question: Sample.hostile, text: Sample.hostile,
                raised: Sample.hostile, state: Sample.tag, due: "soon", decided: Sample.hostile,
                because: Sample.hostile,
                deciding: .init(
                    url: "/disputes/x/decide", evaluation: "0000000000001", code: "name",
                    answers: [choice],
                    figure: .init(
                        value: "58", unit: "%", least: "0", most: "100", measured: "Measured"),
                    causes: [choice], comment: Sample.hostile, reason: Sample.hostile))
        ],
        steps: [
            ScoredStep(what: "begun", who: Sample.hostile, when: "now", text: Sample.hostile)
        ],
        versions: [
            SheetVersion(
                title: "2 · 86.50 %", made: Sample.hostile,
                changes: [.init(question: Sample.hostile, answers: Sample.hostile)])
        ],
        player: Player(SampleCalls.recording, startSeconds: nil, gap: 1, SampleCalls.words).compact,
        figures: [Figure(label: "Silence", value: "2", remark: "longest", moment: "8.1")],
        historyURL: "/ledger?object=evaluation:x", newCoachingURL: "/coaching/new",
        otherScores: [.init(text: Sample.hostile, url: "/evaluations/y")])
}

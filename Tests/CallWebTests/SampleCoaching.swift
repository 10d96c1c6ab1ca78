import Calls
import Foundation

@testable import CallWeb

/// The list, the form and a coaching, with every list and every optional filled.
enum SampleCoaching {
    static let pages: [any PageModel] = [list, page, form]

    static let summary: CoachingSummary = {
        let day = LocalDay(number: 20_778)
        var summary = CoachingSummary(
            id: .init(8 << 40), kind: .session, state: .open, agent: .init(4 << 40),
            agentCode: Sample.hostile, day: day, dueThrough: day, madeBy: "account:x",
            madeAt: Date(timeIntervalSince1970: 1_795_242_728))
        summary.agentName = Sample.hostile
        summary.maker = Sample.hostile
        summary.topics = 2
        return summary
    }()

    static let effect = CoachingEffect(
        before: SampleSummary([50, 60, 70, 60, 60]),
        after: SampleSummary([80, 90, 70, 80, 80, 80]))

    private static let choice = ScoringChoice(value: "x", label: Sample.hostile, isChosen: true)

    static let list = CoachingsPage(
        frame: Sample.frame, subtitle: "All", listURL: "/coaching", newURL: "/coaching/new",
        states: [.init(label: "Running", url: "/coaching", isCurrent: true)], state: "open",
        agentField: .init(value: Sample.hostile, clearURL: "/coaching"),
        rows: [
            CoachingLine(summary, SampleCalls.words, today: LocalDay(number: 20_790))
        ], isEmpty: true, emptyText: "None", firstURL: "/coaching", moreURL: "/coaching?after=x")

    static let page = CoachingPage(
        frame: Sample.frame, listURL: "/coaching", kind: "Talk", agent: Sample.hostile,
        particulars: [Sample.hostile], tags: [Sample.tag], done: "Done", said: Sample.hostile,
        topics: [
            CoachingTopicCard(
                title: Sample.hostile, url: "/evaluations/x", about: Sample.hostile,
                effect: .init(effect, around: summary.day, SampleCalls.words))
        ],
        steps: [ScoredStep(what: "made", who: Sample.hostile, when: "now", text: Sample.hostile)],
        acknowledgeURL: "/acknowledge", finishURL: "/finish", withdrawURL: "/withdraw",
        historyURL: "/ledger?object=coaching:x")

    static let form = CoachingFormPage(
        frame: Sample.frame, listURL: "/coaching", postURL: "/coaching", refusal: Sample.hostile,
        evaluated: .init(
            id: "0000000000001", url: "/evaluations/x", agent: Sample.hostile,
            call: Sample.hostile, questions: [choice]),
        agent: .init(
            value: Sample.hostile, known: [choice],
            cards: [.init(label: Sample.hostile, questions: [choice])]),
        kinds: [choice], day: "2026-11-21", due: "2026-11-21", today: "2026-11-21",
        text: Sample.hostile, textMax: 4000)
}

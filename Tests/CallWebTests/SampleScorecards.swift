import Calls
import Foundation

@testable import CallWeb

/// Pages of scorecards and scripts.
enum SampleScorecards {
    static let pages: [any PageModel] = [
        list, card, edit, difference, simulation, scripts, script,
    ]

    private static let hostile = Sample.hostile
    private static let choice = EditorField.Choice(value: "1", label: hostile, isChosen: true)

    private static let list = ScorecardsPage(
        frame: Sample.frame, subtitle: "All",
        rows: [
            .init(
                title: hostile, code: "conduct", url: "/scorecards/x", questions: "9",
                inForce: Sample.tag, draft: Sample.tag, made: hostile)
        ], isEmpty: true, mayManage: true, newURL: "/scorecards/new", scriptsURL: "/scripts",
        shipped: [.init(title: hostile, code: "stage-020", questions: "9 questions")],
        hasShipped: true, shippedURL: "/scorecards/shipped", newestURL: "/scorecards",
        olderURL: "/scorecards?after=x")

    private static let preview = ScorecardPreview(
        title: hostile, particulars: [hostile], sections: SampleScoring.page.sheet.sections,
        isEmpty: true)

    private static let card = ScorecardPage(
        frame: Sample.frame, title: hostile, code: "conduct", state: Sample.tag, done: "Done",
        editURL: "/e", exportURL: "/x", historyURL: "/l",
        publishing: .init(url: "/p", version: "2", today: "2026-11-22"),
        simulating: .init(url: "/s", version: "2"),
        versions: [
            .init(
                number: "version 2", url: "/v", isCurrent: true, state: Sample.tag, made: hostile,
                differenceURL: "/d")
        ], preview: preview)

    /// Of all kinds at once, so that every part of the template is met.
    private static let field = EditorField(
        name: "sections[1].code", label: hostile, value: hostile, choices: [choice], isBox: true,
        isTicked: true, hint: hostile, tongue: "en", isTurn: true, problem: hostile)
    private static let text = EditorText(label: hostile, fields: [field])
    private static let act = EditorAct(value: "up:sections[1]", symbol: "↑", label: hostile)
    private static let row = EditorRow(fields: [field])

    private static let edit = ScorecardEditPage(
        frame: Sample.frame, heading: "Edit", backURL: "/b", formURL: "/f", base: "00",
        code: "conduct", refusal: hostile,
        problems: [.init(url: "#f-card", place: "Section 1", sentence: hostile)],
        verdict: Sample.tag, card: [field], title: text, bands: [row],
        sections: [
            EditorSection(
                id: "f-sections-1", heading: hostile, share: "20 %", title: text,
                fields: [field],
                questions: [
                    EditorQuestion(
                        id: "f-sections-1-questions-1", number: "1", heading: hostile,
                        remarks: [Sample.tag], isOpen: true, text: text, fields: [field],
                        parts: [
                            EditorPart(
                                title: hostile, isOpen: true, fields: [field], texts: [text],
                                rows: [row], hint: hostile)
                        ], acts: [act])
                ], acts: [act], add: act)
        ], preview: preview)

    private static let difference = ScorecardDifferencePage(
        frame: Sample.frame, title: hostile, backURL: "/b", formURL: "/f", former: [choice],
        later: [choice], verdict: Sample.tag,
        changes: [
            .init(
                kind: Sample.tag, part: "Question", code: "own-name", text: hostile,
                counts: Sample.tag,
                fields: [.init(label: "Text", detail: "en", former: hostile, later: hostile)])
        ], isEmpty: true)

    private static let simulation = ScorecardSimulationPage(
        frame: Sample.frame, title: hostile, subtitle: "All", backURL: "/b",
        figures: [.init(label: "Mean", value: "80 %", remark: hostile)],
        rows: [
            .init(
                url: "/evaluations/x", call: "now", version: "1", former: "80 %", later: "81 %",
                change: "+1", verdict: Sample.tag, gaps: "2")
        ], isEmpty: true, remarks: [hostile])

    private static let form = ScriptFields(
        url: "/scripts", isNew: true, kinds: [choice], code: hostile, campaigns: [choice],
        from: "2026-11-22", through: "2026-11-23",
        texts: [.init(language: "English", tongue: "en", title: hostile, body: hostile)],
        isOpen: true)

    private static let scripts = ScriptsPage(
        frame: Sample.frame, subtitle: "All", refusal: hostile,
        rows: [
            .init(
                title: hostile, code: "opening", url: "/scripts/x", kind: "Script",
                campaign: hostile, state: Sample.tag, days: "from now")
        ], isEmpty: true, form: form, newestURL: "/scripts", olderURL: "/scripts?after=x")

    private static let script = ScriptPage(
        frame: Sample.frame, title: hostile, code: "opening", kind: "Script", campaign: hostile,
        state: Sample.tag, days: "from now", body: hostile, done: "Done", refusal: hostile,
        historyURL: "/l",
        versions: [
            .init(
                number: "version 1", url: "/v", isCurrent: true, days: "from now", made: hostile)
        ], form: form)
}

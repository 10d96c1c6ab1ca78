import Calls
import Foundation

@testable import CallWeb

/// The scoring screen with every list and every optional filled.
enum SampleScoring {
    static let pages: [any PageModel] = [page]

    static let page = ScoringPage(
        frame: Sample.frame,
        call: ScoredCall(
            url: "/calls/x", agent: Sample.hostile, customer: "138•••••021", arrow: "↗",
            direction: "outbound", particulars: [Sample.hostile], tags: [Sample.tag]),
        player: Player(SampleCalls.recording, startSeconds: nil, gap: 1, SampleCalls.words).compact,
        figures: [Figure(label: "Silence", value: "2", remark: "longest", moment: "8.1")],
        sheet: sheet, queueURL: "/queue", nextURL: "/next", freeURL: "/free",
        settingAside: SettingAside(url: "/aside", reasons: [choice]), companion: Sample.hostile,
        templates: AnswerTemplates(
            [
                ScriptBesideForm(
                    id: .init(9 << 40), code: "fees", version: 2,
                    words: Script.Words(
                        title: hostile, body: hostile, validFrom: LocalDay(number: 20_000),
                        validThrough: nil))
            ], SampleCalls.words))

    private static let hostile = LocalText(
        english: Sample.hostile, simplifiedChinese: Sample.hostile,
        traditionalChinese: Sample.hostile)

    static let card = #"{"format":"callaudit-scorecard-1","title":{"en":"</template><img>"}}"#

    private static let choice = ScoringChoice(
        value: "x", label: Sample.hostile, isChosen: true)

    private static let sheet = ScoringSheet(
        evaluation: "0000000000001", formURL: "/evaluations/x",
        draftURL: "/api/v1/evaluations/x/draft", revision: 7, title: Sample.hostile,
        version: "version 7", card: card, filled: #"{"answers":{}}"#,
        score: .init(percent: "86", hundredths: ".50"), progress: "1 of 2 answered", answered: 1,
        asked: 2, verdicts: [Sample.tag], saved: "Saved 12:03:05", showsScore: true,
        sections: [
            ScoringSection(
                code: "opening", title: Sample.hostile, tally: "5 / 10",
                questions: [question(code: "name", number: "1")])
        ],
        whole: question(code: "call", number: "2"),
        missing: [MissingAnswer(url: "#q-name", text: Sample.hostile)])

    /// Of all kinds at once, so that every part of the template is met.
    private static func question(code: String, number: String) -> ScoringQuestion {
        let moments = [PinnedMoment(second: 126, note: Sample.hostile)]
        return ScoringQuestion(
            code: code, number: number, text: Sample.hostile, points: "5", isAsked: true,
            isShort: true,
            answers: [
                .init(
                    value: "yes", label: Sample.hostile, worth: "5", key: "1", isChosen: true,
                    fails: true)
            ],
            ends: .init(least: Sample.hostile, most: Sample.hostile),
            figure: .init(
                value: "58", unit: "%", least: "0", most: "100", measured: "Measured: 58 %"),
            written: Sample.hostile, mayNotApply: true, doesNotApply: true,
            failing: .init(sentence: "Fails", reason: Sample.hostile, isFailed: true),
            causes: [choice], asksCauses: true, needsComment: true, comment: Sample.hostile,
            momentLines: moments.map(\.line).joined(separator: "\n"),
            moments: moments.map(ScoringQuestion.Chip.init),
            guide: .init(
                help: Sample.hostile, examples: [.init(tag: Sample.tag, words: Sample.hostile)]),
            script: .init(title: Sample.hostile, version: "2", body: Sample.hostile))
    }
}

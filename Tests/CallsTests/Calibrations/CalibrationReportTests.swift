import Calls
import Foundation
import Testing

/// What sheets become before agreement is reckoned.
struct CalibrationReportTests {
    private static func text(_ words: String) -> LocalText {
        LocalText(english: words, simplifiedChinese: words, traditionalChinese: words)
    }

    private static let card: Scorecard = {
        func question(_ code: String, _ kind: Scorecard.Kind) -> Scorecard.Question {
            Scorecard.Question(
                code: code, text: text(code), kind: kind, weight: Thousandths(whole: 10),
                notApplicable: .leavesOut)
        }
        return Scorecard(
            code: "card", title: text("Card"), passMark: Percent(8000),
            sections: [
                .init(
                    code: "all", title: text("All"), weight: Thousandths(whole: 100),
                    questions: [
                        question("greets", .yesNo(best: .yes)),
                        question(
                            "tone",
                            .scale(
                                .init(
                                    least: 1, most: 5, leastLabel: text("bad"),
                                    mostLabel: text("good"), bands: []))),
                        question("words", .text),
                    ])
            ])
    }()

    /// Each row a call, each entry a rater's greeting and tone; `na` for not applicable.
    private static func scores(_ rows: [[(String, String)?]]) -> CalibrationScores {
        func value(_ text: String, isNumber: Bool) -> AnswerSheet.Value {
            if text == "na" { return .notApplicable }
            return isNumber ? .number(Thousandths(whole: Int(text) ?? 0)) : .choice(text)
        }
        return CalibrationScores(
            cards: [card],
            rows: rows.map { row in
                row.map { answers in
                    answers.map { greets, tone in
                        CalibrationScores.Sheet(
                            total: Percent(5000), passed: false,
                            answers: AnswerSheet(answers: [
                                "greets": .init(value(greets, isNumber: false)),
                                "tone": .init(value(tone, isNumber: true)),
                            ]))
                    }
                }
            })
    }

    @Test func `not applicable is an answer among choices and a gap on a scale`() {
        let scores = Self.scores([
            [("yes", "3"), ("na", "na")], [("na", "5"), ("na", "4")], [("no", "1"), nil],
        ])
        let greets = scores.table(of: .question("greets"))
        #expect(greets.scale == [1, 2, 3] && greets.sharedItemCount == 2)
        #expect(greets.rating(0, 1) == 3 && greets.rating(1, 0) == 3)
        #expect(greets.rating(2, 1) == nil)
        let tone = scores.table(of: .question("tone"))
        #expect(tone.scale == [1, 2, 3, 4, 5] && tone.rating(0, 1) == nil)
        #expect(tone.rating(1, 1) == 4 && tone.sharedItemCount == 1)
        #expect(scores.questions.map(\.code) == ["greets", "tone"])
        #expect(scores.table(of: .question("nothing")).itemCount == 0)
    }

    @Test func `scales are weighted and ordinal, choices neither`() {
        let scores = Self.scores([
            [("yes", "1"), ("yes", "2")], [("no", "4"), ("no", "5")], [("no", "3"), ("yes", "3")],
        ])
        let report = CalibrationReport(of: scores, reference: nil, id: .init(7 << 40))
        let lines = Dictionary(uniqueKeysWithValues: report.subjects.map { ($0.subject, $0) })
        let greets = lines[.question("greets")]
        let tone = lines[.question("tone")]
        #expect(greets?.measure == .nominal && greets?[kind: .kappa]?.isWeighted == false)
        #expect(tone?.measure == .ordinal && tone?[kind: .kappa]?.isWeighted == true)
        #expect(tone?[kind: .intraclass] == nil)
        let table = scores.table(of: .question("tone"))
        #expect(
            tone?[kind: .alpha]?.estimate?.value == (try? table.agreement(.alpha(.ordinal))))
        #expect(
            tone?[kind: .gwet]?.estimate?.value == (try? table.agreement(.gwet(.quadratic))))
        // All totals are the same, and nobody passed.
        #expect(lines[.total]?[kind: .intraclass]?.reason == .allTheSame)
        #expect(lines[.passed]?[kind: .alpha]?.reason == .allTheSame)
    }

    @Test func `the same calibration has the same intervals, another has others`() {
        let scores = Self.scores(
            (1...12).map { call in
                [("yes", "\(1 + call % 5)"), ("yes", "\(1 + (call * call) % 5)")]
            })
        func interval(_ id: Int64) -> ClosedRange<Double>? {
            CalibrationReport(of: scores, reference: nil, id: .init(id)).subjects
                .first { $0.subject == .question("tone") }?[kind: .alpha]?.estimate?.interval
        }
        #expect(interval(1 << 40) != nil && interval(1 << 40) == interval(1 << 40))
        #expect(interval(1 << 40) != interval(2 << 40))
    }

    @Test func `what an address names is read back`() {
        for subject: CalibrationSubject in [.total, .passed, .question("greets")] {
            #expect(CalibrationSubject(text: subject.text) == subject)
        }
        #expect(CalibrationSubject(text: "greets") == nil)
    }
}

import Foundation

@testable import Calls

/// Small scorecards for tests, each text the same in all languages.
enum Sample {
    static func text(_ words: String) -> LocalText {
        LocalText(english: words, simplifiedChinese: words, traditionalChinese: words)
    }

    static func yesNo(
        _ code: String, _ weight: Int = 1, _ notApplicable: Scorecard.NotApplicable = .leavesOut
    ) -> Scorecard.Question {
        Scorecard.Question(
            code: code, text: text(code), kind: .yesNo(best: .yes),
            weight: Thousandths(whole: weight), notApplicable: notApplicable)
    }

    static func choice(_ code: String, _ points: [Int]) -> Scorecard.Question {
        let options = points.enumerated().map { index, points in
            Scorecard.Option(
                code: "o\(index)", label: text("o"), points: Thousandths(whole: points))
        }
        return Scorecard.Question(
            code: code, text: text(code), kind: .choice(options: options),
            weight: Thousandths(whole: points.max() ?? 0), notApplicable: .spreads)
    }

    static func scale(_ code: String, _ points: [Int]) -> Scorecard.Question {
        let bands = points.enumerated().map { index, points in
            Scorecard.PointBand(
                from: Thousandths(whole: index + 1), points: Thousandths(whole: points))
        }
        return Scorecard.Question(
            code: code, text: text(code),
            kind: .scale(
                Scorecard.Scale(
                    least: 1, most: max(2, points.count), leastLabel: text("low"),
                    mostLabel: text("high"), bands: bands)),
            weight: Thousandths(whole: points.max() ?? 0))
    }

    /// Seconds from 0 to 100, full points below 10.
    static func number(_ code: String, measure: CallMeasure? = nil) -> Scorecard.Question {
        Scorecard.Question(
            code: code, text: text(code),
            kind: .number(
                Scorecard.NumberRange(
                    least: .zero, most: Thousandths(whole: 100), unit: .seconds, measure: measure,
                    bands: [
                        Scorecard.PointBand(from: .zero, points: Thousandths(whole: 4)),
                        Scorecard.PointBand(from: Thousandths(whole: 10), points: .zero),
                    ])),
            weight: Thousandths(whole: 4), notApplicable: .leavesOut)
    }

    static func section(
        _ code: String, _ questions: [Scorecard.Question], weight: Int = 1
    ) -> Scorecard.Section {
        Scorecard.Section(
            code: code, title: text(code), weight: Thousandths(whole: weight),
            questions: questions)
    }

    static func card(_ sections: Scorecard.Section...) -> Scorecard {
        Scorecard(
            code: "sample", title: text("sample"), passMark: Percent(8000),
            bands: [
                Scorecard.Band(code: "low", label: text("low"), from: .zero),
                Scorecard.Band(code: "high", label: text("high"), from: Percent(9000)),
            ], sections: sections)
    }

    /// One of each kind, with rules of all sorts, and nothing wrong.
    static var rich: Scorecard {
        var first = yesNo("first", 5, .notAllowed)
        first.help = text("help")
        first.goodExample = text("good")
        first.badExample = text("bad")
        first.autoFail = Scorecard.AutoFail(
            when: Scorecard.AnswerSet(choices: ["no"]), fails: .form)
        first.causes = [Scorecard.Cause(code: "haste", label: text("haste"))]
        first.commentWhen = [.pointsLost]
        first.script = "opening"
        var second = choice("second", [0, 2, 5])
        second.condition = Scorecard.Condition(
            question: "first", when: Scorecard.AnswerSet(choices: ["yes"]))
        second.commentWhen = [.notApplicable]
        var third = scale("third", [0, 1, 3])
        third.condition = Scorecard.Condition(
            question: "second",
            when: Scorecard.AnswerSet(choices: ["o1", "o2"], notApplicable: true))
        third.autoFail = Scorecard.AutoFail(
            when: Scorecard.AnswerSet(most: .one), fails: .section)
        var notes = Scorecard.Question(
            code: "notes", text: text("notes"), kind: .text, weight: .zero)
        notes.isOptional = true
        var card = card(
            section("talk", [first, second], weight: 60),
            section("rest", [third, number("pace", measure: .response), notes], weight: 40))
        card.hidesWeights = true
        card.sections[1].passMark = Percent(5000)
        return card
    }

    static func sheet(_ answers: [String: AnswerSheet.Value]) -> AnswerSheet {
        AnswerSheet(answers: answers.mapValues { AnswerSheet.Answer($0) })
    }
}

extension AnswerSheet.Value {
    static let yes = AnswerSheet.Value.choice("yes")
    static let no = AnswerSheet.Value.choice("no")

    static func whole(_ number: Int) -> AnswerSheet.Value { .number(Thousandths(whole: number)) }
}

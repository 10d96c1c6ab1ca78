import Calls
import Foundation
import Testing

@testable import CallWeb

/// What the form shows of a sheet, sent back as a browser sends it, is that sheet.
struct FilledCardTests {
    private func text(_ text: String) -> LocalText {
        LocalText(english: text, simplifiedChinese: text, traditionalChinese: text)
    }

    private func card(hides: Bool = false) -> Scorecard {
        func question(_ code: String, _ kind: Scorecard.Kind, _ points: Int) -> Scorecard.Question {
            .init(
                code: code, text: text(code), kind: kind, weight: .init(whole: points),
                notApplicable: .leavesOut)
        }
        var greets = question("greets", .yesNo(best: .yes), 5)
        greets.causes = [.init(code: "haste", label: text("haste"))]
        var promise = question("promise", .yesNo(best: .no), 5)
        promise.autoFail = .init(when: .init(choices: ["yes"]), fails: .form)
        var terms = question(
            "terms", .choice(options: [
                .init(code: "full", label: text("full"), points: .init(whole: 5)),
                .init(code: "none", label: text("none"), points: .zero),
            ]), 5)
        terms.condition = .init(question: "greets", when: .init(choices: ["yes"]))
        let tone = question(
            "tone", .scale(.init(
                least: 1, most: 5, leastLabel: text("curt"), mostLabel: text("warm"),
                bands: [.init(from: .init(whole: 1), points: .init(whole: 5))])), 5)
        let share = question(
            "share", .number(.init(
                least: .zero, most: .init(whole: 100), unit: .percent, measure: .talkShare,
                bands: [.init(from: .zero, points: .init(whole: 5))])), 5)
        let words = question("words", .text, 0)
        return Scorecard(
            code: "card", title: text("card"), passMark: Percent(8000), hidesWeights: hides,
            sections: [
                .init(
                    code: "one", title: text("one"), weight: .init(whole: 1),
                    questions: [greets, promise, terms, tone, share, words])
            ])
    }

    private let words = SampleCalls.words

    /// The pairs that a browser makes of `questions`.
    private func pairs(_ filled: FilledCard) -> [(name: String, value: String)] {
        (filled.sections.flatMap(\.questions) + [filled.whole]).filter(\.isAsked).flatMap { one in
            var pairs = [
                ("comment.\(one.code)", one.comment), ("moment.\(one.code)", one.momentLines),
            ]
            pairs += one.answers.filter(\.isChosen).map { ("answer.\(one.code)", $0.value) }
            if let figure = one.figure { pairs.append(("answer.\(one.code)", figure.value)) }
            if let written = one.written { pairs.append(("answer.\(one.code)", written)) }
            if one.doesNotApply, one.mayNotApply { pairs.append(("na.\(one.code)", "yes")) }
            if let failing = one.failing { pairs.append(("reason.\(one.code)", failing.reason)) }
            pairs += one.causes.filter(\.isChosen).map { ("cause.\(one.code)", $0.value) }
            return pairs.map { (name: $0.0, value: $0.1) }
        }
    }

    @Test func `a sheet comes back from the form as it was`() throws {
        var sheet = AnswerSheet(
            answers: [
                "greets": .init(.choice("no"), causes: ["haste"]),
                "promise": .init(.choice("yes"), comment: "said so", failReason: "4 %"),
                "tone": .init(
                    .number(.init(whole: 3)), moments: [.init(second: 126, note: "curt")]),
                "share": .init(.notApplicable, comment: "mono"), "words": .init(.text("calm")),
            ], comment: "all in all", moments: [.init(second: 3723)])
        sheet.answers["share"]?.measured = Thousandths(58_500)
        let filled = FilledCard(card(), sheet, words)
        let back = try ScoringFields.sheet(Query(pairs: pairs(filled)), card: card(), before: sheet)
        #expect(back == sheet)
        #expect(filled.total?.percent == "0" && filled.verdicts.count == 1)
        #expect(filled.progress == (5, 5))
        let questions = filled.sections[0].questions
        #expect(questions.map(\.isAsked) == [true, true, false, true, true, true])
        #expect(questions[1].answers.map(\.fails) == [true, false, false])
        #expect(questions[0].answers.map(\.key) == ["1", "2", "N"])
        #expect(questions[3].answers.map(\.key) == ["1", "2", "3", "4", "5", "N"])
        #expect(questions[0].asksCauses && questions[4].needsComment)
    }

    @Test func `causes and reasons that nobody asks for are left out`() throws {
        let form = Query(pairs: [
            ("answer.greets", "yes"), ("cause.greets", "haste"), ("answer.promise", "no"),
            ("reason.promise", "none"), ("answer.terms", "full"),
        ].map { (name: $0.0, value: $0.1) })
        let sheet = try ScoringFields.sheet(form, card: card(), before: AnswerSheet())
        #expect(sheet == AnswerSheet(answers: [
            "greets": .init(.choice("yes")), "promise": .init(.choice("no")),
            "terms": .init(.choice("full")),
        ]))
    }

    @Test func `hidden weights show no points`() {
        let filled = FilledCard(card(hides: true), AnswerSheet(), words)
        #expect(filled.total == nil && filled.verdicts.isEmpty)
        #expect(filled.sections[0].tally == nil)
        #expect(filled.sections[0].questions.allSatisfy { $0.points == nil })
        #expect(filled.sections[0].questions.flatMap(\.answers).allSatisfy { $0.worth == nil })
    }

    @Test func `a page with hidden weights can tell no more than that points were lost`() throws {
        let (card, shown) = (card(), card().withoutWeights)
        let text = String(decoding: try shown.canonicalJSON(), as: UTF8.self)
        #expect(!text.contains("5000") && text.contains(#""points":1000"#))
        for choice in ["yes", "no"] {
            for terms in ["full", "none"] {
                let sheet = AnswerSheet(answers: [
                    "greets": .init(.choice(choice)), "promise": .init(.choice(choice)),
                    "terms": .init(.choice(terms)), "tone": .init(.number(.init(whole: 2))),
                ])
                let lost = [card, shown].map {
                    $0.score(sheet).sections.flatMap(\.questions).map(\.lost)
                }
                #expect(lost[0] == lost[1] && lost[0].count == 6)
            }
        }
    }

    @Test(arguments: [
        ("answer.tone", "a lot"), ("moment.tone", "tone"), ("answer.share", "1.2345"),
    ])
    func `what can't be read is refused`(_ name: String, _ value: String) {
        #expect(throws: Refusal.self) {
            try ScoringFields.sheet(
                Query(pairs: [(name: name, value: value)]), card: card(), before: AnswerSheet())
        }
    }
}

import Foundation
import Testing

@testable import Calls

struct ScorecardProblemTests {
    /// A mistake in the rich sample, and how it is told.
    struct Mistake: Sendable, CustomTestStringConvertible {
        let name: String
        let code: ScorecardProblem.Code
        let path: String
        let make: @Sendable (inout Scorecard) -> Void
        var testDescription: String { name }

        init(
            _ name: String, _ code: ScorecardProblem.Code, _ path: String,
            _ make: @escaping @Sendable (inout Scorecard) -> Void
        ) {
            self.name = name
            self.code = code
            self.path = path
            self.make = make
        }
    }

    private static let first = "sections[1].questions[1]"
    private static let second = "sections[1].questions[2]"
    private static let third = "sections[2].questions[1]"
    private static let pace = "sections[2].questions[2]"

    private static let mistakes: [Mistake] = [
        Mistake("a code with a space", .badCode, "code") { $0.code = "my card" },
        Mistake("a missing language", .languageMissing, "title.zh-Hant") {
            $0.title.traditionalChinese = " "
        },
        Mistake("a text that is too long", .textTooLong, first + ".help.en") {
            $0.sections[0].questions[0].help?.english = String(repeating: "a", count: 2001)
        },
        Mistake("a text on two lines", .textNotOneLine, first + ".text.en") {
            $0.sections[0].questions[0].text.english = "a\nb"
        },
        Mistake("no section", .noSections, "sections") { $0.sections = [] },
        Mistake("a section without questions", .noQuestions, "sections[1].questions") {
            $0.sections[0].questions = []
            $0.sections[1].questions[0].condition = nil
        },
        Mistake("too many sections", .tooMany, "sections") { card in
            card.sections += (0..<29).map { Sample.section("s\($0)", [Sample.yesNo("x\($0)")]) }
        },
        Mistake("too many questions", .tooMany, "sections") { card in
            card.sections[0].questions += (0..<196).map { Sample.yesNo("x\($0)") }
        },
        Mistake("one option", .tooFew, second + ".options") { card in
            card.sections[0].questions[1].kind = .choice(options: [
                Scorecard.Option(code: "o1", label: Sample.text("o"), points: Thousandths(5000))
            ])
            card.sections[1].questions[0].condition?.when.choices = ["o1"]
        },
        Mistake("the same code twice", .codeTaken, second + ".code") {
            $0.sections[0].questions[1].code = "first"
            $0.sections[0].questions[1].condition = nil
            $0.sections[1].questions[0].condition = nil
        },
        Mistake("the code of the whole call", .codeTaken, second + ".code") {
            $0.sections[0].questions[1].code = "call"
            $0.sections[0].questions[1].condition = nil
            $0.sections[1].questions[0].condition = nil
        },
        Mistake("two sections of one code", .codeTaken, "sections[2].code") {
            $0.sections[1].code = "talk"
        },
        Mistake("a pass mark above 100", .badPassMark, "passMark") {
            $0.passMark = Percent(10_001)
        },
        Mistake("a weight below 0", .badWeight, "sections[2].weight") {
            $0.sections[1].weight = Thousandths(-1)
        },
        Mistake("weights that sum to nothing", .weightsSumToNothing, "sections") { card in
            for index in card.sections.indices { card.sections[index].weight = .zero }
        },
        Mistake("a section whose questions weigh nothing", .weightsSumToNothing,
            "sections[3].weight"
        ) { card in
            card.sections.append(Sample.section("more", [Sample.yesNo("x", 0)]))
        },
        Mistake("weights in a section without one", .weightWithoutEffect, "sections[2].weight") {
            $0.sections[1].weight = .zero
        },
        Mistake("a scale that goes down", .badRange, third + ".scale") { card in
            guard case .scale(var scale) = card.sections[1].questions[0].kind else { return }
            scale.most = 0
            card.sections[1].questions[0].kind = .scale(scale)
            card.sections[1].questions[0].autoFail = nil
        },
        Mistake("bands with a gap", .badBands, third + ".scale.bands[1].from") {
            bands(&$0) { $0[0].from = Thousandths(1500) }
        },
        Mistake("bands that overlap", .badBands, third + ".scale.bands[3].from") {
            bands(&$0) { $0[2].from = $0[1].from }
        },
        Mistake("a band beyond the end", .badBands, third + ".scale.bands[3].from") {
            bands(&$0) { $0[2].from = Thousandths(9000) }
        },
        Mistake("points above the weight", .badPoints, third + ".scale.bands[2].points") {
            bands(&$0) { $0[1].points = Thousandths(3001) }
        },
        Mistake("a best answer below the weight", .bestOutOfReach, third + ".scale.bands") {
            bands(&$0) { $0[2].points = Thousandths(2999) }
        },
        Mistake("result bands that overlap", .badBands, "bands[2].from") {
            $0.bands[1].from = .zero
        },
        Mistake("result bands that don't begin at 0", .badBands, "bands[1].from") {
            $0.bands[0].from = .init(1)
        },
        Mistake("words with a weight", .notScored, "sections[2].questions[3].weight") {
            $0.sections[1].questions[2].weight = .one
            $0.sections[1].questions[2].isOptional = false
        },
        Mistake("an optional question with a weight", .ruleWithoutEffect, first + ".isOptional") {
            $0.sections[0].questions[0].isOptional = true
        },
        Mistake("a comment on N/A that isn't allowed", .ruleWithoutEffect, first + ".commentWhen") {
            $0.sections[0].questions[0].commentWhen = [.notApplicable]
        },
        Mistake("another unit than the measure's", .wrongUnit, pace + ".number.unit") { card in
            guard case .number(var range) = card.sections[1].questions[1].kind else { return }
            range.unit = .percent
            card.sections[1].questions[1].kind = .number(range)
        },
        Mistake("a condition on nothing", .conditionUnknown, second + ".condition.question") {
            $0.sections[0].questions[1].condition?.question = "nowhere"
        },
        Mistake("a condition on a later section", .conditionLater, first + ".condition.question") {
            $0.sections[0].questions[0].condition = Scorecard.Condition(
                question: "pace", when: Scorecard.AnswerSet(least: .zero))
        },
        Mistake("a loop of conditions", .conditionLoop, first + ".condition.question") {
            $0.sections[0].questions[0].condition = Scorecard.Condition(
                question: "third", when: Scorecard.AnswerSet(least: .one))
        },
        Mistake("a condition on itself", .conditionLoop, first + ".condition.question") {
            $0.sections[0].questions[0].condition = Scorecard.Condition(
                question: "first", when: Scorecard.AnswerSet(choices: ["yes"]))
        },
        Mistake("a condition on an unknown answer", .answerUnknown,
            second + ".condition.when.choices"
        ) { $0.sections[0].questions[1].condition?.when.choices = ["maybe"] },
        Mistake("an auto-fail without answers", .answersMissing, first + ".autoFail.when") {
            $0.sections[0].questions[0].autoFail?.when = Scorecard.AnswerSet()
        },
        Mistake("an auto-fail beyond the scale", .answerUnknown, third + ".autoFail.when") {
            $0.sections[1].questions[0].autoFail?.when = Scorecard.AnswerSet(
                least: Thousandths(4000))
        },
    ]

    private static func bands(
        _ card: inout Scorecard, _ change: (inout [Scorecard.PointBand]) -> Void
    ) {
        guard case .scale(var scale) = card.sections[1].questions[0].kind else { return }
        change(&scale.bands)
        card.sections[1].questions[0].kind = .scale(scale)
    }

    @Test func `the sample has nothing wrong`() {
        #expect(Sample.rich.problems() == [])
    }

    @Test(arguments: mistakes)
    func `a mistake is told with its place and a way on`(_ mistake: Mistake) throws {
        var card = Sample.rich
        mistake.make(&card)
        let problems = card.problems()
        let found = try #require(
            problems.first { $0.code == mistake.code && $0.path == mistake.path },
            "\(problems.map(\.path)) \(problems.map(\.sentence))")
        #expect(found.sentence.hasSuffix("."))
        #expect(found.sentence.contains(": "))
    }

    @Test func `every code of a problem has its mistake here`() {
        #expect(Set(Self.mistakes.map(\.code)) == Set(ScorecardProblem.Code.allCases))
    }

    @Test func `a loop names the questions it runs through`() throws {
        var card = Sample.rich
        card.sections[0].questions[0].condition = Scorecard.Condition(
            question: "third", when: Scorecard.AnswerSet(least: .one))
        let problem = try #require(card.problems().first { $0.code == .conditionLoop })
        #expect(problem.sentence.contains("first → third → second → first"))
        #expect(card.problems().count { $0.code == .conditionLoop } == 3)
    }

    @Test func `numbers at their ends break nothing`() throws {
        var card = Sample.rich
        card.sections[1].questions[0].kind = .scale(
            Scorecard.Scale(
                least: .min, most: .max, leastLabel: Sample.text("low"),
                mostLabel: Sample.text("high"), bands: []))
        #expect(card.problems().contains { $0.code == .badRange })
        _ = card.score(Sample.sheet(["first": .yes, "second": .choice("o1"), "third": .whole(2)]))
        for json in ["9223372036854775807", "-9223372036854775808", "1000000000001"] {
            #expect(throws: DecodingError.self) {
                try JSONDecoder().decode(Thousandths.self, from: Data(json.utf8))
            }
            #expect(throws: DecodingError.self) {
                try JSONDecoder().decode(Percent.self, from: Data(json.utf8))
            }
        }
    }

    @Test func `a card full of mistakes ends in a list of bounded length`() {
        var card = Sample.card()
        card.sections = (0..<40).map { number in
            Sample.section(
                "s \(number)", (0..<50).map { _ in Sample.yesNo("bad code", -1) }, weight: -1)
        }
        #expect(card.problems().count == ScorecardProblem.problemsMax)
        #expect(card.score(Sample.sheet([:])).total == nil)
    }
}

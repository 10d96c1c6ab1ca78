import Testing

@testable import Calls

/// Splitmix64: the same numbers at every run.
private struct Chance: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}

struct ScoringRuleTests {
    private static func randomCard(_ chance: inout Chance) -> Scorecard {
        let rules: [Scorecard.NotApplicable] = [.notAllowed, .leavesOut, .spreads, .fullPoints]
        let sections = (0..<Int.random(in: 1...6, using: &chance)).map { number in
            let questions = (0..<Int.random(in: 1...6, using: &chance)).map { own in
                let code = "q\(number)-\(own)"
                let top = Int.random(in: 1...20, using: &chance)
                var question =
                    switch Int.random(in: 0..<4, using: &chance) {
                    case 0: Sample.yesNo(code, top)
                    case 1: Sample.choice(code, [0, top / 2, top])
                    case 2: Sample.scale(code, [0, top / 3, top])
                    default: Sample.number(code)
                    }
                question.notApplicable = rules[Int.random(in: 0..<4, using: &chance)]
                return question
            }
            return Sample.section(
                "s\(number)", questions, weight: Int.random(in: 1...50, using: &chance))
        }
        var card = Sample.card()
        card.sections = sections
        return card
    }

    /// From the worst answer to the best.
    private static func ladder(_ question: Scorecard.Question) -> [AnswerSheet.Value] {
        switch question.kind {
        case .yesNo: [.no, .yes]
        case .choice(let options): options.map { .choice($0.code) }
        case .scale(let scale): (scale.least...scale.most).map { .whole($0) }
        case .number: [.whole(50), .whole(3)]
        case .text: [.text("words")]
        }
    }

    @Test func `the best answers everywhere are 100 %, the worst 0`() {
        var chance = Chance(state: 1)
        for _ in 0..<200 {
            let card = Self.randomCard(&chance)
            #expect(card.problems() == [])
            let ladders = card.questions.map { ($0.code, Self.ladder($0)) }
            let best = Dictionary(uniqueKeysWithValues: ladders.map { ($0.0, $0.1.last!) })
            let worst = Dictionary(uniqueKeysWithValues: ladders.map { ($0.0, $0.1.first!) })
            #expect(card.score(Sample.sheet(best)).total == .whole)
            #expect(card.score(Sample.sheet(worst)).total == .zero)
        }
    }

    @Test func `a better answer never lowers the total`() {
        var chance = Chance(state: 2)
        for _ in 0..<200 {
            let card = Self.randomCard(&chance)
            var values: [String: AnswerSheet.Value] = [:]
            for question in card.questions {
                let mayLeave = question.notApplicable != .notAllowed
                values[question.code] =
                    mayLeave && Bool.random(using: &chance)
                    ? .notApplicable : Self.ladder(question).randomElement(using: &chance)
            }
            for question in card.questions where values[question.code] != .notApplicable {
                var last = Percent.zero
                for value in Self.ladder(question) {
                    values[question.code] = value
                    let total = card.score(Sample.sheet(values)).total
                    #expect(total.map { $0 >= last } ?? false)
                    last = total ?? last
                }
            }
        }
    }

    @Test func `N/A everywhere leaves nothing to score, and is refused at submission`() {
        let card = Sample.card(
            Sample.section("one", [Sample.yesNo("a"), Sample.choice("b", [0, 3])]))
        let sheet = Sample.sheet(["a": .notApplicable, "b": .notApplicable])
        let score = card.score(sheet)
        #expect(score.total == nil)
        #expect(score.passed == nil)
        #expect(score.band == nil)
        #expect(score.notApplicable == 2)
        #expect(card.problems(of: sheet).map(\.code) == [.nothingScored])
    }

    @Test func `the weight of N/A stays in its section or leaves the form, as the rule says`() {
        func total(_ rule: Scorecard.NotApplicable) -> Percent? {
            let card = Sample.card(
                Sample.section("one", [Sample.yesNo("a"), Sample.yesNo("b", 1, rule)], weight: 50),
                Sample.section("two", [Sample.yesNo("c")], weight: 50))
            return card.score(Sample.sheet(["a": .no, "b": .notApplicable, "c": .yes])).total
        }
        #expect(total(.leavesOut) == Percent(5000))
        #expect(total(.spreads) == Percent(6667))
        #expect(total(.fullPoints) == Percent(7500))
    }

    @Test(arguments: [0, 1, 2, 5, 30])
    func `a chain of conditions breaks where an answer does, and only there`(broken: Int) {
        var questions = (0...30).map { Sample.yesNo("q\($0)") }
        for index in 1...30 {
            questions[index].condition = Scorecard.Condition(
                question: "q\(index - 1)", when: Scorecard.AnswerSet(choices: ["yes"]))
        }
        let card = Sample.card(Sample.section("all", questions))
        var values = Dictionary(
            uniqueKeysWithValues: questions.map { ($0.code, AnswerSheet.Value.yes) })
        values["q\(broken)"] = .no
        let score = card.score(Sample.sheet(values))
        #expect(score.asked == (0...broken).map { "q\($0)" })
        #expect(
            score.total == Percent((20_000 * broken + broken + 1) / (2 * (broken + 1))))
    }

    @Test func `an auto-fail keeps what the form would have been`() {
        let score = Sample.rich.score(
            Sample.sheet(["first": .no, "pace": .whole(0)]))
        #expect(score.total == .zero)
        #expect(score.totalWithoutFails == Percent(4000))
        #expect(score.passed == false)
        #expect(score.needsSecondLook)
        #expect(score.fails.map(\.question) == ["first"])
    }

    @Test func `huge fractions are exact`() {
        let sections = (0..<30).map { number in
            Sample.section("s\(number)", (0..<6).map { own in
                Sample.yesNo("q\(number)-\(own)", 997 - number * 7 - own)
            }, weight: 1000 - number)
        }
        var card = Sample.card()
        card.sections = sections
        let half = Dictionary(uniqueKeysWithValues: card.questions.map {
            ($0.code, AnswerSheet.Value.choice($0.code.hasSuffix("0") ? "no" : "yes"))
        })
        let total = card.score(Sample.sheet(half)).total
        #expect(total.map { $0 > Percent(8300) && $0 < Percent(8400) } == true)
    }
}

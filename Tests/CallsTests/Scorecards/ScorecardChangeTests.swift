import Testing

@testable import Calls

struct ScorecardChangeTests {
    private func difference(_ change: (inout Scorecard) -> Void) -> ScorecardDifference {
        var card = Sample.rich
        change(&card)
        return ScorecardDifference(from: Sample.rich, to: card)
    }

    @Test func `a card doesn't differ from itself`() {
        #expect(difference { _ in }.isEmpty)
    }

    @Test func `what changed is named with both values`() throws {
        let changes = difference {
            $0.passMark = Percent(8550)
            $0.sections[0].weight = Thousandths(70_500)
            $0.sections[0].questions[0].text.simplifiedChinese = "新"
            $0.sections[0].questions[0].autoFail?.fails = .section
            $0.sections[1].questions[1].notApplicable = .spreads
        }.changes
        let fields = changes.flatMap { change in
            change.fields.map { "\(change.code) \($0.field): \($0.from ?? "") > \($0.to ?? "")" }
        }
        #expect(fields == [
            "sample passMark: 80 > 85.5", "talk weight: 60 > 70.5",
            "first text.zh-Hans: first > 新", "first autoFail.fails: form > section",
            "pace notApplicable: leavesOut > spreads",
        ])
        #expect(changes.allSatisfy { $0.kind == .changed && $0.changesScores })
    }

    @Test func `only words differ: scores don't`() {
        let difference = difference {
            $0.title.english = "Other"
            $0.sections[0].questions[0].help = nil
            $0.sections[0].questions[0].causes[0].label.english = "hurry"
        }
        #expect(difference.changes.count == 2)
        #expect(!difference.changesScores)
    }

    @Test func `what came, went and moved is told once each`() {
        let difference = difference {
            let pace = $0.sections[1].questions.remove(at: 1)
            $0.sections[0].questions.insert(pace, at: 0)
            $0.sections[1].questions.remove(at: 1)
            $0.sections[1].questions.append(Sample.yesNo("new"))
        }
        let told = difference.changes.map { "\($0.kind.rawValue) \($0.code)" }
        #expect(told == ["changed pace", "added new", "removed notes"])
        #expect(difference.changes[0].fields.map(\.field) == ["section", "place"])
        #expect(difference.changesScores)
    }

    @Test func `sections in another order are as few moves as possible`() {
        let sections = (0..<6).map { Sample.section("s\($0)", [Sample.yesNo("q\($0)")]) }
        var former = Sample.card()
        former.sections = sections
        var later = former
        later.sections.append(later.sections.remove(at: 1))
        let changes = ScorecardDifference(from: former, to: later).changes
        #expect(changes.map(\.code) == ["s1", "q1"])
        #expect(changes.first?.fields == [.init(field: "place", from: "2", to: "6")])
    }

    @Test func `a draft re-scores former evaluations and says what couldn't be carried over`() {
        let sheets = [
            Sample.sheet(["a": .yes, "b": .no]), Sample.sheet(["a": .no, "b": .yes]),
            Sample.sheet(["a": .yes, "b": .yes]),
        ]
        let former = Sample.card(
            Sample.section("one", [Sample.yesNo("a", 8), Sample.yesNo("b", 2)]))
        var draft = Sample.card(
            Sample.section("one", [Sample.yesNo("a", 2), Sample.yesNo("c", 8)]))
        draft.passMark = Percent(5000)
        let simulation = ScorecardSimulation(
            draft: draft,
            evaluations: sheets.enumerated().map { index, sheet in
                let score = former.score(sheet)
                return ScorecardSimulation.Former(
                    id: "\(index)", sheet: sheet, total: score.total, passed: score.passed)
            })
        #expect(simulation.outcomes.map(\.total) == [.whole, .zero, .whole])
        #expect(simulation.outcomes.map(\.formerTotal) == [Percent(8000), Percent(2000), .whole])
        #expect(simulation.outcomes.allSatisfy { $0.lost == ["b"] && $0.unanswered == ["c"] })
        let totals = simulation.totals
        #expect(totals.mean == Percent(6667))
        #expect(totals.formerMean == Percent(6667))
        #expect((totals.raised, totals.lowered) == (1, 1))
        #expect((totals.newlyPassed, totals.newlyFailed) == (0, 0))
        #expect((totals.compared, totals.incomplete) == (3, 3))
    }

    @Test func `a question that asks otherwise under the same code loses its answer`() {
        let draft = Sample.card(
            Sample.section("one", [Sample.scale("a", [0, 5]), Sample.yesNo("b")]))
        let simulation = ScorecardSimulation(
            draft: draft,
            evaluations: [
                .init(
                    id: "1", sheet: Sample.sheet(["a": .yes, "b": .yes]), total: nil, passed: nil)
            ])
        #expect(simulation.outcomes[0].lost == ["a"])
        #expect(simulation.outcomes[0].unanswered == ["a"])
        #expect(simulation.totals.compared == 0)
        #expect(simulation.totals.mean == nil)
    }
}

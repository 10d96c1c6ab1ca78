import Calls
import Foundation
import Testing

@testable import CallWeb

/// What an evaluation shows of itself, and what it offers to whom.
struct EvaluationPageTests {
    private let words = SampleCalls.words
    private let now = Date(timeIntervalSince1970: 1_795_400_000)

    private static func text(_ text: String) -> LocalText {
        LocalText(english: text, simplifiedChinese: text, traditionalChinese: text)
    }

    private static let card: Scorecard = {
        var promise = Scorecard.Question(
            code: "promise", text: text("Promise"), kind: .yesNo(best: .no),
            weight: .init(whole: 5))
        promise.autoFail = .init(when: .init(choices: ["yes"]), fails: .form)
        var why = Scorecard.Question(
            code: "why", text: text("Why"), kind: .text, weight: .zero)
        why.condition = .init(question: "promise", when: .init(choices: ["no"]))
        let share = Scorecard.Question(
            code: "share", text: text("Share"),
            kind: .number(.init(
                least: .zero, most: .init(whole: 100), unit: .percent, measure: .talkShare,
                bands: [.init(from: .zero, points: .init(whole: 5))])), weight: .init(whole: 5))
        return Scorecard(
            code: "card", title: text("card"), passMark: Percent(8000),
            sections: [
                .init(
                    code: "one", title: text("One"), weight: .init(whole: 1),
                    questions: [promise, why, share])
            ])
    }()

    private static let sheet = AnswerSheet(answers: [
        "promise": .init(.choice("yes"), failReason: "4 %"),
        "share": .init(.number(Thousandths(58_500)), moments: [.init(second: 126, note: "here")]),
    ])

    private func detail(_ state: Evaluation.State) -> EvaluationDetail {
        var summary = SampleEvaluations.summary
        summary.state = state
        summary.scoredBy = "account:one"
        let dispute = Dispute(
            id: .init(9 << 40), evaluation: summary.id, question: "promise", text: "No",
            raisedBy: "account:agent", raisedAt: now, dueAt: now, decision: nil)
        return EvaluationDetail(
            summary: summary, scorecard: Self.card, sheet: Self.sheet, revision: 0, savedAt: nil,
            isMine: false, steps: [], disputes: [dispute],
            disputeUntil: now.addingTimeInterval(60))
    }

    private func acts(_ detail: EvaluationDetail, _ reader: Principal) -> EvaluationActs {
        EvaluationActs(detail, analysts: [], reader, words)
    }

    @Test func `a sheet that was handed in is read with its points, reasons and moments`() {
        let filled = FilledCard(Self.card, Self.sheet, words)
        let sections = filled.scoredSections(disputing: ["share": "/d"])
        #expect(sections.count == 1 && sections[0].tally == "5 / 10")
        let answers = sections[0].answers
        #expect(answers.map(\.code) == ["promise", "share"])
        #expect(answers.map(\.number) == ["1", "3"])
        #expect(answers.map(\.answer) == ["Yes", "58.5 %"])
        #expect(answers.map(\.points) == ["0 / 5", "5 / 5"])
        #expect(answers[0].isFailed && answers[0].reason == "4 %")
        #expect(answers.map(\.disputeURL) == [nil, "/d"])
        #expect(answers[1].moments.map(\.clock) == ["2:06"])
        #expect(filled.allVerdicts.map(\.tone) == ["bad"])
        #expect(filled.withoutFails == "50.00 % without the auto-fail")
    }

    @Test func `each is offered what they may do, and the scorer no second look`() {
        let lead = Principal(id: "account:lead", roles: [.qaLead], account: .init(1))
        let scorer = Principal(id: "account:one", roles: [.qaLead], account: .init(2))
        let agent = Principal(id: "account:agent", roles: [.agent], agent: .init(1))
        #expect(acts(detail(.secondLook), lead).confirm != nil)
        #expect(acts(detail(.secondLook), scorer).confirm == nil)
        #expect(acts(detail(.secondLook), agent).confirm == nil)
        #expect(acts(detail(.open), lead).claimURL != nil)
        #expect(acts(detail(.open), agent).claimURL == nil)
        #expect(acts(detail(.released), agent).acknowledgeURL != nil)
        #expect(acts(detail(.acknowledged), agent).acknowledgeURL == nil)
        #expect(acts(detail(.open), lead).assign != nil)
        #expect(acts(detail(.released), lead).assign == nil)
        // It was chosen, not drawn: nothing stands in.
        #expect(acts(detail(.open), lead).settingAside == nil)
    }

    @Test func `the answer of an upheld dispute keeps what was pinned and measured`() throws {
        var before = Self.sheet
        before.answers["share"]?.measured = Thousandths(58_500)
        let form = Query(pairs: [
            (name: "answer.share", value: "40"), (name: "comment.share", value: "heard"),
        ])
        let answer = try ScoringFields.revision(
            form, of: "share", card: Self.card, before: before)
        #expect(answer.value == .number(.init(whole: 40)) && answer.comment == "heard")
        #expect(answer.measured == Thousandths(58_500) && answer.moments.count == 1)
        #expect(throws: Refusal.self) {
            try ScoringFields.revision(form, of: "none", card: Self.card, before: before)
        }
    }

    @Test func `a line of the queue says when it is overdue`() {
        var summary = SampleEvaluations.summary
        summary.stream = .estimate
        summary.autoFails = 0
        #expect(EvaluationLine(summary, words, now: now).tags.map(\.tone) == ["bad"])
        summary.state = .submitted
        #expect(EvaluationLine(summary, words, now: now).tags.isEmpty)
    }

    @Test func `what a score lacks is null and not left out`() throws {
        let json = try JSONEncoder().encode(ScoreJSON(Self.card.score(AnswerSheet())))
        let object = try #require(try JSONSerialization.jsonObject(with: json) as? [String: Any])
        for key in ["total", "totalWithoutFails", "band", "passed"] {
            #expect(object[key] is NSNull, "\(key)")
        }
    }

    @Test func `filters that can't be read are refused by name`() throws {
        let query = try EvaluationQuery(Query("state=second-look&from=2026-11-01&agent=201"))
        #expect(query.filter.states == [.secondLook] && query.filter.agentCode == "201")
        #expect(query.url("state", nil) == "/evaluations?agent=201&from=2026-11-01")
        for text in ["state=gone", "from=today", "stream=all"] {
            let refusal = #expect(throws: Refusal.self) { try EvaluationQuery(Query(text)) }
            #expect(refusal?.code == .badFilter)
            #expect(refusal?.subject == text.split(separator: "=").first.map(String.init))
        }
    }
}

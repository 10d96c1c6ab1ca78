import Calls
import Foundation

/// What a reader may say for and against the answers of an evaluation.
struct EvaluationDeciding {
    private let detail: EvaluationDetail
    private let filled: FilledCard
    private let visit: Visit
    private var reader: Principal { visit.principal }
    private var words: Words { visit.words }

    init(_ detail: EvaluationDetail, _ filled: FilledCard, for visit: Visit) {
        (self.detail, self.filled, self.visit) = (detail, filled, visit)
    }

    /// Where objections go, by the code of each question whose answer the reader may dispute now.
    var mayDispute: [String: String] {
        guard reader.may(.dispute), detail.summary.state.isReleased,
            let until = detail.disputeUntil, visit.now < until
        else { return [:] }
        let standing = Set(detail.disputes.filter { $0.decision == nil }.map(\.question))
        let url = WebURL.dispute(detail.summary.id)
        return detail.sheet.answers.filter { !standing.contains($0.key) }.mapValues { _ in url }
    }

    /// What the agent sees may be coached on, by others than the agent.
    var mayCoach: Bool {
        reader.may(.manageCoaching) && detail.summary.state.isReleased
            && detail.summary.agent != nil
    }

    func card(of dispute: Dispute) -> DisputeCard {
        let question = detail.scorecard.question(dispute.question)
        return DisputeCard(
            id: dispute.id.description,
            question: question.map { filled.spoken($0.text) } ?? dispute.question,
            text: dispute.text.flatMap { $0.isEmpty ? nil : $0 },
            raised: "\(words.who(dispute.raisedBy)) · \(words.moment(dispute.raisedAt))",
            state: Tag(dispute.decision?.outcome, words),
            due: dispute.decision == nil
                ? words("dispute.due", ["when": words.moment(dispute.dueAt)]) : nil,
            decided: dispute.decision.map { "\(words.who($0.by)) · \(words.moment($0.at))" },
            because: dispute.decision?.because.flatMap { $0.isEmpty ? nil : $0 },
            deciding: question.flatMap { deciding(dispute, $0) })
    }

    /// Nil for who scored, who objected, and who may not decide.
    private func deciding(
        _ dispute: Dispute, _ question: Scorecard.Question
    ) -> DisputeCard.Deciding? {
        guard dispute.decision == nil, reader.may(.decideDisputes),
            detail.summary.scoredBy != reader.id, dispute.raisedBy != reader.id
        else { return nil }
        let lines = filled.score.sections.flatMap(\.questions)
        guard let line = lines.first(where: { $0.code == question.code }) else { return nil }
        let shown = filled.question(question, line, number: 1)
        return DisputeCard.Deciding(
            url: WebURL.decideDispute(dispute.id), evaluation: detail.summary.id.description,
            code: question.code,
            answers: shown.answers.map {
                ScoringChoice(value: $0.value, label: $0.label, isChosen: $0.isChosen)
            },
            figure: shown.figure, causes: shown.causes, comment: shown.comment,
            reason: shown.failing?.reason)
    }
}

extension Tag {
    /// Nil while it isn't decided.
    init(_ outcome: Dispute.Outcome?, _ words: Words) {
        let (symbol, tone) =
            switch outcome {
            case nil: ("◷", "warn")
            case .upheld: ("✓", "good")
            case .rejected: ("✕", "plain")
            case .withdrawn: ("↩", "plain")
            }
        self.init(
            symbol: symbol, text: words("dispute.\(outcome?.rawValue ?? "open")"), tone: tone)
    }
}

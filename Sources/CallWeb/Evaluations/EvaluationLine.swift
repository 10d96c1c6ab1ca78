import Calls
import Foundation

/// An evaluation as a row of the queue or of the list.
struct EvaluationLine: Sendable {
    let url: String
    /// When it is to be scored, or since when it is.
    let due: String
    let dueISO8601: String
    let agent: String
    let agentCode: String?
    let campaign: String
    let called: String
    let calledISO8601: String
    let length: String
    /// Code and version of the scorecard.
    let card: String
    let state: Tag
    /// What it counts for, overdue, auto-fails.
    let tags: [Tag]
    /// `86.50 %`; nil before it is scored.
    let score: String?
    let verdict: Tag?
    /// Who has it, or scored it.
    let analyst: String?

    init(_ evaluation: EvaluationSummary, _ words: Words, now: Date) {
        url = WebURL.evaluation(evaluation.id)
        let due = words.home.time(evaluation.submittedAt ?? evaluation.dueAt)
        self.due = words.shortDay(due)
        dueISO8601 = due.iso8601
        agent = evaluation.agentName ?? evaluation.agent ?? "–"
        agentCode = evaluation.agentName == nil ? nil : evaluation.agent
        campaign = evaluation.campaignName ?? evaluation.campaign ?? ""
        let called = Zone(named: evaluation.zone).time(evaluation.callStartedAt)
        self.called = words("date.moment", ["day": words.shortDay(called), "clock": called.clock])
        calledISO8601 = called.iso8601
        length = words.length(evaluation.callSeconds)
        card = "\(evaluation.cardCode) · \(evaluation.cardVersion)"
        state = Tag(evaluation.state, words)
        var tags = [Tag(evaluation.stream, words)].compactMap { $0 }
        if evaluation.isOverdue(at: now) {
            tags.append(Tag(symbol: "!", text: words("evaluation.overdue"), tone: "bad"))
        }
        if evaluation.autoFails > 0 {
            tags.append(Tag(symbol: "✕", text: words("scoring.autoFail"), tone: "bad"))
        }
        self.tags = tags
        score = evaluation.score.map { "\(words.points($0)) %" }
        verdict = Tag(passed: evaluation.passed, words)
        analyst = evaluation.analyst
    }
}

extension Words {
    /// `86.50`
    func points(_ percent: Percent) -> String {
        "\(percent.hundredths / 100).\((percent.hundredths % 100).twoDigits)"
    }
}

extension Tag {
    init(_ state: Evaluation.State, _ words: Words) {
        let (symbol, tone) =
            switch state {
            case .open: ("○", "plain")
            case .claimed: ("◐", "plain")
            case .submitted: ("◷", "plain")
            case .secondLook: ("△", "warn")
            case .released: ("●", "good")
            case .acknowledged: ("✓", "good")
            case .disputed: ("≠", "warn")
            case .replaced: ("∅", "plain")
            }
        self.init(symbol: symbol, text: words("evaluation.state.\(state.rawValue)"), tone: tone)
    }

    /// Nil for what counts as most do: drawn by chance.
    init?(_ stream: Evaluation.Stream, _ words: Words) {
        guard stream != .estimate else { return nil }
        self.init(
            symbol: "◇", text: words("evaluation.stream.\(stream.rawValue)"),
            tone: stream == .risk ? "warn" : "plain")
    }

    /// Nil before it is scored.
    init?(passed: Bool?, _ words: Words) {
        guard let passed else { return nil }
        self.init(
            symbol: passed ? "✓" : "△", text: words(passed ? "scoring.pass" : "scoring.fail"),
            tone: passed ? "good" : "warn")
    }
}

extension EvaluationLine: PagePart {
    func child(named property: String) -> Any? {
        switch property {
        case "url": url
        case "due": due
        case "dueISO8601": dueISO8601
        case "agent": agent
        case "agentCode": agentCode
        case "campaign": campaign
        case "called": called
        case "calledISO8601": calledISO8601
        case "length": length
        case "card": card
        case "state": state
        case "tags": tags
        case "score": score
        case "verdict": verdict
        case "analyst": analyst
        default: nil
        }
    }
}

import CallDesk
import Calls
import Foundation
import HTTPTypes
import Hummingbird

/// The form by which a coaching is made: about an evaluation and its questions, or about an agent.
struct CoachingFormPage: PageModel {
    static let template = "coaching-form"
    let frame: Frame
    let listURL: String
    let postURL: String
    /// What has to be set right, as a finished sentence.
    let refusal: String?
    /// Nil where the agent is named instead.
    let evaluated: Evaluated?
    /// Nil where the evaluation says whose call it is.
    let agent: AgentField?
    let kinds: [ScoringChoice]
    let day: String
    let due: String
    let today: String
    let text: String
    let textMax: Int

    struct Evaluated: Sendable {
        let id: String
        let url: String
        let agent: String
        let call: String
        let questions: [ScoringChoice]
    }

    struct AgentField: Sendable {
        let value: String
        let known: [ScoringChoice]
        /// Questions to choose from, by scorecard.
        let cards: [Card]

        struct Card: Sendable {
            let label: String
            let questions: [ScoringChoice]
        }
    }
}

extension Web {
    private static let dueDays = 14
    private static let cardsMax = 30

    func newCoachingPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["evaluation", "question"])
        return try await coachingForm(visit, evaluation: try evaluationNamed(visit.query))
    }

    func addCoachingFromPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        var limits = settings.limits
        limits.bodyBytesMax = Self.coachingBytesMax
        let form = try await visit.form(limits: limits)
        try form.allow(
            ["kind", "agent", "day", "due", "text", "evaluation"], often: ["question", "asked"])
        let evaluation = try evaluationNamed(form)
        do {
            let id = try await desk.addCoaching(
                Self.coaching(form, about: evaluation), by: visit.principal)
            return .seeOther(WebURL.coaching(id, done: .made))
        } catch let refusal as Refusal where refusal.kind == .invalid {
            return try await coachingForm(
                visit, evaluation: evaluation, typed: form, refusal: refusal)
        }
    }

    private func evaluationNamed(_ query: Query) throws -> Evaluation.ID? {
        guard let text = query["evaluation"] else { return nil }
        guard let id = Evaluation.ID(text: text) else { throw Refusal.noSuchEvaluation }
        return id
    }

    /// What a form says. The day of a note is the day on which it is made, whatever stands there.
    private static func coaching(
        _ form: Query, about evaluation: Evaluation.ID?
    ) throws -> NewCoaching {
        let kind = form["kind"].flatMap(Coaching.Kind.init(rawValue:)) ?? .note
        let questions = form.all("question")
        var topics: [NewCoaching.NewTopic] = []
        if let evaluation {
            topics =
                questions.isEmpty
                ? [.init(evaluation: evaluation)]
                : questions.map { .init(evaluation: evaluation, question: $0) }
        }
        topics += form.all("asked").map { asked in
            let parts = asked.split(separator: " ", maxSplits: 1).map(String.init)
            return .init(card: parts.first, question: parts.count == 2 ? parts[1] : "")
        }
        return NewCoaching(
            kind: kind, agentCode: evaluation == nil ? form["agent"] ?? "" : nil,
            text: (form["text"] ?? "").replacing("\r\n", with: "\n"),
            day: kind == .session ? try form["day"].map { try cardDay($0, "day") } : nil,
            dueThrough: try cardDay(form["due"], "due"), topics: topics)
    }

    private func coachingForm(
        _ visit: Visit, evaluation: Evaluation.ID?, typed: Query? = nil, refusal: Refusal? = nil
    ) async throws -> Response {
        let (words, today) = (visit.words, localToday)
        var detail: EvaluationDetail?
        if let evaluation {
            detail = try await desk.evaluation(evaluation, by: visit.principal)
        }
        let status: HTTPResponse.Status = refusal == nil ? .ok : .badRequest
        let kind = typed?["kind"] ?? Coaching.Kind.note.rawValue
        return try page(
            CoachingFormPage(
                frame: await frame(words("coaching.new"), in: .coaching, of: visit),
                listURL: WebURL.coachings, postURL: WebURL.coachings,
                refusal: refusal.map(words.sentence),
                evaluated: detail.map {
                    .init($0, chosen: (typed ?? visit.query).all("question"), words)
                },
                agent: detail == nil
                    ? try await agentField(visit.principal, typed, words) : nil,
                kinds: Coaching.Kind.allCases.map {
                    ScoringChoice(
                        value: $0.rawValue, label: words("coaching.kind.\($0.rawValue).means"),
                        isChosen: $0.rawValue == kind)
                },
                day: typed?["day"] ?? "\(today)",
                due: typed?["due"] ?? "\(today.advanced(by: Self.dueDays))",
                today: "\(today)", text: typed?["text"] ?? "",
                textMax: Coaching.Limits.textCharacters),
            for: visit, status: status)
    }

    private func agentField(
        _ reader: Principal, _ typed: Query?, _ words: Words
    ) async throws -> CoachingFormPage.AgentField {
        let known = reader.may(.listCalls) ? try await desk.filterChoices(by: reader).agents : []
        var cards: [CoachingFormPage.AgentField.Card] = []
        let asked = Set(typed?.all("asked") ?? [])
        if reader.may(.seeScorecards) {
            let found = try await desk.scorecards(after: nil, limit: Self.cardsMax, by: reader)
            for line in found.items where line.inForce != nil {
                let card = try await desk.scorecard(
                    line.id, version: line.inForce, by: reader).card
                cards.append(.init(card, asked: asked, words))
            }
        }
        return .init(
            value: typed?["agent"] ?? "",
            known: known.map {
                ScoringChoice(value: $0.code, label: $0.name ?? $0.code, isChosen: false)
            }, cards: cards)
    }
}

extension CoachingFormPage.Evaluated {
    init(_ detail: EvaluationDetail, chosen: [String], _ words: Words) {
        let summary = detail.summary
        let filled = FilledCard(detail.scorecard, detail.sheet, words)
        let asked = Set(filled.score.asked)
        let time = Zone(named: summary.zone).time(summary.callStartedAt)
        id = summary.id.description
        url = WebURL.evaluation(summary.id)
        agent = summary.agentName ?? summary.agent ?? words("call.unknownAgent")
        call = words(
            "coaching.about.evaluation",
            ["when": words("date.moment", ["day": words.shortDay(time), "clock": time.clock])])
        questions = detail.scorecard.questions.filter {
            $0.isScored && asked.contains($0.code)
        }.map {
            ScoringChoice(
                value: $0.code, label: filled.spoken($0.text),
                isChosen: chosen.contains($0.code))
        }
    }
}

extension CoachingFormPage.AgentField.Card {
    init(_ card: Scorecard, asked: Set<String>, _ words: Words) {
        label = words.spoken(card.title)
        questions = card.questions.filter(\.isScored).map { question in
            let value = "\(card.code) \(question.code)"
            return ScoringChoice(
                value: value, label: words.spoken(question.text),
                isChosen: asked.contains(value))
        }
    }
}

import CallDesk
import Calls
import Foundation
import Hummingbird

extension Web {
    func coachingPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["done"])
        let id: Coaching.ID = try visit.id("coaching", or: .noSuchCoaching)
        let detail = try await desk.coaching(id, by: visit.principal)
        var words = visit.words
        words.titles.merge(detail.titles) { first, _ in first }
        let (summary, reader) = (detail.summary, visit.principal)
        let done = visit.query["done"].flatMap { CoachingDone(rawValue: $0) }
        let kind = words("coaching.kind.\(summary.kind.rawValue)")
        let agent = summary.agentName.map { "\($0) · \(summary.agentCode)" } ?? summary.agentCode
        return try page(
            CoachingPage(
                frame: await frame(words("coaching.title"), in: .coaching, of: visit),
                listURL: WebURL.coachings, kind: kind, agent: agent,
                particulars: [
                    words(
                        "coaching.on.\(summary.kind.rawValue)",
                        ["day": words.shortDay(summary.day)]),
                    words("coaching.due", ["day": words.shortDay(summary.dueThrough)]),
                    words("coaching.by", ["name": words.who(summary.madeBy)]),
                ],
                tags: Tag.all(of: summary, words, today: localToday),
                done: done.map { words("coaching.done.\($0.rawValue)") }, said: detail.text,
                topics: detail.topics.map {
                    CoachingTopicCard($0, on: summary.day, reader, words)
                },
                steps: detail.steps.map { ScoredStep($0, words) },
                acknowledgeURL: detail.mayAcknowledge ? WebURL.coaching(id, .acknowledge) : nil,
                finishURL: detail.mayFinish ? WebURL.coaching(id, .finish) : nil,
                withdrawURL: detail.mayWithdraw ? WebURL.coaching(id, .withdraw) : nil,
                historyURL: WebURL.history(of: "coaching:\(id)", for: reader)), for: visit)
    }

    /// `text` is the agent's comment, the result, or why it is taken back.
    func actOnCoaching(_ visit: Visit, _ act: CoachingAct) async throws -> Response {
        try visit.query.allow([])
        let id: Coaching.ID = try visit.id("coaching", or: .noSuchCoaching)
        let form = try await visit.form(limits: settings.limits)
        try form.allow(["text"])
        try await carryOut(act, on: id, saying: form["text"] ?? "", by: visit.principal)
        let done: CoachingDone =
            switch act {
            case .acknowledge: .acknowledged
            case .finish: .finished
            case .withdraw: .withdrawn
            }
        return .seeOther(WebURL.coaching(id, done: done))
    }

    func carryOut(
        _ act: CoachingAct, on id: Coaching.ID, saying text: String, by principal: Principal
    ) async throws {
        switch act {
        case .acknowledge:
            try await desk.acknowledgeCoaching(id, saying: text, by: principal)
        case .finish: try await desk.finishCoaching(id, result: text, by: principal)
        case .withdraw: try await desk.withdrawCoaching(id, because: text, by: principal)
        }
    }
}

extension CoachingTopicCard {
    init(_ topic: CoachingTopic, on day: LocalDay, _ reader: Principal, _ words: Words) {
        let question = topic.question.map { $0.text[words.language.rawValue] }
        let called = topic.callStartedAt.map { startedAt in
            let time = Zone(named: topic.zone ?? "").time(startedAt)
            return words(
                "date.moment", ["day": words.shortDay(time), "clock": time.clock])
        }
        let isScored = topic.evaluation != nil
        let place = called.map {
            words(isScored ? "coaching.about.evaluation" : "coaching.about.call", ["when": $0])
        }
        title = question ?? place ?? words("scoring.call")
        about = question == nil ? nil : place
        if let evaluation = topic.evaluation, reader.may(.seeEvaluations) {
            url = WebURL.evaluation(evaluation)
                + (topic.question.map { "#q-\($0.code)" } ?? "")
        } else if let call = topic.call, reader.may(.seeCall) {
            url = WebURL.call(call)
        } else {
            url = nil
        }
        effect = topic.question.map { EffectTable($0.effect, around: day, words) }
    }
}

extension ScoredStep {
    init(_ step: CoachingStep, _ words: Words) {
        what = words("coaching.step.\(step.kind.rawValue)")
        who = words.who(step.doneBy)
        when = words.moment(step.doneAt)
        text = step.text.isEmpty ? nil : step.text
    }
}


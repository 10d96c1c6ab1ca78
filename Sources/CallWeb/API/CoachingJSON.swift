import Calls

/// A coaching as a line of `GET /api/v1/coaching`.
struct CoachingJSON: Encodable, Sendable {
    let id: Coaching.ID
    let kind: Coaching.Kind
    let state: Coaching.State
    let agent: String
    let agentName: OrNull<String>
    let day: String
    let due: String
    let overdue: Bool
    let madeBy: String
    let madeAt: String
    let topics: Int

    init(_ coaching: CoachingSummary, today: LocalDay, home: Zone) {
        (id, kind, state) = (coaching.id, coaching.kind, coaching.state)
        agent = coaching.agentCode
        agentName = OrNull(coaching.agentName)
        day = "\(coaching.day)"
        due = "\(coaching.dueThrough)"
        overdue = coaching.isOverdue(on: today)
        madeBy = coaching.madeBy
        madeAt = home.time(coaching.madeAt).iso8601
        topics = coaching.topics
    }
}

/// `GET /api/v1/coaching/:coaching`.
struct CoachingDetailJSON: Encodable, Sendable {
    struct Step: Encodable, Sendable {
        let kind: CoachingStep.Kind
        let by: String
        let at: String
        let text: String
    }

    struct Topic: Encodable, Sendable {
        let evaluation: OrNull<Evaluation.ID>
        let call: OrNull<Call.ID>
        let scorecard: OrNull<String>
        let question: OrNull<String>
        let effect: OrNull<Effect>
    }

    /// Whether the question got better; shares in percent, their change in percentage points.
    struct Effect: Encodable, Sendable {
        let verdict: CoachingEffect.Verdict
        let before: OrNull<Figure>
        let after: OrNull<Figure>
        let change: OrNull<Figure>
    }

    /// With its 95 % interval, and the evaluations that it rests on.
    struct Figure: Encodable, Sendable {
        let value: Double
        let low: OrNull<Double>
        let high: OrNull<Double>
        let evaluations: Int

        init(_ estimate: Estimate) {
            value = estimate.value.thousandths
            low = OrNull(estimate.low?.thousandths)
            high = OrNull(estimate.high?.thousandths)
            evaluations = estimate.count
        }
    }

    let coaching: CoachingJSON
    let text: OrNull<String>
    let topics: [Topic]
    let steps: [Step]

    init(_ detail: CoachingDetail, today: LocalDay, home: Zone) {
        coaching = CoachingJSON(detail.summary, today: today, home: home)
        text = OrNull(detail.text)
        topics = detail.topics.map { topic in
            Topic(
                evaluation: OrNull(topic.evaluation), call: OrNull(topic.call),
                scorecard: OrNull(topic.card), question: OrNull(topic.question?.code),
                effect: OrNull(topic.question.map { Effect($0.effect) }))
        }
        steps = detail.steps.map {
            Step(
                kind: $0.kind, by: detail.titles[$0.doneBy] ?? $0.doneBy,
                at: home.time($0.doneAt).iso8601, text: $0.text)
        }
    }
}

extension CoachingDetailJSON.Effect {
    fileprivate init(_ effect: CoachingEffect) {
        self.init(
            verdict: effect.verdict, before: OrNull(effect.before.map { .init($0) }),
            after: OrNull(effect.after.map { .init($0) }),
            change: OrNull(effect.change.map { .init($0) }))
    }
}

import Calls

/// An action as a line of `GET /api/v1/actions`.
struct ActionJSON: Encodable, Sendable {
    let id: CorrectiveAction.ID
    let number: Int
    let kind: CorrectiveAction.Kind
    let state: CorrectiveAction.State
    let round: Int
    let cause: String
    let dimension: OrNull<ComplaintDimension>
    let key: OrNull<String>
    let group: OrNull<String>
    let base: RateBase
    let owner: String
    let ownerName: OrNull<String>
    let due: String
    /// The due day, the day of the check, or the one on which it ended.
    let next: String
    let overdue: Bool
    let checkDue: Bool
    let openedAt: String
    let text: String

    init(_ action: ActionSummary, today: LocalDay, home: Zone) {
        (id, number, kind) = (action.id, action.number, action.kind)
        (state, round, cause) = (action.state, action.round, action.cause)
        dimension = OrNull(action.group?.dimension)
        key = OrNull(action.group?.key)
        group = OrNull(action.groupTitle)
        base = action.base
        owner = action.owner
        ownerName = OrNull(action.ownerTitle)
        (due, next) = ("\(action.due)", "\(action.next)")
        overdue = action.isOverdue(on: today)
        checkDue = action.isCheckDue(on: today)
        openedAt = home.time(action.openedAt).iso8601
        text = action.words
    }
}

/// Complaints of two spans, and what the difference comes to; rates per 1,000.
struct RateEffectJSON: Encodable, Sendable {
    struct Side: Encodable, Sendable {
        let complaints: Int
        let exposure: Int
        let rate: OrNull<Double>
        let low: OrNull<Double>
        let high: OrNull<Double>

        init(_ count: ExposedCount, _ rate: Estimate?) {
            (complaints, exposure) = (count.events, count.exposure)
            self.rate = OrNull(rate?.value.thousandths)
            low = OrNull(rate?.low?.thousandths)
            high = OrNull(rate?.high?.thousandths)
        }
    }

    let verdict: ActionEffect.Verdict
    let before: Side
    let after: Side
    /// The rate after by that before, with its 95 % interval.
    let ratio: OrNull<Double>
    let ratioLow: OrNull<Double>
    let ratioHigh: OrNull<Double>

    init(_ effect: ActionEffect) {
        verdict = effect.verdict
        before = Side(effect.before, effect.rateBefore)
        after = Side(effect.after, effect.rateAfter)
        ratio = OrNull(effect.ratio?.value?.thousandths)
        ratioLow = OrNull(effect.ratio?.low.thousandths)
        ratioHigh = OrNull(effect.ratio?.high?.thousandths)
    }
}

/// `GET /api/v1/actions/:action`.
struct ActionDetailJSON: Encodable, Sendable {
    struct Event: Encodable, Sendable {
        let number: Int
        let act: ActionAct
        let by: String
        let at: String
        let text: String
    }

    struct Check: Encodable, Sendable {
        let ground: ActionCheck.Ground
        let effect: RateEffectJSON
    }

    struct Owner: Encodable, Sendable {
        let person: String
        let name: String
    }

    let action: ActionJSON
    let doneOn: OrNull<String>
    let checkFrom: OrNull<String>
    /// As it is just now; null until it is done.
    let effect: OrNull<RateEffectJSON>
    /// The last one.
    let check: OrNull<Check>
    let complaints: [Complaint.ID]
    /// What the reader can do now.
    let acts: [ActionAct]
    let owners: [Owner]
    /// Number of the last event.
    let version: Int
    let events: [Event]

    init(_ detail: ActionDetail, home: Zone) {
        let made = detail.action
        action = ActionJSON(detail.summary, today: detail.today, home: home)
        doneOn = OrNull(made.doneOn.map { "\($0)" })
        checkFrom = OrNull(made.checkFrom.map { "\($0)" })
        effect = OrNull(detail.figures.map { RateEffectJSON($0.effect) })
        check = OrNull(
            made.check.map { Check(ground: $0.ground, effect: RateEffectJSON($0.effect)) })
        complaints = detail.complaints.map(\.id)
        acts = detail.acts.filter { $0 != .open }
        owners = detail.owners.map { Owner(person: $0.person, name: $0.title) }
        version = detail.version
        events = detail.timeline.map {
            Event(
                number: $0.event.number, act: $0.event.deed.act,
                by: $0.byTitle ?? $0.event.by, at: home.time($0.event.at).iso8601,
                text: $0.text ?? "")
        }
    }
}

/// `GET /api/v1/complaints/causes/:cause`.
struct CauseJSON: Encodable, Sendable {
    struct Recurrence: Encodable, Sendable {
        let action: CorrectiveAction.ID
        let doneOn: String
        let complaints: Int
    }

    struct Question: Encodable, Sendable {
        let scorecard: String
        let question: String
        let verdict: OrNull<CoachingEffect.Verdict>
        let coachings: [Coaching.ID]
    }

    let cause: String
    let effect: OrNull<RateEffectJSON>
    let recurrence: OrNull<Recurrence>
    let actions: [ActionJSON]
    let questions: [Question]
    let complaints: [Complaint.ID]

    init(_ detail: CauseDetail, home: Zone) {
        cause = detail.code
        effect = OrNull(detail.trend.map { RateEffectJSON($0.effect) })
        recurrence = OrNull(
            detail.recurrence.map {
                Recurrence(
                    action: $0.action.id, doneOn: "\($0.doneOn)", complaints: $0.complaints)
            })
        actions = detail.actions.map { ActionJSON($0, today: detail.today, home: home) }
        questions = detail.questions.map {
            Question(
                scorecard: $0.question.card, question: $0.question.question,
                verdict: OrNull($0.effect?.verdict), coachings: $0.coachings.map(\.id))
        }
        complaints = detail.complaints.map(\.id)
    }
}

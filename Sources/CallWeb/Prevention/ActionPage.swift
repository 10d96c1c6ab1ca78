import Calls

/// One action: what is planned, whether it helped, what happened, and what the reader may do.
struct ActionPage: PageModel {
    static let template = "action"
    let frame: Frame
    let listURL: String
    let historyURL: String?
    let number: String
    /// The cause, with its path.
    let cause: Link
    /// Kind, group, owner and days, each ready to be read.
    let facts: [String]
    let tags: [Tag]
    let done: String?
    /// Where the refused form can't be shown again.
    let refusal: Refused?
    /// Nil once the words had to go.
    let plan: String?
    let effect: RateComparison?
    /// It is done, and there are too many customers to count.
    let isUncounted: Bool
    /// What the last check found, when it isn't the running figures.
    let check: Check?
    let next: ComplaintActForm?
    let forms: [ComplaintActForm]
    let complaints: [Link]
    let timeline: [ActionTimelineLine]

    struct Link: Sendable {
        let url: String
        let label: String
    }

    struct Refused: Sendable {
        let sentence: String
        let kept: String?
    }

    struct Check: Sendable {
        let found: String
        let ground: String
        let comparison: RateComparison
    }
}

/// Complaints of two spans of days, and what the difference comes to.
struct RateComparison: Sendable {
    struct Row: Sendable {
        let rowLabel: String
        let events: String
        let exposure: String
        /// `2.4`; `–` without exposure.
        let rate: String
        let interval: String
    }

    /// A finished sentence.
    let sentence: String
    /// The ratio with its interval; nil where there is none.
    let ratio: String?
    let tone: String
    let symbol: String
    let exposureLabel: String
    let rateRows: [Row]
}

extension RateComparison {
    init(
        _ effect: ActionEffect, base: RateBase, before: String, after: String, _ words: Words
    ) {
        sentence = words("action.told.\(effect.verdict.rawValue)")
        ratio = effect.ratio.flatMap { ratio in
            ratio.value.map { value in
                words(
                    "action.effect.ratio",
                    [
                        "ratio": words.decimal(value, places: 2),
                        "low": words.decimal(ratio.low, places: 2),
                        "high": ratio.high.map { words.decimal($0, places: 2) } ?? "∞",
                    ])
            }
        }
        (symbol, tone) =
            switch effect.verdict {
            case .down: ("↓", "good")
            case .up: ("↑", "bad")
            case .unsure: ("≈", "plain")
            case .tooEarly, .nothingBefore: ("…", "plain")
            }
        exposureLabel = words("action.base.\(base.rawValue)")
        rateRows = [
            (before, effect.before, effect.rateBefore), (after, effect.after, effect.rateAfter),
        ].map { label, count, rate in
            Row(
                rowLabel: label, events: words.number(count.events),
                exposure: words.number(count.exposure),
                rate: rate.map { words.decimal($0.value, places: 2) } ?? "–",
                interval: rate.flatMap { Self.interval($0, words) } ?? "–")
        }
    }

    private static func interval(_ rate: Estimate, _ words: Words) -> String? {
        guard let low = rate.low, let high = rate.high else { return nil }
        return "\(words.decimal(low, places: 2)) – \(words.decimal(high, places: 2))"
    }
}

/// One thing that happened to an action.
struct ActionTimelineLine: Sendable {
    let did: String
    let doer: String
    let moment: String
    let particulars: [String]
    let written: String?
}

extension ActionTimelineLine {
    init(_ event: ActionDetail.Event, _ detail: ActionDetail, _ words: Words) {
        let deed = event.event.deed
        did = words("action.did.\(deed.act.rawValue)")
        doer = event.byTitle ?? words.who(event.event.by)
        moment = words.moment(event.event.at)
        written = event.text.flatMap { $0.isEmpty ? nil : $0 }
        func person(_ id: String) -> String { detail.titles[id] ?? words.who(id) }
        func day(_ key: String, _ day: LocalDay) -> String {
            words("action.told.\(key)", ["day": words.shortDay(day)])
        }
        func found(_ check: ActionCheck) -> [String] {
            [
                words("action.effect.\(check.effect.verdict.rawValue)"),
                words("action.ground.\(check.ground.rawValue)"),
            ]
        }
        particulars =
            switch deed {
            case .open(let plan):
                [words("action.told.owner", ["name": person(plan.owner)]), day("due", plan.due)]
            case .assign(let owner): [words("action.told.owner", ["name": person(owner)])]
            case .reschedule(let due), .reopen(let due): [day("due", due)]
            case .finish(let on, let check): [day("on", on), day("check", check)]
            case .postponeCheck(let check): [day("check", check)]
            case .confirm(let check): found(check)
            case .reject(let check, let due): found(check) + [day("due", due)]
            case .note, .drop: []
            }
    }
}

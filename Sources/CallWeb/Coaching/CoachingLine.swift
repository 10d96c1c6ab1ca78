import Calls

/// A coaching as a row of the list.
struct CoachingLine: Sendable {
    let url: String
    let agent: String
    /// Nil where the agent has no name and is called by it.
    let agentCode: String?
    let kind: String
    let day: String
    let due: String
    let isOverdue: Bool
    let topics: String
    let maker: String
    /// Overdue, then where it is in its life.
    let tags: [Tag]

    init(_ coaching: CoachingSummary, _ words: Words, today: LocalDay) {
        url = WebURL.coaching(coaching.id)
        agent = coaching.agentName ?? coaching.agentCode
        agentCode = coaching.agentName == nil ? nil : coaching.agentCode
        kind = words("coaching.kind.\(coaching.kind.rawValue)")
        day = words.shortDay(coaching.day)
        due = words.shortDay(coaching.dueThrough)
        isOverdue = coaching.isOverdue(on: today)
        topics = coaching.topics == 0 ? "–" : words.number(coaching.topics)
        maker = coaching.maker ?? words.who(coaching.madeBy)
        tags = Tag.all(of: coaching, words, today: today)
    }
}

extension Tag {
    static func all(of coaching: CoachingSummary, _ words: Words, today: LocalDay) -> [Tag] {
        let overdue = Tag(symbol: "!", text: words("coaching.overdue"), tone: "bad")
        return (coaching.isOverdue(on: today) ? [overdue] : [])
            + [Tag(coaching.state, words)]
    }

    init(_ state: Coaching.State, _ words: Words) {
        let (symbol, tone) =
            switch state {
            case .open: ("○", "warn")
            case .acknowledged: ("◐", "plain")
            case .done: ("✓", "good")
            case .withdrawn: ("↩", "plain")
            }
        self.init(symbol: symbol, text: words("coaching.state.\(state.rawValue)"), tone: tone)
    }
}


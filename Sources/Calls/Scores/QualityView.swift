/// Whose scores are asked for.
package enum ScoreSlice: Hashable, Sendable {
    case all
    case team(Team.ID)
    /// By code.
    case campaign(String)
    case agent(String)

    package var scope: ScoreScope {
        switch self {
        case .all: .all
        case .team: .team
        case .campaign: .campaign
        case .agent: .agent
        }
    }

    /// What can be compared within it, the usual first.
    package var comparisons: [ScoreScope] {
        switch self {
        case .all: [.team, .agent, .campaign]
        case .team: [.agent, .campaign]
        case .campaign: [.team]
        case .agent: []
        }
    }
}

/// What is asked of a view of scores.
package struct QualityQuestion: Sendable {
    package var slice: ScoreSlice
    package var period: ScorePeriod
    /// The scorecard's code; the one with the most evaluations when nil.
    package var card: String?
    /// What the table beneath is of; nil for what fits the slice.
    package var by: ScoreScope?

    package init(slice: ScoreSlice = .all, period: ScorePeriod, card: String? = nil) {
        self.slice = slice
        self.period = period
        self.card = card
    }
}

/// Scores over a period: how high, how sure, and of what.
package struct QualityView: Sendable {
    package var slice: ScoreSlice
    /// The team's, campaign's or agent's name or code; nil for all.
    package var title: String?
    package var period: ScorePeriod
    /// Nil when nothing was scored.
    package var card: CardChoice?
    /// Scorecards with evaluations in the period, the most used first.
    package var cards: [CardChoice]
    package var sum: ScoreSum
    /// A point for each of `period.points`.
    package var trend: [ScoreSum]
    /// Those that are scored, in the order of the card.
    package var questions: [QuestionSum]
    /// What `subjects` are; nil where there is nothing to compare.
    package var by: ScoreScope?
    package var subjects: [SubjectSum]
    package var basis: ScoreBasis
    /// How far sums of older evaluations are counted; nil when all are.
    package var filling: Filling?

    package static let subjectsMax = 2_000

    package struct CardChoice: Hashable, Sendable {
        package var code: String
        package var count: Int

        package init(code: String, count: Int) {
            self.code = code
            self.count = count
        }
    }

    package struct QuestionSum: Sendable {
        package var code: String
        /// Nil of a question that no version of the card has any more.
        package var text: LocalText?
        package var sum: ScoreSum

        package init(code: String, text: LocalText?, sum: ScoreSum) {
            self.code = code
            self.text = text
            self.sum = sum
        }
    }

    package struct SubjectSum: Sendable {
        /// The team's id, the campaign's or agent's code; nil for calls without one.
        package var key: String?
        package var name: String?
        package var sum: ScoreSum

        package init(key: String?, name: String?, sum: ScoreSum) {
            self.key = key
            self.name = name
            self.sum = sum
        }
    }

    package struct Filling: Hashable, Sendable {
        package var done: Int64
        package var total: Int64

        package init(done: Int64, total: Int64) {
            self.done = done
            self.total = total
        }
    }

    package init(_ question: QualityQuestion) {
        slice = question.slice
        period = question.period
        cards = []
        sum = ScoreSum()
        trend = []
        questions = []
        subjects = []
        basis = .unknown
    }

    /// Questions with enough scores, from the best to the worst by the lower end of their interval.
    package var rankedQuestions: [QuestionSum] {
        questions.filter(\.sum.isRanked).sorted {
            ($0.sum.rankingBound ?? 0, $1.code) > ($1.sum.rankingBound ?? 0, $0.code)
        }
    }
}

/// In what order subjects are compared. The raw value stands in addresses.
package enum QualityOrder: String, CaseIterable, Codable, Sendable {
    case best, worst, count, name

    /// Those with too few scores come last, in the order of their names.
    package func sorted(_ subjects: [QualityView.SubjectSum]) -> [QualityView.SubjectSum] {
        // Bounds take long to work out, so each is once.
        let ranked: [Ranked] = subjects.map { subject in
            let bound = self == .best || self == .worst ? subject.sum.rankingBound : nil
            return Ranked(subject: subject, name: Self.name(subject), bound: bound)
        }
        return ranked.sorted { isBefore($0, $1) }.map(\.subject)
    }

    private struct Ranked {
        let subject: QualityView.SubjectSum
        let name: String
        let bound: Double?
    }

    private func isBefore(_ left: Ranked, _ right: Ranked) -> Bool {
        if self == .count, left.subject.sum.count != right.subject.sum.count {
            return left.subject.sum.count > right.subject.sum.count
        }
        if let one = left.bound, let other = right.bound, one != other {
            return self == .worst ? one < other : one > other
        }
        if (left.bound == nil) != (right.bound == nil) { return left.bound != nil }
        return left.name < right.name
    }

    private static func name(_ subject: QualityView.SubjectSum) -> String {
        subject.name ?? subject.key ?? "\u{10FFFF}"
    }
}

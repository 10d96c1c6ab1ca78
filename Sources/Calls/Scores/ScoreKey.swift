/// Whose scores a sum is of. The raw value stands in the database.
package enum ScoreScope: String, CaseIterable, Codable, Sendable {
    case all, team, campaign, agent
}

/// How long a stored sum is. The raw value stands in the database.
package enum ScoreGrain: String, CaseIterable, Codable, Sendable {
    case day, month
}

/// A stored sum of scores: whose, of what, of when.
package struct ScoreKey: Hashable, Sendable {
    package var scope: ScoreScope
    /// The id of the team, campaign or agent; 0 for all, and for calls without one.
    package var subject: Int64
    package var card: Scorecard.ID
    /// Its code; "" for the whole form.
    package var question: String
    package var grain: ScoreGrain
    /// Days since 1970-01-01 on the call's own calendar; of a month its first.
    package var day: Int
    /// The team the calls were of, so that who sees a team sees that team's part; 0 for none, and
    /// of `all`.
    package var team: Int64

    package init(
        _ scope: ScoreScope, _ subject: Int64, card: Scorecard.ID, question: String,
        of span: (grain: ScoreGrain, day: Int), team: Int64
    ) {
        self.scope = scope
        self.subject = subject
        self.card = card
        self.question = question
        grain = span.grain
        day = span.day
        self.team = team
    }
}

/// Whose evaluation it is, on which card and when: what says which stored sums it enters.
package struct ScorePlace: Sendable {
    package var agent: Agent.ID?
    package var team: Team.ID?
    package var campaign: Campaign.ID?
    package var card: Scorecard.ID
    package var day: LocalDay

    package init(
        agent: Agent.ID?, team: Team.ID?, campaign: Campaign.ID?, card: Scorecard.ID,
        day: LocalDay
    ) {
        self.agent = agent
        self.team = team
        self.campaign = campaign
        self.card = card
        self.day = day
    }

    /// The sums that the part of `question` enters: of its day and month, of all, of its team,
    /// campaign and agent.
    package func keys(_ question: String) -> [ScoreKey] {
        let own = team?.rawValue ?? 0
        let subjects: [(ScoreScope, Int64, Int64)] = [
            (.all, 0, 0), (.team, own, own), (.campaign, campaign?.rawValue ?? 0, own),
            (.agent, agent?.rawValue ?? 0, own),
        ]
        let spans: [(ScoreGrain, Int)] = [
            (.day, day.number), (.month, day.firstOfMonth.number),
        ]
        return subjects.flatMap { scope, subject, team in
            spans.map { grain, day in
                ScoreKey(
                    scope, subject, card: card, question: question, of: (grain, day), team: team)
            }
        }
    }
}

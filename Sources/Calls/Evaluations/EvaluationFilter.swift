/// Which evaluations are asked for. Every set field must hold.
package struct EvaluationFilter: Hashable, Sendable {
    /// Any of these; all but the replaced ones when empty.
    package var states: Set<Evaluation.State>
    package var streams: Set<Evaluation.Stream>
    package var assignedTo: Account.ID?
    package var agent: Agent.ID?
    package var team: Team.ID?
    package var campaign: Campaign.ID?
    package var card: Scorecard.ID?
    package var call: Call.ID?
    /// By code, for those who know no id; the desk looks them up. A code that nobody has finds
    /// nothing.
    package var agentCode: String?
    package var cardCode: String?
    package var draw: Draw.ID?
    /// Calls of these days, both included: days since 1970-01-01 on the call's own calendar.
    package var fromDay: Int?
    package var throughDay: Int?

    package init(
        states: Set<Evaluation.State> = [], streams: Set<Evaluation.Stream> = [],
        assignedTo: Account.ID? = nil, agent: Agent.ID? = nil, draw: Draw.ID? = nil
    ) {
        self.states = states
        self.streams = streams
        self.assignedTo = assignedTo
        self.agent = agent
        self.draw = draw
    }
}

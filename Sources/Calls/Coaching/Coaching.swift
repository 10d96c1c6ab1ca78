package import Foundation

/// What is agreed with an agent about their calls: feedback in writing, or a talk. It is about that
/// one agent, stays open until somebody says what came of it, and never runs out by itself.
package struct Coaching: Sendable {
    package typealias ID = Identifier<Coaching>

    /// The raw value stands in the database.
    package enum Kind: String, CaseIterable, Codable, Sendable {
        /// Feedback in writing.
        case note
        /// A talk on a day.
        case session
    }

    /// Where it is in its life. The raw value stands in the database.
    package enum State: String, CaseIterable, Codable, Sendable {
        /// The agent hasn't said anything yet.
        case open
        case acknowledged
        /// Somebody said what came of it.
        case done
        case withdrawn

        package var isEnded: Bool { self == .done || self == .withdrawn }
    }

    package enum Limits {
        package static let topics = 20
        package static let textCharacters = 4_000
        /// From the day on which it is made.
        package static let dueDays = 366
        /// A talk may be written down so long after it, and planned so long before.
        package static let talkDays = 366
        /// Made, acknowledged, ended.
        package static let steps = 10
    }
}

/// What is to be made. Codes are looked up by the desk.
package struct NewCoaching: Sendable {
    package var kind: Coaching.Kind
    /// Staff number; nil for the agent of the first topic.
    package var agentCode: String?
    /// What was good, and what is to change.
    package var text: String
    /// Of the talk; nil for a note, which counts from the day on which it is made.
    package var day: LocalDay?
    /// The last day by which it is to be done.
    package var dueThrough: LocalDay
    package var topics: [NewTopic]

    package init(
        kind: Coaching.Kind, agentCode: String?, text: String, day: LocalDay? = nil,
        dueThrough: LocalDay, topics: [NewTopic] = []
    ) {
        self.kind = kind
        self.agentCode = agentCode
        self.text = text
        self.day = day
        self.dueThrough = dueThrough
        self.topics = topics
    }

    /// A call, a question, or a question of a call's evaluation.
    package struct NewTopic: Hashable, Sendable {
        package var evaluation: Evaluation.ID?
        package var call: Call.ID?
        /// Code of the scorecard; of an evaluation it is known.
        package var card: String?
        /// Code of the question.
        package var question: String?

        package init(
            evaluation: Evaluation.ID? = nil, call: Call.ID? = nil, card: String? = nil,
            question: String? = nil
        ) {
            self.evaluation = evaluation
            self.call = call
            self.card = card
            self.question = question
        }
    }
}

/// Which coachings are asked for. Every set field must hold.
package struct CoachingFilter: Hashable, Sendable {
    /// Any of these; those that haven't ended when empty. Ended ones stand latest first, all
    /// others most urgent first.
    package var states: Set<Coaching.State>
    /// Not ended, and beyond their day.
    package var isOverdue: Bool
    package var agent: Agent.ID?
    /// By code, for those who know no id; a code that nobody has finds nothing.
    package var agentCode: String?

    package init(
        states: Set<Coaching.State> = [], isOverdue: Bool = false, agentCode: String? = nil
    ) {
        self.states = states
        self.isOverdue = isOverdue
        self.agentCode = agentCode
    }

    /// Whether nothing but ended ones is asked for.
    package var isOfEnded: Bool { !states.isEmpty && states.allSatisfy(\.isEnded) }
}

/// A coaching as a line of a list.
package struct CoachingSummary: Sendable, Identifiable {
    package var id: Coaching.ID
    package var kind: Coaching.Kind
    package var state: Coaching.State
    package var agent: Agent.ID
    package var agentCode: String
    package var agentName: String?
    /// Of the talk, or on which the note was made.
    package var day: LocalDay
    package var dueThrough: LocalDay
    package var madeBy: String
    /// How whoever made it is called; nil for who has no account.
    package var maker: String?
    package var madeAt: Date
    package var topics: Int

    package init(
        id: Coaching.ID, kind: Coaching.Kind, state: Coaching.State, agent: Agent.ID,
        agentCode: String, day: LocalDay, dueThrough: LocalDay, madeBy: String, madeAt: Date
    ) {
        self.id = id
        self.kind = kind
        self.state = state
        self.agent = agent
        self.agentCode = agentCode
        self.day = day
        self.dueThrough = dueThrough
        self.madeBy = madeBy
        self.madeAt = madeAt
        topics = 0
    }

    package func isOverdue(on today: LocalDay) -> Bool { !state.isEnded && dueThrough < today }
}

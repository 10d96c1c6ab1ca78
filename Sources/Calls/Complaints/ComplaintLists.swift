package import Foundation

/// Which complaints are asked for. Every set field must hold.
package struct ComplaintFilter: Hashable, Sendable {
    /// How much is left of the time that ends first.
    package enum Due: String, CaseIterable, Sendable {
        /// Its time is over.
        case breached
        /// Due before the end of the house's day.
        case today
        /// Due within seven days.
        case week
    }

    /// In which order they stand.
    package enum Order: String, CaseIterable, Sendable {
        /// What is due first stands first; what has no due instant stands last.
        case due
        /// The latest received first.
        case received
    }

    /// Any of these; those that aren't closed when empty.
    package var states: Set<Complaint.State>
    /// `Principal.person`
    package var assignee: String?
    package var isUnassigned: Bool
    package var due: Due?
    /// Code of a branch of the type tree; finer ones count.
    package var type: String?
    package var severity: String?
    package var outcome: Complaint.Outcome?
    package var channel: ComplaintReceipt.Channel?
    package var regime: String?
    package var customer: Customer.ID?
    package var call: Call.ID?
    /// By code.
    package var agentCode: String?
    /// By code.
    package var campaign: String?
    /// By code.
    package var product: String?
    package var team: Team.ID?
    /// Code of a branch of the tree of causes; finer ones count.
    package var cause: String?
    /// Days of what is complained of: of the earliest call that it is about, else of its receipt.
    package var occurredFrom: LocalDay?
    package var occurredThrough: LocalDay?
    /// Days of receipt in the house's zone.
    package var receivedFrom: LocalDay?
    package var receivedThrough: LocalDay?
    /// Something waits for a second person.
    package var isAsked: Bool
    /// Whether those that were merged into others are left out.
    package var leavesOutMembers: Bool
    package var order: Order

    package init(states: Set<Complaint.State> = [], order: Order = .due) {
        self.states = states
        isUnassigned = false
        isAsked = false
        leavesOutMembers = false
        self.order = order
    }
}

/// A complaint as a line of a list.
package struct ComplaintSummary: Hashable, Sendable, Identifiable {
    package var id: Complaint.ID
    package var number: ComplaintNumber
    package var state: Complaint.State
    package var round: Int
    package var channel: ComplaintReceipt.Channel
    package var receivedAt: Date
    package var type: String?
    package var severity: String?
    package var complexity: Complaint.Complexity?
    package var outcome: Complaint.Outcome?
    package var complainants: Int
    package var isVulnerable: Bool
    package var isEscalated: Bool
    package var isWaiting: Bool
    /// Something waits for a second person.
    package var isAsked: Bool
    /// `Principal.person` of whose case it is, and how they are called.
    package var assignee: String?
    package var assigneeTitle: String?
    package var customer: Customer.ID?
    package var customerNameMasked: String?
    package var mergedInto: Complaint.ID?
    package var closedAt: Date?
    /// The clock that ends first among those that run; nil when none does.
    package var nearest: ClockReading?

    package init(
        id: Complaint.ID, number: ComplaintNumber, state: Complaint.State,
        channel: ComplaintReceipt.Channel, receivedAt: Date
    ) {
        self.id = id
        self.number = number
        self.state = state
        self.channel = channel
        self.receivedAt = receivedAt
        round = 1
        complainants = 1
        isVulnerable = false
        isEscalated = false
        isWaiting = false
        isAsked = false
    }
}

/// What is open, by state, the most urgent first.
package struct ComplaintBoard: Hashable, Sendable {
    package static let columnCards = 20
    /// Counts end here; more are said to be at least as many.
    package static let countBound = 10_000

    package struct Column: Hashable, Sendable {
        package var state: Complaint.State
        package var count: Int
        package var cards: [ComplaintSummary]

        package init(state: Complaint.State, count: Int, cards: [ComplaintSummary]) {
            self.state = state
            self.count = count
            self.cards = cards
        }
    }

    /// Of every state but `closed`, in the order of life.
    package var columns: [Column]
    /// Of all open ones.
    package var breached: Int
    package var unassigned: Int

    package init(columns: [Column], breached: Int, unassigned: Int) {
        self.columns = columns
        self.breached = breached
        self.unassigned = unassigned
    }
}

/// What waits for one person.
package struct ComplaintWork: Sendable {
    /// Cases that are theirs and open, by what is due first.
    package var mine: Page<ComplaintSummary>
    /// Questions that they were asked and haven't answered.
    package var questions: [ComplaintQuestion]
    /// What waits for their decision as a second person.
    package var asked: [ComplaintSummary]
    /// Cases that nobody has and they may take; the most urgent first.
    package var unassigned: [ComplaintSummary]

    package init(
        mine: Page<ComplaintSummary>, questions: [ComplaintQuestion], asked: [ComplaintSummary],
        unassigned: [ComplaintSummary]
    ) {
        self.mine = mine
        self.questions = questions
        self.asked = asked
        self.unassigned = unassigned
    }
}

/// A question to an agent, as the one sees it who was asked: nothing else of the case.
package struct ComplaintQuestion: Hashable, Sendable {
    package var complaint: Complaint.ID
    package var number: ComplaintNumber
    /// Of the event that asked.
    package var event: Int
    package var agent: Agent.ID
    package var agentTitle: String?
    package var askedAt: Date
    package var text: String
    package var answeredAt: Date?
    /// Nil while there is none.
    package var answer: String?

    package init(
        complaint: Complaint.ID, number: ComplaintNumber, event: Int, agent: Agent.ID,
        askedAt: Date, text: String
    ) {
        self.complaint = complaint
        self.number = number
        self.event = event
        self.agent = agent
        self.askedAt = askedAt
        self.text = text
    }
}

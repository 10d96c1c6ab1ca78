package import Calls
package import Foundation

/// Which complaints a list shows, with all codes looked up. Every field that is set must hold.
package struct ComplaintSelection: Hashable, Sendable {
    /// Any of these; those that aren't closed when empty.
    package var states: Set<Complaint.State>
    /// `Principal.person`
    package var assignee: String?
    package var isUnassigned: Bool
    /// Due at this instant or later.
    package var dueFrom: Date?
    /// Due at this instant or before. A day's end is the next day's beginning, so what is due on a
    /// day is due at the instant at which the next one begins, or before.
    package var dueThrough: Date?
    /// Codes of leaves of the type tree, any of which it may be; empty asks nothing.
    package var types: [String] = []
    package var severity: String?
    package var outcome: Complaint.Outcome?
    package var channel: ComplaintReceipt.Channel?
    package var regime: String?
    /// As its customer, or as one of its parties.
    package var customer: Customer.ID?
    /// Linked just now.
    package var call: Call.ID?
    /// Whom it is about.
    package var agent: Agent.ID?
    package var campaign: Campaign.ID?
    /// By code.
    package var product: String?
    /// Codes of causes, any of which was found; empty asks nothing.
    package var causes: [String] = []
    package var team: Team.ID?
    /// When what is complained of happened.
    package var occurred: OccurredDays?
    package var receivedFrom: Date?
    /// Received before this instant.
    package var receivedBefore: Date?
    /// Something waits for a second person.
    package var isAsked: Bool
    package var leavesOutMembers: Bool
    /// Leaves out what is about this agent.
    package var notAbout: Agent.ID?
    package var order: ComplaintFilter.Order

    package init(states: Set<Complaint.State> = [], order: ComplaintFilter.Order = .due) {
        self.states = states
        isUnassigned = false
        isAsked = false
        leavesOutMembers = false
        self.order = order
    }

    /// What `filter` says without any looking up: its due time, type, causes, agent, campaign and
    /// days are still to be filled in.
    package init(_ filter: ComplaintFilter) {
        self.init(states: filter.states, order: filter.order)
        assignee = filter.assignee
        isUnassigned = filter.isUnassigned
        severity = filter.severity
        outcome = filter.outcome
        channel = filter.channel
        regime = filter.regime
        customer = filter.customer
        call = filter.call
        product = filter.product
        team = filter.team
        isAsked = filter.isAsked
        leavesOutMembers = filter.leavesOutMembers
    }
}

/// Which complaints somebody sees. That a complaint is about somebody shows it to nobody.
package enum ComplaintReach: Hashable, Sendable {
    case everything
    /// Those of these teams, and those that `person` registered or has.
    case teams(Set<Team.ID>, person: String)
    /// Those that `person` registered or has, or that `agent` is or was asked about.
    case own(person: String, agent: Agent.ID?)
}

/// Where a page of a list of complaints ended.
package struct ComplaintCursor: Hashable, Sendable {
    /// By what the list is ordered: when it is due, nil for never, or when it was received.
    package var at: Date?
    package var id: Complaint.ID

    package init(at: Date?, id: Complaint.ID) {
        self.at = at
        self.id = id
    }

    /// Behind `row` in a list of this order.
    package init(_ row: ComplaintRow, in order: ComplaintFilter.Order) {
        self.init(at: order == .due ? row.nextDueAt : row.receivedAt, id: row.id)
    }
}

/// A complaint as a line of a list.
package struct ListedComplaintRow: Sendable {
    package var complaint: ComplaintRow
    package var customer: CustomerRow?
}

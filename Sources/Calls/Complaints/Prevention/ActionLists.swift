package import Foundation

/// Which actions are asked for. Every set field must hold.
package struct ActionFilter: Hashable, Sendable {
    /// What presses.
    package enum Due: String, CaseIterable, Sendable {
        /// Open beyond its day.
        case overdue
        /// Done, and the day of the check has come.
        case check
        /// Open and due within a week, or beyond its day.
        case week
    }

    /// Any of these; those that haven't ended when empty. Ended ones alone stand latest first, all
    /// others most urgent first.
    package var states: Set<CorrectiveAction.State> = []
    package var due: Due?
    /// `Principal.person`
    package var owner: String?
    /// Code of a cause; finer ones are meant too.
    package var cause: String?
    package var kind: CorrectiveAction.Kind?
    /// That it came from.
    package var complaint: Complaint.ID?

    package init() {}

    /// Whether nothing but ended ones is asked for.
    package var isOfEnded: Bool { !states.isEmpty && states.allSatisfy(\.isEnded) }
}

/// An action as a line of a list.
package struct ActionSummary: Hashable, Sendable, Identifiable {
    package var id: CorrectiveAction.ID
    /// From 1, in the order in which they were opened.
    package var number: Int
    package var kind: CorrectiveAction.Kind
    package var state: CorrectiveAction.State
    package var round: Int
    package var cause: String
    package var group: ComplaintGroup?
    /// How the team, campaign or agent is called; the key of what has no name in the database.
    package var groupTitle: String?
    package var base: RateBase
    package var owner: String
    package var ownerTitle: String?
    package var due: LocalDay
    /// When something is to be done: the due day, the day of the check, or when it ended.
    package var next: LocalDay
    package var openedAt: Date
    /// What is planned; empty once it had to go.
    package var words = ""

    package init(
        id: CorrectiveAction.ID, number: Int, plan: ActionPlan, openedAt: Date
    ) {
        self.id = id
        self.number = number
        kind = plan.kind
        state = .open
        round = 1
        cause = plan.cause
        group = plan.group
        base = plan.base
        owner = plan.owner
        due = plan.due
        next = plan.due
        self.openedAt = openedAt
    }

    package func isOverdue(on today: LocalDay) -> Bool { state == .open && due < today }

    package func isCheckDue(on today: LocalDay) -> Bool { state == .done && next <= today }
}

/// What somebody wants to be done, with codes as people write them; looked up by the desk.
package struct NewAction: Sendable {
    package var kind: CorrectiveAction.Kind
    package var cause: String
    /// Nil for the whole house.
    package var dimension: ComplaintDimension?
    /// Id of a team, code of a campaign, an agent or a product.
    package var key: String?
    package var base = RateBase.calls
    /// `Principal.person`; nil for whoever opens it.
    package var owner: String?
    package var due: LocalDay
    package var complaints: Set<Complaint.ID> = []
    package var text: String

    package init(
        _ kind: CorrectiveAction.Kind, cause: String, due: LocalDay, text: String
    ) {
        self.kind = kind
        self.cause = cause
        self.due = due
        self.text = text
    }
}

/// What somebody does with an action; figures aren't theirs to bring.
package enum ActionWish: Hashable, Sendable {
    case note
    /// To `Principal.person`.
    case assign(String)
    case reschedule(LocalDay)
    case finish(on: LocalDay, checkFrom: LocalDay)
    case postponeCheck(LocalDay)
    case confirm(ActionCheck.Ground)
    case reject(ActionCheck.Ground, due: LocalDay)
    case drop
    case reopen(due: LocalDay)

    package var act: ActionAct {
        switch self {
        case .note: .note
        case .assign: .assign
        case .reschedule: .reschedule
        case .finish: .finish
        case .postponeCheck: .postponeCheck
        case .confirm: .confirm
        case .reject: .reject
        case .drop: .drop
        case .reopen: .reopen
        }
    }
}

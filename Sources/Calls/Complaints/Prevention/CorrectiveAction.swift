package import Foundation

/// What is done so that complaints of a cause don't come again, or don't come at all; as its
/// history tells it. What was written with each event stands sealed beside it and decides nothing.
package struct CorrectiveAction: Hashable, Sendable {
    package typealias ID = Identifier<CorrectiveAction>

    /// The raw value stands in the database.
    package enum Kind: String, CaseIterable, Codable, Sendable {
        /// After complaints of the cause.
        case corrective
        /// Before there are any.
        case preventive
    }

    /// Where it is in its life. The raw value stands in the database.
    package enum State: String, CaseIterable, Codable, Sendable {
        case open
        /// What was planned is done; whether it helped isn't known.
        case done
        /// Somebody other than the owner found that it helped.
        case effective
        case dropped

        package var isEnded: Bool { self == .effective || self == .dropped }
    }

    package enum Limits {
        package static let events = 1_000
        /// From the day on which a due day or the day of a check is set.
        package static let days = 731
        package static let textCharacters = 4_000
        /// That an action comes from.
        package static let complaints = 100
    }

    package let id: ID
    package let plan: ActionPlan
    /// In the order of their numbers; nothing is ever taken away.
    package private(set) var history: [ActionEvent] = []
    package private(set) var state = State.open
    /// From 1; one more each time it is found not to have helped, or opened again.
    package private(set) var round = 1
    /// `Principal.person`
    package private(set) var owner: String
    /// The last day by which it is to be done.
    package private(set) var due: LocalDay
    /// The day on which it was done, in this round.
    package private(set) var doneOn: LocalDay?
    /// Who said so.
    package private(set) var doneBy: String?
    /// From which day on it is to be checked.
    package private(set) var checkFrom: LocalDay?
    /// The last check, of whichever round.
    package private(set) var check: ActionCheck?

    /// The action that `history` tells of; nil when it doesn't begin with a plan.
    package init?(id: ID, history: [ActionEvent]) {
        guard let first = history.first, case .open(let plan) = first.deed else { return nil }
        self.id = id
        self.plan = plan
        owner = plan.owner
        due = plan.due
        for event in history { add(event) }
    }

    /// The action after `event`, which is believed: whether it may happen is asked before.
    package func after(_ event: ActionEvent) -> CorrectiveAction {
        var next = self
        next.add(event)
        return next
    }

    package func isOverdue(on today: LocalDay) -> Bool { state == .open && due < today }

    package func isCheckDue(on today: LocalDay) -> Bool {
        state == .done && checkFrom.map { $0 <= today } ?? true
    }

    private mutating func add(_ event: ActionEvent) {
        history.append(event)
        state = ActionTable.rule(event.deed.act).leads ?? state
        switch event.deed {
        case .assign(let person): owner = person
        case .reschedule(let day): due = day
        case .finish(let day, let check):
            doneOn = day
            doneBy = event.by
            checkFrom = check
        case .postponeCheck(let day): checkFrom = day
        case .confirm(let check): self.check = check
        case .reject(let check, let day):
            self.check = check
            beginRound(due: day)
        case .reopen(let day): beginRound(due: day)
        case .open, .note, .drop: break
        }
    }

    private mutating func beginRound(due day: LocalDay) {
        round += 1
        due = day
        doneOn = nil
        doneBy = nil
        checkFrom = nil
    }
}

/// What an action is meant to do. Its words stand elsewhere.
package struct ActionPlan: Hashable, Sendable {
    package var kind: CorrectiveAction.Kind
    /// Code of the cause; finer ones are meant too.
    package var cause: String
    /// Where it is done; nil for the whole house.
    package var group: ComplaintGroup?
    /// What its effect is measured against.
    package var base: RateBase
    /// `Principal.person`
    package var owner: String
    package var due: LocalDay
    /// The complaints that it came from.
    package var complaints: Set<Complaint.ID>

    package init(
        _ kind: CorrectiveAction.Kind, cause: String, group: ComplaintGroup? = nil,
        base: RateBase = .calls, owner: String, due: LocalDay
    ) {
        self.kind = kind
        self.cause = cause
        self.group = group
        self.base = base
        self.owner = owner
        self.due = due
        complaints = []
    }
}

/// Complaints of one product, campaign, team, agent or script version.
package struct ComplaintGroup: Hashable, Sendable {
    package var dimension: ComplaintDimension
    /// Code or id.
    package var key: String

    package init(_ dimension: ComplaintDimension, _ key: String) {
        self.dimension = dimension
        self.key = key
    }
}

/// One line of an action's history.
package struct ActionEvent: Hashable, Sendable {
    /// From 1, without gaps.
    package var number: Int
    package var at: Date
    /// `Principal.person`
    package var by: String
    package var deed: ActionDeed

    package init(number: Int, at: Date, by: String, deed: ActionDeed) {
        self.number = number
        self.at = at
        self.by = by
        self.deed = deed
    }
}

/// What can be done with an action. The raw value stands in the database, the ledger and the
/// addresses, so a case is never renamed. `ActionTable` says when, and what it takes.
package enum ActionAct: String, CaseIterable, Codable, Sendable {
    case open
    case note
    /// Gives it to another owner.
    case assign
    /// Sets another due day.
    case reschedule
    /// Says that it is done.
    case finish
    case postponeCheck = "postpone-check"
    /// Finds that it helped.
    case confirm
    /// Finds that it didn't, so that it is open again.
    case reject
    case drop
    case reopen
}

/// Something that is done, with what it brings.
package enum ActionDeed: Hashable, Sendable {
    case open(ActionPlan)
    case note
    /// To `Principal.person`.
    case assign(String)
    case reschedule(LocalDay)
    /// Done on a day, and from which day on it is checked.
    case finish(on: LocalDay, checkFrom: LocalDay)
    case postponeCheck(LocalDay)
    case confirm(ActionCheck)
    /// With the new due day.
    case reject(ActionCheck, due: LocalDay)
    case drop
    /// With the new due day.
    case reopen(due: LocalDay)

    package var act: ActionAct {
        switch self {
        case .open: .open
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

    var check: ActionCheck? {
        switch self {
        case .confirm(let check), .reject(let check, _): check
        default: nil
        }
    }

    /// The day to come that it sets.
    var dayToCome: LocalDay? {
        switch self {
        case .open(let plan): plan.due
        case .reschedule(let day), .postponeCheck(let day), .finish(_, let day),
            .reject(_, let day), .reopen(let day):
            day
        case .note, .assign, .confirm, .drop: nil
        }
    }
}

/// What a check found, with the figures that lay before whoever checked.
package struct ActionCheck: Hashable, Sendable {
    /// On what it rests. The raw value stands in the database.
    package enum Ground: String, CaseIterable, Codable, Sendable {
        /// On the rates before and after.
        case measured
        /// On something else, which is told in words.
        case otherwise
    }

    package var ground: Ground
    package var before: ExposedCount
    package var after: ExposedCount

    package init(_ ground: Ground, before: ExposedCount, after: ExposedCount) {
        self.ground = ground
        self.before = before
        self.after = after
    }

    package var effect: ActionEffect { ActionEffect(before: before, after: after) }
}

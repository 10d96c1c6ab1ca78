/// What an act needs beside the state and the permission. The raw value stands in pages.
package enum ActionNeed: String, CaseIterable, Sendable {
    case words
    /// A code of the tree of causes.
    case knownCause = "known-cause"
    /// By whoever owns it.
    case owner
    /// By somebody who neither owns it nor said that it was done.
    case otherThanOwner = "other-than-owner"
    /// The day that is set lies ahead, and not too far.
    case dayToCome = "day-to-come"
    /// The day on which it was done isn't to come, and not before the action.
    case dayDone = "day-done"
    /// The day of the check has come.
    case checkDue = "check-due"
    /// What was found goes with the figures.
    case figures
    case room
}

/// A line of the table of acts.
package struct ActionRule: Hashable, Sendable {
    package let act: ActionAct
    package let from: Set<CorrectiveAction.State>
    /// Any of them will do.
    package let permissions: [Permission]
    package let needs: [ActionNeed]
    /// Nil where the state stays.
    package let leads: CorrectiveAction.State?
}

/// The life of an action: from which states each act may be done, by whom, what it needs, and where
/// it leads. The rules, the tests and the buttons are made from it.
package enum ActionTable {
    package static let rules: [ActionRule] = [
        rule(.open, from: [], needs: [.words, .knownCause, .dayToCome], .open),
        rule(.note, from: every, needs: [.words, .room]),
        rule(.assign, from: [.open], needs: [.room]),
        rule(.reschedule, from: [.open], needs: [.words, .dayToCome, .room]),
        rule(.finish, from: [.open], needs: [.words, .owner, .dayDone, .dayToCome, .room], .done),
        rule(
            .postponeCheck, from: [.done],
            needs: [.words, .otherThanOwner, .dayToCome, .room]),
        rule(
            .confirm, from: [.done],
            needs: [.words, .otherThanOwner, .checkDue, .figures], .effective),
        rule(
            .reject, from: [.done],
            needs: [.words, .otherThanOwner, .figures, .dayToCome, .room], .open),
        rule(.drop, from: [.open, .done], needs: [.words], .dropped),
        rule(.reopen, from: [.effective, .dropped], needs: [.words, .dayToCome, .room], .open),
    ]

    package static func rule(_ act: ActionAct) -> ActionRule { byAct[act]! }

    private static let byAct = Dictionary(uniqueKeysWithValues: rules.map { ($0.act, $0) })
    private static let every = Set(CorrectiveAction.State.allCases)

    /// Whoever works complaints may do everything but give up or say that it helped; those who
    /// oversee them may do that too.
    private static func rule(
        _ act: ActionAct, from: Set<CorrectiveAction.State>, needs: [ActionNeed],
        _ leads: CorrectiveAction.State? = nil
    ) -> ActionRule {
        let over: Set<ActionAct> = [.confirm, .reject, .drop]
        return ActionRule(
            act: act, from: from,
            permissions: over.contains(act)
                ? [.overseeComplaints] : [.workComplaints, .overseeComplaints],
            needs: needs, leads: leads)
    }
}

extension ActionNeed {
    /// What is missing and what to do, for programs and commands; pages have it in their language.
    package var sentence: String {
        switch self {
        case .words:
            "Say it in words, in at most \(CorrectiveAction.Limits.textCharacters) characters."
        case .knownCause: "There is no such cause. Choose one from the list."
        case .owner: "Somebody else owns this action. Have it given to you first."
        case .otherThanOwner:
            "Who owns an action or did it doesn't check it. Leave the check to somebody else."
        case .dayToCome: "This day isn't ahead, or is too far off. Choose one within two years."
        case .dayDone: "It can't have been done on this day. Choose one up to today."
        case .checkDue: "The day of the check hasn't come. Wait for it, or postpone the check."
        case .figures: "The figures don't say this. Look at them, and say on what else it rests."
        case .room: "There is no room for more of it here. Make another action of it."
        }
    }
}

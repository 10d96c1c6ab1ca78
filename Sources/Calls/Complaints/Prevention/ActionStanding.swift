package import Foundation

/// Why something can't be done with an action as it stands.
package enum ActionBar: Error, Hashable, Sendable {
    case permission(Permission)
    case state(CorrectiveAction.State)
    /// In the order of the table; never empty.
    case needs([ActionNeed])

    /// What stands in the way, with what to do.
    package var sentence: String {
        switch self {
        case .permission:
            "You may not do this. Ask an administrator for the permission named here."
        case .state(let state):
            "This can't be done with an action that is \(state.rawValue). Reload the page."
        case .needs(let needs): (needs.first ?? .room).sentence
        }
    }
}

/// An action with what the rules must know beside its history.
package struct ActionStanding: Sendable {
    package var action: CorrectiveAction
    package var causes: [ComplaintClasses.Branch]
    /// In the house's zone.
    package var today: LocalDay
    package var zone: CallZone

    package init(
        _ action: CorrectiveAction, causes: [ComplaintClasses.Branch], today: LocalDay,
        zone: CallZone
    ) {
        self.action = action
        self.causes = causes
        self.today = today
        self.zone = zone
    }

    /// Why `principal` can't do `act` now; nil when they can, as far as is known before they bring
    /// anything: what the buttons are made from.
    package func bar(to act: ActionAct, by principal: Principal) -> ActionBar? {
        bar(act, nil, by: principal, saying: nil)
    }

    /// Why `principal` can't do this, saying `text`; nil when they can.
    package func bar(
        to deed: ActionDeed, by principal: Principal, saying text: String
    ) -> ActionBar? {
        bar(deed.act, deed, by: principal, saying: text)
    }

    package func acts(of principal: Principal) -> [ActionAct] {
        ActionTable.rules.map(\.act).filter { bar(to: $0, by: principal) == nil }
    }

    /// The event that `deed` is.
    package func event(
        of deed: ActionDeed, by principal: Principal, saying text: String, at now: Date
    ) throws(ActionBar) -> ActionEvent {
        if let bar = bar(to: deed, by: principal, saying: text) { throw bar }
        let number = (action.history.last?.number ?? 0) + 1
        return ActionEvent(number: number, at: now, by: principal.person, deed: deed)
    }

    private func bar(
        _ act: ActionAct, _ deed: ActionDeed?, by principal: Principal, saying text: String?
    ) -> ActionBar? {
        let rule = ActionTable.rule(act)
        guard rule.permissions.contains(where: principal.may) else {
            return .permission(rule.permissions[0])
        }
        guard rule.from.contains(action.state) else { return .state(action.state) }
        let unmet = rule.needs.filter { !isMet($0, deed, principal.person, text) }
        return unmet.isEmpty ? nil : .needs(unmet)
    }

    private func isMet(
        _ need: ActionNeed, _ deed: ActionDeed?, _ person: String, _ text: String?
    ) -> Bool {
        switch need {
        case .words: text.map(ActionOpening.isWords) ?? true
        case .knownCause: true
        case .owner: person == action.owner
        case .otherThanOwner: person != action.owner && person != action.doneBy
        case .dayToCome: deed?.dayToCome.map { ActionOpening.lies($0, ahead: today) } ?? true
        case .dayDone: deed.map(isDone) ?? true
        case .checkDue: action.isCheckDue(on: today)
        case .figures: deed.map(isBorneOut) ?? true
        case .room: action.history.count < CorrectiveAction.Limits.events
        }
    }

    private func isDone(_ deed: ActionDeed) -> Bool {
        guard case .finish(let day, _) = deed else { return true }
        let opened = action.history.first.map { LocalDay(of: $0.at, in: zone) }
        return day <= today && opened.map { $0 <= day } ?? true
    }

    /// What rests on figures must be what they say; what rests on something else must not be the
    /// opposite of it.
    private func isBorneOut(_ deed: ActionDeed) -> Bool {
        guard let check = deed.check else { return true }
        let verdict = check.effect.verdict
        switch (deed.act, check.ground) {
        case (.confirm, .measured): return verdict == .down
        case (.confirm, .otherwise): return verdict != .up
        case (_, .measured): return verdict == .up || verdict == .unsure
        case (_, .otherwise): return verdict != .down
        }
    }
}

/// What is asked before there is an action.
package enum ActionOpening {
    /// Why `principal` can't open an action of `plan`, saying `text`; nil when they can.
    package static func bar(
        to plan: ActionPlan, by principal: Principal, saying text: String,
        causes: [ComplaintClasses.Branch], today: LocalDay
    ) -> ActionBar? {
        let rule = ActionTable.rule(.open)
        guard rule.permissions.contains(where: principal.may) else {
            return .permission(rule.permissions[0])
        }
        let unmet = rule.needs.filter { need in
            switch need {
            case .words: !isWords(text)
            case .knownCause: ComplaintClasses.path(to: plan.cause, in: causes).isEmpty
            case .dayToCome: !lies(plan.due, ahead: today)
            default: false
            }
        }
        return unmet.isEmpty ? nil : .needs(unmet)
    }

    static func isWords(_ text: String) -> Bool {
        text.contains { !$0.isWhitespace }
            && text.count <= CorrectiveAction.Limits.textCharacters
    }

    /// Today counts as ahead.
    static func lies(_ day: LocalDay, ahead today: LocalDay) -> Bool {
        day >= today && day <= today.advanced(by: CorrectiveAction.Limits.days)
    }
}

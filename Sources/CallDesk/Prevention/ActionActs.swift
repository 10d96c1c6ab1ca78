import CallLedger
import CallStore
import CallVault
package import Calls
import Foundation

/// What is done against a cause of complaints: every act by the table of acts, as one event.
extension CallDesk {
    package func openAction(
        _ new: NewAction, by principal: Principal
    ) async throws -> CorrectiveAction.ID {
        let desk = self
        let text = new.text.trimmingCharacters(in: .whitespacesAndNewlines)
        return try await change(
            by: principal, needing: ActionAct.open.permission(of: principal)
        ) { change in
            let plan = try desk.plan(of: new, in: change)
            let bar = ActionOpening.bar(
                to: plan, by: principal, saying: text,
                causes: desk.complaintRules.classes.causes, today: desk.today)
            if let bar { throw Refusal(action: bar) }
            let id: CorrectiveAction.ID = change.newID()
            let event = ActionEvent(
                number: 1, at: change.now, by: principal.person, deed: .open(plan))
            guard let action = CorrectiveAction(id: id, history: [event]) else {
                throw Refusal.noSuchAction
            }
            var row = ActionRow(
                id: id, number: try change.db.lastActionNumber() + 1, plan: plan,
                openedBy: principal.person, openedAt: change.now)
            (row.team, row.agent) = try desk.subjects(of: plan, at: change.now, in: change.db)
            guard desk.sees(row, principal) else { throw Refusal.unknownGroup }
            try change.db.insert(desk.sealed(row))
            for complaint in plan.complaints.sorted() {
                try change.db.insert(
                    desk.sealed(ActionComplaintRow(action: id, complaint: complaint)))
            }
            let found = ActionCase(row: row, standing: desk.standing(of: action))
            try desk.insert(event, saying: text, of: found, in: change)
            try desk.record(event, of: found, from: nil, in: &change)
            return id
        }
    }

    /// Does what is wished, saying `text`. `event` is the number of the last event that the person
    /// saw, nil for whatever there is; refused when something else happened since.
    package func actOnAction(
        _ id: CorrectiveAction.ID, _ wish: ActionWish, saying text: String,
        after event: Int? = nil, by principal: Principal
    ) async throws {
        let desk = self
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        try await change(
            by: principal, needing: wish.act.permission(of: principal)
        ) { change in
            var found = try desk.existing(id, for: principal, in: change.db)
            if let event, event != found.row.events { throw Refusal.actionChanged }
            let deed = try desk.deed(wish, on: found, in: change.db)
            let done: ActionEvent
            do throws(ActionBar) {
                done = try found.standing.event(
                    of: deed, by: principal, saying: text, at: change.now)
            } catch {
                throw Refusal(action: error)
            }
            let before = found.action
            found.standing.action = before.after(done)
            try desk.insert(done, saying: text, of: found, in: change)
            found.row.fill(from: found.action, on: desk.today)
            try change.db.update(desk.sealed(found.row))
            try desk.record(done, of: found, from: before, in: &change)
        }
    }

    /// With the figures as they are now, which nobody brings.
    private func deed(
        _ wish: ActionWish, on found: ActionCase, in db: Transaction
    ) throws -> ActionDeed {
        switch wish {
        case .note: .note
        case .assign(let person): .assign(try actionOwner(person, in: db))
        case .reschedule(let day): .reschedule(day)
        case .finish(let day, let check): .finish(on: day, checkFrom: check)
        case .postponeCheck(let day): .postponeCheck(day)
        case .confirm(let ground): .confirm(try check(ground, of: found.action, in: db))
        case .reject(let ground, let due):
            .reject(try check(ground, of: found.action, in: db), due: due)
        case .drop: .drop
        case .reopen(let due): .reopen(due: due)
        }
    }

    /// Of what isn't done there are none, and the table says no.
    private func check(
        _ ground: ActionCheck.Ground, of action: CorrectiveAction, in db: Transaction
    ) throws -> ActionCheck {
        let figures = try figures(of: action, in: db)
        return ActionCheck(
            ground, before: figures?.effect.before ?? ExposedCount(0, in: 0),
            after: figures?.effect.after ?? ExposedCount(0, in: 0))
    }

    private func insert(
        _ event: ActionEvent, saying text: String, of found: ActionCase, in change: Change
    ) throws {
        let place = Self.actionPlace(found.id, event.number)
        try change.db.insert(
            sealed(
                ActionEventRow(
                    action: found.id, event: event,
                    textSealed: text.isEmpty ? [] : vault.seal(text, as: place))))
    }

    /// Codes, ids and days, never a word of anybody's.
    private func record(
        _ event: ActionEvent, of found: ActionCase, from before: CorrectiveAction?,
        in change: inout Change
    ) throws {
        var details = event.deed.ledgerDetails
        details["event"] = "\(event.number)"
        if before?.state != found.action.state { details["state"] = found.action.state.rawValue }
        try change.record(
            try LedgerAction(event.deed.act), object: found.object, details: details)
    }
}

extension ActionAct {
    /// The one of its permissions that `principal` has; the first for who has none.
    package func permission(of principal: Principal) -> Permission {
        let permissions = ActionTable.rule(self).permissions
        return permissions.first(where: principal.may) ?? permissions[0]
    }
}

extension ActionRow {
    mutating func fill(from action: CorrectiveAction, on today: LocalDay) {
        let wasEnded = state.isEnded
        owner = action.owner
        state = action.state
        round = action.round
        dueDay = action.due.number
        doneDay = action.doneOn?.number
        switch state {
        case .open: nextDay = dueDay
        case .done: nextDay = action.checkFrom?.number ?? dueDay
        case .effective, .dropped: if !wasEnded { nextDay = today.number }
        }
        events = action.history.count
        version += 1
    }
}

extension LedgerAction {
    /// Each act of an action has its own.
    fileprivate init(_ act: ActionAct) throws {
        guard let action = LedgerAction(rawValue: "action.\(act.rawValue)") else {
            throw DeskFault.unaccountedChange("action.\(act.rawValue)")
        }
        self = action
    }
}

extension ActionDeed {
    fileprivate var ledgerDetails: [String: String] {
        switch self {
        case .open(let plan):
            [
                "kind": plan.kind.rawValue, "cause": plan.cause, "owner": plan.owner,
                "due": "\(plan.due)", "base": plan.base.rawValue,
                "group": plan.group.map { "\($0.dimension.rawValue):\($0.key)" } ?? "house",
                "complaints": "\(plan.complaints.count)",
            ]
        case .assign(let person): ["owner": person]
        case .reschedule(let day), .reopen(let day): ["due": "\(day)"]
        case .finish(let day, let check): ["on": "\(day)", "check": "\(check)"]
        case .postponeCheck(let day): ["check": "\(day)"]
        case .confirm(let made): made.ledgerDetails
        case .reject(let made, let due):
            made.ledgerDetails.merging(["due": "\(due)"]) { old, _ in old }
        case .note, .drop: [:]
        }
    }
}

extension ActionCheck {
    fileprivate var ledgerDetails: [String: String] {
        [
            "ground": ground.rawValue, "effect": effect.verdict.rawValue,
            "before": "\(before.events)/\(before.exposure)",
            "after": "\(after.events)/\(after.exposure)",
        ]
    }
}

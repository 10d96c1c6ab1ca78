import CallStore
import CallVault
import Calls

/// An action out of its rows, every one of them verified.
struct ActionCase {
    var row: ActionRow
    var standing: ActionStanding

    var id: CorrectiveAction.ID { row.id }
    var action: CorrectiveAction { standing.action }
    var object: String { "action:\(row.id)" }
}

extension CallDesk {
    /// Refused as unknown when there is none, or `principal` doesn't see it.
    func existing(
        _ id: CorrectiveAction.ID, for principal: Principal, in db: Transaction
    ) throws -> ActionCase {
        guard let row = try verified(db.action(id)), sees(row, principal) else {
            throw Refusal.noSuchAction
        }
        return try actionCase(of: row, in: db)
    }

    /// Whose complaints one sees, their teams' actions too; what one owns or opened; and nobody
    /// what is about them.
    func sees(_ row: ActionRow, _ principal: Principal) -> Bool {
        if let agent = principal.agent, row.agent == agent { return false }
        let isTheirs = [row.owner, row.openedBy].contains(principal.person)
        return switch complaintReach(.seeComplaints, of: principal) {
        case nil: false
        case .everything?: true
        case .teams(let teams, _)?: isTheirs || row.team.map(teams.contains) == true
        case .own?: isTheirs
        }
    }

    /// Throws where an event was altered, added or left out.
    func actionCase(of row: ActionRow, in db: Transaction) throws -> ActionCase {
        let events = try db.actionEvents(of: row.id)
        for event in events { try verify(event) }
        guard events.count == row.events,
            events.enumerated().allSatisfy({ $0.element.event.number == $0.offset + 1 }),
            let action = CorrectiveAction(id: row.id, history: events.map(\.event))
        else { throw DeskFault.rowAltered(table: ActionEventRow.table) }
        return ActionCase(row: row, standing: standing(of: action))
    }

    func standing(of action: CorrectiveAction) -> ActionStanding {
        ActionStanding(
            action, causes: complaintRules.classes.causes, today: today, zone: settings.zone)
    }

    /// Nil once it had to go.
    func text(of event: ActionEventRow) throws -> String? {
        event.textSealed.isEmpty
            ? nil
            : try vault.openText(
                event.textSealed, as: Self.actionPlace(event.action, event.event.number))
    }

    static func actionPlace(_ id: CorrectiveAction.ID, _ number: Int) -> FieldPlace {
        FieldPlace(
            table: "corrective_action_event", column: "text", row: id.rawValue,
            version: Int64(number))
    }
}

/// What is left of actions when a customer is erased whose complaint they came from: what was done
/// when, and no word that may tell of the customer.
extension CallDesk {
    func blankWords(ofActionsFrom complaint: Complaint.ID, in db: Transaction) throws {
        let pageRows = 200
        var behind = CorrectiveAction.ID(0)
        while true {
            let ids = try db.actions(from: complaint, after: behind, limit: pageRows)
            for id in ids {
                for event in try db.actionEvents(of: id) where !event.textSealed.isEmpty {
                    try verify(event)
                    var silent = event
                    silent.textSealed = []
                    try db.update(sealed(silent))
                }
            }
            guard ids.count == pageRows, let last = ids.last else { return }
            behind = last
        }
    }
}

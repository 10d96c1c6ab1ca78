package import Calls
package import Foundation

/// An action against a cause of complaints as lists see it. Everything follows from its events.
package struct ActionRow: RegulatedRow {
    package static let table = "corrective_action"

    package let id: CorrectiveAction.ID
    package let number: Int
    package let kind: CorrectiveAction.Kind
    package let cause: String
    package let group: ComplaintGroup?
    /// The group's team; of an agent the one that they were in when it was opened.
    package var team: Team.ID?
    /// Whom it is about, when its group is an agent.
    package var agent: Agent.ID?
    package let base: RateBase
    /// `Principal.person`
    package var owner: String
    package var state: CorrectiveAction.State = .open
    package var round = 1
    /// Days since 1970-01-01 in the house's zone.
    package var dueDay: Int
    /// The day that presses, or the one on which it ended.
    package var nextDay: Int
    package var doneDay: Int?
    /// `Principal.person`
    package let openedBy: String
    package let openedAt: Date
    /// Number of the last event.
    package var events = 1
    package var version: Int64 = 1
    package var rowMAC: [UInt8] = []

    /// One that was just opened.
    package init(
        id: CorrectiveAction.ID, number: Int, plan: ActionPlan, openedBy: String, openedAt: Date
    ) {
        self.id = id
        self.number = number
        kind = plan.kind
        cause = plan.cause
        group = plan.group
        base = plan.base
        owner = plan.owner
        dueDay = plan.due.number
        nextDay = plan.due.number
        self.openedBy = openedBy
        self.openedAt = openedAt
    }

    package init(_ row: Row) throws {
        id = try row.get("id")
        number = try row.get("number")
        kind = try row.named("kind")
        cause = try row.get("cause")
        let dimension: String? = try row.get("dimension")
        group = try dimension.map { name in
            guard let dimension = ComplaintDimension(rawValue: name) else {
                throw StoreFault.unexpectedRow("no such dimension as \(name)")
            }
            return ComplaintGroup(dimension, try row.get("group_key"))
        }
        team = try row.get("team_id")
        agent = try row.get("agent_id")
        base = try row.named("base")
        owner = try row.get("owner")
        state = try row.named("state")
        round = try row.get("round")
        dueDay = try row.get("due_day")
        nextDay = try row.get("next_day")
        doneDay = try row.get("done_day")
        openedBy = try row.get("opened_by")
        openedAt = try row.get("opened_at")
        events = try row.get("events")
        version = try row.get("version")
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [
            id, number, kind.rawValue, cause, group?.dimension.rawValue, group?.key, team, agent,
            base.rawValue, owner, state.rawValue, round, dueDay, nextDay, doneDay, openedBy,
            openedAt, events, version,
        ]
        return values.map(\.sqlValue)
    }
}

/// A line of an action's history. Nothing of it changes but for words that must go.
package struct ActionEventRow: RegulatedRow {
    package static let table = "corrective_action_event"

    package let action: CorrectiveAction.ID
    package let event: ActionEvent
    /// The deed as it stands in the database.
    package let deedJSON: String
    /// Empty where nothing was said, and once it had to go.
    package var textSealed: [UInt8]
    package var rowMAC: [UInt8] = []

    package init(
        action: CorrectiveAction.ID, event: ActionEvent, textSealed: [UInt8] = []
    ) throws {
        self.action = action
        self.event = event
        deedJSON = try event.deed.json
        self.textSealed = textSealed
    }

    package init(_ row: Row) throws {
        action = try row.get("action_id")
        deedJSON = try row.get("deed")
        event = ActionEvent(
            number: try row.get("number"), at: try row.get("at"), by: try row.get("by"),
            deed: try ActionDeed(json: deedJSON))
        textSealed = try row.get("text_sealed")
        rowMAC = try row.get("row_mac")
        let act: ActionAct = try row.named("act")
        guard event.deed.act == act else {
            throw StoreFault.unexpectedRow("an action's event \(act.rawValue) with another deed")
        }
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [
            action, event.number, event.at, event.by, event.deed.act.rawValue, deedJSON,
            textSealed,
        ]
        return values.map(\.sqlValue)
    }
}

/// A complaint that an action came from.
package struct ActionComplaintRow: RegulatedRow {
    package static let table = "corrective_action_complaint"

    package let action: CorrectiveAction.ID
    package let complaint: Complaint.ID
    package var rowMAC: [UInt8] = []

    package init(action: CorrectiveAction.ID, complaint: Complaint.ID) {
        (self.action, self.complaint) = (action, complaint)
    }

    package init(_ row: Row) throws {
        self.init(action: try row.get("action_id"), complaint: try row.get("complaint_id"))
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] { [action.sqlValue, complaint.sqlValue] }
}

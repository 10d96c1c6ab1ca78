package import Calls
package import Foundation

/// A line of a complaint's history. Nothing of it changes but for words that must go.
package struct ComplaintEventRow: RegulatedRow {
    package static let table = "complaint_event"

    package let complaint: Complaint.ID
    package let number: Int
    package let at: Date
    /// `Principal.person`
    package let by: String
    package let act: ComplaintAct
    package let deed: ComplaintDeed
    /// The deed as it stands in the database.
    package let deedJSON: String
    /// Empty where nothing was said, and once it had to go.
    package var textSealed: [UInt8]
    package var rowMAC: [UInt8] = []

    package init(
        complaint: Complaint.ID, event: ComplaintEvent, textSealed: [UInt8] = []
    ) throws {
        self.complaint = complaint
        number = event.number
        at = event.at
        by = event.by
        act = event.deed.act
        deed = event.deed
        deedJSON = try event.deed.json
        self.textSealed = textSealed
    }

    package init(_ row: Row) throws {
        complaint = try row.get("complaint_id")
        number = try row.get("number")
        at = try row.get("at")
        by = try row.get("by")
        act = try row.named("act")
        deedJSON = try row.get("deed")
        deed = try ComplaintDeed(json: deedJSON)
        textSealed = try row.get("text_sealed")
        rowMAC = try row.get("row_mac")
        guard deed.act == act else {
            throw StoreFault.unexpectedRow("an event \(act.rawValue) with another deed")
        }
    }

    package var event: ComplaintEvent {
        ComplaintEvent(number: number, at: at, by: by, deed: deed)
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [
            complaint, number, at, by, act.rawValue, deedJSON, textSealed,
        ]
        return values.map(\.sqlValue)
    }
}

/// Somebody who complains, or who speaks for those who do.
package struct ComplaintPartyRow: RegulatedRow {
    package static let table = "complaint_party"

    package var complaint: Complaint.ID
    /// From 1, in the order in which they were named.
    package var number: Int
    package var kind: ComplaintForm.Party.Kind
    package var customer: Customer.ID?
    /// Empty for whoever is in the vault, and once they had to go.
    package var factsSealed: [UInt8]
    package var rowMAC: [UInt8] = []

    package init(
        complaint: Complaint.ID, number: Int, kind: ComplaintForm.Party.Kind,
        customer: Customer.ID? = nil, factsSealed: [UInt8] = []
    ) {
        self.complaint = complaint
        self.number = number
        self.kind = kind
        self.customer = customer
        self.factsSealed = factsSealed
    }

    package init(_ row: Row) throws {
        self.init(
            complaint: try row.get("complaint_id"), number: try row.get("number"),
            kind: try row.named("kind"), customer: try row.get("customer_id"),
            factsSealed: try row.get("facts_sealed"))
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [complaint, number, kind.rawValue, customer, factsSealed]
        return values.map(\.sqlValue)
    }
}

/// A call that belongs to a complaint just now; the history says since when.
package struct ComplaintCallRow: RegulatedRow {
    package static let table = "complaint_call"

    package var complaint: Complaint.ID
    package var call: Call.ID
    package var isSubject: Bool
    package var rowMAC: [UInt8] = []

    package init(complaint: Complaint.ID, call: Call.ID, isSubject: Bool) {
        self.complaint = complaint
        self.call = call
        self.isSubject = isSubject
    }

    package init(_ row: Row) throws {
        self.init(
            complaint: try row.get("complaint_id"), call: try row.get("call_id"),
            isSubject: try row.flag("is_subject"))
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        [complaint.sqlValue, call.sqlValue, isSubject.number.sqlValue]
    }
}

/// A question that was put to an agent.
package struct ComplaintQuestionRow: RegulatedRow {
    package static let table = "complaint_question"

    package var complaint: Complaint.ID
    /// Of the event that asked.
    package var number: Int
    package var agent: Agent.ID
    package var askedAt: Date
    package var answeredAt: Date?
    package var rowMAC: [UInt8] = []

    package init(
        complaint: Complaint.ID, number: Int, agent: Agent.ID, askedAt: Date,
        answeredAt: Date? = nil
    ) {
        self.complaint = complaint
        self.number = number
        self.agent = agent
        self.askedAt = askedAt
        self.answeredAt = answeredAt
    }

    package init(_ row: Row) throws {
        self.init(
            complaint: try row.get("complaint_id"), number: try row.get("number"),
            agent: try row.get("agent_id"), askedAt: try row.get("asked_at"),
            answeredAt: try row.get("answered_at"))
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [complaint, number, agent, askedAt, answeredAt]
        return values.map(\.sqlValue)
    }
}

/// Somebody whom a complaint is about: named in its receipt, or who spoke in a call that it is
/// about.
package struct ComplaintAgentRow: RegulatedRow {
    package static let table = "complaint_agent"

    package var complaint: Complaint.ID
    package var agent: Agent.ID
    package var rowMAC: [UInt8] = []

    package init(complaint: Complaint.ID, agent: Agent.ID) {
        self.complaint = complaint
        self.agent = agent
    }

    package init(_ row: Row) throws {
        self.init(complaint: try row.get("complaint_id"), agent: try row.get("agent_id"))
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] { [complaint.sqlValue, agent.sqlValue] }
}

import Calls

/// Addresses of complaints. Whoever they are about stands in none of them.
extension WebURL {
    static let complaints = "/complaints"
    static let complaintBoard = "/complaints/board"
    static let ownComplaints = "/complaints/mine"
    static let complaintMatches = "/complaints/matches"
    static let complaintNumber = "/complaints/number"
    static let exportComplaints = "/complaints/export"

    static func complaints(_ query: [(String, String)]) -> String { complaints + queryText(query) }
    static func exportComplaints(_ query: [(String, String)]) -> String {
        exportComplaints + queryText(query)
    }
    static func ownComplaints(_ query: [(String, String)]) -> String {
        ownComplaints + queryText(query)
    }
    /// The form, about a customer and a call where they are given.
    static func newComplaint(
        of customer: Customer.ID? = nil, about call: Call.ID? = nil
    ) -> String {
        "/complaints/new"
            + queryText(
                [("customer", customer?.description), ("call", call?.description)].compactMap {
                    pair in pair.1.map { (pair.0, $0) }
                })
    }
    /// The empty form, after `number` was registered with it.
    static func newComplaint(after number: ComplaintNumber) -> String {
        "/complaints/new" + queryText([("done", number.description)])
    }
    static func complaint(_ id: Complaint.ID) -> String { "/complaints/\(id)" }
    static func complaint(_ id: Complaint.ID, _ act: ComplaintAct) -> String {
        "\(complaint(id))/\(act.rawValue)"
    }
    /// Its whole file, to be taken out of the house.
    static func caseFile(_ id: Complaint.ID) -> String { "\(complaint(id))/file" }
    /// The page, with a notice of what was just done.
    static func complaint(_ id: Complaint.ID, done act: ComplaintAct) -> String {
        complaint(id) + queryText([("done", act.rawValue)])
    }
    /// The page, with the notice that the case has this document already.
    static func complaint(_ id: Complaint.ID, known document: Int) -> String {
        complaint(id) + queryText([("known", String(document))])
    }
    static func complaintDocuments(_ id: Complaint.ID) -> String { "\(complaint(id))/documents" }
    static func complaintDocument(_ id: Complaint.ID, _ number: Int) -> String {
        "\(complaintDocuments(id))/\(number)"
    }
    /// What an agent sees who was asked: the question, and nothing else of the case.
    static func complaintQuestion(_ id: Complaint.ID, _ event: Int) -> String {
        "/complaints/questions/\(id)/\(event)"
    }
}

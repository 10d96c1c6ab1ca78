package import Calls

/// A cause that was found of a complaint.
package struct ComplaintCauseRow: RegulatedRow {
    package static let table = "complaint_cause"

    package var complaint: Complaint.ID
    package var code: String
    package var rowMAC: [UInt8] = []

    package init(complaint: Complaint.ID, code: String) {
        self.complaint = complaint
        self.code = code
    }

    package init(_ row: Row) throws {
        self.init(complaint: try row.get("complaint_id"), code: try row.get("code"))
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] { [complaint.sqlValue, code.sqlValue] }
}

extension Transaction {
    package func insert(_ cause: ComplaintCauseRow) throws {
        try execute("""
            INSERT INTO complaint_cause (complaint_id, code, row_mac)
            VALUES (\(cause.complaint), \(cause.code), \(cause.rowMAC))
            """)
    }

    package func delete(_ cause: ComplaintCauseRow) throws {
        try execute("""
            DELETE FROM complaint_cause
            WHERE complaint_id = \(cause.complaint) AND code = \(cause.code)
            """)
    }

    /// In the order of their codes.
    package func complaintCauses(of complaint: Complaint.ID) throws -> [ComplaintCauseRow] {
        try rows("SELECT * FROM complaint_cause WHERE complaint_id = \(complaint) ORDER BY code")
            .map(ComplaintCauseRow.init)
    }
}

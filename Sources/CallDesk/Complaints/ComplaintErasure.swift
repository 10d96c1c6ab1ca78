import CallStore
import CallVault
import Calls
import Foundation

/// What is left of complaints when their customer is erased: what was done when, and no word that
/// may tell of the customer. Who only spoke for others takes their own data with them.
extension CallDesk {
    func blankWords(ofComplaintsOf customer: Customer.ID, in db: Transaction) throws {
        let pageRows = 200
        var behind = Complaint.ID(0)
        while true {
            let rows = try db.complaints(about: customer, after: behind, limit: pageRows)
            for row in rows { try blankWords(of: row, for: customer, in: db) }
            guard rows.count == pageRows, let last = rows.last else { return }
            behind = last.id
        }
    }

    private func blankWords(
        of row: ComplaintRow, for customer: Customer.ID, in db: Transaction
    ) throws {
        try verify(row)
        let parties = try db.complaintParties(of: row.id)
        let isTheirs =
            row.customer == customer
            || parties.contains { $0.customer == customer && $0.kind == .complainant }
        for party in parties where isTheirs || party.customer == customer {
            try verify(party)
            var blank = party
            blank.factsSealed = []
            try db.update(sealed(blank))
        }
        guard isTheirs else { return }
        try blankWords(ofActionsFrom: row.id, in: db)
        for event in try db.complaintEvents(of: row.id) where !event.textSealed.isEmpty {
            try verify(event)
            var silent = event
            silent.textSealed = []
            try db.update(sealed(silent))
        }
        var blank = row
        blank.textSealed = []
        blank.remedySealed = []
        blank.productSealed = []
        blank.version += 1
        try db.update(sealed(blank))
    }
}

import CallStore
import CallVault
import Calls
import Foundation

/// What is left of complaints when their customer is erased: what was done when, and no word that
/// may tell of the customer. Who only spoke for others takes their own data with them.
extension CallDesk {
    /// Returns how many keys of documents were destroyed.
    func blankWords(ofComplaintsOf customer: Customer.ID, in db: Transaction) throws -> Int {
        let pageRows = 200
        var behind = Complaint.ID(0)
        var keys = 0
        while true {
            let rows = try db.complaints(about: customer, after: behind, limit: pageRows)
            for row in rows { keys += try blankWords(of: row, for: customer, in: db) }
            guard rows.count == pageRows, let last = rows.last else { return keys }
            behind = last.id
        }
    }

    /// Deletes the sealed files of documents whose keys went with `customer`.
    func removeDocuments(ofComplaintsOf customer: Customer.ID) async throws {
        let (folder, pageRows) = (sealedFiles, 200)
        var behind = Complaint.ID(0)
        while true {
            let start = behind
            let (last, files) = try await database.read { db in
                let rows = try db.complaints(about: customer, after: start, limit: pageRows)
                let gone = try rows.flatMap { try db.complaintDocuments(of: $0.id) }
                    .filter { $0.wrappedKey == nil }
                return (
                    rows.count == pageRows ? rows.last?.id : nil,
                    gone.map { SealedFileName.document($0.id) }
                )
            }
            try await BlockingWork.run { try folder.removeDurably(files) }
            guard let last else { return }
            behind = last
        }
    }

    private func blankWords(
        of row: ComplaintRow, for customer: Customer.ID, in db: Transaction
    ) throws -> Int {
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
        guard isTheirs else { return 0 }
        let keys = try blankDocuments(of: row.id, in: db)
        try blankWords(ofActionsFrom: row.id, in: db)
        for event in try db.complaintEvents(of: row.id) where !event.textSealed.isEmpty {
            try verify(event)
            var silent = event
            silent.textSealed = []
            try db.update(sealed(silent))
        }
        try blankLetters(of: row.id, in: db)
        var blank = row
        blank.textSealed = []
        blank.remedySealed = []
        blank.productSealed = []
        blank.version += 1
        try db.update(sealed(blank))
        return keys
    }

    /// Neither names nor keys stay; returns how many keys.
    private func blankDocuments(of complaint: Complaint.ID, in db: Transaction) throws -> Int {
        let rows = try db.complaintDocuments(of: complaint).filter { $0.wrappedKey != nil }
        for row in rows {
            try verify(row)
            var blank = row
            blank.nameSealed = []
            blank.wrappedKey = nil
            try db.update(sealed(blank))
        }
        return rows.count
    }
}

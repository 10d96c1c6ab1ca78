package import Calls
package import Foundation

package struct ErasureRow: RegulatedRow {
    package static let table = "erasure"

    package var customerID: Customer.ID
    package var approvalID: Approval.ID
    package var erasedBy: String
    package var erasedAt: Date
    package var lastBackupEndsAt: Date
    package var counts: Erasure.Counts
    package var filesGoneAt: Date?
    package var rowMAC: [UInt8] = []

    package init(
        customerID: Customer.ID, approvalID: Approval.ID, erasedBy: String, erasedAt: Date,
        lastBackupEndsAt: Date
    ) {
        self.customerID = customerID
        self.approvalID = approvalID
        self.erasedBy = erasedBy
        self.erasedAt = erasedAt
        self.lastBackupEndsAt = lastBackupEndsAt
        counts = Erasure.Counts()
    }

    package init(_ row: Row) throws {
        self.init(
            customerID: try row.get("customer_id"), approvalID: try row.get("approval_id"),
            erasedBy: try row.get("erased_by"), erasedAt: try row.get("erased_at"),
            lastBackupEndsAt: try row.get("last_backup_ends_at"))
        counts.keys = try row.get("keys")
        counts.recordings = try row.get("recordings")
        counts.numbers = try row.get("numbers")
        counts.words = try row.get("words")
        counts.hashes = try row.get("hashes")
        counts.calls = try row.get("calls")
        filesGoneAt = try row.get("files_gone_at")
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [
            customerID, approvalID, erasedBy, erasedAt, lastBackupEndsAt, counts.keys,
            counts.recordings, counts.numbers, counts.words, counts.hashes, counts.calls,
            filesGoneAt,
        ]
        return values.map(\.sqlValue)
    }
}

extension Transaction {
    package func insert(_ erasure: ErasureRow) throws {
        let counts = erasure.counts
        try execute("""
            INSERT INTO erasure
              (customer_id, approval_id, erased_by, erased_at, last_backup_ends_at, keys,
               recordings, numbers, words, hashes, calls, files_gone_at, row_mac)
            VALUES (\(erasure.customerID), \(erasure.approvalID), \(erasure.erasedBy),
              \(erasure.erasedAt), \(erasure.lastBackupEndsAt), \(counts.keys),
              \(counts.recordings), \(counts.numbers), \(counts.words), \(counts.hashes),
              \(counts.calls), \(erasure.filesGoneAt), \(erasure.rowMAC))
            """)
    }

    package func noteFilesGone(_ erasure: ErasureRow) throws {
        try execute("""
            UPDATE erasure SET files_gone_at = \(erasure.filesGoneAt), row_mac = \(erasure.rowMAC)
            WHERE customer_id = \(erasure.customerID)
            """)
    }

    package func erasure(of customer: Customer.ID) throws -> ErasureRow? {
        try row("SELECT * FROM erasure WHERE customer_id = \(customer)").map(ErasureRow.init)
    }

    /// Erasures whose sealed files may still stand, the oldest first.
    package func unfinishedErasures(limit: Int) throws -> [ErasureRow] {
        try rows("""
            SELECT * FROM erasure WHERE files_gone_at IS NULL ORDER BY erased_at LIMIT \(limit)
            """).map(ErasureRow.init)
    }

    /// Recordings of all calls of `customer`, in the order of ids, behind `id`.
    package func recordings(
        of customer: Customer.ID, after id: Recording.ID, limit: Int
    ) throws -> [RecordingRow] {
        try rows("""
            SELECT recording.* FROM recording JOIN call ON call.id = recording.call_id
            WHERE call.customer_id = \(customer) AND recording.id > \(id)
            ORDER BY recording.id LIMIT \(limit)
            """).map(RecordingRow.init)
    }

    /// When the newest call of `customer` began, with its zone; nil when there is none.
    package func newestCall(of customer: Customer.ID) throws -> CallRow? {
        try row("""
            SELECT * FROM call WHERE customer_id = \(customer)
            ORDER BY started_at DESC, id DESC LIMIT 1
            """).map(CallRow.init)
    }

    /// `customer` and those that were merged into it, in turn; at most `limit`.
    package func withMerged(_ customer: Customer.ID, limit: Int) throws -> [Customer.ID] {
        var found = [customer]
        var next = 0
        while next < found.count, found.count < limit {
            let more = try rows("""
                SELECT id FROM customer WHERE merged_into = \(found[next]) ORDER BY id
                LIMIT \(limit - found.count)
                """).map { try $0.get("id") as Customer.ID }
            found += more.filter { !found.contains($0) }
            next += 1
        }
        return found
    }
}

/// What destroys. Each statement leaves alone whatever a hold covers, also when nobody asked
/// before; the caller compares what was touched with what should have been.
extension Transaction {
    /// Destroys the key of `customer` and everything sealed under it in that row; false when it is
    /// held, or erased already.
    package func destroyKey(of customer: Customer.ID) throws -> Bool {
        try changes("""
            UPDATE customer SET
              wrapped_key = NULL, blind_index = NULL, number_sealed = NULL, name_sealed = NULL,
              document_sealed = NULL, document_index = NULL, address_sealed = NULL,
              fields_sealed = NULL, version = version + 1, row_mac = \([UInt8]())
            WHERE id = \(customer) AND wrapped_key IS NOT NULL AND \(HoldSQL.free(customer))
            """) == 1
    }

    /// Writes `recording` without its key, name and facts; false when a hold covers it.
    package func destroy(_ recording: RecordingRow, of customer: Customer.ID) throws -> Bool {
        try changes("""
            UPDATE recording SET
              wrapped_key = NULL, name_sealed = \(recording.nameSealed),
              name_hash = \(recording.nameHash), facts_sealed = \(recording.factsSealed),
              version = \(recording.version), row_mac = \(recording.rowMAC)
            WHERE id = \(recording.id) AND \(HoldSQL.free(customer))
            """) == 1
    }

    /// Further numbers of `customer`; how many there were.
    package func destroyNumbers(of customer: Customer.ID) throws -> Int {
        try changes("""
            DELETE FROM customer_number
            WHERE customer_id = \(customer) AND \(HoldSQL.free(customer))
            """)
    }

    /// The words by which calls of `customer` were found; how many there were.
    package func destroyWords(of customer: Customer.ID) throws -> Int {
        try changes("""
            DELETE FROM call_word
            WHERE call_id IN (SELECT id FROM call WHERE customer_id = \(customer))
              AND \(HoldSQL.free(customer))
            """)
    }

    /// Recorders' keys of calls of `customer`, and the names of files that came twice; how many.
    package func destroyHashes(of customer: Customer.ID) throws -> Int {
        let keys = try changes("""
            DELETE FROM call_key
            WHERE call_id IN (SELECT id FROM call WHERE customer_id = \(customer))
              AND \(HoldSQL.free(customer))
            """)
        let names = try changes("""
            DELETE FROM duplicate
            WHERE recording_id IN (
                SELECT recording.id FROM recording JOIN call ON call.id = recording.call_id
                WHERE call.customer_id = \(customer))
              AND \(HoldSQL.free(customer))
            """)
        return keys + names
    }

    package func countCallsErased(of customer: Customer.ID) throws -> Int {
        try row("SELECT count(*) AS count FROM call WHERE customer_id = \(customer)")?
            .get("count") ?? 0
    }

    /// Sequence numbers of the ledger's entries on `object` with one of `actions`, in order; at
    /// most 100.
    package func ledgerSequences(of object: String, actions: [String]) throws -> [Int64] {
        let names = actions.map { "\($0)" as SQL }.joined(separator: ", ")
        return try rows("""
            SELECT seq FROM ledger_entry WHERE object = \(object) AND action IN (\(names))
            ORDER BY seq LIMIT 100
            """).map { try $0.get("seq") }
    }
}

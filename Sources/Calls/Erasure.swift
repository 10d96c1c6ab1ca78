package import Foundation

/// What became of a customer whose key was destroyed: the particulars of the certificate.
package struct Erasure: Sendable, Equatable {
    /// What was destroyed, or lost all that names the person.
    package struct Counts: Sendable, Equatable {
        /// Wrapped keys: the customer's, those of customers merged into it, the recordings'.
        package var keys = 0
        package var recordings = 0
        /// Sealed numbers with their blind index.
        package var numbers = 0
        /// Rows of the index of words.
        package var words = 0
        /// Recorders' keys of calls, and names of files seen twice, all keyed hashes.
        package var hashes = 0
        /// Calls that stay in the statistics without a name.
        package var calls = 0

        package init() {}
    }

    package var customer: Customer.ID
    package var approval: Approval.ID
    package var askedBy: String
    package var askedAt: Date
    package var because: String
    package var approvedBy: String
    package var erasedAt: Date
    package var counts: Counts
    /// Until then a backup of the database may still hold the destroyed keys.
    package var lastBackupEndsAt: Date
    /// When the sealed files were gone and the database scrubbed; nil while that is under way.
    package var filesGoneAt: Date?
    /// Sequence numbers of the ledger's entries on it: asked, decided, erased.
    package var ledgerEntries: [Int64]

    package init(
        customer: Customer.ID, approval: Approval.ID, askedBy: String, askedAt: Date,
        because: String, approvedBy: String, erasedAt: Date, counts: Counts,
        lastBackupEndsAt: Date, filesGoneAt: Date?, ledgerEntries: [Int64]
    ) {
        self.customer = customer
        self.approval = approval
        self.askedBy = askedBy
        self.askedAt = askedAt
        self.because = because
        self.approvedBy = approvedBy
        self.erasedAt = erasedAt
        self.counts = counts
        self.lastBackupEndsAt = lastBackupEndsAt
        self.filesGoneAt = filesGoneAt
        self.ledgerEntries = ledgerEntries
    }
}

package import Foundation

/// Long work that goes on by itself in batches: it shows how far it is, can be cancelled, and goes
/// on after a restart where it stopped.
package struct Job: Sendable, Equatable {
    package typealias ID = Identifier<Job>

    /// The raw value stands in the database, so a case is never renamed.
    package enum Kind: String, CaseIterable, Sendable {
        /// Wraps customers' keys under the newest master key.
        case rotateKeys = "key.rotate"
        /// Gives calls to the agents whose codes they carry, and to their teams.
        case assignCalls = "roster.assign-calls"
        /// Gives customers from before schema 3 their row codes.
        case sealCustomers = "customer.seal-rows"
        /// Counts the sums of scores that were released before there were such sums.
        case fillRollUps = "score.fill-roll-ups"
        /// Computes what returns go by of complaints from before, or by changed rules.
        case fillFigures = "complaint.fill-figures"
        /// Counts calls from before there were tallies of them.
        case fillTallies = "call.fill-tallies"
        /// Checks every row, the ledger and the sealed files.
        case verify = "integrity.verify"
    }

    package enum Outcome: String, CaseIterable, Sendable { case done, failed, cancelled }

    package var id: ID
    package var kind: Kind
    /// What the kind needs to know, without personal data.
    package var particulars: String
    /// The asker's `Principal.id`.
    package var askedBy: String
    package var askedAt: Date
    /// Where the work stands, in its own form; empty at the start.
    package var cursor: String
    /// Of `total`, in the work's own unit, such as customers.
    package var done: Int64
    package var total: Int64
    package var cancelledBy: String?
    package var outcome: Outcome?
    /// What came of it, without personal data; empty while nothing is to be said.
    package var sentence: String
    package var endedAt: Date?

    package init(
        id: ID, kind: Kind, particulars: String, askedBy: String, askedAt: Date
    ) {
        self.id = id
        self.kind = kind
        self.particulars = particulars
        self.askedBy = askedBy
        self.askedAt = askedAt
        cursor = ""
        done = 0
        total = 0
        sentence = ""
    }
}

extension Refusal {
    package static let noSuchJob = Refusal(
        .notFound, .noSuchJob, "There is no such work. Look at the list of long work.")
}

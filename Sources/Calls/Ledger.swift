package import Foundation

/// By what the ledger is looked through; what is nil or empty doesn't narrow.
package struct LedgerFilter: Hashable, Sendable {
    package var principal: String?
    /// Entries about any of these, such as a call and its recordings.
    package var objects: [String]
    /// Entries that concern this customer, besides those about `objects`.
    package var customer: Customer.ID?
    package var action: String?
    package var from: Date?
    package var until: Date?

    package init(
        principal: String? = nil, objects: [String] = [], customer: Customer.ID? = nil,
        action: String? = nil, from: Date? = nil, until: Date? = nil
    ) {
        self.principal = principal
        self.objects = objects
        self.customer = customer
        self.action = action
        self.from = from
        self.until = until
    }
}

/// An entry of the ledger as it is read.
package struct LedgerLine: Sendable, Hashable {
    package var sequence: Int64
    package var at: Date
    package var node: String
    package var principal: String
    /// The account's title; nil for those who have none.
    package var principalTitle: String?
    package var role: String
    package var action: String
    package var object: String
    package var reason: String
    package var details: [String: String]
    /// `done`, `refused` or `failed`.
    package var outcome: String

    package init(
        sequence: Int64, at: Date, node: String, principal: String, principalTitle: String?,
        role: String, action: String, object: String, reason: String, details: [String: String],
        outcome: String
    ) {
        self.sequence = sequence
        self.at = at
        self.node = node
        self.principal = principal
        self.principalTitle = principalTitle
        self.role = role
        self.action = action
        self.object = object
        self.reason = reason
        self.details = details
        self.outcome = outcome
    }
}

/// An entry with all that proves it.
package struct LedgerPlace: Sendable {
    package var line: LedgerLine
    package var bytes: [UInt8]
    package var hash: [UInt8]
    package var previous: [UInt8]
    /// Nil when no checkpoint covers the entry yet.
    package var proof: LedgerPlaceProof?
    /// Whether there is an entry behind it.
    package var hasNext: Bool

    package init(
        line: LedgerLine, bytes: [UInt8], hash: [UInt8], previous: [UInt8],
        proof: LedgerPlaceProof?, hasNext: Bool
    ) {
        self.line = line
        self.bytes = bytes
        self.hash = hash
        self.previous = previous
        self.proof = proof
        self.hasNext = hasNext
    }
}

/// An inclusion proof against the latest checkpoint.
package struct LedgerPlaceProof: Sendable {
    package var size: Int64
    package var root: [UInt8]
    /// The signed note.
    package var checkpoint: String
    package var checkpointAt: Date
    /// From the leaf upwards.
    package var hashes: [[UInt8]]
    /// C2SP tlog-proof.
    package var text: String

    package init(
        size: Int64, root: [UInt8], checkpoint: String, checkpointAt: Date, hashes: [[UInt8]],
        text: String
    ) {
        self.size = size
        self.root = root
        self.checkpoint = checkpoint
        self.checkpointAt = checkpointAt
        self.hashes = hashes
        self.text = text
    }
}

/// How the ledger and its proofs stand.
package struct LedgerStanding: Sendable {
    package var size: Int64
    package var root: [UInt8]
    /// What checkpoints are called; nil until the recordings folder has proved whose it is.
    package var origin: String?
    /// The signer's keys as texts; nil until one has come.
    package var noteKey: String?
    package var minisignKey: String?
    package var checkpointSize: Int64
    package var checkpointAt: Date?
    /// The signed note; nil while there is none.
    package var checkpoint: String?
    /// When the oldest entry that no checkpoint covers was written.
    package var unsignedSince: Date?
    /// What is wrong with the second copy on this node, in English.
    package var mirrorFault: String?
    /// Why the signer refused, as a code; nil while it signs.
    package var refusal: String?

    package init(size: Int64, root: [UInt8]) {
        self.size = size
        self.root = root
        checkpointSize = 0
    }

    /// Unsigned entries wait longer than a signer that works would let them.
    package func isSignerSilent(at now: Date) -> Bool {
        unsignedSince.map { now.timeIntervalSince($0) > Self.silentAfterSeconds } ?? false
    }

    package static let silentAfterSeconds = 600.0
}

/// A period of the ledger on its way out.
package struct LedgerExport: Sendable {
    package typealias ID = Identifier<LedgerExport>

    package var id: ID
    package var first: Int64
    package var end: Int64
    /// Of the checkpoint that proves the entries.
    package var size: Int64
    /// Name and length of each file, in order; empty until they are worked out.
    package var members: [Member]
    /// The text of SHA256SUMS; empty until it is worked out.
    package var sums: String
    package var signature: String?
    package var askedBy: String
    package var askedAt: Date

    package struct Member: Sendable, Hashable {
        package var name: String
        package var bytes: Int64

        package init(name: String, bytes: Int64) {
            self.name = name
            self.bytes = bytes
        }
    }

    package init(
        id: ID, entries: Range<Int64>, size: Int64, askedBy: String, askedAt: Date
    ) {
        self.id = id
        first = entries.lowerBound
        end = entries.upperBound
        self.size = size
        members = []
        sums = ""
        self.askedBy = askedBy
        self.askedAt = askedAt
    }

    /// What the signer signs beside the sums: the same for the same entries and checkpoint.
    package var trustedComment: String {
        "callaudit ledger entries \(first) to \(end - 1), checkpoint of \(size)"
    }
}

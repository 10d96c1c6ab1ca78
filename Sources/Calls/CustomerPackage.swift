package import Foundation

/// Everything held about one customer, in plain, as it goes into a package for that person.
package struct CustomerPackage: Sendable {
    package struct Call: Sendable {
        package var summary: CallSummary
        package var recordings: [Recording]

        package init(summary: CallSummary, recordings: [Recording]) {
            self.summary = summary
            self.recordings = recordings
        }
    }

    package struct Recording: Sendable {
        package var summary: RecordingSummary
        /// Its path in the package; nil when its sealed file is missing or damaged.
        package var path: String?
        package var fileName: String
        package var contentBytes: Int64
        /// BLAKE2b-256, 64 hexadecimal digits.
        package var contentHash: String
        package var takenInAt: Date
        package var facts: CallFacts

        package init(
            summary: RecordingSummary, path: String?, fileName: String, contentBytes: Int64,
            contentHash: String, takenInAt: Date, facts: CallFacts
        ) {
            self.summary = summary
            self.path = path
            self.fileName = fileName
            self.contentBytes = contentBytes
            self.contentHash = contentHash
            self.takenInAt = takenInAt
            self.facts = facts
        }
    }

    package var customer: CustomerDetail
    /// Who this customer was before a merge.
    package var formerly: [Customer.ID]
    /// Oldest first.
    package var calls: [Call]
    package var reveals: [Reveal]
    /// What stands in the way of an erasure.
    package var holds: [Hold]
    /// Newest first.
    package var history: [CustomerTrace]
    package var madeAt: Date

    package init(
        customer: CustomerDetail, formerly: [Customer.ID], calls: [Call], reveals: [Reveal],
        holds: [Hold], history: [CustomerTrace], madeAt: Date
    ) {
        self.customer = customer
        self.formerly = formerly
        self.calls = calls
        self.reveals = reveals
        self.holds = holds
        self.history = history
        self.madeAt = madeAt
    }

    package var recordings: [Recording] { calls.flatMap(\.recordings) }

    /// An `age` recipient's public key: X25519 in Bech32 (age-encryption.org/v1).
    package static func isRecipient(_ text: String) -> Bool {
        text.utf8.count == 62 && text.hasPrefix("age1")
            && text.dropFirst(4).allSatisfy { "qpzry9x8gf2tvdw0s3jn54khce6mua7l".contains($0) }
    }
}

/// Sealed bytes on their way to whoever asked.
package struct SealedPackage: Sendable {
    /// Ends early only by throwing.
    package var bytes: AsyncThrowingStream<[UInt8], any Error>

    package init(bytes: AsyncThrowingStream<[UInt8], any Error>) {
        self.bytes = bytes
    }
}

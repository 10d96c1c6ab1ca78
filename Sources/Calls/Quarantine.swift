package import Foundation

/// A file that couldn't be taken in, kept sealed with the reason until somebody decides.
package struct QuarantineItem: Sendable, Equatable {
    package typealias ID = Identifier<QuarantineItem>

    package var id: ID
    package var reason: QuarantineReason
    package var sourcePath: String
    /// The original file name; personal data, so it is sealed at rest.
    package var fileName: String
    package var bytes: Int64
    package var seenAt: Date
    package var triedAt: Date
    package var tries: Int
    /// What the decoder or parser said, in English, without personal data; empty when it said
    /// nothing.
    package var detail: String

    package init(
        id: ID, reason: QuarantineReason, sourcePath: String, fileName: String, bytes: Int64,
        seenAt: Date, triedAt: Date, tries: Int, detail: String
    ) {
        self.id = id
        self.reason = reason
        self.sourcePath = sourcePath
        self.fileName = fileName
        self.bytes = bytes
        self.seenAt = seenAt
        self.triedAt = triedAt
        self.tries = tries
        self.detail = detail
    }
}

/// Why a file stands in quarantine. Each has a sentence that says what to do in every catalogue.
package enum QuarantineReason: String, CaseIterable, Codable, Sendable {
    case empty
    /// A header without a single whole frame behind it.
    case truncated
    case unsupportedCodec = "unsupported-codec"
    /// No sound file at all.
    case notSound = "not-sound"
    case decoderCrashed = "decoder-crashed"
    case decoderTimedOut = "decoder-timed-out"
    case oversized
    case unreadableName = "unreadable-name"
    case ambiguousName = "ambiguous-name"
    case brokenSidecar = "broken-sidecar"
    case brokenComplaint = "broken-complaint"
}

package import CallVault
package import Calls
package import Foundation

/// Where a file came from.
package struct FileOrigin: Hashable, Sendable {
    package var sourcePath: String
    package var profile: String
    /// The path below the source folder.
    package var relativePath: String
    package var modifiedAt: Date

    package init(sourcePath: String, profile: String, relativePath: String, modifiedAt: Date) {
        self.sourcePath = sourcePath
        self.profile = profile
        self.relativePath = relativePath
        self.modifiedAt = modifiedAt
    }
}

/// The bytes of a file, sealed and durable in the store.
package struct SealedContent: Sendable {
    package var contentHash: [UInt8]
    package var contentBytes: Int64
    package var sealedHash: [UInt8]
    package var key: RecordingKey

    package init(
        contentHash: [UInt8], contentBytes: Int64, sealedHash: [UInt8], key: RecordingKey
    ) {
        self.contentHash = contentHash
        self.contentBytes = contentBytes
        self.sealedHash = sealedHash
        self.key = key
    }
}

/// A recording read, measured and sealed: all that is missing is its place in the index.
package struct ReadyRecording: Sendable {
    package var id: Recording.ID
    package var origin: FileOrigin
    package var content: SealedContent
    package var report: SoundReport
    package var rawEncoding: RawEncoding?
    package var roles: [ChannelRole]
    /// Must hold `startedAt`.
    package var facts: CallFacts
    /// Names by which the call may be searched; nothing personal.
    package var words: [String]
    /// Recordings with the same key are of the same call; nil joins with none.
    package var joinKey: String?
    /// Remembered when the file stays in its folder.
    package var fingerprint: UInt64?
    /// Remembered too: those of the sidecars read with it, when they stay.
    package var sidecarFingerprints: [UInt64]
    /// The quarantined file this is a retry of.
    package var retryOf: QuarantineItem.ID?

    package init(
        id: Recording.ID, origin: FileOrigin, content: SealedContent, report: SoundReport,
        rawEncoding: RawEncoding?, roles: [ChannelRole], facts: CallFacts, words: [String],
        joinKey: String?, fingerprint: UInt64?, sidecarFingerprints: [UInt64] = [],
        retryOf: QuarantineItem.ID?
    ) {
        self.id = id
        self.origin = origin
        self.content = content
        self.report = report
        self.rawEncoding = rawEncoding
        self.roles = roles
        self.facts = facts
        self.words = words
        self.joinKey = joinKey
        self.fingerprint = fingerprint
        self.sidecarFingerprints = sidecarFingerprints
        self.retryOf = retryOf
    }
}

package enum TakenIn: Sendable, Equatable {
    case indexed(Call.ID)
    /// The same bytes are in the index already.
    case duplicate(of: Recording.ID)
    /// This very file is in the index already: a crash came between its commit and its removal.
    case alreadyIn
}

/// A file that can't be taken in, sealed for the quarantine.
package struct ReadyQuarantine: Sendable {
    package var id: QuarantineItem.ID
    package var origin: FileOrigin
    package var content: SealedContent
    package var reason: QuarantineReason
    /// In English, without personal data.
    package var detail: String
    package var fingerprint: UInt64?

    package init(
        id: QuarantineItem.ID, origin: FileOrigin, content: SealedContent,
        reason: QuarantineReason, detail: String, fingerprint: UInt64?
    ) {
        self.id = id
        self.origin = origin
        self.content = content
        self.reason = reason
        self.detail = detail
        self.fingerprint = fingerprint
    }
}

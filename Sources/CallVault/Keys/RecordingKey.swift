package import Calls

/// The key of one recording and of its sound picture, of one file in quarantine, or of one
/// document. Destroying its wrapped form erases what it opens.
package struct RecordingKey: Sendable {
    let secret: Secret
    let owner: SealedOwner
}

/// What a sealed file is of; bound into its wrapped key and into the file itself. The customer is
/// bound into the wrapped key alone, so that a recording whose customer becomes known later gets
/// its key wrapped anew and its file stays as it is.
struct SealedOwner: Sendable {
    enum Kind: String, Sendable {
        case recording = "recording-key"
        case quarantined = "quarantine-key"
        case document = "document-key"
    }

    let kind: Kind
    let id: Int64

    /// `epoch` is that of the misc key, or zero below a subject's key, which outlives epochs.
    func bound(epoch: UInt16, subject: Customer.ID?) -> [UInt8] {
        var place = CanonicalBytes()
        place.append(text: kind.rawValue)
        place.append(epoch)
        place.append(id)
        place.append(byte: subject == nil ? 0 : 1)
        place.append(subject?.rawValue ?? 0)
        return place.bytes
    }
}

extension Vault {
    /// A fresh key for a recording; store what `wrap(_:under:)` makes of it.
    package func newRecordingKey(for recording: Recording.ID) throws -> RecordingKey {
        try newKey(of: owner(recording))
    }

    /// A fresh key for a file in quarantine; store what `wrap(_:)` makes of it.
    package func newQuarantineKey(for item: QuarantineItem.ID) throws -> RecordingKey {
        try newKey(of: owner(item))
    }

    /// A fresh key for a document of a complaint; store what `wrap(_:)` makes of it.
    package func newDocumentKey(for document: ComplaintDocument.ID) throws -> RecordingKey {
        try newKey(of: owner(document))
    }

    /// The 72 bytes to store in the row of a customer's recording.
    package func wrap(_ key: RecordingKey, under subject: SubjectKey) throws -> [UInt8] {
        precondition(key.owner.kind == .recording)
        return wrap(key, below: subject.secret, epoch: 0, subject: subject.subject)
    }

    /// The 72 bytes to store in the row of a file in quarantine, or of a document.
    package func wrap(_ key: RecordingKey) throws -> [UInt8] {
        precondition(key.owner.kind != .recording)
        return wrap(key, below: keys.misc, epoch: UInt16(epoch), subject: nil)
    }

    /// Throws `VaultError.damaged` also for another recording's or another customer's key.
    package func openRecordingKey(
        _ wrapped: [UInt8], for recording: Recording.ID, under key: SubjectKey
    ) throws -> RecordingKey {
        try openKey(
            wrapped, of: owner(recording), below: key.secret, epoch: 0, subject: key.subject)
    }

    package func openQuarantineKey(
        _ wrapped: [UInt8], for item: QuarantineItem.ID
    ) throws -> RecordingKey {
        try openKey(wrapped, of: owner(item))
    }

    package func openDocumentKey(
        _ wrapped: [UInt8], for document: ComplaintDocument.ID
    ) throws -> RecordingKey {
        try openKey(wrapped, of: owner(document))
    }

    private func openKey(_ wrapped: [UInt8], of owner: SealedOwner) throws -> RecordingKey {
        for (epoch, key) in miscKeys {
            let opened = try? openKey(
                wrapped, of: owner, below: key, epoch: UInt16(epoch), subject: nil)
            if let opened { return opened }
        }
        throw VaultError.damaged
    }

    private func newKey(of owner: SealedOwner) throws -> RecordingKey {
        RecordingKey(secret: try Secret.random(byteCount: SealedBox.keyBytes), owner: owner)
    }

    /// `parent` is a subject's key or the misc key.
    private func wrap(
        _ key: RecordingKey, below parent: Secret, epoch: UInt16, subject: Customer.ID?
    ) -> [UInt8] {
        parent.withSubkey(Self.recordingWrapLabel) {
            SealedBox.wrap(
                key.secret, under: $0, binding: key.owner.bound(epoch: epoch, subject: subject))
        }
    }

    private func openKey(
        _ wrapped: [UInt8], of owner: SealedOwner, below parent: Secret, epoch: UInt16,
        subject: Customer.ID?
    ) throws -> RecordingKey {
        let secret = try parent.withSubkey(Self.recordingWrapLabel) {
            try SealedBox.unwrap(
                wrapped, under: $0, binding: owner.bound(epoch: epoch, subject: subject))
        }
        return RecordingKey(secret: secret, owner: owner)
    }

    private static let recordingWrapLabel = "recording-wrap"

    private func owner(_ recording: Recording.ID) -> SealedOwner {
        SealedOwner(kind: .recording, id: recording.rawValue)
    }

    private func owner(_ item: QuarantineItem.ID) -> SealedOwner {
        SealedOwner(kind: .quarantined, id: item.rawValue)
    }

    private func owner(_ document: ComplaintDocument.ID) -> SealedOwner {
        SealedOwner(kind: .document, id: document.rawValue)
    }
}

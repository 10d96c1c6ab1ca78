import CallStore
import CallVault
import Calls
import Foundation

/// A document whose bytes are sealed and durable; its row is still to come.
struct SealedDocument: Sendable {
    let id: ComplaintDocument.ID
    let name: String
    let kind: DocumentKind
    let source: ComplaintDocument.Source
    let content: SealedContent

    /// As the next document of `complaint`.
    func attachment(of complaint: Complaint) -> ComplaintAttachment {
        ComplaintAttachment(
            id: id, number: complaint.documents.count + 1, kind: kind,
            bytes: content.contentBytes, contentHash: content.contentHash)
    }
}

extension CallDesk {
    /// Seals the bytes under a key of their own, before there is a row.
    func seal(
        _ document: ComplaintIntake.Document, as source: ComplaintDocument.Source
    ) async throws -> SealedDocument {
        let id: ComplaintDocument.ID = identifiers.next(now: now())
        let (key, folder) = (try vault.newDocumentKey(for: id), sealedFiles)
        return try await BlockingWork.run {
            let writer = try folder.create(.document(id), key: key)
            let hasher = ContentHasher()
            document.bytes.withUnsafeBytes { hasher.update($0) }
            try writer.append(document.bytes)
            let sealedHash = try writer.finish()
            try writer.publish()
            return SealedDocument(
                id: id, name: ComplaintDocument.name(from: document.name, kind: document.kind),
                kind: document.kind, source: source,
                content: SealedContent(
                    contentHash: hasher.finish(), contentBytes: Int64(document.bytes.count),
                    sealedHash: sealedHash, key: key))
        }
    }

    /// Seals what came with a complaint, the same bytes once. What was sealed before something went
    /// wrong is deleted again.
    func seal(documentsOf intake: ComplaintIntake) async throws -> [SealedDocument] {
        var sealed: [SealedDocument] = []
        do {
            for document in intake.documents {
                let new = try await seal(document, as: intake.source == .mail ? .mail : .form)
                guard !sealed.contains(where: { $0.isSame(as: new) }) else {
                    await remove([new])
                    continue
                }
                sealed.append(new)
            }
        } catch {
            await remove(sealed)
            throw error
        }
        return sealed
    }

    /// Deletes sealed files that no row tells of; what can't be deleted now is cleared at the next
    /// start.
    func remove(_ documents: [SealedDocument]) async {
        let (folder, files) = (sealedFiles, documents.map { SealedFileName.document($0.id) })
        try? await BlockingWork.run { try folder.remove(files) }
    }

    /// Writes the event that adds the document, and its row.
    func add(
        _ document: SealedDocument, _ attachment: ComplaintAttachment, by event: ComplaintEvent,
        saying text: String = "", to found: inout ComplaintCase, _ change: inout Change
    ) throws {
        try add(event, saying: text, to: &found, in: &change)
        try change.db.insert(
            sealed(
                ComplaintDocumentRow(
                    complaint: found.id, attachment: attachment, source: document.source,
                    nameSealed: vault.seal(document.name, as: Self.documentPlace(document.id)),
                    sealedHash: document.content.sealedHash,
                    wrappedKey: vault.wrap(document.content.key), of: event)))
    }
}

extension SealedDocument {
    fileprivate func isSame(as other: SealedDocument) -> Bool {
        content.contentHash == other.content.contentHash
    }
}

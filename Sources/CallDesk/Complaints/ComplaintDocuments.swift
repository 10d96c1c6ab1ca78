import CallLedger
import CallStore
import CallVault
package import Calls
import Foundation
import Logging

/// Documents of complaints: what proves something, added, listed and handed out.
extension CallDesk {
    /// Adds a document to the case; kept once where the case has the same bytes already. Durable
    /// when it returns. What it is goes by its content alone, and nothing in it is opened.
    package func attachToComplaint(
        _ id: Complaint.ID, _ new: NewComplaintDocument, saying text: String = "",
        by principal: Principal
    ) async throws -> ComplaintAttaching {
        let desk = self
        let text = try checked(words: text, of: .attach)
        let permission = ComplaintAct.attach.permission(of: principal)
        // Nothing is written to the disk for who may not, nor where there is no room.
        try await see(by: principal, needing: permission) { db in
            let found = try desk.attachable(id, for: principal, in: db)
            if let bar = found.standing.bar(to: .attach, by: principal) { throw Refusal(bar) }
            guard found.complaint.documents.count < Complaint.Limits.documents else {
                throw Refusal(.needs([.room]))
            }
        }
        let kind = try DocumentKind.judge(new.bytes, name: new.name, claimed: new.type)
            .mapError { Refusal($0) }.get()
        let document = try await seal(
            ComplaintIntake.Document(name: new.name, kind: kind, bytes: new.bytes), as: .upload)
        let attaching = try await removingOnFailure([.document(document.id)]) {
            try await desk.change(by: principal, needing: permission) { change in
                var found = try desk.attachable(id, for: principal, in: change.db)
                if let known = try desk.known(document, of: found, in: change.db) {
                    change.isUnchanged = true
                    return ComplaintAttaching(number: known.attachment.number, isNew: false)
                }
                let attachment = document.attachment(of: found.complaint)
                let event = try found.standing.event(
                    of: .attach(attachment), by: principal, saying: text, at: change.now)
                try desk.add(document, attachment, by: event, saying: text, to: &found, &change)
                return ComplaintAttaching(number: attachment.number, isNew: true)
            }
        }
        if !attaching.isNew {
            try await BlockingWork.run { try desk.sealedFiles.remove(.document(document.id)) }
        }
        return attaching
    }

    /// Of the case and of those merged into it, in the order in which they were added.
    package func complaintDocuments(
        of id: Complaint.ID, by principal: Principal
    ) async throws -> [ComplaintDocument] {
        let desk = self
        return try await see(by: principal, needing: .seeComplaints) { db in
            try desk.documents(of: desk.existing(id, for: principal, in: db), in: db)
        }
    }

    /// The document with this number of the case, ready to be sent. The ledger says who asked for
    /// it before the first byte is handed out.
    package func openComplaintDocument(
        _ id: Complaint.ID, _ number: Int, by principal: Principal
    ) async throws -> (document: ComplaintDocument, playback: Playback) {
        let desk = self
        let row = try await see(by: principal, needing: .seeComplaints) { db in
            try desk.document(number, of: desk.existing(id, for: principal, in: db), in: db)
        }
        let reader = try await BlockingWork.run { try desk.reader(of: row) }
        let document = try await change(by: principal, needing: .seeComplaints) { change in
            let found = try desk.existing(id, for: principal, in: change.db)
            let row = try desk.document(number, of: found, in: change.db)
            try change.record(
                .complaintDocumentOpened, object: found.object,
                details: ["document": "\(number)", "file": "\(row.id)"],
                concerning: found.row.customer)
            return try desk.document(of: row)
        }
        // No browser makes anything of this type.
        let playback = sealedPlayback(
            of: reader, mediaType: "application/octet-stream",
            entityTag: document.attachment.contentHash.hexadecimal)
        return (document, playback)
    }

    private func attachable(
        _ id: Complaint.ID, for principal: Principal, in db: Transaction
    ) throws -> ComplaintCase {
        let found = try existing(id, for: principal, in: db)
        guard isSeen(found.row, by: principal, ComplaintAct.attach.permission(of: principal)) else {
            throw Refusal.noSuchComplaint
        }
        return found
    }

    /// The one of the case that has the same bytes and can still be opened.
    private func known(
        _ document: SealedDocument, of found: ComplaintCase, in db: Transaction
    ) throws -> ComplaintDocumentRow? {
        try verified(
            db.complaintDocuments(of: found.id).first {
                $0.wrappedKey != nil
                    && $0.attachment.contentHash == document.content.contentHash
            })
    }

    private func document(
        _ number: Int, of found: ComplaintCase, in db: Transaction
    ) throws -> ComplaintDocumentRow {
        guard let row = try verified(db.complaintDocument(number, of: found.id)) else {
            throw Refusal.noSuchDocument
        }
        guard row.wrappedKey != nil else { throw Refusal.documentGone }
        return row
    }
}

/// What others of the desk need of documents.
extension CallDesk {
    /// Of the case and of those merged into it, in the order in which they were added. Throws where
    /// there are others than the history tells of.
    func documents(of found: ComplaintCase, in db: Transaction) throws -> [ComplaintDocument] {
        try ([found.complaint] + found.standing.members).flatMap { complaint in
            let rows = try db.complaintDocuments(of: complaint.id)
            guard rows.map(\.attachment) == complaint.documents else {
                throw DeskFault.rowAltered(table: ComplaintDocumentRow.table)
            }
            return try rows.map { row in
                try verify(row)
                return try document(of: row)
            }
        }.sorted { ($0.addedAt, $0.id) < ($1.addedAt, $1.id) }
    }

    /// All bytes of a document, which must be those that the row says. Blocks on the disk.
    func content(of row: ComplaintDocumentRow) throws -> [UInt8] {
        let bytes = try reader(of: row).read(0..<row.attachment.bytes)
        let hasher = ContentHasher()
        bytes.withUnsafeBytes { hasher.update($0) }
        guard hasher.finish() == row.attachment.contentHash else { throw Refusal.damagedDocument }
        return bytes
    }

    func document(of row: ComplaintDocumentRow) throws -> ComplaintDocument {
        ComplaintDocument(
            complaint: row.complaint, attachment: row.attachment, source: row.source,
            name: row.nameSealed.isEmpty
                ? nil : try vault.openText(row.nameSealed, as: Self.documentPlace(row.id)),
            addedBy: row.addedBy, addedAt: row.addedAt)
    }

    private func reader(of row: ComplaintDocumentRow) throws -> SealedReader {
        guard let wrapped = row.wrappedKey else { throw Refusal.documentGone }
        do {
            let key = try vault.openDocumentKey(wrapped, for: row.id)
            let reader = try sealedFiles.open(.document(row.id), key: key)
            guard reader.contentBytes == row.attachment.bytes else { throw VaultError.damaged }
            return reader
        } catch let error as VaultError {
            log.error(
                "a document can't be opened",
                metadata: ["event": "document.damaged", "id": "\(row.id)", "fault": "\(error)"])
            throw Refusal.damagedDocument
        }
    }

    static func documentPlace(_ id: ComplaintDocument.ID) -> FieldPlace {
        FieldPlace(table: "complaint_document", column: "name", row: id.rawValue, version: 1)
    }
}

extension Refusal {
    package static let noSuchDocument = Refusal(
        .notFound, .noSuchDocument,
        "There is no such document in this complaint. Open it from the complaint's page.")
    static let documentGone = Refusal(
        .conflict, .documentGone,
        "This document went with its customer’s data when they were erased.")
    static let damagedDocument = Refusal(
        .unavailable, .damagedDocument,
        "This document can't be opened: its sealed file is missing or damaged. "
            + "Tell an administrator; `callaudit verify --files` says what is wrong.")

    /// For whoever adds the document; `DocumentRefusal.sentence` is for who reads a mail.
    package init(_ refusal: DocumentRefusal) {
        switch refusal {
        case .empty:
            self.init(
                .invalid, .documentEmpty,
                "The document has no bytes. Choose it again, or ask the sender for it again.")
        case .tooLarge:
            self.init(
                .tooLarge, .documentTooLarge,
                "The document is larger than 20 MiB. Add a smaller copy, or split it.")
        case .kindNotAllowed:
            self.init(
                .invalid, .documentKind,
                "Documents of this kind aren't kept. Add it as a PDF, a picture, plain text, "
                    + "DOCX, XLSX, WAV or MP3.")
        case .notWhatItSays:
            self.init(
                .invalid, .documentMismatch,
                "The content isn't what name or type say. Give it its right name, then add it.")
        case .archive:
            self.init(
                .invalid, .documentArchive,
                "Archives aren't opened. Add the documents in it one by one.")
        }
    }
}

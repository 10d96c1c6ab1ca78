package import Calls
package import Foundation

/// A document of a complaint as stored; its bytes stand sealed in the recordings folder under its
/// id. Nothing of it changes but that name and key go when its customer is erased.
package struct ComplaintDocumentRow: RegulatedRow {
    package static let table = "complaint_document"

    package var complaint: Complaint.ID
    package var attachment: ComplaintAttachment
    /// Number of the event that added it.
    package var event: Int
    package var source: ComplaintDocument.Source
    /// Empty once it had to go.
    package var nameSealed: [UInt8]
    package var sealedHash: [UInt8]
    /// Nil once it had to go.
    package var wrappedKey: [UInt8]?
    /// `Principal.person`
    package var addedBy: String
    package var addedAt: Date
    package var rowMAC: [UInt8] = []

    package init(
        complaint: Complaint.ID, attachment: ComplaintAttachment,
        source: ComplaintDocument.Source, nameSealed: [UInt8], sealedHash: [UInt8],
        wrappedKey: [UInt8]?, of event: ComplaintEvent
    ) {
        self.complaint = complaint
        self.attachment = attachment
        self.event = event.number
        self.source = source
        self.nameSealed = nameSealed
        self.sealedHash = sealedHash
        self.wrappedKey = wrappedKey
        addedBy = event.by
        addedAt = event.at
    }

    package init(_ row: Row) throws {
        complaint = try row.get("complaint_id")
        attachment = ComplaintAttachment(
            id: try row.get("id"), number: try row.get("number"), kind: try row.named("kind"),
            bytes: try row.get("content_bytes"), contentHash: try row.get("content_hash"))
        event = try row.get("event")
        source = try row.named("source")
        nameSealed = try row.get("name_sealed")
        sealedHash = try row.get("sealed_hash")
        wrappedKey = try row.get("wrapped_key")
        addedBy = try row.get("added_by")
        addedAt = try row.get("added_at")
        rowMAC = try row.get("row_mac")
    }

    package var id: ComplaintDocument.ID { attachment.id }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [
            id, complaint, attachment.number, event, attachment.kind.rawValue, source.rawValue,
            nameSealed, attachment.bytes, attachment.contentHash, sealedHash, wrappedKey, addedBy,
            addedAt,
        ]
        return values.map(\.sqlValue)
    }
}

extension Transaction {
    package func insert(_ document: ComplaintDocumentRow) throws {
        let added = document.attachment
        try execute("""
            INSERT INTO complaint_document
              (id, complaint_id, number, event, kind, source, name_sealed, content_bytes,
               content_hash, sealed_hash, wrapped_key, added_by, added_at, row_mac)
            VALUES (\(document.id), \(document.complaint), \(added.number), \(document.event),
              \(added.kind.rawValue), \(document.source.rawValue), \(document.nameSealed),
              \(added.bytes), \(added.contentHash), \(document.sealedHash),
              \(document.wrappedKey), \(document.addedBy), \(document.addedAt),
              \(document.rowMAC))
            """)
    }

    /// Takes away name and key; nothing else of a document ever changes.
    package func update(_ document: ComplaintDocumentRow) throws {
        try execute("""
            UPDATE complaint_document
            SET name_sealed = \(document.nameSealed), wrapped_key = \(document.wrappedKey),
              row_mac = \(document.rowMAC)
            WHERE id = \(document.id)
            """)
    }

    package func complaintDocument(
        _ id: ComplaintDocument.ID
    ) throws -> ComplaintDocumentRow? {
        try row("SELECT * FROM complaint_document WHERE id = \(id)")
            .map(ComplaintDocumentRow.init)
    }

    package func complaintDocument(
        _ number: Int, of complaint: Complaint.ID
    ) throws -> ComplaintDocumentRow? {
        try row("""
            SELECT * FROM complaint_document
            WHERE complaint_id = \(complaint) AND number = \(number)
            """).map(ComplaintDocumentRow.init)
    }

    /// In the order of their numbers.
    package func complaintDocuments(
        of complaint: Complaint.ID
    ) throws -> [ComplaintDocumentRow] {
        try rows("""
            SELECT * FROM complaint_document WHERE complaint_id = \(complaint) ORDER BY number
            LIMIT \(Complaint.Limits.documents)
            """).map(ComplaintDocumentRow.init)
    }

    /// Those of all complaints that can still be opened, in the order of ids behind `id`.
    package func complaintDocuments(
        after id: Int64, limit: Int
    ) throws -> [ComplaintDocumentRow] {
        try rows("""
            SELECT * FROM complaint_document WHERE id > \(id) AND wrapped_key IS NOT NULL
            ORDER BY id LIMIT \(limit)
            """).map(ComplaintDocumentRow.init)
    }

    package func countComplaintDocumentsWithKeys() throws -> Int64 {
        try row("SELECT count(*) AS n FROM complaint_document WHERE wrapped_key IS NOT NULL")?
            .get("n") ?? 0
    }
}

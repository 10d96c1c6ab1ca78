package import Foundation

/// A document that was added to a complaint, as the history has it: what it is and which bytes,
/// never what it is called.
package struct ComplaintAttachment: Hashable, Sendable {
    package var id: ComplaintDocument.ID
    /// In the case, from 1.
    package var number: Int
    package var kind: DocumentKind
    package var bytes: Int64
    /// BLAKE2b-256 of its content.
    package var contentHash: [UInt8]

    package init(
        id: ComplaintDocument.ID, number: Int, kind: DocumentKind, bytes: Int64,
        contentHash: [UInt8]
    ) {
        self.id = id
        self.number = number
        self.kind = kind
        self.bytes = bytes
        self.contentHash = contentHash
    }
}

/// A document as the page of its case shows it.
package struct ComplaintDocument: Hashable, Sendable {
    package typealias ID = Identifier<ComplaintDocument>

    /// How it came. The raw value stands in the database.
    package enum Source: String, CaseIterable, Codable, Sendable {
        /// Somebody added it.
        case upload
        /// With the e-mail that made the case.
        case mail
        /// With the form that made the case.
        case form
    }

    package enum Limits {
        package static let bytes = DocumentKind.bytesMax
        package static let nameCharacters = 200
    }

    /// The case itself, or one that was merged into it.
    package var complaint: Complaint.ID
    package var attachment: ComplaintAttachment
    package var source: Source
    /// Nil once it had to go with its customer.
    package var name: String?
    package var addedBy: String
    package var addedAt: Date

    package init(
        complaint: Complaint.ID, attachment: ComplaintAttachment, source: Source, name: String?,
        addedBy: String, addedAt: Date
    ) {
        self.complaint = complaint
        self.attachment = attachment
        self.source = source
        self.name = name
        self.addedBy = addedBy
        self.addedAt = addedAt
    }

    package var id: ID { attachment.id }
    package var number: Int { attachment.number }
    /// Its key was destroyed when its customer was erased.
    package var isGone: Bool { name == nil }
}

extension ComplaintDocument {
    /// `text` as the name of a document: what stands behind the last slash, without line ends and
    /// other control characters, with its ending where it is cut. Never empty.
    package static func name(from text: String, kind: DocumentKind) -> String {
        let last = text.split(whereSeparator: { "/\\".contains($0) }).last.map(String.init) ?? ""
        // Marks that turn the direction of writing make `exe.pdf` of `fdp.exe`.
        let plain = last.unicodeScalars.filter { scalar in
            ![.control, .format, .lineSeparator, .paragraphSeparator, .surrogate]
                .contains(scalar.properties.generalCategory)
        }
        let name = String(String.UnicodeScalarView(plain))
            .trimmingCharacters(in: CharacterSet(charactersIn: ". \t\u{3000}"))
        if name.isEmpty { return "document" + kind.usualEnding }
        if name.count <= Limits.nameCharacters { return name }
        let endingMost = 10
        guard let dot = name.lastIndex(of: "."), name[dot...].count <= endingMost else {
            return String(name.prefix(Limits.nameCharacters))
        }
        let ending = name[dot...]
        return String(name.prefix(Limits.nameCharacters - ending.count) + ending)
    }
}

extension DocumentKind {
    /// Of a name, with its dot; empty for what is never kept.
    package var usualEnding: String {
        switch self {
        case .pdf: ".pdf"
        case .png: ".png"
        case .jpeg: ".jpg"
        case .text: ".txt"
        case .word: ".docx"
        case .excel: ".xlsx"
        case .mail: ".eml"
        case .wave: ".wav"
        case .mp3: ".mp3"
        case .html, .archive, .ole, .program, .unknown: ""
        }
    }
}

/// A document as somebody brings it.
package struct NewComplaintDocument: Sendable {
    package var name: String
    /// The media type that it is said to be; empty where nothing is said.
    package var type: String
    package var bytes: [UInt8]

    package init(name: String, type: String, bytes: [UInt8]) {
        self.name = name
        self.type = type
        self.bytes = bytes
    }
}

/// What came of adding a document.
package struct ComplaintAttaching: Hashable, Sendable {
    package var number: Int
    /// False when the case had the same bytes already; they are kept once.
    package var isNew: Bool

    package init(number: Int, isNew: Bool) {
        self.number = number
        self.isNew = isNew
    }
}

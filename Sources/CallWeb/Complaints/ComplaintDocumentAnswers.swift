import CallDesk
import Calls
import Foundation
import HTTPTypes
import Hummingbird

/// Documents of a complaint: added by a form with a file, handed out as files.
extension Web {
    static let documentBodyBytesMax = ComplaintDocument.Limits.bytes + Upload.formBytes

    /// After a refusal the page comes back with the sentence.
    func attachFromPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: Complaint.ID = try visit.id("complaint", or: .noSuchComplaint)
        do {
            let made = try await attach(to: id, visit, fields: ["csrf"])
            return .seeOther(
                made.isNew
                    ? WebURL.complaint(id, done: .attach)
                    : WebURL.complaint(id, known: made.number))
        } catch let refusal as Refusal where refusal.leadsBack {
            let refused = RefusedComplaintAct(
                act: .attach, form: Query(pairs: []), refusal: refusal)
            return try await complaintPage(visit, id, refused)
        }
    }

    func apiAttach(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: Complaint.ID = try visit.id("complaint", or: .noSuchComplaint)
        let made = try await attach(to: id, visit, fields: [])
        return try .json(
            ComplaintAttachingJSON(number: made.number, isNew: made.isNew),
            status: made.isNew ? .created : .ok)
    }

    func apiComplaintDocuments(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: Complaint.ID = try visit.id("complaint", or: .noSuchComplaint)
        let documents = try await desk.complaintDocuments(of: id, by: visit.principal)
        return try .json(["items": documents.map { ComplaintDocumentJSON($0, home: home) }])
    }

    /// Always as a file to keep, never to be shown in place: whoever sent it isn't trusted.
    func complaintDocument(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: Complaint.ID = try visit.id("complaint", or: .noSuchComplaint)
        guard let number = visit.parameters["document"].flatMap({ Int($0) }) else {
            throw Refusal.noSuchDocument
        }
        let (document, playback) = try await desk.openComplaintDocument(
            id, number, by: visit.principal)
        let name = FileNameHeader.attachment(
            document.name ?? "",
            orElse: "document-\(number)\(document.attachment.kind.usualEnding)")
        let fields: HTTPFields = [
            .contentType: playback.mediaType, .contentDisposition: name,
            .contentSecurityPolicy: SecurityHeaders.shutIn,
        ]
        return sent(playback, 0..<playback.bytes, .ok, fields, visit)
    }

    private func attach(
        to id: Complaint.ID, _ visit: Visit, fields: [String]
    ) async throws -> ComplaintAttaching {
        let upload = try await visit.upload(
            bytesMax: ComplaintDocument.Limits.bytes, limits: settings.limits)
        try upload.fields.allow(fields)
        guard upload.files.count == 1, let file = upload.files.first,
            !(file.name.isEmpty && file.content.isEmpty)
        else { throw Refusal.noDocument }
        return try await desk.attachToComplaint(
            id,
            NewComplaintDocument(name: file.name, type: file.type, bytes: [UInt8](file.content)),
            by: visit.principal)
    }
}

/// Names of files in headers.
enum FileNameHeader {
    /// `attachment` with `name` for those that read RFC 8187, which all browsers do, and `plain`,
    /// which is ASCII, for all others.
    static func attachment(_ name: String, orElse plain: String) -> String {
        guard !name.isEmpty else { return "attachment; filename=\"\(plain)\"" }
        // attr-char of RFC 8187, 3.2.1.
        let letters = "abcdefghijklmnopqrstuvwxyz"
        let kept = Set((letters + letters.uppercased() + "0123456789!#$&+-.^_`|~").utf8)
        let digits = Array("0123456789ABCDEF".utf8)
        var coded: [UInt8] = []
        for byte in name.utf8 {
            if kept.contains(byte) {
                coded.append(byte)
            } else {
                coded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
            }
        }
        let text = String(decoding: coded, as: UTF8.self)
        return "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(text)"
    }
}

struct ComplaintAttachingJSON: Encodable, Sendable {
    let number: Int
    /// False where the case had the same bytes already.
    let isNew: Bool
}

struct ComplaintDocumentJSON: Encodable, Sendable {
    /// Whose it is: the case itself, or one that was merged into it.
    let complaint: Complaint.ID
    let number: Int
    let kind: DocumentKind
    let source: ComplaintDocument.Source
    /// Null once it went with its customer's data.
    let name: OrNull<String>
    let bytes: Int64
    /// BLAKE2b-256 of the content, in hexadecimal.
    let content: String
    let addedBy: String
    let addedAt: String

    init(_ document: ComplaintDocument, home: Zone) {
        complaint = document.complaint
        number = document.number
        kind = document.attachment.kind
        source = document.source
        name = OrNull(document.name)
        bytes = document.attachment.bytes
        content = document.attachment.contentHash.hexadecimal
        addedBy = document.addedBy
        addedAt = home.time(document.addedAt).iso8601
    }
}

extension Refusal {
    fileprivate static let noDocument = Refusal(
        .invalid, .documentMissing, "Choose one document to add, and send one at a time.")
}

import CallDesk
import Calls
import Foundation
import HTTPTypes
import Hummingbird

extension Web {
    func caseFileFromPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let form = try await visit.form(limits: settings.limits)
        try form.allow(["purpose", "recipient", "recordings"])
        let wish = try Self.wish(
            purpose: form["purpose"], recipient: form["recipient"],
            withRecordings: form["recordings"] == "yes")
        return try await caseFile(visit, wish, in: visit.words)
    }

    func apiCaseFile(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        struct Body: Decodable {
            let purpose: String?
            let recipient: String?
            let recordings: Bool?
            let language: Language?
        }
        let body = try await visit.json(Body.self, limits: settings.limits)
        let wish = try Self.wish(
            purpose: body.purpose, recipient: body.recipient,
            withRecordings: body.recordings ?? false)
        let words = body.language.map { resources.words(in: $0, home: home) } ?? visit.words
        return try await caseFile(visit, wish, in: words)
    }

    private static func wish(
        purpose: String?, recipient: String?, withRecordings: Bool
    ) throws -> CaseFileWish {
        guard let purpose = purpose.flatMap(CaseFileWish.Purpose.init(rawValue:)) else {
            let known = CaseFileWish.Purpose.allCases.map(\.rawValue).joined(separator: ", ")
            throw Refusal(
                .invalid, .badRequest,
                "Say for what the file leaves the house: purpose is one of \(known).",
                subject: "purpose")
        }
        let key = (recipient ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
        return CaseFileWish(
            purpose: purpose, recipient: key.isEmpty ? nil : key, withRecordings: withRecordings)
    }

    /// The file as it is put together. Whoever goes away ends it.
    private func caseFile(
        _ visit: Visit, _ wish: CaseFileWish, in words: Words
    ) async throws -> Response {
        let id: Complaint.ID = try visit.id("complaint", or: .noSuchComplaint)
        let pages = resources.pages
        let file = try await desk.caseFile(id, wish, by: visit.principal) { file in
            let html = try pages.render(CaseFilePage(file, words), in: words.language)
            return [PackageFile(name: "timeline.html", bytes: Array(html.utf8))]
                + (try CaseFileJSON.files(of: file, words))
        }
        return Response(
            status: .ok,
            headers: [
                .contentType: file.isSealed ? "application/octet-stream" : "application/x-tar",
                .contentDisposition: "attachment; filename=\"\(file.name)\"",
            ], body: body(of: file.pieces, on: visit.connection?.channel))
    }
}

/// Takes a case's whole file out of the house.
struct CaseFileForm: Sendable {
    struct Purpose: Sendable {
        let code: String
        let title: String
    }

    let fileURL: String
    let purposes: [Purpose]
    let mayListen: Bool

    init(_ id: Complaint.ID, _ reader: Principal, _ words: Words) {
        fileURL = WebURL.caseFile(id)
        purposes = CaseFileWish.Purpose.allCases.map {
            Purpose(code: $0.rawValue, title: words("case.file.purpose.\($0.rawValue)"))
        }
        mayListen = reader.may(.listen)
    }
}

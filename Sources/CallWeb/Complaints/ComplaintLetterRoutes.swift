import Calls
import Hummingbird

/// Letters about complaints: one is begun, saved until it is whole, and noted as sent.
extension Web {
    static let complaintLetterRoutes: [Route] = letterPages + letterAPI

    private static let writing = Route.Need.anyOf([.workComplaints, .solveComplaints])

    private static let letterPages: [Route] = [
        Route(.post, "/complaints/:complaint/letters", writing, .page) {
            try await $0.beginLetterFromPage($1)
        },
        Route(
            .get, "/complaints/:complaint/letters/:letter", .permission(.seeComplaints), .page
        ) { try await $0.complaintLetterPage($1) },
        Route(
            .post, "/complaints/:complaint/letters/:letter", writing, .page,
            bodyBytesMax: complaintBytesMax
        ) { try await $0.saveLetterFromPage($1) },
        Route(
            .post, "/complaints/:complaint/letters/:letter/send", writing, .page,
            bodyBytesMax: complaintBytesMax
        ) { try await $0.sendLetterFromPage($1) },
        Route(
            .get, "/complaints/:complaint/letters/:letter/pdf", .permission(.seeComplaints), .page
        ) { try await $0.complaintLetterPDF($1) },
        Route(
            .get, "/complaints/:complaint/letters/:letter/text", .permission(.seeComplaints), .page
        ) { try await $0.complaintLetterText($1) },
    ]

    private static let letterAPI: [Route] = [
        Route(
            .get, "/api/v1/complaints/:complaint/letters", .permission(.seeComplaints), .api
        ) { try await $0.apiLetters($1) },
        Route(.post, "/api/v1/complaints/:complaint/letters", writing, .api) {
            try await $0.apiBeginLetter($1)
        },
        Route(
            .get, "/api/v1/complaints/:complaint/letters/:letter", .permission(.seeComplaints), .api
        ) { try await $0.apiLetter($1) },
        Route(
            .post, "/api/v1/complaints/:complaint/letters/:letter", writing, .api,
            bodyBytesMax: complaintBytesMax
        ) { try await $0.apiSaveLetter($1) },
        Route(
            .post, "/api/v1/complaints/:complaint/letters/:letter/send", writing, .api,
            bodyBytesMax: complaintBytesMax
        ) { try await $0.apiSendLetter($1) },
        Route(
            .get, "/api/v1/complaints/:complaint/letters/:letter/pdf",
            .permission(.seeComplaints), .api
        ) { try await $0.complaintLetterPDF($1) },
        Route(
            .get, "/api/v1/complaints/:complaint/letters/:letter/text",
            .permission(.seeComplaints), .api
        ) { try await $0.complaintLetterText($1) },
    ]
}

extension WebURL {
    static func complaintLetters(_ id: Complaint.ID) -> String { complaint(id) + "/letters" }
    static func complaintLetter(
        _ id: Complaint.ID, _ number: Int, done: ComplaintLetterDone? = nil
    ) -> String {
        "\(complaintLetters(id))/\(number)"
            + queryText(done.map { [("done", $0.rawValue)] } ?? [])
    }
    static func sendComplaintLetter(_ id: Complaint.ID, _ number: Int) -> String {
        complaintLetter(id, number) + "/send"
    }
    static func complaintLetterPDF(_ id: Complaint.ID, _ number: Int) -> String {
        complaintLetter(id, number) + "/pdf"
    }
    static func complaintLetterText(_ id: Complaint.ID, _ number: Int) -> String {
        complaintLetter(id, number) + "/text"
    }
}

/// What a letter's page says was just done.
enum ComplaintLetterDone: String, CaseIterable, Sendable {
    case saved
}

import CallDesk
import Calls
import Foundation
import HTTPTypes
import Hummingbird

/// A question to an agent, as the one sees it who was asked: nothing else of the case.
struct ComplaintQuestionPage: PageModel {
    static let template = "complaint-question"
    let frame: Frame
    let listURL: String
    let title: String
    let asked: String
    let question: String
    let refusal: String?
    /// Nil while there is none.
    let answer: Answer?
    /// Nil once it is answered.
    let form: Form?

    struct Answer: Sendable {
        let said: String
        let when: String
    }

    struct Form: Sendable {
        let postURL: String
        let event: String
        let typedText: String
        let textMax: String
    }
}

extension Web {
    func complaintQuestionPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow([])
        let id: Complaint.ID = try visit.id("complaint", or: .noSuchComplaint)
        guard let event = visit.parameters["event"].flatMap({ Int($0) }) else {
            throw Refusal.noSuchComplaint
        }
        return try await complaintQuestionPage(visit, id, event, nil)
    }

    func complaintQuestionPage(
        _ visit: Visit, _ id: Complaint.ID, _ event: Int, _ refused: RefusedComplaintAct?
    ) async throws -> Response {
        let found = try await desk.complaintQuestion(id, event, by: visit.principal)
        let words = visit.words
        let title = words("complaint.question.title")
        return try page(
            ComplaintQuestionPage(
                frame: await frame(
                    title, in: .complaints, of: visit,
                    keys: [
                        Frame.Key(keys: ["Ctrl", "↵"], does: words("complaint.keys.send"))
                    ]),
                listURL: WebURL.ownComplaints, title: title,
                asked: words(
                    "complaint.question.asked",
                    [
                        "number": found.number.description,
                        "when": words.moment(found.askedAt),
                    ]),
                question: found.text,
                refusal: refused.map { words.complaintSentence($0.refusal) },
                answer: found.answeredAt.map {
                    .init(
                        said: found.answer ?? words("complaint.textGone"),
                        when: words("complaint.answeredOn", ["when": words.moment($0)]))
                },
                form: found.answeredAt == nil
                    ? .init(
                        postURL: WebURL.complaint(id, .answerQuestion),
                        event: String(event), typedText: refused?.form["text"] ?? "",
                        textMax: String(Complaint.Limits.textCharacters)) : nil),
            for: visit, status: refused?.refusal.kind.status ?? .ok)
    }
}

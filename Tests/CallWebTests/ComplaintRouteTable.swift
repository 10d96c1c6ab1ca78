import Calls

@testable import CallWeb

extension RouteTests {
    /// Addresses of complaints.
    static let complaints: [String: Route.Need] = [
        "GET /complaints": .permission(.seeComplaints),
        "POST /complaints": .permission(.registerComplaints),
        "GET /complaints/export": .permission(.exportComplaints),
        "GET /api/v1/complaints/export": .permission(.exportComplaints),
        "POST /complaints/:complaint/file": .permission(.exportComplaints),
        "POST /api/v1/complaints/:complaint/file": .permission(.exportComplaints),
        "GET /complaints/board": .permission(.seeComplaints),
        "GET /complaints/mine": .permission(.seeComplaints),
        "GET /complaints/new": .permission(.registerComplaints),
        "POST /complaints/matches": .permission(.registerComplaints),
        "GET /complaints/number": .permission(.seeComplaints),
        "GET /complaints/questions/:complaint/:event": .permission(.answerComplaints),
        "GET /complaints/:complaint": .permission(.seeComplaints),
        "GET /api/v1/complaints": .permission(.seeComplaints),
        "POST /api/v1/complaints": .permission(.registerComplaints),
        "GET /api/v1/complaints/board": .permission(.seeComplaints),
        "GET /api/v1/complaints/mine": .permission(.seeComplaints),
        "GET /api/v1/complaints/rules": .anyOf([.seeComplaints, .registerComplaints]),
        "POST /api/v1/complaints/matches": .permission(.registerComplaints),
        "GET /api/v1/complaints/number": .permission(.seeComplaints),
        "GET /api/v1/complaints/questions/:complaint/:event": .permission(.answerComplaints),
        "GET /api/v1/complaints/:complaint": .permission(.seeComplaints),
        "POST /complaints/:complaint/documents": lines,
        "POST /api/v1/complaints/:complaint/documents": lines,
        "GET /api/v1/complaints/:complaint/documents": .permission(.seeComplaints),
        "GET /complaints/:complaint/documents/:document": .permission(.seeComplaints),
        "GET /api/v1/complaints/:complaint/documents/:document": .permission(.seeComplaints),
    ].merging(letters, uniquingKeysWith: { first, _ in first }).merging(
        acts.flatMap { act, need in
            ["/complaints/:complaint", "/api/v1/complaints/:complaint"].map {
                ("POST \($0)/\(act)", need)
            }
        }, uniquingKeysWith: { first, _ in first })

    private static let letters: [String: Route.Need] = [
        "GET /api/v1/complaints/:complaint/letters": .permission(.seeComplaints)
    ].merging(
        ["/complaints/:complaint/letters", "/api/v1/complaints/:complaint/letters"].flatMap {
            [
                ("POST \($0)", lines), ("GET \($0)/:letter", .permission(.seeComplaints)),
                ("POST \($0)/:letter", lines), ("POST \($0)/:letter/send", lines),
                ("GET \($0)/:letter/pdf", .permission(.seeComplaints)),
                ("GET \($0)/:letter/text", .permission(.seeComplaints)),
            ]
        }, uniquingKeysWith: { first, _ in first })

    /// Of the first line and behind it.
    private static let lines = Route.Need.anyOf([.workComplaints, .solveComplaints])
    private static let over = Route.Need.anyOf([.workComplaints, .overseeComplaints])

    private static let acts: [String: Route.Need] = [
        "acknowledge": lines,
        "assess": lines,
        "take": .permission(.workComplaints),
        "assign": over,
        "escalate": lines,
        "link-call": lines,
        "unlink-call": .permission(.workComplaints),
        "represent": lines,
        "place": over,
        "follow-up": lines,
        "note": .anyOf([.workComplaints, .solveComplaints, .overseeComplaints]),
        "investigate": .permission(.workComplaints),
        "ask": .permission(.workComplaints),
        "answer-question": .permission(.answerComplaints),
        "find": .permission(.workComplaints),
        "wait": .permission(.workComplaints),
        "resume": .permission(.workComplaints),
        "ask-extension": .permission(.workComplaints),
        "ask-special": .permission(.workComplaints),
        "ask-redress": lines,
        "approve": .permission(.overseeComplaints),
        "refuse": .permission(.overseeComplaints),
        "solve": lines,
        "decide": .permission(.workComplaints),
        "settle": .permission(.workComplaints),
        "withdraw": lines,
        "answer": lines,
        "give": lines,
        "hear": lines,
        "close": lines,
        "reopen": over,
        "refer": over,
        "rule": over,
        "come-back": over,
        "link": .permission(.workComplaints),
        "merge": .permission(.workComplaints),
        "unmerge": .permission(.workComplaints),
        "split": .permission(.workComplaints),
    ]

    /// What pages of complaints are built from.
    static let complaintURLs: (gets: [String], posts: [String]) = {
        let id = Complaint.ID(9 << 40)
        return (
            [
                WebURL.complaints, WebURL.complaintBoard, WebURL.ownComplaints,
                WebURL.complaintNumber, WebURL.newComplaint(), WebURL.exportComplaints([]),
                WebURL.newComplaint(of: .init(1 << 40), about: .init(5 << 40)),
                WebURL.complaint(id), WebURL.complaint(id, done: .assess),
                WebURL.complaint(id, known: 3), WebURL.complaintDocument(id, 3),
                WebURL.complaintQuestion(id, 7), WebURL.complaints([("state", "closed")]),
                WebURL.complaintLetter(id, 2, done: .saved), WebURL.complaintLetterPDF(id, 2),
                WebURL.complaintLetterText(id, 2),
            ],
            [WebURL.caseFile(id)] + Web.complaintActs.map { WebURL.complaint(id, $0) }
                + [
                    WebURL.complaintLetters(id), WebURL.complaintLetter(id, 2),
                    WebURL.sendComplaintLetter(id, 2),
                ]
                + [
                    WebURL.complaints, WebURL.complaintMatches, WebURL.complaintDocuments(id),
                ]
        )
    }()
}

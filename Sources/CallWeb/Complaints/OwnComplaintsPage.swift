import CallDesk
import Calls
import Hummingbird

/// What waits for the reader: questions, approvals, their cases by what is due first, and cases
/// that they may take.
struct OwnComplaintsPage: PageModel {
    static let template = "complaints-mine"
    let frame: Frame
    let tabs: ComplaintTabs
    let subtitle: String
    let hasQuestions: Bool
    let questions: [QuestionLine]
    let hasAsked: Bool
    let asked: [ComplaintLine]
    let hasCases: Bool
    let cases: [ComplaintLine]
    let hasUnassigned: Bool
    let unassigned: [ComplaintLine]
    let nobodysURL: String
    let empty: ComplaintsEmpty?
    let firstURL: String?
    let moreURL: String?

    struct QuestionLine: Sendable {
        let url: String
        let number: String
        let asked: String
        let askedISO8601: String
        let text: String
    }
}

extension Web {
    func ownComplaintsPage(_ visit: Visit) async throws -> Response {
        try visit.query.allow(["after", "limit"])
        let (words, reader, now) = (visit.words, visit.principal, visit.now)
        let rules = try await desk.complaintRules(by: reader)
        let work = try await desk.complaintWork(
            after: visit.query["after"], limit: try visit.query.limit(orElse: 50), by: reader)
        let isFirst = visit.query["after"] == nil
        let line = { (complaint: ComplaintSummary) in
            ComplaintLine(complaint, rules, words, now: now)
        }
        let isEmpty =
            work.mine.items.isEmpty && work.questions.isEmpty && work.asked.isEmpty
            && work.unassigned.isEmpty
        return try page(
            OwnComplaintsPage(
                frame: await frame(
                    words("complaints.tab.mine"), in: .complaints, of: visit,
                    keys: Self.complaintKeys(words)),
                tabs: await complaintTabs(.mine, visit),
                subtitle: words("complaints.mine.subtitle"),
                hasQuestions: !work.questions.isEmpty,
                questions: work.questions.map { .init($0, words) },
                hasAsked: !work.asked.isEmpty, asked: work.asked.map(line),
                hasCases: !work.mine.items.isEmpty, cases: work.mine.items.map(line),
                hasUnassigned: !work.unassigned.isEmpty,
                unassigned: work.unassigned.map(line),
                nobodysURL: WebURL.complaints([("assignee", ComplaintQuery.nobody)]),
                empty: isEmpty ? Self.emptyWork(isFirst: isFirst, reader, words) : nil,
                firstURL: isFirst ? nil : WebURL.ownComplaints,
                moreURL: work.mine.next.map { WebURL.ownComplaints([("after", $0)]) }),
            for: visit)
    }

    private static func emptyWork(
        isFirst: Bool, _ reader: Principal, _ words: Words
    ) -> ComplaintsEmpty {
        guard isFirst else {
            return ComplaintsEmpty(
                title: words("complaints.empty.pastEnd.title"),
                text: words("complaints.empty.pastEnd.text"),
                link: .init(
                    text: words("complaints.empty.beginning"), url: WebURL.ownComplaints))
        }
        return ComplaintsEmpty(
            title: words("complaints.empty.mine.title"),
            text: words("complaints.empty.mine.text"),
            link: .init(text: words("complaints.tab.board"), url: WebURL.complaintBoard))
    }
}

extension OwnComplaintsPage.QuestionLine {
    init(_ question: ComplaintQuestion, _ words: Words) {
        url = WebURL.complaintQuestion(question.complaint, question.event)
        number = question.number.description
        asked = words.moment(question.askedAt)
        askedISO8601 = words.home.time(question.askedAt).iso8601
        text = question.text
    }
}

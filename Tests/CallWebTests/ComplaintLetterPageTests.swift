import Calls
import Foundation
import Testing

@testable import CallWeb

/// What a letter's page says of what is missing, and what it keeps of what was typed.
struct ComplaintLetterPageTests {
    private static let title = LocalText(
        english: "the right", simplifiedChinese: "权利", traditionalChinese: "權利")

    private func detail(
        _ state: ComplaintLetterSummary.State = .draft
    ) -> ComplaintLetterDetail {
        var summary = ComplaintLetterSummary(
            complaint: Complaint.ID(9 << 40), number: 2, kind: .answer, template: "answer-uk",
            version: 1, language: .english, state: state, madeBy: "account:x",
            changedAt: SampleComplaints.instant, revision: 3)
        summary.isOpenable = true
        var detail = ComplaintLetterDetail(
            summary: summary, receipt: "26-0000471-4", today: LocalDay(number: 20_000))
        detail.places = [.customer, .reasons]
        detail.values = [.customer: "Ann Lee"]
        detail.letter = Letter(
            template: "answer-uk", version: 1, language: .english, title: "Title",
            paragraphs: ["Dear Ann Lee,"])
        return detail
    }

    private func page(
        _ detail: ComplaintLetterDetail, _ refused: (form: Query, refusal: Refusal)? = nil
    ) -> ComplaintLetterPage {
        ComplaintLetterPage(
            detail, refused, done: nil, SampleCalls.words, in: Sample.frame)
    }

    @Test func `everything that is missing is named, and leads to its field`() throws {
        var lacking = detail()
        lacking.gaps = LetterGaps(missing: [.reasons, .ombudsman], charactersTooMany: 0)
        lacking.lacks = [
            LetterDemand(
                code: "right", title: Self.title, letters: [.answer],
                origin: DataOrigin(
                    source: "DISP 1.6.2R", readOn: LocalDay(number: 20_000), verified: false))
        ]
        let page = page(lacking)
        let form = try #require(page.form)
        #expect(
            form.missing.map(\.fieldURL) == ["#letter-reasons", nil, "#letter-template"])
        #expect(form.missing.last?.sentence.contains("the right") == true)
        #expect(form.missing.last?.sentence.contains("DISP 1.6.2R") == true)
        #expect(form.ready == nil && page.files == nil)
        #expect(form.places.map(\.isMissing) == [false, true])
    }

    @Test func `after a refusal stands what was typed, beside what was saved`() throws {
        let form = try Query(
            "template=answer+en&revision=2&place-customer=&place-reasons=Because&channel=letter")
        let page = page(detail(), (form, .letterChanged))
        let shown = try #require(page.form)
        #expect(shown.places.map(\.typed) == ["", "Because"])
        #expect(shown.revision == "3")
        #expect(shown.channels.first { $0.isChosen }?.value == "letter")
        #expect(page.refusal?.isEmpty == false)
        #expect(page.preview?.paragraphs == ["Dear Ann Lee,"])
    }

    @Test func `what was sent has no form, and its files`() {
        let page = page(detail(.sent))
        #expect(page.form == nil)
        #expect(page.files?.pdfURL == "/complaints/\(Complaint.ID(9 << 40))/letters/2/pdf")
        var blank = detail(.sent)
        blank.letter = nil
        blank.summary.isBlank = true
        #expect(self.page(blank).files == nil && self.page(blank).gone != nil)
    }

    @Test func `an empty field empties its place, and one that isn't sent stays`() throws {
        let draft = try ComplaintLetterDraft(
            Query("template=answer+zh-Hant&revision=4&place-customer=&place-reasons=A%0D%0AB"))
        #expect(draft.template == "answer" && draft.language == .traditionalChinese)
        #expect(draft.values == [.customer: "", .reasons: "A\r\nB"] && draft.revision == 4)
        #expect(throws: Refusal.noLetterTemplate) {
            try ComplaintLetterDraft(Query("template=answer"))
        }
    }
}

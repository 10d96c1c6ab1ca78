import CallDesk
import CallLedger
import CallStore
import Calls
import Foundation
import TestSupport
import Testing

/// Letters about complaints: written, refused while anything is missing, and kept as they went out.
struct ComplaintLetterTests {
    private func named(
        _ complaints: ComplaintHouse, regimes: [String] = ["house"],
        by principal: Principal? = nil
    ) async throws -> Complaint.ID {
        try await complaints.register(by: principal) { form in
            form.calls = []
            form.parties = [.init(kind: .complainant, name: "Ann Lee")]
            if principal == nil { form.parties[0].phone = "13700137000" }
            form.regimes = regimes
        }
    }

    @Test(arguments: Engine.allCases)
    func `an acknowledgement is filled in, sent, and acknowledges`(_ engine: Engine) async throws {
        let complaints = try await ComplaintHouse(engine)
        let (desk, handler) = (complaints.desk, complaints.handler)
        let id = try await named(complaints)
        let list = try await desk.complaintLetters(of: id, by: handler)
        #expect(list.letters.isEmpty)
        #expect(list.choices.first?.code == "house-acknowledgement")
        #expect(list.choices.first?.language == .simplifiedChinese)
        let number = try await desk.beginComplaintLetter(id, .acknowledgement, by: handler)
        let draft = try await desk.complaintLetter(id, number, by: handler)
        #expect(draft.values[.customer] == "Ann Lee" && draft.gaps == nil && draft.lacks.isEmpty)
        let begun = try await complaints.house.ledger().last
        #expect(begun?.action == .complaintLetterDrafted && begun?.details["opened"] == "name")
        try await complaints.send(number, of: id)
        #expect(try await complaints.state(id) == .acknowledged)
        let shown = try await desk.complaint(id, by: complaints.officer)
        let event = try #require(shown.timeline.last)
        guard case .acknowledgeBy(let letter) = event.event.deed else {
            Issue.record("\(event.event.deed)")
            return
        }
        #expect(letter.number == number && letter.dispatch?.channel == .email)
        #expect(letter.template == "house-acknowledgement" && letter.version == 1)
        #expect(event.text?.contains("Ann") == false && event.text?.contains("A•••••") == true)
        let sent = try await desk.openComplaintLetter(id, number, by: handler)
        #expect(sent.plainText.contains("Ann Lee"))
        let opened = try await complaints.house.ledger().last
        #expect(opened?.action == .complaintLetterOpened && opened?.object == "complaint:\(id)")
        let kept = try await complaints.house.database.read {
            try $0.complaintLetter(number, of: id)
        }
        #expect(kept?.valuesSealed == [] && kept?.event == event.event.number)
        #expect(
            await complaints.code { try await complaints.send(number, of: id) } == .letterSent)
        #expect(try await complaints.house.findings().isEmpty)
    }

    @Test func `what a regime demands refuses every letter without it`() async throws {
        let complaints = try await ComplaintHouse()
        let (desk, handler) = (complaints.desk, complaints.handler)
        let id = try await named(complaints, regimes: ["house", "strict"])
        try await complaints.investigate(id)
        try await complaints.decide(id, ComplaintDecision(.upheld))
        let free = await complaints.refusal { try await complaints.answer(id) }
        #expect(free?.code == .complaintNeeds && free?.subject == "whole-letter")
        let general = try await desk.beginComplaintLetter(
            id, .answer, template: "house-answer", in: .english, by: handler)
        let lacking = try await desk.complaintLetter(id, general, by: handler)
        #expect(lacking.gaps == nil && lacking.lacks.map(\.code) == ["reasons", "right"])
        let refused = await complaints.refusal { try await complaints.send(general, of: id) }
        #expect(refused?.subject == "whole-letter")
        #expect(try await complaints.state(id) == .decided)
        let whole = try await desk.beginComplaintLetter(id, .answer, by: handler)
        let proposed = try await desk.complaintLetter(id, whole, by: handler)
        #expect(proposed.summary.template == "strict-answer")
        #expect(proposed.gaps?.missing == [.reasons] && proposed.ground == "words")
        try await complaints.send(whole, of: id)
        #expect(try await complaints.state(id) == .answered)
    }

    @Test func `a sent letter stays as it went out, whatever becomes of its template`()
        async throws
    {
        let complaints = try await ComplaintHouse()
        let id = try await named(complaints)
        let (desk, handler) = (complaints.desk, complaints.handler)
        let sent = try await desk.beginComplaintLetter(id, .acknowledgement, by: handler)
        try await complaints.send(sent, of: id)
        let draft = try await desk.beginComplaintLetter(id, .delay, by: handler)
        let before = try await desk.openComplaintLetter(id, sent, by: handler)
        let house = try await complaints.house.restarted(letters: LetterHouse.book(version: 2))
        let after = try await house.desk.openComplaintLetter(id, sent, by: handler)
        #expect(after == before && after.version == 1)
        let newer = try await house.desk.complaintLetter(id, draft, by: handler)
        #expect(newer.summary.version == 2)
        #expect(newer.letter?.paragraphs.first?.hasPrefix("V2") == true)
        let without = try await house.restarted(letters: LetterBook(templates: [], rules: []))
        #expect(try await without.desk.openComplaintLetter(id, sent, by: handler) == before)
        #expect(try await without.desk.complaintLetter(id, draft, by: handler).letter == nil)
        #expect(
            await complaints.code {
                _ = try await without.desk.openComplaintLetter(id, draft, by: handler)
            } == .noLetterTemplate)
    }

    @Test func `who saves over another's words is told, and loses nothing`() async throws {
        let complaints = try await ComplaintHouse()
        let (desk, handler) = (complaints.desk, complaints.handler)
        let id = try await named(complaints)
        let number = try await desk.beginComplaintLetter(id, .delay, by: handler)
        func save(_ reasons: String, _ revision: Int?, by principal: Principal) async throws {
            try await desk.saveComplaintLetter(
                id, number,
                ComplaintLetterDraft(
                    template: "house-delay", language: .english, values: [.reasons: reasons],
                    revision: revision), by: principal)
        }
        try await save("One", 1, by: handler)
        #expect(
            await complaints.code { try await save("Two", 1, by: complaints.other) }
                == .letterChanged)
        let kept = try await desk.complaintLetter(id, number, by: handler)
        #expect(kept.values[.reasons] == "One" && kept.values[.customer] == "Ann Lee")
        #expect(kept.summary.revision == 2 && kept.summary.language == .english)
        try await save("Two", 2, by: complaints.other)
        let long = await complaints.refusal {
            try await save(String(repeating: "x", count: 20_001), nil, by: handler)
        }
        #expect(long?.code == .letterGaps)
        #expect(
            await complaints.code {
                _ = try await desk.beginComplaintLetter(
                    id, .delay, template: "nothing", by: handler)
            } == .noLetterTemplate)
    }

    @Test func `the name is opened for who may reveal it, the words for who wrote them`()
        async throws
    {
        let complaints = try await ComplaintHouse()
        let desk = complaints.desk
        let clerk = Principal(id: "account:clerk", roles: [.agent], account: Account.ID(77))
        let id = try await named(complaints, by: clerk)
        let number = try await desk.beginComplaintLetter(id, .acknowledgement, by: clerk)
        let blank = try await desk.complaintLetter(id, number, by: clerk)
        #expect(blank.values[.customer] == nil && blank.gaps?.missing == [.customer])
        #expect(
            await complaints.refusal { try await complaints.send(number, of: id, [:], by: clerk) }?
                .subject == "customer")
        try await complaints.send(number, of: id, by: clerk)
        let auditor = Principal(id: "local:auditor", roles: [.auditor])
        let list = try await desk.complaintLetters(of: id, by: auditor)
        #expect(list.letters.map(\.isOpenable) == [false] && list.choices.isEmpty)
        #expect(
            await complaints.code {
                _ = try await desk.openComplaintLetter(id, number, by: auditor)
            } == .noSuchLetter)
        _ = try await desk.openComplaintLetter(id, number, by: complaints.officer)
        let late = ComplaintLetter.Dispatch(
            channel: .letter, day: LocalDay(of: complaints.now, in: .utc).advanced(by: 1))
        let other = try await desk.beginComplaintLetter(id, .delay, by: complaints.handler)
        #expect(
            await complaints.refusal {
                try await desk.sendComplaintLetter(
                    id, other, by: late, as: complaints.handler)
            }?.subject == "day")
    }

    @Test(arguments: Engine.allCases)
    func `an erased customer's letters say that they went, and no word`(
        _ engine: Engine
    ) async throws {
        let complaints = try await ComplaintHouse(engine)
        let (desk, handler) = (complaints.desk, complaints.handler)
        let id = try await named(complaints)
        let customer = try #require(try await complaints.row(id).customer)
        let sent = try await desk.beginComplaintLetter(id, .acknowledgement, by: handler)
        try await complaints.send(sent, of: id)
        let draft = try await desk.beginComplaintLetter(id, .delay, by: handler)
        try await complaints.house.erase(customer)
        let blank = try await desk.complaintLetter(id, sent, by: handler)
        #expect(blank.letter == nil && blank.summary.isBlank && blank.summary.event != nil)
        #expect(
            await complaints.code {
                _ = try await desk.complaintLetterPDF(id, sent, by: handler)
            } == .letterGone)
        #expect(try await desk.complaintLetter(id, draft, by: handler).values.isEmpty)
        #expect(try await complaints.house.findings().isEmpty)
    }

    @Test func `a letter is printed, the same each time`() async throws {
        let complaints = try await ComplaintHouse()
        let (desk, handler) = (complaints.desk, complaints.handler)
        let id = try await named(complaints)
        let number = try await desk.beginComplaintLetter(id, .acknowledgement, by: handler)
        try await complaints.send(number, of: id)
        let pdf = try await desk.complaintLetterPDF(id, number, by: handler)
        #expect(pdf.starts(with: "%PDF-1.5".utf8))
        #expect(try await desk.complaintLetterPDF(id, number, by: handler) == pdf)
    }

    @Test func `an altered letter is neither opened nor overlooked`() async throws {
        let complaints = try await ComplaintHouse()
        let (desk, handler) = (complaints.desk, complaints.handler)
        let id = try await named(complaints)
        let number = try await desk.beginComplaintLetter(id, .acknowledgement, by: handler)
        try await complaints.send(number, of: id)
        try await complaints.house.alter("UPDATE complaint_letter SET day = '2020-01-01'")
        await #expect(throws: DeskFault.self) {
            _ = try await desk.openComplaintLetter(id, number, by: handler)
        }
        #expect(try await complaints.house.findings().count == 1)
    }
}

import Calls
import Foundation
import Testing

@testable import CallWeb

struct ComplaintPageTests {
    private static let start = SampleComplaints.instant
    private static let call = CallSummary(
        id: .init(7 << 40), startedAt: start, zone: "Asia/Shanghai", durationSeconds: 401,
        direction: .inbound, agent: "8001", agentName: "Li Wei", campaign: nil, customer: nil,
        customerMasked: nil, verdicts: [], talkShape: nil, recordings: [])

    private let handler = person(.complaintHandler, 1)
    private let officer = person(.complianceOfficer, 2)

    private static func person(_ role: Role, _ number: Int64) -> Principal {
        Principal(
            id: "account:\(Account.ID(number))", roles: [role], account: Account.ID(number))
    }

    private static func words(_ language: Language) throws -> Words {
        let catalogue = try #require(try WebResources.load().catalogues[language])
        return Words(catalogue: catalogue, home: Zone(named: "Asia/Shanghai"))
    }

    private static let received: Complaint = {
        var receipt = ComplaintReceipt(at: start, channel: .phone)
        receipt.place = ComplaintPlace(regimes: ["house"])
        return Complaint(id: .init(9 << 40), receipt: receipt, by: "account:x", at: start)
    }()

    private static let assessment = ComplaintDeed.assess(
        SampleComplaints.rules.classes.assess(
            received.receipt, type: "pressure", severity: "high", complexity: .simple))

    private static let linked = ComplaintDeed.linkCall(
        ComplaintCall(call.id, agent: nil, isSubject: true))

    private static let toInvestigation: [ComplaintDeed] = [
        .acknowledge, assessment, .take, linked, .investigate,
    ]

    /// A case after `deeds` of `handler`, as `reader` sees it.
    private func detail(
        _ deeds: [ComplaintDeed], for reader: Principal
    ) throws -> ComplaintDetail {
        let rules = SampleComplaints.rules
        func standing(_ complaint: Complaint) -> ComplaintStanding {
            ComplaintStanding(complaint, heldCalls: [Self.call.id], rules: rules)
        }
        var complaint = Self.received
        for deed in deeds {
            complaint = complaint.after(
                try standing(complaint).event(
                    of: deed, by: handler, saying: "words", at: Self.start))
        }
        let number = try #require(ComplaintNumber(year: 26, count: 471))
        var summary = ComplaintSummary(
            id: complaint.id, number: number, state: complaint.state, channel: .phone,
            receivedAt: Self.start)
        summary.type = complaint.assessment?.type
        summary.severity = complaint.assessment?.severity
        summary.assignee = complaint.assignee
        summary.assigneeTitle = complaint.assignee.map { _ in "Sun Li" }
        var detail = ComplaintDetail(summary: summary, complaint: complaint, rules: rules)
        let now = standing(complaint)
        detail.clocks = now.readings(at: Self.start)
        detail.acts = now.acts(of: reader)
        detail.openNeeds = now.openNeeds
        detail.timeline = complaint.history.map {
            var event = ComplaintDetail.Event(complaint: complaint.id, event: $0)
            event.text = "What was said of \($0.deed.act.rawValue)"
            return event
        }
        detail.calls = complaint.calls.map { _ in
            .init(call: Self.call, isSubject: true, isHeld: true, complaint: complaint.id)
        }
        detail.requests = complaint.requests.map { .init(number: $0.key, request: $0.value) }
        detail.version = complaint.history.count
        detail.text = "They never called back."
        detail.limit = 1000
        return detail
    }

    private func forms(
        _ detail: ComplaintDetail, for reader: Principal, _ language: Language = .english,
        refused: RefusedComplaintAct? = nil
    ) throws -> ComplaintActForms {
        ComplaintActForms(
            detail: detail, reader: reader, words: try Self.words(language),
            refused: refused, nearCalls: [], agents: [])
    }

    private func page(
        _ detail: ComplaintDetail, for reader: Principal, _ language: Language = .english,
        refused: RefusedComplaintAct? = nil
    ) throws -> ComplaintPage {
        ComplaintPage(
            try forms(detail, for: reader, language, refused: refused), for: reader, done: nil,
            at: Self.start, in: Sample.frame)
    }

    @Test func `the form of the assessment offers the house's products, if it has any`() throws {
        var detail = try detail([.acknowledge], for: handler)
        func fields() throws -> [ComplaintField] {
            let forms = try forms(detail, for: handler)
            return ComplaintFieldMaking(forms, .assess, form: "assess", typed: nil).fields
        }
        detail.rules.classes.products = []
        #expect(try fields().count == 3)
        detail.rules.classes.products = ["life", "motor"].map {
            .init(code: $0, title: SampleComplaints.title)
        }
        detail.productCode = "motor"
        let options = try #require(try fields().last?.menu).options
        #expect(options.map(\.value) == ["", "life", "motor"])
        #expect(options.map(\.isChosen) == [false, false, true])
    }

    @Test(arguments: Language.allCases)
    func `what was to be known of a file is told in the reader's language`(
        language: Language
    ) throws {
        let remarks: [ArrivalRemark] = [
            .mark(.dateInFuture), .document(.archive), .finding(.agentUnknown),
        ]
        let complaint = ComplaintDetail.Event(
            complaint: Complaint.ID(1),
            event: ComplaintEvent(number: 2, at: Self.start, by: "daemon", deed: .arrive(remarks)))
        let detail = try detail([], for: handler)
        let (words, telling) = (
            try Self.words(language), ComplaintTelling(detail, try Self.words(language))
        )
        var named = complaint
        named.text = "bill.pdf\nA-9"
        let line = ComplaintTimelineLine(named, telling)
        #expect(line.written == nil && !line.isLong)
        #expect(line.particulars.first == words("complaint.mark.date-in-future"))
        #expect(line.particulars[1].contains("bill.pdf"))
        #expect(line.particulars[1].contains(words("complaint.document.archive")))
        #expect(line.particulars[2].contains("A-9"))
        // Once the words had to go, the codes still say what was wrong.
        #expect(
            ComplaintTimelineLine(complaint, telling).particulars
                == remarks.map { words("complaint.\($0.code)") })
    }

    @Test func `the act that comes next is open, and no other is a second time`() throws {
        let steps: [(deeds: [ComplaintDeed], next: ComplaintAct)] = [
            ([], .acknowledge), ([.acknowledge], .assess),
            ([.acknowledge, Self.assessment], .take),
            ([.acknowledge, Self.assessment, .take], .solve),
            ([.acknowledge, Self.assessment, .take, .escalate, .take], .investigate),
            (Self.toInvestigation, .find),
            (Self.toInvestigation + [.find(ComplaintFindings(causes: ["care"]))], .decide),
            (Self.toInvestigation + [.wait(.customer)], .resume),
        ]
        for (deeds, next) in steps {
            let detail = try detail(deeds, for: handler)
            #expect(try forms(detail, for: handler).next == next)
            let page = try page(detail, for: handler)
            let forms = [page.next].compactMap { $0 } + page.groups.flatMap(\.forms)
            let ids = forms.map(\.formID)
            #expect(Set(ids).count == ids.count)
            #expect(page.next?.formID == next.rawValue)
        }
    }

    @Test func `every act that the reader may do has its form, and each its words`() throws {
        let detail = try detail(Self.toInvestigation, for: handler)
        let page = try page(detail, for: handler)
        let shown = Set(
            ([page.next].compactMap { $0 } + page.groups.flatMap(\.forms)).map(\.formID))
        // Removing stands by the call, it is the reader's case already, there is no more time to
        // ask for, and the rest is done to other cases.
        let elsewhere: Set<ComplaintAct> = [
            .unlinkCall, .absorb, .release, .askExtension, .take, .attach,
        ]
        for act in detail.acts where !elsewhere.contains(act) {
            #expect(shown.contains(act.rawValue), "\(act)")
        }
        #expect(page.calls.first?.unlink != nil && page.documents.adding != nil)
        let catalogue = try Self.words(.english).catalogue
        for act in ComplaintAct.allCases {
            #expect(catalogue.has("complaint.did.\(act.rawValue)"), "\(act)")
            let isDone = Web.complaintActs.contains(act)
            #expect(catalogue.has("complaint.say.\(act.rawValue)") == isDone, "\(act)")
        }
    }

    @Test func `documents stand with what they are and where they come from`() throws {
        var detail = try detail(Self.toInvestigation, for: handler)
        let attachment = ComplaintAttachment(
            id: ComplaintDocument.ID(1), number: 1, kind: .pdf, bytes: 180_000, contentHash: [1])
        let kept = ComplaintDocument(
            complaint: detail.complaint.id, attachment: attachment, source: .mail,
            name: "合同.pdf", addedBy: "daemon", addedAt: Self.start)
        var gone = kept
        gone.name = nil
        detail.documents = [kept, gone]
        let refused = RefusedComplaintAct(
            act: .attach, form: Query(pairs: []),
            refusal: Refusal(.invalid, .documentArchive, "Archives aren't opened."))
        let page = try page(detail, for: handler, refused: refused)
        let files = page.documents.files
        #expect(files.map(\.docName) == ["合同.pdf", "Gone with the customer’s data"])
        #expect(files[0].docURL?.hasSuffix("/documents/1") == true && files[1].docURL == nil)
        #expect(files[0].docFacts[0] == "PDF, 180 kB")
        #expect(page.documents.adding?.docRefused == "Archives aren't opened.")
        for language in Language.allCases {
            let catalogue = try Self.words(language).catalogue
            for kind in DocumentKind.allCases where kind.isAllowed {
                #expect(catalogue.has("document.kind.\(kind.rawValue)"))
            }
            for source in ComplaintDocument.Source.allCases {
                #expect(catalogue.has("document.added.\(source.rawValue)"))
            }
        }
    }

    @Test func `every form names the version that its reader saw`() throws {
        let page = try page(try detail(Self.toInvestigation, for: handler), for: handler)
        for form in page.groups.flatMap(\.forms) {
            #expect(form.hiddens.contains { $0.key == "after" && $0.content == "6" })
        }
    }

    @Test func `what was typed stands in the form again after a refusal`() throws {
        let detail = try detail(
            Self.toInvestigation + [.find(ComplaintFindings(causes: []))], for: handler)
        let refused = RefusedComplaintAct(
            act: .decide,
            form: try Query("text=Because&outcome=partly&amount.refund=99&redress=apology"),
            refusal: Refusal(.needs([.redressLimit])))
        let page = try page(detail, for: handler, refused: refused)
        let form = try #require(page.next)
        #expect(form.formID == "decide" && form.saying?.typedText == "Because")
        #expect(
            form.refused
                == "This is more than you may grant. Ask a second person for it first.")
        #expect(form.fields[0].menu?.options.first { $0.isChosen }?.value == "partly")
        #expect(form.fields[1].grants?.sums.first?.typed == "99")
        #expect(form.fields[1].grants?.things.first?.isChosen == true)
        #expect(page.refusal?.sentence == form.refused && page.refusal?.kept == nil)
    }

    @Test func `what was typed isn't lost when the act can't be done any more`() throws {
        let refused = RefusedComplaintAct(
            act: .acknowledge, form: try Query("text=We+wrote+to+her."),
            refusal: Refusal(.state(.investigating)))
        let page = try page(
            try detail(Self.toInvestigation, for: handler), for: handler, refused: refused)
        #expect(page.refusal?.kept == "We wrote to her.")
    }

    @Test func `a second person decides on a request, the one who asked doesn't`() throws {
        let deeds =
            Self.toInvestigation
            + [.request(.redress([ComplaintRedress(kind: "refund", amount: 42_000)]))]
        let asker = try page(try detail(deeds, for: handler), for: handler)
        #expect(asker.toDecide.isEmpty && asker.requests.count == 1)
        #expect(asker.next?.formID == "find", "the asker does what waits for nobody")
        var seen = try detail(deeds, for: officer)
        seen.acts = [.approve, .refuse]
        let second = try page(seen, for: officer)
        let request = try #require(second.toDecide.first)
        #expect(request.wish.hasSuffix(": 420.00 CNY"))
        #expect(request.approve?.formID == "approve-7")
        #expect(request.approve?.hiddens.last?.content == "7")
        #expect(request.refuse?.saying?.isNeeded == true)
    }

    @Test func `what was approved is put before whoever decides`() throws {
        var detail = try detail(
            Self.toInvestigation + [.find(ComplaintFindings(causes: []))], for: handler)
        let redress = [ComplaintRedress(kind: "refund", amount: 42_000)]
        let asked = detail.complaint.event(
            .request(.redress(redress)), by: handler.person, at: Self.start)
        detail.complaint = detail.complaint.after(asked)
        detail.complaint = detail.complaint.after(
            detail.complaint.event(
                .approve(asked.number), by: officer.person, at: Self.start))
        let form = try forms(detail, for: handler).form(.decide)
        #expect(form.fields[1].grants?.sums.first?.typed == "420.00")
    }

    @Test func `the timeline says what was done, the latest first, in three languages`() throws {
        let decided =
            Self.toInvestigation + [
                .find(ComplaintFindings(causes: ["care"])), .wait(.customer), .resume,
                .decide(
                    ComplaintDecision(
                        .upheld,
                        redress: [ComplaintRedress(kind: "refund", amount: 900)])),
            ]
        let detail = try detail(decided, for: handler)
        for language in Language.allCases {
            let page = try page(detail, for: handler, language)
            #expect(page.timeline.count == 10 && page.earlier == nil)
            #expect(page.timeline.first?.anchor == "e-10")
            #expect(page.timeline.first?.particulars.last?.hasSuffix("9.00 CNY") == true)
            #expect(page.decision?.redress.first?.give != nil)
            let told = page.timeline.flatMap { [$0.did] + $0.particulars }
            #expect(told.allSatisfy { !$0.hasPrefix("complaint.") && !$0.contains("{") })
            let html = try WebResources.load().pages.render(page, in: language)
            #expect(html.contains("26-0000471-"))
        }
    }

    @Test func `what a customer and a colleague wrote stays text`() throws {
        var detail = try detail(Self.toInvestigation, for: handler)
        detail.text = Sample.hostile
        detail.timeline[0].text = Sample.hostile
        let html = try WebResources.load().pages.render(
            try page(detail, for: handler), in: .english)
        #expect(!html.contains("<img"))
    }

    @Test func `a closed case offers what is left, and nothing is open`() throws {
        let deeds =
            Self.toInvestigation + [
                .find(ComplaintFindings(causes: [])), .decide(ComplaintDecision(.rejected)),
                .answer(
                    ComplaintLetter(template: "", version: 0, to: [Self.received.id])), .close,
            ]
        let page = try page(try detail(deeds, for: handler), for: handler)
        #expect(page.next == nil && page.closing == nil)
        let offered = page.groups.flatMap(\.forms).map(\.formID)
        #expect(offered.contains("reopen") && offered.contains("note"))
        #expect(!offered.contains("decide"))
    }
}

import Calls
import Foundation

@testable import CallWeb

/// The page of a case and that of a question, with every list and every optional filled.
enum SampleComplaintPages {
    static let pages: [any PageModel] = [page, question, letter, SampleCaseFile.page]

    private static let choice = ScoringChoice(value: "x", label: Sample.hostile, isChosen: true)

    private static let field: ComplaintField = {
        var field = ComplaintField("assess", "type", Sample.hostile, hint: Sample.hostile)
        field.menu = .init(
            options: [choice], groups: [.init(groupLabel: Sample.hostile, choices: [choice])],
            isNeeded: true)
        field.boxes = .init(ticks: [choice])
        field.entry = .init(
            kind: "text", typed: Sample.hostile, mode: "numeric", most: "40", isNeeded: true,
            known: [choice])
        field.tick = .init(isTicked: true, isNeeded: true)
        field.grants = .init(
            sums: [
                .init(sumName: "amount.refund", sumLabel: Sample.hostile, typed: Sample.hostile)
            ], currency: "CNY", things: [choice])
        return field
    }()

    static let form = ComplaintActForm(
        formID: "assess", actTitle: Sample.hostile, actURL: "/complaints/x/assess",
        hiddens: [.init(key: "after", content: "3")], fields: [field],
        saying: .init(
            textLabel: Sample.hostile, typedText: Sample.hostile, rows: "3", textMax: "20000",
            isNeeded: true),
        refused: Sample.hostile, isNext: true)

    static let event = ComplaintTimelineLine(
        anchor: "e-1", did: "Assessed", doer: Sample.hostile, moment: "now",
        ofMember: "26-0000471-4", particulars: [Sample.hostile], written: Sample.hostile)

    private static let link = ComplaintPage.Link(url: "/x", label: Sample.hostile)

    private static let clock = ComplaintClockCard(
        clockTitle: "Answer", regime: "House", line: "3 days left", clockSymbol: "!",
        clockTone: "bad", reasons: ["It began."], notes: ["Not confirmed."])

    private static let call = ComplaintPage.LinkedCall(
        callName: Sample.hostile, callURL: "/calls/x", callTags: [Sample.tag],
        evaluations: [link], unlink: form)

    private static let asked = ComplaintPage.Question(
        questionID: "q-4", put: Sample.hostile, text: Sample.hostile, answer: Sample.hostile,
        answered: "now", answerURL: "/complaints/questions/x/4")

    private static let request = ComplaintPage.Request(
        wish: Sample.hostile, wishTag: Sample.tag, wished: Sample.hostile,
        because: Sample.hostile, ruled: Sample.hostile, approve: form, refuse: form)

    private static let decision = ComplaintPage.Decision(
        outcomeTag: Sample.tag, decided: Sample.hostile, ground: Sample.hostile,
        redress: [.init(what: Sample.hostile, givenTag: Sample.tag, give: form)],
        replied: [Sample.hostile])

    private static let files = ComplaintLetterPage.Files(
        pdfURL: "/complaints/x/letters/1/pdf", textURL: "/complaints/x/letters/1/text")

    private static let letters = ComplaintLettersPart(
        begin: [
            .init(
                beginURL: "/complaints/x/letters", kind: "answer", beginLabel: "Write it",
                beginHint: Sample.hostile, isNext: true)
        ],
        drafts: [
            .init(draftURL: "/complaints/x/letters/1", draftLabel: Sample.hostile, isNext: true)
        ],
        letters: [
            .init(
                letterName: Sample.hostile, letterURL: "/complaints/x/letters/1",
                letterTag: Sample.tag, particulars: [Sample.hostile], letterFiles: files)
        ])

    static let letter = ComplaintLetterPage(
        frame: Sample.frame, caseURL: "/complaints/x", caseNumber: "26-0000471-4",
        title: "Answer", facts: [Sample.hostile], tags: [Sample.tag], done: "Saved",
        refusal: Sample.hostile,
        form: .init(
            saveURL: "/complaints/x/letters/1", sendURL: "/complaints/x/letters/1/send",
            revision: "2", templates: [choice],
            places: [
                .init(
                    placeID: "letter-reasons", placeName: "place-reasons",
                    placeLabel: "Reasons", isLong: true, typed: Sample.hostile, most: "20000",
                    hint: Sample.hostile, isMissing: true, tongue: "en"),
                .init(
                    placeID: "letter-customer", placeName: "place-customer",
                    placeLabel: "Name", isLong: false, typed: Sample.hostile, most: "500",
                    hint: Sample.hostile, isMissing: true, tongue: "en"),
            ], missing: [.init(sentence: Sample.hostile, fieldURL: "#letter-reasons")],
            ready: "Ready", bar: Sample.hostile, addressees: "2", channels: [choice],
            day: "2026-11-23", dayMost: "2026-11-23"),
        preview: .init(
            previewTitle: "Now", tongue: "en", letterTitle: Sample.hostile,
            paragraphs: [Sample.hostile]), gone: "Gone", files: files, ground: Sample.hostile)

    private static let others = ComplaintPage.Others(
        kind: "Linked",
        cases: [.init(caseURL: "/complaints/y", caseName: "y", caseTags: [Sample.tag])])

    static let page = ComplaintPage(
        frame: Sample.frame, listURL: "/complaints", historyURL: "/ledger?object=complaint:x",
        number: "26-0000471-4", heading: Sample.hostile, facts: [Sample.hostile],
        customer: link, tags: [Sample.tag], done: "Done",
        refusal: .init(sentence: Sample.hostile, kept: Sample.hostile), recusal: "Not you",
        mergedInto: link, clocks: [clock], hasNoClocks: true,
        closing: .init(needs: ["Assess it first."], isReady: true), next: form,
        groups: [.init(groupTitle: "Outcome", forms: [form])],
        said: .init(
            wanted: [PlanFact(label: "Product", value: Sample.hostile)], story: Sample.hostile),
        parties: [
            .init(
                who: Sample.hostile, role: Sample.hostile, partyURL: "/customers/x",
                contacts: [Sample.hostile])
        ], calls: [call],
        documents: .init(
            files: [
                .init(
                    docName: Sample.hostile, docURL: "/complaints/x/documents/1",
                    docFacts: [Sample.hostile], docOf: Sample.hostile)
            ],
            adding: .init(
                addURL: "/complaints/x/documents", docRefused: Sample.hostile,
                docAccept: ".pdf")), questions: [asked],
        findings: .init(
            causes: [link], hasCauses: true, actionsURL: "/actions?complaint=x",
            openURL: "/actions/new?complaint=x", report: Sample.hostile, found: "now"),
        toDecide: [request], requests: [request], decision: decision, letters: letters,
        others: [others],
        timeline: [event],
        earlier: .init(earlierCount: "12 earlier events", events: [event]),
        fileForm: CaseFileForm(
            SampleComplaints.summary.id, SampleComplaints.officer, SampleCalls.words))

    static let question = ComplaintQuestionPage(
        frame: Sample.frame, listURL: "/complaints/mine", title: "Question",
        asked: Sample.hostile, question: Sample.hostile, refusal: Sample.hostile,
        answer: .init(said: Sample.hostile, when: "now"),
        form: .init(
            postURL: "/complaints/x/answer-question", event: "4", typedText: Sample.hostile,
            textMax: "20000"))
}

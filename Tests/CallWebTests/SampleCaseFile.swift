import Calls

@testable import CallWeb

/// The page of a case's file with every part filled.
enum SampleCaseFile {
    private static let said = ComplaintPage.Said(
        wanted: [PlanFact(label: "Product", value: Sample.hostile)], story: Sample.hostile)
    private static let party = ComplaintPage.Party(
        who: Sample.hostile, role: Sample.hostile, partyURL: nil, contacts: [Sample.hostile])
    private static let clock = ComplaintClockCard(
        clockTitle: Sample.hostile, regime: Sample.hostile, line: "in 3 days", clockSymbol: "◷",
        clockTone: "plain", reasons: [Sample.hostile], notes: [Sample.hostile])
    private static let decision = ComplaintPage.Decision(
        outcomeTag: Sample.tag, decided: Sample.hostile, ground: Sample.hostile,
        redress: [.init(what: Sample.hostile, givenTag: Sample.tag, give: nil)],
        replied: [Sample.hostile])

    static let page = CaseFilePage(
        frame: Sample.frame, number: "26-0000471-4", heading: Sample.hostile, made: "now",
        marks: [Sample.hostile], facts: [Sample.hostile], mergedInto: Sample.hostile,
        accounts: [.init(ofMember: Sample.hostile, said: said, parties: [party])],
        clocks: [clock],
        calls: [
            .init(
                callName: Sample.hostile, marks: [Sample.hostile], sounds: ["recordings/a.wav"])
        ],
        requests: [
            .init(
                wish: Sample.hostile, outcome: "approved", wished: Sample.hostile,
                because: Sample.hostile, ruled: Sample.hostile)
        ],
        findings: .init(
            causes: [.init(url: nil, label: Sample.hostile)], hasCauses: true, actionsURL: "",
            openURL: nil, report: Sample.hostile, found: "now"),
        decision: decision,
        questions: [
            .init(
                questionID: "q-7", put: Sample.hostile, text: Sample.hostile,
                answer: Sample.hostile, answered: "now", answerURL: nil)
        ],
        letters: [enclosure], papers: [enclosure],
        others: [
            .init(
                kind: "Linked",
                cases: [.init(caseURL: "/x", caseName: Sample.hostile, caseTags: [Sample.tag])])
        ],
        timeline: [SampleComplaintPages.event], ledger: "proved")

    private static let enclosure = CaseFilePage.Enclosure(
        title: Sample.hostile, about: Sample.hostile, paths: ["letters/1.txt"])
}

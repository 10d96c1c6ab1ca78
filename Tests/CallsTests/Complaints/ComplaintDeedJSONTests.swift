import Foundation
import Testing

@testable import Calls

struct ComplaintDeedJSONTests {
    @Test(arguments: ComplaintAct.allCases)
    func `a deed of every act is read as it was written`(act: ComplaintAct) throws {
        let deed = ComplaintSample.deed(act)
        let text = try deed.json
        #expect(try ComplaintDeed(json: text) == deed)
        #expect(try ComplaintDeed(json: text).json == text)
        #expect(text.contains("\"act\":\"\(act.rawValue)\""))
    }

    @Test(arguments: Self.golden)
    func `a deed stands as it always stood`(deed: ComplaintDeed, text: String) throws {
        #expect(try deed.json == text)
        #expect(try ComplaintDeed(json: text) == deed)
    }

    @Test func `there is a golden text of every act`() {
        #expect(Set(Self.golden.map(\.0.act)) == Set(ComplaintAct.allCases))
    }

    @Test func `remarks of an arrival are read as they were written`() throws {
        let deed = ComplaintDeed.arrive(ArrivalRemark.allCases + [.document(.archive)])
        #expect(try ComplaintDeed(json: deed.json) == deed)
        #expect(
            try ComplaintDeed.arrive([.mark(.noText), .finding(.agentUnknown)]).json
                == #"{"act":"note","remarks":["mark.no-text","arrival.agent-unknown"]}"#)
        for text in [#"{"act":"note","remarks":["x"]}"#, #"{"act":"take","remarks":[]}"#] {
            #expect(throws: (any Error).self) { try ComplaintDeed(json: text) }
        }
    }

    @Test func `an instant is kept to the microsecond`() throws {
        let exact = Date(timeIntervalSince1970: 1_780_000_000.123456)
        let deed = ComplaintDeed.receive(ComplaintReceipt(at: exact, channel: .email))
        guard case .receive(let read) = try ComplaintDeed(json: deed.json) else {
            Issue.record("no receipt")
            return
        }
        #expect(abs(read.at.timeIntervalSince(exact)) < 0.000_001)
        #expect(try ComplaintDeed.receive(read).json == deed.json)
    }

    @Test(arguments: [
        "", "{}", "[]", #"{"act":"stroll"}"#, #"{"act":"take","by":"x"}"#,
        #"{"act":"take","person":"account:1"}"#, #"{"act":"assign"}"#, #"{"act":"place"}"#,
        #"{"act":"ask","agent":"x"}"#, #"{"act":"answer-question","event":"four"}"#,
        #"{"act":"wait","reason":"lunch"}"#,
        #"{"act":"attach","bytes":9,"document":2,"file":"00000000000nw","hash":"a","kind":"pdf"}"#,
        #"{"act":"find","causes":["care","care"]}"#, #"{"act":"find","causes":["pace","care"]}"#,
        #"{"act":"place","calendar":"cn","regimes":[]}"#,
        #"{"act":"place","regimes":[],"zone":"Nowhere/Else"}"#,
        #"{"act":"settle","agreed":true,"outcome":"settled","redress":[{"amount":1}]}"#,
        #"{"act":"ask-redress","redress":[{"amount":1,"kind":"refund","tax":0}]}"#,
    ])
    func `what isn't a deed isn't read`(text: String) {
        #expect(throws: (any Error).self) { try ComplaintDeed(json: text) }
    }

    @Test func `a text that is too long isn't read`() {
        let spaces = String(repeating: " ", count: ComplaintDeed.jsonBytesMax)
        #expect(throws: DecodingError.self) {
            try ComplaintDeed(json: #"{"act":"take"}"# + spaces)
        }
        #expect(throws: Never.self) { try ComplaintDeed(json: #"{"act":"take"} "#) }
    }

    @Test func `the longest deeds fit in`() throws {
        let ids = (0..<Complaint.Limits.calls).map { Call.ID(Int64.max - Int64($0)) }
        let split = ComplaintDeed.split(off: Complaint.ID(1), calls: ids)
        #expect(try ComplaintDeed(json: split.json) == split)
        var receipt = ComplaintReceipt(
            at: ComplaintSample.start, channel: .letter, about: Set((0..<500).map { Agent.ID($0) }))
        receipt.aboutDecisionsOf = Set(
            (0..<500).map { "account:\(Account.ID(Int64($0)))" })
        receipt.place = ComplaintPlace(regimes: (0..<10).map { "regime-\($0)" })
        let receive = ComplaintDeed.receive(receipt)
        #expect(try ComplaintDeed(json: receive.json) == receive)
    }
}

extension ComplaintDeedJSONTests {
    private static let fullReceipt: ComplaintReceipt = {
        var receipt = ComplaintReceipt(
            at: ComplaintSample.start, channel: .authority, complainants: 12, isVulnerable: true,
            about: [Agent.ID(22), Agent.ID(21)])
        receipt.representatives = 3
        receipt.aboutDecisionsOf = ["local:1000", "account:0000000000001"]
        receipt.place = place
        receipt.splitFrom = Complaint.ID(500)
        return receipt
    }()

    private static let place = ComplaintPlace(
        regimes: ["house", "aaa"],
        clocks: ClockPlace(zone: CallZone(name: "Asia/Shanghai") ?? .utc, calendar: "cn"))

    private static let redress = [
        ComplaintRedress(kind: "refund", amount: 1000), ComplaintRedress(kind: "apology"),
    ]

    static let golden: [(ComplaintDeed, String)] = handling + work + outcome + joining

    private static let handling: [(ComplaintDeed, String)] = [
        (
            .receive(ComplaintSample.receipt()),
            #"{"about":[],"aboutDecisionsOf":[],"act":"receive","at":1780000000000000,"#
                + #""channel":"phone","complainants":1,"regimes":["house"],"#
                + #""representatives":0,"vulnerable":false}"#
        ),
        (
            .receive(fullReceipt),
            #"{"about":["000000000000n","000000000000p"],"#
                + #""aboutDecisionsOf":["account:0000000000001","local:1000"],"act":"receive","#
                + #""at":1780000000000000,"calendar":"cn","channel":"authority","#
                + #""complainants":12,"complaint":"00000000000fm","regimes":["house","aaa"],"#
                + #""representatives":3,"vulnerable":true,"zone":"Asia/Shanghai"}"#
        ),
        (.acknowledge, #"{"act":"acknowledge"}"#),
        (
            .acknowledgeBy(ComplaintSample.letter),
            #"{"act":"acknowledge","channel":"e-mail","day":"2026-11-23","lacks":[],"letter":2,"#
                + #""template":"house","to":["0000000000001"],"version":3}"#
        ),
        (
            .tellDelay(ComplaintSample.letter),
            #"{"act":"note","channel":"e-mail","day":"2026-11-23","lacks":[],"letter":2,"#
                + #""template":"house","to":["0000000000001"],"version":3}"#
        ),
        (
            .assess(
                ComplaintAssessment(
                    type: "pressure", severity: "high", complexity: .complex,
                    escalation: [.severity, .complexity])),
            #"{"act":"assess","complexity":"complex","escalation":["complexity","severity"],"#
                + #""severity":"high","type":"pressure"}"#
        ),
        (
            .assess(
                ComplaintAssessment(
                    type: "pressure", severity: "low", complexity: .simple, escalation: [],
                    product: "life")),
            #"{"act":"assess","complexity":"simple","escalation":[],"product":"life","#
                + #""severity":"low","type":"pressure"}"#
        ),
        (.take, #"{"act":"take"}"#),
        (
            .assign(ComplaintWorker(person: "account:w", agent: Agent.ID(21))),
            #"{"act":"assign","agent":"000000000000n","person":"account:w"}"#
        ),
        (
            .assign(ComplaintWorker(person: "account:w")),
            #"{"act":"assign","person":"account:w"}"#
        ),
        (.escalate, #"{"act":"escalate"}"#),
        (
            .linkCall(ComplaintCall(Call.ID(7), agent: Agent.ID(21), isSubject: true)),
            #"{"act":"link-call","agent":"000000000000n","call":"0000000000007","subject":true}"#
        ),
        (.unlinkCall(Call.ID(7)), #"{"act":"unlink-call","call":"0000000000007"}"#),
        (.represent(3), #"{"act":"represent","representatives":3}"#),
        (
            .place(place),
            #"{"act":"place","calendar":"cn","regimes":["house","aaa"],"#
                + #""zone":"Asia/Shanghai"}"#
        ),
        (.place(ComplaintPlace(regimes: [])), #"{"act":"place","regimes":[]}"#),
        (.followUp, #"{"act":"follow-up"}"#),
        (.note, #"{"act":"note"}"#),
        (
            .attach(ComplaintSample.attachment(2)),
            #"{"act":"attach","bytes":9,"document":2,"file":"00000000000nw","hash":"ab00","#
                + #""kind":"pdf"}"#
        ),
    ]

    private static let work: [(ComplaintDeed, String)] = [
        (.investigate, #"{"act":"investigate"}"#),
        (.ask(Agent.ID(21)), #"{"act":"ask","agent":"000000000000n"}"#),
        (.answerQuestion(4), #"{"act":"answer-question","event":4}"#),
        (
            .find(ComplaintFindings(causes: ["pace", "care"])),
            #"{"act":"find","causes":["care","pace"]}"#
        ),
        (.wait(.thirdParty), #"{"act":"wait","reason":"awaiting-third-party"}"#),
        (.resume, #"{"act":"resume"}"#),
        (.request(.extension("once")), #"{"act":"ask-extension","extension":"once"}"#),
        (.request(.special), #"{"act":"ask-special"}"#),
        (
            .request(.redress(redress)),
            #"{"act":"ask-redress","redress":[{"amount":1000,"kind":"refund"},"#
                + #"{"amount":0,"kind":"apology"}]}"#
        ),
        (.approve(5), #"{"act":"approve","event":5}"#),
        (.refuse(5), #"{"act":"refuse","event":5}"#),
    ]

    private static let outcome: [(ComplaintDeed, String)] = [
        (
            .solve(ComplaintDecision(.upheld, isAgreed: true)),
            #"{"act":"solve","agreed":true,"outcome":"upheld","redress":[]}"#
        ),
        (
            .decide(ComplaintDecision(.partly, redress: redress)),
            #"{"act":"decide","agreed":false,"outcome":"partly","redress":["#
                + #"{"amount":1000,"kind":"refund"},{"amount":0,"kind":"apology"}]}"#
        ),
        (
            .settle(ComplaintDecision(.settled, isAgreed: true)),
            #"{"act":"settle","agreed":true,"outcome":"settled","redress":[]}"#
        ),
        (.withdraw, #"{"act":"withdraw"}"#),
        (
            .answer(
                ComplaintLetter(
                    template: "final", version: 2, to: [Complaint.ID(300), Complaint.ID(100)],
                    lacks: ["ombudsman"])),
            #"{"act":"answer","lacks":["ombudsman"],"template":"final","#
                + #""to":["0000000000034","000000000009c"],"version":2}"#
        ),
        (.give(0), #"{"act":"give","place":0}"#),
        (
            .hear(ComplaintReply(isContent: false, satisfaction: 2, wouldRecommend: 0)),
            #"{"act":"hear","content":false,"recommend":0,"satisfaction":2}"#
        ),
        (.hear(ComplaintReply(isContent: true)), #"{"act":"hear","content":true}"#),
        (.close, #"{"act":"close"}"#),
        (.reopen, #"{"act":"reopen"}"#),
        (.refer, #"{"act":"refer"}"#),
        (
            .rule(ComplaintDecision(.rejected)),
            #"{"act":"rule","agreed":false,"outcome":"rejected","redress":[]}"#
        ),
        (.comeBack, #"{"act":"come-back"}"#),
    ]

    private static let joining: [(ComplaintDeed, String)] = [
        (.link(Complaint.ID(200)), #"{"act":"link","complaint":"0000000000068"}"#),
        (.merge(into: Complaint.ID(400)), #"{"act":"merge","complaint":"00000000000cg"}"#),
        (.absorb(Complaint.ID(200)), #"{"act":"absorb","complaint":"0000000000068"}"#),
        (.unmerge(from: Complaint.ID(400)), #"{"act":"unmerge","complaint":"00000000000cg"}"#),
        (.release(Complaint.ID(300)), #"{"act":"release","complaint":"000000000009c"}"#),
        (
            .split(off: Complaint.ID(500), calls: [Call.ID(7), Call.ID(6)]),
            #"{"act":"split","calls":["0000000000007","0000000000006"],"#
                + #""complaint":"00000000000fm"}"#
        ),
    ]
}

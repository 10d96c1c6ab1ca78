import Calls
import Foundation
import Testing

@testable import CallWeb

struct ComplaintActFieldsTests {
    private let classes = SampleComplaints.rules.classes

    private func fields(_ form: String) throws -> ComplaintActFields {
        try ComplaintActFields(Query(form), classes)
    }

    private func fields(json: String) throws -> ComplaintActFields {
        try JSONDecoder().decode(ComplaintActFields.self, from: Data(json.utf8))
    }

    @Test func `money is typed in units and granted in the order of the classes`() throws {
        let fields = try fields(
            "text=So&outcome=upheld&redress=apology&amount.refund=1%2C284.5&after=7")
        #expect(
            fields.redress == [
                ComplaintRedress(kind: "refund", amount: 128_450),
                ComplaintRedress(kind: "apology"),
            ])
        #expect(
            try fields.deed(.decide)
                == .decide(ComplaintDecision(.upheld, redress: fields.redress)))
        #expect(fields.after == 7)
    }

    @Test func `an amount that can't be read says how to write it`() throws {
        let refusal = try #require(throws: Refusal.self) {
            try fields("amount.refund=420%2C50")
        }
        #expect(refusal.code == .badAmount)
        #expect(refusal.sentence == "An amount can't be read. Write it as 420.00.")
    }

    @Test func `an empty product stays what it was`() throws {
        #expect(try fields("product=life").product == "life")
        #expect(try fields("product=").product == nil)
        #expect(try fields(json: #"{"product": ""}"#).product == nil)
    }

    @Test func `nothing is granted by empty fields`() throws {
        #expect(try fields("amount.refund=&outcome=rejected").redress == [])
        #expect(try fields("amount.refund=0").redress == [])
    }

    @Test func `a field that is missing or unknown is refused by its name`() throws {
        for (act, form, field) in [
            (ComplaintAct.decide, "text=So", "outcome"), (.decide, "outcome=maybe", "outcome"),
            (.wait, "text=So&reason=rain", "reason"), (.approve, "", "request"),
            (.represent, "", "representatives"), (.place, "zone=Nowhere&regimes=house", "zone"),
            (.place, "calendar=here&regimes=house", "zone"), (.hear, "satisfaction=3", "content"),
            (.askRedress, "text=So", "redress"), (.give, "", "redress"),
        ] {
            let refusal = try #require(throws: Refusal.self) {
                try fields(form).deed(act)
            }
            #expect(refusal.code == .badComplaintField && refusal.subject == field)
        }
        #expect(throws: Refusal.self) { try fields("request=two") }
        #expect(throws: Refusal.self) { try fields("colour=blue") }
    }

    @Test func `a letter without words isn't sent`() throws {
        let refusal = try #require(throws: Refusal.self) { try fields("text=+").deed(.answer) }
        #expect(refusal.code == .complaintNeeds && refusal.subject == "words")
    }

    @Test func `a call is named by its id or by the address of its page`() throws {
        let id = Call.ID(7 << 40)
        let address = "https%3A%2F%2Fhost%2Fcalls%2F\(id)%3Ft%3D3%23q"
        #expect(try fields("address=\(address)").callID() == id)
        #expect(try fields("call=\(id)").callID() == id)
        #expect(throws: Refusal.self) { try fields("address=nowhere").callID() }
        #expect(throws: Refusal.self) { try fields("calls=\(id)&calls=\(id)").callIDs() }
    }

    @Test func `lines end alike, wherever they were typed`() throws {
        #expect(try fields("text=one%0D%0Atwo").text == "one\ntwo")
    }

    @Test func `a program sends the same names`() throws {
        let decision = try fields(
            json: """
                {"text": "So", "after": 3, "outcome": "partly", "agreed": true,
                 "redress": [{"kind": "refund", "amount": 500}, {"kind": "apology"}]}
                """)
        #expect(
            try decision.deed(.decide)
                == .decide(
                    ComplaintDecision(
                        .partly,
                        redress: [
                            ComplaintRedress(kind: "refund", amount: 500),
                            ComplaintRedress(kind: "apology"),
                        ], isAgreed: true)))
        #expect(try fields(json: #"{"redress": 1}"#).deed(.give) == .give(1))
        #expect(
            try fields(json: #"{"regimes": ["house"], "zone": "Asia/Shanghai"}"#).deed(.place)
                == .place(
                    ComplaintPlace(
                        regimes: ["house"],
                        clocks: ClockPlace(
                            zone: try #require(CallZone(name: "Asia/Shanghai")), calendar: nil))))
        #expect(throws: DecodingError.self) { try fields(json: #"{"redress": "much"}"#) }
        #expect(throws: DecodingError.self) { try fields(json: #"{"after": "7"}"#) }
    }

    @Test func `every act of the table that a person does is read`() throws {
        let given = try fields(
            json: """
                {"text": "So", "call": "\(Call.ID(7 << 40))", "representatives": 1,
                 "regimes": ["house"], "event": 2, "causes": ["care"], "extension": "once",
                 "reason": "proceedings", "outcome": "upheld", "request": 2, "content": true,
                 "redress": [{"kind": "apology"}]}
                """)
        let place = try fields(json: #"{"redress": 0}"#)
        let byDesk: Set<ComplaintAct> = [
            .assess, .assign, .ask, .linkCall, .merge, .link, .unmerge, .split,
        ]
        for act in Web.complaintActs where !byDesk.contains(act) {
            let deed = try (act == .give ? place : given).deed(act)
            #expect(deed.act == act)
        }
    }
}

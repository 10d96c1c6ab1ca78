import Foundation
import Testing

@testable import Calls

struct ActionDeedJSONTests {
    private static let day = LocalDay("2026-11-21")!
    private static let check = ActionCheck(
        .measured, before: ExposedCount(40, in: 8_000), after: ExposedCount(10, in: 8_100))

    private static let plan: ActionPlan = {
        var plan = ActionPlan(
            .preventive, cause: "care", group: ComplaintGroup(.team, "0000000000007"),
            base: .sales, owner: "account:x", due: day)
        plan.complaints = [Complaint.ID(9), Complaint.ID(3)]
        return plan
    }()

    private static let deeds: [ActionDeed] = [
        .open(plan), .open(ActionPlan(.corrective, cause: "care", owner: "account:x", due: day)),
        .note, .assign("account:y"), .reschedule(day), .finish(on: day, checkFrom: day),
        .postponeCheck(day), .confirm(check), .reject(check, due: day), .drop, .reopen(due: day),
    ]

    @Test func `every deed is read as it was written`() throws {
        #expect(Set(Self.deeds.map(\.act)) == Set(ActionAct.allCases))
        for deed in Self.deeds {
            #expect(try ActionDeed(json: deed.json) == deed)
            #expect(try deed.json == deed.json)
        }
    }

    @Test func `the text is what the format says`() throws {
        #expect(
            try ActionDeed.finish(on: Self.day, checkFrom: Self.day.advanced(by: 90)).json
                == #"{"act":"finish","check":"2027-02-19","day":"2026-11-21"}"#)
        #expect(
            try ActionDeed.confirm(Self.check).json
                == #"{"act":"confirm","after":{"events":10,"exposure":8100},"#
                + #""before":{"events":40,"exposure":8000},"ground":"measured"}"#)
        #expect(
            try ActionDeed.open(Self.plan).json
                == #"{"act":"open","base":"sales","cause":"care","complaints":"#
                + "[\"\(Complaint.ID(3))\",\"\(Complaint.ID(9))\"],"
                + #""dimension":"team","due":"2026-11-21","key":"0000000000007","#
                + #""kind":"preventive","person":"account:x"}"#)
    }

    @Test(
        arguments: [
            "", "{}", #"{"act":"gone"}"#, #"{"act":"note","due":"2026-11-21"}"#,
            #"{"act":"note","more":1}"#, #"{ "act":"note"}"#, #"{"act":"assign"}"#,
            #"{"act":"reschedule","due":"2026-13-01"}"#,
            #"{"act":"postpone-check","check":20000}"#, #"{"act":"confirm","ground":"measured"}"#,
        ])
    func `any other text isn't read`(text: String) {
        #expect(throws: (any Error).self) { try ActionDeed(json: text) }
    }

    @Test func `a text that is too long isn't read`() {
        let long = #"{"act":"assign","person":""#
            + String(repeating: "x", count: ActionDeed.jsonBytesMax) + #""}"#
        #expect(throws: (any Error).self) { try ActionDeed(json: long) }
    }

    @Test func `a question that watches is two codes`() {
        #expect(WatchedQuestion("sales/pressure")?.text == "sales/pressure")
        for bad in ["", "sales", "sales/", "/x", "a/b/c", "Sales/x", "a b/c"] {
            #expect(WatchedQuestion(bad) == nil)
        }
    }

    @Test func `finer causes and their questions belong to those above`() throws {
        var classes = ComplaintSample.classes
        let question = try #require(WatchedQuestion("sales/pressure"))
        let other = try #require(WatchedQuestion("sales/greeting"))
        let title = classes.causes[0].title
        var below = ComplaintClasses.Branch(code: "b", title: title)
        below.questions = [question]
        var above = ComplaintClasses.Branch(code: "a", title: title, branches: [below])
        above.questions = [other, question]
        classes.causes = [above]
        #expect(classes.causes(from: "a") == ["a", "b"])
        #expect(classes.causes(from: "gone") == ["gone"])
        #expect(classes.questions(watching: "a") == [other, question])
        #expect(classes.questions(watching: "b") == [question])
        #expect(classes.problems().isEmpty)
        classes.causes[0].questions = [other, other]
        #expect(classes.problems().map(\.place) == ["a"])
        classes.causes[0].questions = []
        classes.types[0].questions = [other]
        #expect(classes.problems().map(\.place) == [classes.types[0].code])
    }
}

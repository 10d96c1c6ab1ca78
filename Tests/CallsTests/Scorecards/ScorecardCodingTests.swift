import Foundation
import Testing

@testable import Calls

struct ScorecardCodingTests {
    @Test func `a card reads back equal, and its bytes are always the same`() throws {
        let json = try Sample.rich.canonicalJSON()
        let card = try Scorecard(json: json)
        #expect(card == Sample.rich)
        #expect(try card.canonicalJSON() == json)
        let text = String(decoding: json, as: UTF8.self)
        #expect(text.hasPrefix(#"{"bands":[{"code":"low","from":0,"label":{"en":"low","#))
        #expect(text.contains(#""format":"callaudit-scorecard-1","hidesWeights":true,"#))
        #expect(!text.contains("null"))
    }

    @Test func `keys stand in the order of their bytes`() throws {
        let sheet = Sample.sheet(["q2": .yes, "q10": .whole(4), "a-b": .notApplicable, "ab": .no])
        let text = String(decoding: try sheet.canonicalJSON(), as: UTF8.self)
        #expect(
            text == #"{"answers":{"a-b":{"value":{"notApplicable":true}},"#
                + #""ab":{"value":{"choice":"no"}},"q10":{"value":{"number":4000}},"#
                + #""q2":{"value":{"choice":"yes"}}}}"#)
        #expect(try AnswerSheet(json: Data(text.utf8)) == sheet)
    }

    @Test func `a full sheet reads back equal`() throws {
        var sheet = Sample.sheet(["a": .text("1/2 “words”")])
        sheet.comment = "為什麼"
        sheet.moments = [.init(second: 126), .init(second: 3, note: "here")]
        sheet.answers["b"] = .init(
            nil, comment: "later", causes: ["x"], moments: [.init(second: 1)], failReason: "r")
        sheet.answers["b"]?.measured = Thousandths(-1)
        #expect(try AnswerSheet(json: sheet.canonicalJSON()) == sheet)
        #expect(try AnswerSheet(json: Data("{}".utf8)) == AnswerSheet())
    }

    @Test(arguments: [
        "", "[]", #"{"answers":[]}"#, #"{"answers":{"a":{"value":"yes"}}}"#,
        #"{"answers":{"a":{"value":{}}}}"#, #"{"answers":{"a":{"value":{"number":1.5}}}}"#,
        #"{"answers":{"a":{"value":{"number":99999999999999999999}}}}"#,
        #"{"answers":{"a":{"value":{"choice":"yes","number":1}}}}"#,
        #"{"answers":{"a":{"value":{"notApplicable":false}}}}"#,
    ])
    func `a sheet of another form isn't read`(json: String) {
        #expect(throws: DecodingError.self) { try AnswerSheet(json: Data(json.utf8)) }
    }

    @Test func `what is too long isn't read`() {
        let json = Data(repeating: 32, count: ScorecardLimits.sheetBytesMax + 1)
        #expect(throws: DecodingError.self) { try AnswerSheet(json: json) }
        #expect(throws: DecodingError.self) { try Scorecard(json: json) }
    }

    @Test func `another format isn't read as a scorecard`() throws {
        let text = String(decoding: try Sample.rich.canonicalJSON(), as: UTF8.self)
        let other = text.replacing("callaudit-scorecard-1", with: "callaudit-scorecard-2")
        #expect(throws: DecodingError.self) { try Scorecard(json: Data(other.utf8)) }
    }

    @Test(arguments: [
        ("0", 0), ("12", 12_000), ("12.5", 12_500), ("-3.125", -3125), ("0.001", 1),
        ("999999999", 999_999_999_000),
    ])
    func `a decimal is read to thousandths and written back`(text: String, count: Int) {
        #expect(Thousandths(text: text) == Thousandths(count))
        #expect(Thousandths(count).description == text)
    }

    @Test(arguments: ["", ".", "1.", ".5", "1.2345", "+1", "1e3", "1,5", "--1", "1.2.3", "１", "1 "])
    func `another text isn't a decimal`(text: String) {
        #expect(Thousandths(text: text) == nil)
    }

    @Test func `a percentage has two places and ends at 100`() {
        #expect(Percent(text: "87.55") == Percent(8755))
        #expect(Percent(8755).description == "87.55")
        for text in ["87.555", "100.01", "-1"] { #expect(Percent(text: text) == nil) }
    }
}

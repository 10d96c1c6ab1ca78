@testable import CallMail
import Calls
import Foundation
import Testing

@Suite struct FormReaderTests {
    private static let whole = """
        {"format": "callaudit-complaint/1", "id": "web-77",
         "receivedAt": "2026-01-15T18:30:00+08:00",
         "channel": "form", "language": "zh-Hans",
         "complainant": {"name": "张芳", "phone": "13800138000", "email": "f@example.net",
           "address": "路 1"},
         "representatives": [{"name": "A", "phone": "1", "email": "", "relation": "sister"}],
         "complainants": 6, "text": "坐席\\n大喊\\u3002", "remedy": "退款", "product": "P",
         "campaign": "SPRING", "agent": "201", "callNumber": "13800138000",
         "callAt": "2026-01-15T09:00:00Z", "vulnerable": true,
         "attachments": [{"name": "a.pdf", "type": "application/pdf", "base64": "JVBERi0xLjQ="}]}
        """

    private func read(_ text: String) throws -> ComplaintIntake {
        try ComplaintFile.read(Array(text.utf8))
    }

    private func sentence(_ text: String) -> String {
        do {
            _ = try read(text)
            return "read"
        } catch let refusal as ComplaintFileRefusal {
            return refusal.sentence
        } catch {
            return "\(error)"
        }
    }

    @Test func `a whole form is read to the last field`() throws {
        let intake = try read(Self.whole)
        #expect(intake.source == .form)
        #expect(intake.identity == "web-77")
        #expect(intake.receivedAt == Date(timeIntervalSince1970: 1_768_473_000))
        #expect(intake.channel == .form)
        #expect(intake.language == "zh-Hans")
        #expect(intake.sender.name == "张芳")
        #expect(intake.sender.address == "路 1")
        #expect(intake.representatives.map(\.relation) == ["sister"])
        #expect(intake.complainants == 6)
        #expect(intake.text == "坐席\n大喊。")
        #expect(intake.remedy == "退款")
        #expect(intake.campaign == "SPRING")
        #expect(intake.agent == "201")
        #expect(intake.callAt == Date(timeIntervalSince1970: 1_768_467_600))
        #expect(intake.isVulnerable)
        #expect(intake.documents.map(\.kind) == [.pdf])
        #expect(intake.marks.isEmpty)
    }

    @Test func `format and text are enough`() throws {
        let intake = try read(#"{"format": "callaudit-complaint/1", "text": "My call was cut."}"#)
        #expect(intake.complainants == 1)
        #expect(intake.identity == nil)
        #expect(intake.channel == .form)
    }

    @Test func `six representatives come through as they are`() throws {
        let six = (1...6).map { #"{"name": "R\#($0)"}"# }.joined(separator: ",")
        let intake = try read(
            #"{"format": "callaudit-complaint/1", "text": "t", "representatives": [\#(six)]}"#)
        #expect(intake.representatives.count == 6)
    }

    @Test(arguments: [
        (#""texts": 1"#, "A form has no field texts; did you mean text?"),
        (#""13800138000": 1"#, "A form has a field of a name that isn't known."),
        (#""complainant": {"nmae": "x"}"#, "complainant has no field nmae; did you mean name?"),
        (#""vulnerable": "yes""#, "vulnerable must be true or false, not text."),
        (#""complainants": 0"#, "complainants must be a whole number from 1 to 100000."),
        (#""receivedAt": "2026-02-30T00:00:00Z""#, "receivedAt must be a time"),
        (#""receivedAt": "2026-02-20T00:00:00""#, "receivedAt must be a time"),
        (#""channel": "pigeon""#, "channel must be one of phone, e-mail, form"),
        (#""language": "fr""#, "language must be one of en, zh-Hans, zh-Hant."),
        (#""representatives": {}"#, "representatives must be a list, not an object."),
        (#""attachments": [{"name": "a.pdf", "base64": "?"}]"#, "attachments[1].base64 isn't"),
        (#""product": "a\nb""#, "product must stand on one line."),
        (#""id": 7"#, "id must be text in quotes, not a number."),
    ])
    func `a field that doesn't hold is refused by name`(field: String, start: String) {
        let form = #"{"format": "callaudit-complaint/1", "text": "t", \#(field)}"#
        #expect(sentence(form).hasPrefix(start), "\(sentence(form))")
    }

    @Test(arguments: [
        "{", "{}", #"{"format": "callaudit-complaint/2", "text": "t"}"#,
        #"{"format": "callaudit-complaint/1"}"#, #"{"text": "t", "text": "u"}"#,
        #"{"format": "callaudit-complaint/1", "text": "a\u0000b"}"#,
        #"{"format": "callaudit-complaint/1", "text": "\ud800"}"#,
        #"{"format": "callaudit-complaint/1", "text": "t"} x"#, #"{"a": 01}"#,
        String(repeating: #"{"a":"#, count: 200_000), "{\"a\": [[[[[[[[1]]]]]]]]}",
    ])
    func `what is no whole form is refused`(form: String) {
        let sentence = sentence(form)
        #expect(sentence != "read")
        #expect(sentence.hasSuffix("."))
    }

    @Test func `a form of more than 1 MiB is refused`() {
        let form = #"{"format": "\#(String(repeating: "a", count: 1 << 20))"}"#
        #expect(sentence(form).contains("1 MiB"))
    }
}

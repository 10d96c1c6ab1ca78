import Calls
import Foundation
import Testing

@testable import CallWeb

struct UploadTests {
    private let type = "multipart/form-data; boundary=xYz"

    private func body(_ parts: [(head: String, content: Data)]) -> Data {
        var body = Data()
        for part in parts {
            body += Data("--xYz\r\nContent-Disposition: form-data; \(part.head)\r\n\r\n".utf8)
            body += part.content + Data("\r\n".utf8)
        }
        return body + Data("--xYz--\r\n".utf8)
    }

    @Test func `a form with a file arrives as it was sent`() throws {
        let file = Data((0...255).map { UInt8($0) }) + Data("\r\n--xY".utf8)
        let upload = try Upload(
            body([
                ("name=\"csrf\"", Data("abc".utf8)),
                ("name=\"file\"; filename=\"a.csv\"\r\nContent-Type: text/csv", file),
                ("name=\"empty\"", Data()),
            ]), type: type)
        #expect(upload.file == file)
        #expect(upload.fields["csrf"] == "abc")
    }

    @Test(arguments: [
        ("filename=\"合同; A.pdf\"", "合同; A.pdf"), ("filename=\"a%22b.pdf\"", "a\"b.pdf"),
        ("filename=\"a\\\"b\\\\c.pdf\"", "a\"b\\c.pdf"), ("filename=a.pdf", "a.pdf"),
        ("filename=\"x=y; filename=z\"", "x=y; filename=z"), ("FileName=\"a.pdf\"", "a.pdf"),
    ])
    func `a file keeps its name and type as they were sent`(head: String, name: String) throws {
        let upload = try Upload(
            body([
                (
                    "name=\"file\"; \(head)\r\nContent-Type: application/pdf", Data([1])
                )
            ]), type: type)
        #expect(upload.files.map(\.name) == [name])
        #expect(upload.files.map(\.type) == ["application/pdf"])
    }

    @Test func `a slice of a larger body is read like a body`() throws {
        let whole = Data([1, 2, 3]) + body([("name=\"file\"; filename=\"a\"", Data("x".utf8))])
        #expect(try Upload(whole.dropFirst(3), type: type).file == Data("x".utf8))
    }

    @Test func `twenty million bytes are gone through in no time`() throws {
        let file = Data(repeating: UInt8(ascii: "\r"), count: 20_000_000)
        let start = ContinuousClock.now
        let upload = try Upload(
            body([("name=\"file\"; filename=\"a\"", file)]), type: type)
        #expect(upload.file?.count == file.count)
        #expect(start.duration(to: .now) < .seconds(2))
    }

    @Test(arguments: [
        ("bill.pdf", "filename*=UTF-8''bill.pdf"),
        ("合 同\".pdf", "filename*=UTF-8''%E5%90%88%20%E5%90%8C%22.pdf"),
        ("a\r\nX: y", "filename*=UTF-8''a%0D%0AX%3A%20y"),
    ])
    func `a name in a header can't be anything else`(name: String, coded: String) {
        #expect(
            FileNameHeader.attachment(name, orElse: "document-1.pdf")
                == "attachment; filename=\"document-1.pdf\"; \(coded)")
    }

    @Test func `what isn't such a form is refused, whatever its bytes`() throws {
        let whole = [UInt8](body([("name=\"file\"; filename=\"a\"", Data("x,y".utf8))]))
        for count in 0..<(whole.count - 4) {
            #expect(throws: Refusal.self) {
                try Upload(Data(whole.prefix(count)), type: type)
            }
        }
        #expect(throws: Refusal.self) { try Upload(Data(whole), type: "text/csv") }
        var random = SystemRandomNumberGenerator()
        for _ in 0..<500 {
            var bytes = whole
            for _ in 0..<3 {
                bytes[Int(random.next(upperBound: UInt(bytes.count)))] = UInt8.random(in: 0...255)
            }
            _ = try? Upload(Data(bytes), type: type)
        }
    }
}

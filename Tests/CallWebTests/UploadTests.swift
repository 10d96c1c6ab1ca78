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

import CallLedger
import Calls
import Foundation
import Testing

/// docs/formats/ledger.md against the code.
struct LedgerDocumentTests {
    private static func document() throws -> String {
        let root = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        return try String(
            contentsOf: root.appendingPathComponent("docs/formats/ledger.md"), encoding: .utf8)
    }

    /// The part under a heading, up to the next one.
    private static func section(_ heading: String) throws -> Substring {
        let behind = try #require(document().components(separatedBy: "\n## \(heading)\n").last)
        return behind.prefix(upTo: behind.range(of: "\n## ")?.lowerBound ?? behind.endIndex)
    }

    @Test func `the document's vectors are what the code writes`() throws {
        let vectors = try Self.section("Test vectors")
        let digits = vectors.split(separator: "```")[1].split(separator: "\n")
            .filter { $0.hasPrefix("  ") && $0.dropFirst(2).allSatisfy(\.isHexDigit) }
            .map { $0.dropFirst(2) }.joined()
        var head = LedgerHead()
        let entries = try [Golden.firstContent, Golden.secondContent].map { try head.append($0) }
        #expect(digits == entries.map(\.bytes.hexadecimal).joined())
        for entry in entries { #expect(vectors.contains("hash  \(entry.hash)\n")) }
        #expect(vectors.contains("root of both  \(head.root)\n"))
        let lines = entries.map { String(decoding: $0.jsonLine, as: UTF8.self) }
        #expect(vectors.hasSuffix("```\n" + lines.joined() + "```\n"))
    }

    @Test func `the document lists every action, and no other`() throws {
        let listed = try Self.section("Actions")
            .components(separatedBy: "\nHow some are written:")[0]
            .matches(of: /`([a-z]+\.[a-z-]+)`/).map { String($0.output.1) }
        #expect(listed.sorted() == LedgerAction.allCases.map(\.rawValue).sorted())
    }

    @Test func `an entry's line is JSON that says what the entry says`() throws {
        var content = Golden.secondContent
        content.reason = "a\"b\\c\u{1}d\n\u{7f}\u{2028}質檢😀/"
        content.details = ["b\t": "\r", "a": "", "é": "\u{1f}", "Z": "z"]
        content.timeMicroseconds = -1
        let entry = try LedgerEntry(sequence: 9, previous: .zero, content: content)
        struct Line: Decodable {
            var reason: String
            var details: [String: String]
            var time: String
            var seq: Int64
        }
        let line = try JSONDecoder().decode(Line.self, from: Data(entry.jsonLine))
        #expect(line.reason == content.reason && line.details == content.details)
        #expect(line.time == "1969-12-31T23:59:59.999999Z" && line.seq == 9)
        #expect(entry.jsonLine.count { $0 == 10 } == 1)
    }
}

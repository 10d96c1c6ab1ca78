import CallDesk
import Calls
import Foundation
import HTTPTypes
import Hummingbird
import Logging

/// A list as a file on its way out.
struct ExportFile: Sendable {
    let fields: HTTPFields
    /// What stands before its first byte: the mark by which Excel tells UTF-8, or nothing.
    let mark: String

    init(_ name: String, _ form: ExportForm, hasMark: Bool) {
        fields = [
            .contentType: form == .csv
                ? "text/csv; charset=utf-8; header=present" : "application/jsonl; charset=utf-8",
            .contentDisposition: "attachment; filename=\"\(name).\(form.rawValue)\"",
        ]
        mark = hasMark ? "\u{FEFF}" : ""
    }

    /// The answer to who only asks for the head.
    var promised: Response { Response(status: .ok, headers: fields) }
}

extension Web {
    /// Lets `pages` out, a page in memory at a time; `sent` is called once all are gone, with how
    /// many lines there were and the SHA-256 of the whole file.
    func export<Item: Sendable>(
        _ file: ExportFile, head: String, _ pages: AsyncThrowingStream<[Item], any Error>,
        to visit: Visit, line: @escaping @Sendable (Item) async throws -> String,
        sent: @escaping @Sendable (Int, [UInt8]) async throws -> Void = { _, _ in }
    ) -> Response {
        let (logger, channel) = (logger, visit.connection?.channel)
        let body = ResponseBody { writer in
            do {
                let digest = ExportDigest()
                var count = 0
                var text = file.mark + head
                for try await page in pages {
                    for item in page { text += try await line(item) }
                    count += page.count
                    digest.update(text)
                    try await writer.write(ByteBuffer(string: text))
                    text = ""
                }
                if !text.isEmpty {
                    digest.update(text)
                    try await writer.write(ByteBuffer(string: text))
                }
                try await sent(count, digest.finish())
                try await writer.finish(nil)
            } catch {
                if channel?.isActive == true {
                    logger.error(
                        "export cut short", metadata: ["event": "web.cut", "error": "\(error)"])
                }
                throw error
            }
        }
        return Response(status: .ok, headers: file.fields, body: body)
    }
}

extension Query {
    /// `format`, which is CSV where nothing is said.
    var exportForm: ExportForm {
        get throws {
            guard let form = ExportForm(rawValue: self["format"] ?? ExportForm.csv.rawValue) else {
                throw Refusal(.invalid, .badRequest, "format is csv or jsonl.", subject: "format")
            }
            return form
        }
    }

    /// `bom`: whether a mark stands before CSV by which Excel tells UTF-8.
    func exportMark(_ form: ExportForm) throws -> Bool {
        let isWanted = try flag("bom")
        guard !isWanted || form == .csv else {
            throw Refusal(
                .invalid, .badRequest, "bom is for CSV alone. Leave it away.", subject: "bom")
        }
        return isWanted
    }

    func flag(_ name: String) throws -> Bool {
        switch self[name] {
        case nil, "no": return false
        case "yes": return true
        default:
            throw Refusal(.invalid, .badRequest, "\(name) is yes or no.", subject: name)
        }
    }
}

/// A line of JSON Lines: what the API answers of one thing.
enum JSONLine {
    static func of(_ value: some Encodable) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
    }
}

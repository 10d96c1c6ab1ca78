import Calls
import Foundation
import Glibc
import Hummingbird

/// A posted form with a file (RFC 7578, `multipart/form-data`).
struct Upload: Sendable {
    struct File: Sendable {
        /// As the sender calls it; nothing is promised of it.
        var name: String
        /// The media type that the sender says it is; empty where nothing is said.
        var type: String
        var content: Data
    }

    private static let partsMax = 16
    private static let fieldBytesMax = 10_000
    private static let headBytesMax = 4096

    var fields: Query
    var files: [File] = []

    /// The last one.
    var file: Data? { files.last?.content }

    /// `type` is the request's Content-Type.
    init(_ body: Data, type: String) throws {
        guard let boundary = Self.boundary(in: type) else { throw Self.unreadable }
        let mark = Data("--\(boundary)".utf8)
        var pairs: [(name: String, value: String)] = []
        guard var place = body.place(of: mark, from: body.startIndex)?.upperBound else {
            throw Self.unreadable
        }
        for count in 0... {
            guard count < Self.partsMax else { throw Self.unreadable }
            if body[place...].starts(with: Data("--".utf8)) { break }
            guard let head = body.place(of: Data("\r\n\r\n".utf8), from: place),
                head.lowerBound - place < Self.headBytesMax,
                let end = body.place(of: Data("\r\n".utf8) + mark, from: head.upperBound - 2)
            else { throw Self.unreadable }
            let part = PartHead(String(decoding: body[place..<head.lowerBound], as: UTF8.self))
            let content = body[min(head.upperBound, end.lowerBound)..<end.lowerBound]
            guard let name = part.parameter("name") else { throw Self.unreadable }
            if let fileName = part.parameter("filename") {
                files.append(File(name: fileName, type: part.type, content: content))
            } else {
                guard content.count <= Self.fieldBytesMax,
                    let text = String(validating: content, as: UTF8.self)
                else { throw Self.unreadable }
                pairs.append((name, text))
            }
            place = end.upperBound
        }
        fields = Query(pairs: pairs)
    }

    private static func boundary(in type: String) -> String? {
        guard type.lowercased().hasPrefix("multipart/form-data"),
            let match = type.firstMatch(of: /boundary="?([^";,\s]{1,70})"?/)
        else { return nil }
        return String(match.1)
    }

    private static let unreadable = Refusal(
        .invalid, .badRequest,
        "Send this as a form with a file (multipart/form-data), as a browser does.")
}

/// The head of a part: what it is called, and what it is said to be.
private struct PartHead {
    private let lines: [Substring]

    init(_ text: String) {
        lines = text.split(separator: "\r\n")
    }

    /// Without parameters.
    var type: String {
        let line = lines.first { $0.lowercased().hasPrefix("content-type:") } ?? ""
        return line.dropFirst("content-type:".count)
            .trimmingCharacters(in: .whitespaces)
    }

    /// Of Content-Disposition. Browsers write quotes and line ends in names as %22, %0D and %0A
    /// (WHATWG, multipart/form-data encoding algorithm), others quotes behind a backslash.
    func parameter(_ name: String) -> String? {
        guard let line = lines.first(where: { $0.lowercased().hasPrefix("content-disposition:") })
        else { return nil }
        var rest = line[...]
        while let semicolon = rest.firstIndex(of: ";") {
            rest = rest[rest.index(after: semicolon)...].drop { $0 == " " || $0 == "\t" }
            guard let equals = rest.firstIndex(where: { $0 == "=" || $0 == ";" }) else { break }
            let key = rest[..<equals].trimmingCharacters(in: .whitespaces).lowercased()
            rest = rest[equals...]
            guard rest.first == "=" else { continue }
            rest = rest.dropFirst()
            let value = Self.takeValue(&rest)
            if key == name { return value }
        }
        return nil
    }

    private static func takeValue(_ rest: inout Substring) -> String {
        guard rest.first == "\"" else {
            let value = rest.prefix { $0 != ";" }
            rest = rest[value.endIndex...]
            return value.trimmingCharacters(in: .whitespaces)
        }
        rest = rest.dropFirst()
        var value = ""
        while let character = rest.popFirst(), character != "\"" {
            if character == "\\", let next = rest.first, "\"\\".contains(next) {
                value.append(rest.removeFirst())
            } else {
                value.append(character)
            }
        }
        return value.replacing("%22", with: "\"").replacing("%0D", with: "\r")
            .replacing("%0A", with: "\n")
    }
}

extension Data {
    /// Where `mark` stands first at `start` or behind it.
    fileprivate func place(of mark: Data, from start: Index) -> Range<Index>? {
        guard start >= startIndex, start <= endIndex else { return nil }
        let skipped = start - startIndex
        let found = withUnsafeBytes { bytes in
            mark.withUnsafeBytes { Self.place(of: $0, in: bytes, from: skipped) }
        }
        guard let found else { return nil }
        return startIndex + found..<startIndex + found + mark.count
    }

    /// By C's search for the first byte, since millions of bytes are gone through.
    private static func place(
        of mark: UnsafeRawBufferPointer, in bytes: UnsafeRawBufferPointer, from start: Int
    ) -> Int? {
        guard let base = bytes.baseAddress, let wanted = mark.baseAddress else { return nil }
        var place = start
        while place + mark.count <= bytes.count {
            let left = bytes.count - mark.count - place + 1
            guard let next = memchr(base + place, Int32(mark[0]), left) else { return nil }
            place = UnsafeRawPointer(next) - base
            if memcmp(base + place, wanted, mark.count) == 0 { return place }
            place += 1
        }
        return nil
    }
}

extension Visit {
    /// A posted form with a file of at most `bytesMax` bytes.
    func upload(bytesMax: Int, limits: WebLimits) async throws -> Upload {
        var limits = limits
        limits.bodyBytesMax = bytesMax + Upload.formBytes
        let bytes = try await body(limits: limits)
        return try Upload(
            Data(bytes.readableBytesView), type: request.headers[.contentType] ?? "")
    }
}

extension Upload {
    /// Room for what a form has beside its file.
    static let formBytes = 65_536
}

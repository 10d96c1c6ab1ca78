import Calls
import Foundation
import Hummingbird

/// A posted form with a file (RFC 7578, `multipart/form-data`).
struct Upload: Sendable {
    private static let partsMax = 16
    private static let fieldBytesMax = 10_000

    var fields: Query
    var file: Data?

    /// `type` is the request's Content-Type.
    init(_ body: Data, type: String) throws {
        guard let boundary = Self.boundary(in: type) else { throw Self.unreadable }
        let mark = Data("--\(boundary)".utf8)
        var pairs: [(name: String, value: String)] = []
        guard var place = body.range(of: mark)?.upperBound else { throw Self.unreadable }
        for count in 0... {
            guard count < Self.partsMax else { throw Self.unreadable }
            if body[place...].starts(with: Data("--".utf8)) { break }
            guard let head = body.range(of: Data("\r\n\r\n".utf8), in: place..<body.endIndex),
                head.lowerBound - place < 4096,
                let end = body.range(
                    of: Data("\r\n".utf8) + mark, in: head.upperBound - 2..<body.endIndex)
            else { throw Self.unreadable }
            let disposition = String(decoding: body[place..<head.lowerBound], as: UTF8.self)
            let content = body[min(head.upperBound, end.lowerBound)..<end.lowerBound]
            guard let name = Self.parameter("name", of: disposition) else {
                throw Self.unreadable
            }
            if Self.parameter("filename", of: disposition) != nil {
                file = Data(content)
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

    private static func parameter(_ name: String, of head: String) -> String? {
        for line in head.split(separator: "\r\n")
        where line.lowercased().hasPrefix("content-disposition:") {
            for part in line.split(separator: ";").dropFirst() {
                let halves = part.split(
                    separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard halves.count == 2,
                    halves[0].trimmingCharacters(in: .whitespaces).lowercased() == name
                else { continue }
                return halves[1].trimmingCharacters(in: CharacterSet(charactersIn: " \""))
            }
        }
        return nil
    }

    private static let unreadable = Refusal(
        .invalid, .badRequest,
        "Send this as a form with a file (multipart/form-data), as a browser does.")
}

extension Visit {
    /// A posted form with a file of at most `bytesMax` bytes.
    func upload(bytesMax: Int, limits: WebLimits) async throws -> Upload {
        var limits = limits
        limits.bodyBytesMax = bytesMax + 65_536
        let bytes = try await body(limits: limits)
        return try Upload(
            Data(bytes.readableBytesView), type: request.headers[.contentType] ?? "")
    }
}

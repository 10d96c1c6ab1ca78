import Calls
import Foundation
import HTTPTypes
import Hummingbird

extension Response {
    static func text(
        _ text: String, type: String, status: HTTPResponse.Status = .ok
    ) -> Response {
        Response(
            status: status, headers: [.contentType: type],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    static func json(
        _ value: some Encodable, type: String = "application/json",
        status: HTTPResponse.Status = .ok
    ) throws -> Response {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let bytes = try encoder.encode(value)
        return Response(
            status: status, headers: [.contentType: type],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// After a change: look at `url` with GET (RFC 9110, 15.4.4).
    static func seeOther(_ url: String) -> Response {
        Response(status: .seeOther, headers: [.location: url])
    }
}

extension Visit {
    /// The fields of a posted form.
    func form(limits: WebLimits, pairsMax: Int = Query.pairsMax) async throws -> Query {
        let type = request.headers[.contentType] ?? ""
        guard type.lowercased().hasPrefix("application/x-www-form-urlencoded") else {
            throw Refusal(
                .invalid, .badRequest,
                "Send this as a form (application/x-www-form-urlencoded).")
        }
        let fields = try Query(
            String(buffer: try await body(limits: limits)), pairsMax: pairsMax)
        // What proves the form's session was looked at before.
        return Query(pairs: fields.pairs.filter { $0.name != "csrf" })
    }

    /// A posted JSON object.
    func json<Value: Decodable>(_ type: Value.Type, limits: WebLimits) async throws -> Value {
        let bytes = try await body(limits: limits)
        guard !bytes.readableBytesView.escapesNull else {
            throw Refusal(
                .invalid, .badRequest,
                "A text in the body holds the character U+0000, which no text can. Leave it out.")
        }
        do {
            return try JSONDecoder().decode(type, from: Data(bytes.readableBytesView))
        } catch {
            throw Refusal(
                .invalid, .badRequest,
                "The body isn't the JSON object that is expected here; see the API's description.")
        }
    }

    func body(limits: WebLimits) async throws -> ByteBuffer {
        if let length = request.headers[.contentLength].flatMap({ Int($0) }),
            length > limits.bodyBytesMax
        {
            throw Refusal.bodyTooLarge(limits.bodyBytesMax)
        }
        return try await request.body.collect(upTo: limits.bodyBytesMax)
    }
}

extension Sequence<UInt8> {
    /// JSON that writes U+0000, which PostgreSQL keeps in no text (RFC 8259, 7).
    fileprivate var escapesNull: Bool {
        let null = Array("u0000".utf8)
        // Of `null`, after a backslash; nil elsewhere.
        var matched: Int?
        for byte in self {
            guard let count = matched else {
                if byte == UInt8(ascii: "\\") { matched = 0 }
                continue
            }
            matched = byte == null[count] ? count + 1 : nil
            if matched == null.count { return true }
        }
        return false
    }
}

extension Refusal {
    static func bodyTooLarge(_ bytesMax: Int) -> Refusal {
        Refusal(.tooLarge, .bodyTooLarge, "The body is too large; send at most \(bytesMax) bytes.")
    }

    static let noSuchPage = Refusal(
        .notFound, .noSuchPage, "There is no such page. Begin at the list of calls.")
    static let noSuchCall = Refusal(
        .notFound, .noSuchCall, "There is no such call. Look for it in the list.")
    static let noSuchRecording = Refusal(
        .notFound, .noSuchRecording, "There is no such recording. Open its call from the list.")
    static let noSuchQuarantineItem = Refusal(
        .notFound, .noSuchQuarantineItem,
        "There is no such file in quarantine; somebody may have decided on it already.")
}

extension Refusal {
    static let noSuchEvaluation = Refusal(
        .notFound, .noSuchEvaluation, "There is no such evaluation. Go back to the queue.")
    static let noSuchCoaching = Refusal(
        .notFound, .noSuchCoaching, "There is no such coaching. Go back to the list.")
    static let noSuchDispute = Refusal(
        .notFound, .noSuchDispute, "There is no such dispute. It may have been decided.")
}

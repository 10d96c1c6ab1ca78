import CallDesk
import Calls
import HTTPTypes
import Hummingbird
import NIOCore

/// Whether a change by a browser that is signed in comes from a form of that very session. A
/// request by the socket or with a token needs no proof: no foreign site can make a browser send
/// it.
enum FormGuard {
    /// Returns `request` with its body still to be read.
    static func check(
        _ request: Request, of visitor: Visitor, bodyBytesMax: Int, desk: CallDesk
    ) async throws -> Request {
        guard let ticket = visitor.ticket, request.method != .get, request.method != .head else {
            return request
        }
        if let token = request.headers[.csrfToken] {
            guard desk.isCSRFToken(token, of: ticket) else { throw Refusal.formExpired }
            return request
        }
        var request = request
        let body = try await request.collectBody(upTo: bodyBytesMax)
        guard let token = token(in: body, type: request.headers[.contentType] ?? ""),
            desk.isCSRFToken(token, of: ticket)
        else { throw Refusal.formExpired }
        return request
    }

    private static let name = "csrf"

    private static func token(in body: ByteBuffer, type: String) -> String? {
        let type = type.lowercased()
        if type.hasPrefix("application/x-www-form-urlencoded") {
            // Alone, since a form may have more fields than a query.
            let pair = String(buffer: body).split(separator: "&").first {
                $0.hasPrefix("\(name)=")
            }
            return (try? Query(pair.map(String.init)))?[name]
        }
        guard type.hasPrefix("multipart/form-data") else { return nil }
        // The field stands first in our forms (RFC 7578).
        let head = String(decoding: body.readableBytesView.prefix(1024), as: UTF8.self)
        return head.firstMatch(of: /name="csrf"\r\n\r\n([A-Za-z0-9_-]*)\r\n/).map { String($0.1) }
    }
}

import Calls
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore
import NIOHTTP1

extension Refusal.Kind {
    /// The one table from refusals to HTTP.
    var status: HTTPResponse.Status {
        switch self {
        case .invalid: .badRequest
        case .signedOut: .unauthorized
        case .forbidden: .forbidden
        case .notFound: .notFound
        case .conflict: .conflict
        case .tooLarge: .contentTooLarge
        case .tooMany: .tooManyRequests
        case .unavailable: .serviceUnavailable
        }
    }
}

extension Route.Speech {
    /// For a path that no route has.
    static func fitting(path: String) -> Route.Speech {
        path.hasPrefix("/api/") ? .api : .page
    }
}

extension Web {
    /// What went wrong, for the reader: a refusal's sentence, or the reference of a fault that is
    /// logged in full.
    func answer(
        to error: any Error, speech: Route.Speech, _ preferences: ReaderPreferences, _ words: Words,
        visitor: Visitor = .nobody
    ) -> Response {
        var failure = Failure(error, words: words)
        if failure.code == nil {
            let reference = failure.reference ?? ""
            logger.error(
                "request failed",
                metadata: [
                    "event": "web.fault", "reference": "\(reference)", "error": "\(error)",
                ])
        }
        if let wrong = error as? WrongMethod {
            failure.status = .methodNotAllowed
            failure.allow = wrong.allowed.joined(separator: ", ")
        }
        var response = shown(failure, speech, preferences, words, visitor)
        response.headers[.allow] = failure.allow
        if failure.status == .serviceUnavailable { response.headers[.retryAfter] = "5" }
        if let seconds = (error as? Refusal)?.retryAfterSeconds {
            response.headers[.retryAfter] = "\(seconds)"
        }
        if failure.status == .unauthorized {
            response.headers[.wwwAuthenticate] = "Bearer realm=\"callaudit\""
        }
        return response
    }

    private func shown(
        _ failure: Failure, _ speech: Route.Speech, _ preferences: ReaderPreferences,
        _ words: Words, _ visitor: Visitor
    ) -> Response {
        let plain = Response.text(
            failure.detail + "\n", type: "text/plain; charset=utf-8", status: failure.status)
        switch speech {
        case .plain: return plain
        case .api:
            let problem = ProblemJSON(failure)
            return
                (try? .json(problem, type: "application/problem+json", status: failure.status))
                ?? plain
        case .page:
            let model = ErrorPage(
                failure, frame: frame(words("error.title"), preferences, words, visitor: visitor))
            guard let html = try? resources.pages.render(model, in: words.language) else {
                return plain
            }
            return .text(html, type: "text/html; charset=utf-8", status: failure.status)
        }
    }
}

/// An error as it is told to somebody.
struct Failure: Sendable {
    var status: HTTPResponse.Status
    /// Of a refusal; nil for a fault.
    var code: String?
    var title: String
    var detail: String
    /// Of a fault: four hexadecimal digits to look up in the journal.
    var reference: String?
    var allow: String?

    init(_ error: any Error, words: Words) {
        let refusal: Refusal? =
            switch error {
            case let refusal as Refusal: refusal
            case is WrongMethod: .noSuchPage
            case is NIOTooManyBytesError: .bodyTooLarge(WebLimits().bodyBytesMax)
            case is HTTPParserError: .brokenBody
            default: nil
            }
        if let refusal {
            status = refusal.kind.status
            code = refusal.code.rawValue
            title = words("error.\(refusal.kind.rawValue)")
            detail = words.sentence(refusal)
        } else {
            let digits = String(UInt16.random(in: 0x1000...0xFFFF), radix: 16, uppercase: true)
            status = .internalServerError
            reference = digits
            title = words("error.fault")
            detail = words("error.faultDetail", ["reference": digits])
        }
    }
}

/// RFC 9457.
struct ProblemJSON: Encodable, Sendable {
    let type: String
    let title: String
    let status: Int
    let code: String
    let detail: String
    let reference: String?

    init(_ failure: Failure) {
        code = failure.code ?? "fault"
        type = "urn:callaudit:problem:\(code)"
        title = failure.title
        status = failure.status.code
        detail = failure.detail
        reference = failure.reference
    }
}

struct ErrorPage: PageModel {
    static let template = "error"
    let frame: Frame
    let title: String
    let detail: String
    let reference: String?

    init(_ failure: Failure, frame: Frame) {
        self.frame = frame
        title = failure.title
        detail = failure.detail
        reference = failure.reference
    }
}

extension Refusal {
    fileprivate static let brokenBody = Refusal(
        .invalid, .badRequest,
        "The body comes in pieces that aren't what HTTP says of them. Send it again, whole.")
}

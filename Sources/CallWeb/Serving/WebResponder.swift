import CallDesk
import Calls
import Foundation
import HTTPTypes
import Hummingbird
import Logging

/// The way of a request: guard, route, permission, answer within its time, and for whatever goes
/// wrong one refusal or one fault.
struct WebResponder: HTTPResponder {
    typealias Context = Connection

    let web: Web
    let door: Door

    func respond(to request: Request, context: Connection) async throws -> Response {
        let began = ContinuousClock.now
        let preferences = ReaderPreferences(request.headers)
        let words = web.resources.words(in: preferences.language, home: web.home)
        var pattern = "none"
        var response: Response
        do {
            try RequestGuard.check(request.head, at: door, doors: web.settings.doors)
            try web.requireProxyOrTLS(context, at: door)
            let match = try Web.routes.find(request.method, request.uri.path)
            pattern = match.route.pattern
            response = await answer(request, context, match, preferences, words)
        } catch {
            let speech = Route.Speech.fitting(path: request.uri.path)
            response = web.answer(to: error, speech: speech, preferences, words)
        }
        if request.method == .head { response = response.headOnly() }
        SecurityHeaders.add(to: &response.headers)
        if door == .page, web.settings.doors.certificate != nil {
            SecurityHeaders.addTransport(to: &response.headers, host: request.head.authority)
        }
        note(request.method, pattern, response.status, since: began)
        return response
    }

    private func answer(
        _ request: Request, _ connection: Connection, _ match: RouteMatch,
        _ preferences: ReaderPreferences, _ words: Words
    ) async -> Response {
        var visitor = Visitor.nobody
        do {
            visitor = try await self.visitor(request, connection, match.route)
            try Self.require(match.route.need, of: visitor.principal)
            let usual = web.settings.limits.bodyBytesMax
            try match.route.checkLength(of: request, usual: usual)
            let place = try web.largeBodies.place(for: match.route)
            defer { withExtendedLifetime(place) {} }
            let checked =
                match.route.need == .nothing
                ? request
                : try await FormGuard.check(
                    request, of: visitor,
                    bodyBytesMax: match.route.bodyBytesMax ?? usual,
                    desk: web.desk)
            let visit = Visit(
                request: checked, door: door, connection: connection, visitor: visitor,
                parameters: match.parameters, query: try Query(request.uri.query),
                preferences: preferences, words: words, now: web.now())
            return try await withinTime { try await match.route.answer(web, visit) }
        } catch let refusal as Refusal
            where refusal.code == .signInNeeded && match.route.speech == .page
        {
            return web.toSignIn(from: request)
        } catch {
            await noteRefusal(error, at: match.route, to: visitor.principal)
            let told = match.route.told(error, usual: web.settings.limits.bodyBytesMax)
            return web.answer(
                to: told, speech: match.route.speech, preferences, words, visitor: visitor)
        }
    }

    /// Leaves an entry in the ledger when somebody asked for what they may not do.
    private func noteRefusal(
        _ error: any Error, at route: Route, to principal: Principal
    ) async {
        guard let refusal = error as? Refusal, refusal.code == .notAllowed,
            let permission = refusal.subject.flatMap({ Permission(rawValue: $0) })
        else { return }
        await web.desk.noteRefusal(of: permission, at: route.title, to: principal)
    }

    /// Health, assets and figures are for everybody and ask nothing of the database.
    private func visitor(
        _ request: Request, _ connection: Connection, _ route: Route
    ) async throws -> Visitor {
        guard route.need == .nothing else {
            return try await web.visitor(request, connection, at: door)
        }
        guard route.speech == .page, door == .page else { return .nobody }
        return (try? await web.visitor(request, connection, at: door)) ?? .nobody
    }

    private static func require(_ need: Route.Need, of principal: Principal) throws {
        if need == .nothing { return }
        if principal == .nobody { throw Refusal.signInNeeded }
        let enough = need.permissions
        guard let first = enough.first, !enough.contains(where: principal.may) else { return }
        let named = enough.map(\.rawValue).joined(separator: " or ")
        throw Refusal(
            .forbidden, .notAllowed,
            "You aren't allowed to do this. Ask whoever runs "
                + "callaudit for the permission \(named).",
            subject: first.rawValue)
    }

    private func withinTime(
        _ work: @escaping @Sendable () async throws -> Response
    ) async throws -> Response {
        let limit = web.settings.limits.answerSeconds
        return try await withThrowingTaskGroup(of: Response?.self) { group in
            group.addTask { try await work() }
            group.addTask {
                try await Task.sleep(for: .seconds(limit))
                return nil
            }
            defer { group.cancelAll() }
            guard let first = try await group.next(), let response = first else {
                throw Refusal(
                    .unavailable, .busy, "This took too long. Try again in a moment.")
            }
            return response
        }
    }

    /// Our own line: the route's pattern instead of the path, and never a query.
    private func note(
        _ method: HTTPRequest.Method, _ pattern: String, _ status: HTTPResponse.Status,
        since began: ContinuousClock.Instant
    ) {
        let seconds = (ContinuousClock.now - began) / .seconds(1)
        web.counters.count(pattern: pattern, status: status.code, seconds: seconds)
        web.logger.debug(
            "answered",
            metadata: [
                "event": "web.request", "method": "\(method)", "route": "\(pattern)",
                "status": "\(status.code)", "milliseconds": "\(Int(seconds * 1000))",
            ])
    }
}

extension Response {
    /// Same head, no body (RFC 9110, 9.3.2).
    fileprivate func headOnly() -> Response {
        let length = headers[.contentLength] ?? body.contentLength.map { String($0) }
        var response = self
        response.body = .init()
        response.headers[.contentLength] = length
        return response
    }
}

import Calls
import Hummingbird

/// A method and a path, the permission it takes, and what answers. The one table of routes stands
/// in `Routes.swift`; what isn't in it doesn't exist.
struct Route: Sendable {
    enum Need: Sendable, Equatable {
        case permission(Permission)
        /// One of them is enough.
        case anyOf([Permission])
        /// Whoever it is, if only it is known.
        case signedIn
        /// Assets, preferences, signing in, and the state of the daemon's health: nothing of
        /// anybody's.
        case nothing
    }

    /// In what form a refusal is shown.
    enum Speech: Sendable { case page, api, plain }

    let method: HTTPRequest.Method
    /// Parts that begin with `:` match anything and name it; `*` as the last part matches the rest.
    let pattern: String
    let need: Need
    let speech: Speech
    /// Of a posted body; nil for `WebLimits.bodyBytesMax`.
    let bodyBytesMax: Int?
    let answer: @Sendable (Web, Visit) async throws -> Response

    private let parts: [Substring]

    init(
        _ method: HTTPRequest.Method, _ pattern: String, _ need: Need, _ speech: Speech,
        bodyBytesMax: Int? = nil,
        _ answer: @escaping @Sendable (Web, Visit) async throws -> Response
    ) {
        self.method = method
        self.pattern = pattern
        self.need = need
        self.speech = speech
        self.bodyBytesMax = bodyBytesMax
        self.answer = answer
        parts = pattern.split(separator: "/")
    }

    /// The named parts when `path` (split at `/`, decoded) fits, otherwise nil.
    func match(_ path: [String]) -> [String: String]? {
        var named: [String: String] = [:]
        for (place, part) in parts.enumerated() {
            if part == "*" {
                guard place < path.count else { return nil }
                named["*"] = path[place...].joined(separator: "/")
                return named
            }
            guard place < path.count else { return nil }
            if part.hasPrefix(":") {
                named[String(part.dropFirst())] = path[place]
            } else if part != path[place] {
                return nil
            }
        }
        return path.count == parts.count ? named : nil
    }
}

extension Route.Need {
    /// Of which one is enough; none where no permission is asked for.
    var permissions: [Permission] {
        switch self {
        case .permission(let permission): [permission]
        case .anyOf(let permissions): permissions
        case .signedIn, .nothing: []
        }
    }
}

/// A route found for a path.
struct RouteMatch: Sendable {
    let route: Route
    let parameters: [String: String]
}

/// The path is known, but not with this method.
struct WrongMethod: Error {
    let allowed: [String]
    let speech: Route.Speech
}

extension [Route] {
    /// Throws `WrongMethod`, or the refusal that there is no such page. GET answers HEAD too.
    func find(_ method: HTTPRequest.Method, _ path: String) throws -> RouteMatch {
        var decoded: [String] = []
        for part in path.split(separator: "/") {
            guard let text = PercentEncoding.decode(part, plusIsSpace: false) else {
                throw Refusal.noSuchPage
            }
            decoded.append(text)
        }
        let fitting = compactMap { route in
            route.match(decoded).map { RouteMatch(route: route, parameters: $0) }
        }
        let wanted = method == .head ? .get : method
        if let match = fitting.first(where: { $0.route.method == wanted }) { return match }
        guard let other = fitting.first else { throw Refusal.noSuchPage }
        let methods = fitting.map(\.route.method.rawValue)
        throw WrongMethod(
            allowed: methods.contains("GET") ? methods + ["HEAD"] : methods,
            speech: other.route.speech)
    }
}

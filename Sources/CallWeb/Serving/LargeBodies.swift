import CallDesk
import Calls
import HTTPTypes
import Hummingbird
import NIOCore
import Synchronization

/// How many large bodies are held in memory at once, so that many who send at the same time can't
/// use it up. A body is large when its route takes more than `largeBytes`.
final class LargeBodies: Sendable {
    static let atOnceMax = 4
    private static let largeBytes = 2 << 20

    private let held = Mutex(0)

    /// Gives its place back when nobody holds it any more.
    final class Place: Sendable {
        private let bodies: LargeBodies

        fileprivate init(of bodies: LargeBodies) {
            self.bodies = bodies
        }

        deinit { bodies.held.withLock { $0 -= 1 } }
    }

    /// Nil for a route without large bodies. Refused when there is no place.
    func place(for route: Route) throws -> Place? {
        guard route.method == .post || route.method == .put,
            route.bodyBytesMax ?? 0 > Self.largeBytes
        else { return nil }
        let isFree = held.withLock { count in
            guard count < Self.atOnceMax else { return false }
            count += 1
            return true
        }
        guard isFree else {
            throw Refusal(
                .unavailable, .busy,
                "Several large files are just being sent. Try again in a moment.",
                retryAfterSeconds: 5)
        }
        return Place(of: self)
    }
}

extension Route {
    /// Refuses a body that says of itself that it is too large, before any of it is read.
    func checkLength(of request: Request, usual: Int) throws {
        let most = bodyBytesMax ?? usual
        guard let length = request.headers[.contentLength].flatMap({ Int64($0) }),
            length > Int64(most)
        else { return }
        throw tooLarge(most)
    }

    /// `error` as it is told of this route: a body that turned out too large on the way.
    func told(_ error: any Error, usual: Int) -> any Error {
        error is NIOTooManyBytesError ? tooLarge(bodyBytesMax ?? usual) : error
    }

    private func tooLarge(_ most: Int) -> Refusal {
        most == Web.documentBodyBytesMax ? Refusal(.tooLarge) : .bodyTooLarge(most)
    }
}

import Calls
import Foundation
import Synchronization

/// At most so many acts a minute for each principal.
final class RateLimit: Sendable {
    private let perMinute: Int
    private let acts = Mutex<[String: [Date]]>([:])

    init(perMinute: Int) {
        self.perMinute = perMinute
    }

    func admit(_ principal: Principal, now: Date) throws {
        try acts.withLock { acts in
            var recent = (acts[principal.id] ?? []).filter { abs(now.timeIntervalSince($0)) < 60 }
            guard recent.count < perMinute else {
                throw Refusal(
                    .tooMany, .busy, "Too many of these at once. Wait a minute and try again.")
            }
            recent.append(now)
            if acts.count > 10_000 { acts.removeAll() }
            acts[principal.id] = recent
        }
    }
}

/// Who was told of what lately, for acts of which one entry tells of all in ten minutes.
final class SightLog: Sendable {
    static let sameSightSeconds = 600.0
    private static let sightsMax = 10_000

    private struct Sight: Hashable {
        var principal: String
        var object: String
    }

    private let latest = Mutex<[Sight: Date]>([:])

    func isAccounted(_ principal: Principal, _ object: String, now: Date) -> Bool {
        latest.withLock { latest in
            guard let last = latest[Sight(principal: principal.id, object: object)] else {
                return false
            }
            return abs(now.timeIntervalSince(last)) < Self.sameSightSeconds
        }
    }

    /// An entry was written at `now`.
    func note(_ principal: Principal, _ object: String, now: Date) {
        latest.withLock { latest in
            if latest.count > Self.sightsMax {
                latest = latest.filter {
                    abs(now.timeIntervalSince($0.value)) < Self.sameSightSeconds
                }
                if latest.count > Self.sightsMax { latest = [:] }
            }
            latest[Sight(principal: principal.id, object: object)] = now
        }
    }
}

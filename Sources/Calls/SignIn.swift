import Foundation

/// A person's stay between signing in and signing out.
package enum Session {
    package typealias ID = Identifier<Session>

    /// Without a request for so long, it is over.
    package static let idleSeconds = 900.0
    /// It is over then in any case.
    package static let longestSeconds = 28_800.0
    /// How exactly it is known when it was last used.
    package static let seenSeconds = 60.0
    /// Of one account; the oldest gives way.
    package static let mostAtOnce = 20
}

/// How failed tries at signing in are slowed down. Nobody is locked out: each failure beyond `free`
/// doubles the wait before the next try is looked at, up to `secondsMax`; every hour without one
/// forgets one.
package struct SignInWait: Hashable, Sendable {
    package let free: Int
    package let secondsMax: Double
    private static let first = 10.0

    /// Tries at one account from one address, by browsers that it isn't known to have used.
    package static let accountFromAddress = SignInWait(free: 5, secondsMax: 3600)
    /// Tries at one account from all addresses, by such browsers.
    package static let account = SignInWait(free: 20, secondsMax: 900)
    /// Tries at any accounts from one address, behind which there may be a whole house.
    package static let address = SignInWait(free: 30, secondsMax: 3600)
    /// Tries at one account from a browser that it has used, or with its password.
    package static let own = SignInWait(free: 5, secondsMax: 900)

    /// Until the next try, after `failures` of them.
    package func seconds(after failures: Int) -> Double {
        guard failures > free else { return 0 }
        return min(secondsMax, Self.first * pow(2, Double(min(failures - free, 30) - 1)))
    }

    /// What is left of `failures` when the last one was `seconds` ago.
    package func remembered(_ failures: Int, after seconds: Double) -> Int {
        max(0, failures - Int(max(0, seconds) / 3600))
    }
}

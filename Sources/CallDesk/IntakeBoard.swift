package import Calls
import Foundation
import Synchronization

/// Where intake says how it stands, for the desk to show.
package final class IntakeBoard: Sendable {
    private struct State {
        var statuses: (@Sendable () -> [SourceStatus])?
        var retryWanted: (@Sendable () -> Void)?
        var beatAt: ContinuousClock.Instant?
    }

    private static let freshFor = Duration.seconds(30)

    private let state = Mutex(State())

    package init() {}

    /// How the source folders stand now.
    package var sources: [SourceStatus] { state.withLock(\.statuses)?() ?? [] }

    /// Files seen by this node and not yet decided, over all source folders.
    var waiting: Int { sources.reduce(0) { $0 + $1.waiting } }

    /// Why intake can't do its work, in English; empty when it can.
    package var problems: [String] {
        sources.filter { $0.watching == .missing }.map {
            "The source folder \($0.path) is missing."
        }
    }

    /// `statuses` is asked whenever somebody looks, `retryWanted` is told when somebody wants a
    /// quarantined file to be tried again.
    package func connect(
        statuses: @escaping @Sendable () -> [SourceStatus],
        retryWanted: @escaping @Sendable () -> Void
    ) {
        state.withLock {
            $0.statuses = statuses
            $0.retryWanted = retryWanted
        }
    }

    /// Intake's loop has come round.
    package func beat() {
        state.withLock { $0.beatAt = .now }
    }

    /// Whether intake's loop has come round lately; true before it first did.
    var isFresh: Bool {
        state.withLock { state in
            state.beatAt.map { $0.duration(to: .now) < Self.freshFor } ?? true
        }
    }

    func wantRetry() {
        state.withLock(\.retryWanted)?()
    }
}

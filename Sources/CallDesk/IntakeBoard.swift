package import Calls
import Foundation
import Synchronization

/// Where intake writes how it stands, for the desk to show.
package final class IntakeBoard: Sendable {
    private struct State {
        var sources: [SourceStatus] = []
        var retryWanted: (@Sendable () -> Void)?
        var problems: [String] = []
        var postedAt: ContinuousClock.Instant?
    }

    private static let freshFor = Duration.seconds(30)

    private let state = Mutex(State())

    package init() {}

    package var sources: [SourceStatus] { state.withLock(\.sources) }

    /// Why the daemon isn't ready, in English; empty when it is.
    package var problems: [String] { state.withLock(\.problems) }

    package func post(_ sources: [SourceStatus], problems: [String] = []) {
        state.withLock {
            $0.sources = sources
            $0.problems = problems
            $0.postedAt = .now
        }
    }

    /// Whether intake's loop has come round lately; true before it first did.
    var isFresh: Bool {
        state.withLock { state in
            state.postedAt.map { $0.duration(to: .now) < Self.freshFor } ?? true
        }
    }

    /// `action` is called when somebody asks for a quarantined file to be tried again.
    package func onRetry(_ action: @escaping @Sendable () -> Void) {
        state.withLock { $0.retryWanted = action }
    }

    func wantRetry() {
        state.withLock(\.retryWanted)?()
    }
}

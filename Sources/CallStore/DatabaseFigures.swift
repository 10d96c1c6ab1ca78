import Synchronization

/// Counts and times of a database since the daemon's start.
package struct DatabaseFigures: Hashable, Sendable {
    /// Commits of writing transactions, and the changes that shared them.
    package var commits = 0
    package var changes = 0
    /// Seconds from asking for the ledger head's lock to having it, in all and at the most.
    package var lockWaitSeconds = 0.0
    package var lockWaitSecondsMax = 0.0
    /// Seconds from having the lock to the end of the commit.
    package var lockHeldSeconds = 0.0
    /// Connections made to a server, and attempts that failed.
    package var connections = 0
    package var connectionFailures = 0
}

/// Where the drivers count.
final class FigureBoard: Sendable {
    private let figures = Mutex(DatabaseFigures())

    var current: DatabaseFigures { figures.withLock(\.self) }

    func note(_ change: (inout DatabaseFigures) -> Void) {
        figures.withLock { change(&$0) }
    }

    func noteCommit(changes: Int, waited: Duration, held: Duration) {
        note {
            $0.commits += 1
            $0.changes += changes
            $0.lockWaitSeconds += waited.seconds
            $0.lockWaitSecondsMax = max($0.lockWaitSecondsMax, waited.seconds)
            $0.lockHeldSeconds += held.seconds
        }
    }
}

extension Duration {
    var seconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) / 1e18
    }
}

import CallStore
package import Calls
import Foundation
import Synchronization

/// When this node last saw that no day waited to be counted.
final class TallyState: Sendable {
    private let seen = Mutex<Date?>(nil)

    var countedAt: Date? { seen.withLock { $0 } }

    func note(at now: Date) { seen.withLock { $0 = now } }
}

/// Calls are counted a day at a time: whatever inserts or changes one marks its day, and marked
/// days are counted again.
extension CallDesk {
    private static var turnDays: Int { 50 }
    private static var turnTime: Duration { .seconds(2) }
    /// So many days are long work of their own.
    private static var jobDays: Int64 { 100 }

    /// Counts the days that are marked, the latest first, as far as a turn goes; returns how many.
    @discardableResult
    package func tallyCalls(by principal: Principal) async throws -> Int {
        let began = ContinuousClock.now
        let now = now()
        let days = try await see(by: principal, needing: .workOnJobs) { db in
            try db.markedDays(limit: Self.turnDays)
        }
        var counted = 0
        for day in days {
            if ContinuousClock.now - began > Self.turnTime { break }
            try await change(by: principal, needing: .workOnJobs) { change in
                change.isUnchanged = true
                try change.db.tally(day)
            }
            counted += 1
        }
        if counted == days.count, days.count < Self.turnDays { tallies.note(at: now) }
        return counted
    }

    /// Begins to count what there was before there were tallies, where there is much of it.
    func fillTallies() async throws {
        try await change(by: .daemon, needing: .workOnJobs) { change in
            change.isUnchanged = true
            guard try change.db.countMarkedDays() > Self.jobDays,
                try change.db.openJob(.fillTallies) == nil
            else { return }
            _ = try start(.fillTallies, in: &change)
        }
    }

    /// Every call that came before it is counted; nil when that isn't known.
    func talliedAt(in db: Transaction) throws -> Date? {
        try db.countMarkedDays() == 0 ? now() : tallies.countedAt
    }

    func tallyFilling(in db: Transaction) throws -> FiguresView.Filling? {
        try db.openJob(.fillTallies).map { .init(done: $0.done, total: $0.total) }
    }
}

/// Counts marked days until there are none.
struct TallyFill: JobWork {
    private static let stepTime = Duration.milliseconds(200)

    func step(_ job: inout Job, in change: inout Change, of desk: CallDesk) throws {
        let began = ContinuousClock.now
        let waiting = try change.db.countMarkedDays()
        if job.total == 0 { job.total = waiting }
        while ContinuousClock.now - began < Self.stepTime {
            guard let day = try change.db.markedDays(limit: 1).first else {
                job.done = job.total
                job.outcome = .done
                return
            }
            try change.db.tally(day)
            // Others are counted meanwhile, or marked.
            job.done = max(job.done, job.total - (try change.db.countMarkedDays()))
        }
    }
}

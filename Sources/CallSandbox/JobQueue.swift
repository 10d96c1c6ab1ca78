import Foundation

/// Jobs waiting for the next free thread, first come, first served.
///
/// `@unchecked Sendable`: all state is touched with the condition's lock held.
final class JobQueue<Job: Sendable>: @unchecked Sendable {
    private let condition = NSCondition()
    private var jobs: [Job] = []
    private var isClosed = false
    private let waitingMax: Int

    init(waitingMax: Int) {
        self.waitingMax = waitingMax
    }

    enum Admission { case waits, full, closed }

    func add(_ job: Job) -> Admission {
        condition.lock()
        defer { condition.unlock() }
        if isClosed { return .closed }
        guard jobs.count < waitingMax else { return .full }
        jobs.append(job)
        condition.signal()
        return .waits
    }

    /// The next job, waited for; nil once the queue is closed.
    func take() -> Job? {
        condition.lock()
        defer { condition.unlock() }
        while jobs.isEmpty && !isClosed { condition.wait() }
        return isClosed ? nil : jobs.removeFirst()
    }

    /// Wakes everybody; the jobs that nobody has taken are handed back.
    func close() -> [Job] {
        condition.lock()
        defer { condition.unlock() }
        isClosed = true
        condition.broadcast()
        defer { jobs = [] }
        return jobs
    }
}

import Foundation
import GRDB
import Synchronization

/// Group commit: transactions that wait while a commit is under way share the next one, each in a
/// savepoint of its own. One fsync then serves up to `batchMax` of them.
final class CommitQueue: Sendable {
    private static let batchMax = 64

    private struct State {
        var waiting: [any Job] = []
        var running = false
    }

    private let pool: DatabasePool
    private let state = Mutex(State())

    init(_ pool: DatabasePool) {
        self.pool = pool
    }

    func run<Value: Sendable>(
        _ body: @escaping @Sendable (Transaction) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { caller in
            submit(WaitingTransaction(body: body, caller: caller))
        }
    }

    private func submit(_ job: any Job) {
        let isFirst = state.withLock { state in
            state.waiting.append(job)
            defer { state.running = true }
            return !state.running
        }
        if isFirst {
            pool.asyncWriteWithoutTransaction { db in self.drain(db) }
        }
    }

    private func drain(_ db: GRDB.Database) {
        while true {
            let batch = state.withLock { state in
                let batch = Array(state.waiting.prefix(Self.batchMax))
                state.waiting.removeFirst(batch.count)
                state.running = !batch.isEmpty
                return batch
            }
            if batch.isEmpty { return }
            commit(batch, db)
        }
    }

    private func commit(_ batch: [any Job], _ db: GRDB.Database) {
        do {
            try db.inTransaction(.immediate) {
                for job in batch {
                    try job.perform(db)
                }
                return .commit
            }
            batch.forEach { $0.finish(commitFault: nil) }
        } catch {
            let fault = StoreFault.notDurable("\(error)")
            batch.forEach { $0.finish(commitFault: fault) }
        }
    }
}

private protocol Job: Sendable {
    /// Does the work inside the shared transaction and keeps what came of it. Throws only when
    /// the shared transaction itself is broken.
    func perform(_ db: GRDB.Database) throws
    /// Tells the caller: its own error, or the commit's, or its value.
    func finish(commitFault: (any Error)?)
}

private final class WaitingTransaction<Value: Sendable>: Job {
    private let body: @Sendable (Transaction) throws -> Value
    private let caller: CheckedContinuation<Value, any Error>
    private let result = Mutex<Result<Value, any Error>?>(nil)

    init(
        body: @escaping @Sendable (Transaction) throws -> Value,
        caller: CheckedContinuation<Value, any Error>
    ) {
        self.body = body
        self.caller = caller
    }

    func perform(_ db: GRDB.Database) throws {
        try db.execute(sql: "SAVEPOINT job")
        let outcome = Result { try body(Transaction(connection: SQLiteConnection(db))) }
        if case .failure = outcome {
            try db.execute(sql: "ROLLBACK TO SAVEPOINT job")
        }
        try db.execute(sql: "RELEASE SAVEPOINT job")
        result.withLock { $0 = outcome }
    }

    func finish(commitFault: (any Error)?) {
        switch (result.withLock(\.self), commitFault) {
        case (.failure(let error), _): caller.resume(throwing: error)
        case (.success(let value), nil): caller.resume(returning: value)
        case (_, let fault): caller.resume(throwing: fault ?? StoreFault.notDurable("not run"))
        }
    }
}

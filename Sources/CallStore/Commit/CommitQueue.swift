import Synchronization

/// A driver's one writer.
protocol Writer: Sendable {
    /// Runs `work` soon on the writer's own thread.
    func soon(_ work: @escaping @Sendable (any WritingTurn) -> Void)
}

/// The writer, on its own thread.
protocol WritingTurn {
    /// Runs `body` in a transaction and commits it durably. `body` runs again when the engine asks
    /// for a transaction to be repeated.
    func commit(_ body: (any Connection) throws -> Void) throws
}

/// The engine wants the transaction done again from its beginning (deadlock, serialization).
struct MustRepeat: Error {
    let reason: String
}

/// Group commit: transactions that wait while a commit is under way share the next one, each in a
/// savepoint of its own. One sync of the disk then serves up to `batchMax` of them.
final class CommitQueue: Sendable {
    private static let batchMax = 64

    private struct State {
        var waiting: [any Job] = []
        var running = false
    }

    private let writer: any Writer
    private let board: FigureBoard
    private let state = Mutex(State())

    init(_ writer: any Writer, board: FigureBoard) {
        self.writer = writer
        self.board = board
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
            writer.soon { turn in self.drain(turn) }
        }
    }

    private func drain(_ turn: any WritingTurn) {
        while true {
            let batch = state.withLock { state in
                let batch = Array(state.waiting.prefix(Self.batchMax))
                state.waiting.removeFirst(batch.count)
                state.running = !batch.isEmpty
                return batch
            }
            if batch.isEmpty { return }
            commit(batch, turn)
        }
    }

    private func commit(_ batch: [any Job], _ turn: any WritingTurn) {
        do {
            var asked = ContinuousClock.now
            var locked = asked
            try turn.commit { connection in
                asked = .now
                let ledger = LedgerTail()
                let db = Transaction(connection: connection, ledger: ledger)
                try ledger.lock(db)
                locked = .now
                for job in batch {
                    try job.perform(db)
                }
                try ledger.write(db)
            }
            board.noteCommit(
                changes: batch.count, waited: asked.duration(to: locked),
                held: locked.duration(to: .now))
            batch.forEach { $0.finish(commitFault: nil) }
        } catch {
            batch.forEach { $0.finish(commitFault: error) }
        }
    }
}

private protocol Job: Sendable {
    /// Does the work inside the shared transaction and keeps what came of it. Throws only when
    /// the shared transaction itself is broken.
    func perform(_ db: Transaction) throws
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

    func perform(_ db: Transaction) throws {
        try db.execute("SAVEPOINT job")
        let before = db.ledger?.drafts.count ?? 0
        let outcome = Result {
            let value = try body(db)
            try db.execute("RELEASE SAVEPOINT job")
            try db.flush()
            return value
        }
        if case .failure(let error) = outcome {
            if error is MustRepeat { throw error }
            db.ledger?.forget(from: before)
            try db.execute("ROLLBACK TO SAVEPOINT job")
            try db.execute("RELEASE SAVEPOINT job")
        }
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

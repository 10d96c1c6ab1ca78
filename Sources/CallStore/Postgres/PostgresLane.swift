import Dispatch

/// A thread with a connection of its own, made when it is needed and again when it was lost.
/// @unchecked: `session` is touched on `queue` only.
final class PostgresLane: @unchecked Sendable {
    /// A connection that was idle for longer is tried out before a transaction relies on it.
    private static let trustFor = Duration.seconds(1)

    private let queue: DispatchQueue
    private let connector: PostgresConnector
    private var session: PostgresSession?

    init(_ name: String, _ connector: PostgresConnector) {
        queue = DispatchQueue(label: "callaudit.postgres.\(name)", qos: .userInitiated)
        self.connector = connector
    }

    func soon(_ work: @escaping @Sendable (PostgresLane) -> Void) {
        queue.async { work(self) }
    }

    func run<Value: Sendable>(
        _ work: @escaping @Sendable (PostgresLane) throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { caller in
            queue.async { caller.resume(with: Result { try work(self) }) }
        }
    }

    func close() {
        queue.async { self.session = nil }
    }

    /// Runs `body` between `begin` and COMMIT; what it did is undone when it throws. COMMIT travels
    /// with the statements before it: the server skips it when one of them fails.
    /// Throws `unsettled` when the connection broke meanwhile.
    func transaction<Value>(
        _ begin: String, _ body: (PostgresSession) throws -> Value
    ) throws -> Value {
        let session = try open()
        var isCommitting = false
        do {
            try session.execute(SQL(stringLiteral: begin))
            let value = try body(session)
            isCommitting = true
            try session.commit()
            return value
        } catch {
            if session.isBroken {
                self.session = nil
                if isCommitting { throw StoreFault.unsettled("\(error)".oneLine) }
            } else {
                try? session.command("ROLLBACK")
                if session.isBroken || session.isStale { self.session = nil }
            }
            throw error
        }
    }

    /// Runs `body` with the connection, outside a transaction.
    func outside<Value>(_ body: (PostgresSession) throws -> Value) throws -> Value {
        let session = try open()
        defer { if session.isBroken { self.session = nil } }
        return try body(session)
    }

    /// Drops the connection; the next use makes another. To be called on the lane's own thread.
    func renew() { session = nil }

    private func open() throws -> PostgresSession {
        if let session, !session.isBroken {
            if session.aliveAt.duration(to: .now) < Self.trustFor { return session }
            if (try? session.command("SELECT 1")) != nil { return session }
        }
        session = nil
        let fresh = try connector.connect()
        session = fresh
        return fresh
    }
}

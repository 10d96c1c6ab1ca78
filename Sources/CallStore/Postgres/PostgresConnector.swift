import Synchronization

/// Makes connections, and after a failure not again before a pause that grows to two seconds:
/// whoever asks meanwhile is told the same at once.
final class PostgresConnector: Sendable {
    private struct State {
        var failures = 0
        var notBefore = ContinuousClock.now
        var fault = StoreFault.away("")
        var isClosed = false
    }

    private static let pauseSecondsMax = 2.0

    let options: PostgresOptions
    private let board: FigureBoard
    private let state = Mutex(State())

    init(_ options: PostgresOptions, board: FigureBoard) {
        self.options = options
        self.board = board
    }

    func close() { state.withLock { $0.isClosed = true } }

    /// Blocks until there is a connection or an attempt has failed; throws `StoreFault.away`.
    func connect() throws -> PostgresSession {
        let refusal: StoreFault? = state.withLock {
            if $0.isClosed { return .away("The daemon is stopping.") }
            return ContinuousClock.now < $0.notBefore ? $0.fault : nil
        }
        if let refusal { throw refusal }
        do {
            let session = try PostgresSession(options)
            state.withLock { $0.failures = 0 }
            board.note { $0.connections += 1 }
            return session
        } catch {
            let fault = error as? StoreFault ?? .away("\(error)")
            board.note { $0.connectionFailures += 1 }
            state.withLock {
                $0.failures += 1
                let pause = min(Self.pauseSecondsMax, 0.125 * Double(1 << min($0.failures, 5)))
                $0.notBefore = .now + .seconds(pause * Double.random(in: 0.75...1))
                $0.fault = fault
            }
            throw fault
        }
    }
}

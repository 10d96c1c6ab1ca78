import Synchronization

/// The connections that read, handed out one at a time to each; whoever asked first is first.
final class PostgresReaders: Sendable {
    private static let waitingMax = 1000

    private struct State {
        var idle: [PostgresLane]
        var waiting: [CheckedContinuation<PostgresLane, Never>] = []
    }

    private let lanes: [PostgresLane]
    private let state: Mutex<State>

    init(_ connector: PostgresConnector, count: Int) {
        let lanes = (1...max(1, count)).map { PostgresLane("reader\($0)", connector) }
        self.lanes = lanes
        state = Mutex(State(idle: lanes))
    }

    func run<Value: Sendable>(
        _ work: @escaping @Sendable (PostgresLane) throws -> Value
    ) async throws -> Value {
        guard state.withLock({ $0.waiting.count < Self.waitingMax }) else {
            throw StoreFault.away("The database has too much to answer just now.")
        }
        let lane = await take()
        defer { give(lane) }
        return try await lane.run(work)
    }

    func close() { lanes.forEach { $0.close() } }

    private func take() async -> PostgresLane {
        await withCheckedContinuation { caller in
            let lane: PostgresLane? = state.withLock { state in
                if let lane = state.idle.popLast() { return lane }
                state.waiting.append(caller)
                return nil
            }
            if let lane { caller.resume(returning: lane) }
        }
    }

    private func give(_ lane: PostgresLane) {
        let next: CheckedContinuation<PostgresLane, Never>? = state.withLock { state in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
            state.idle.append(lane)
            return nil
        }
        next?.resume(returning: lane)
    }
}

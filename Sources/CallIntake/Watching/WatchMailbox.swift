import CLinux
import Glibc
import Synchronization

/// What passes between the thread of a watch and its consumers. Nothing waits here but consumers.
final class WatchMailbox: Sendable {
    enum Command: Sendable {
        case finished(SettledFile)
        case postpone(SettledFile, seconds: Double)
        case adopt(SettledFile)
        case doneElsewhere(SettledFile)
        case rescan
    }

    private struct Consumer {
        var number: Int
        var max: Int
        var continuation: CheckedContinuation<[SettledFile], Never>
    }

    private struct State {
        var ready: [SettledFile] = []
        var consumers: [Consumer] = []
        var nextNumber = 0
        var commands: [Command] = []
        var isThreadWaitingForRoom = false
        var isStopped = false
        var status = WatchStatus()
        var overdue: [SettledFile] = []
    }

    /// Readable when the thread has something to do.
    let wakeUp: Int32
    private let readyMax: Int
    private let state = Mutex(State())

    init(readyMax: Int) {
        self.readyMax = max(1, readyMax)
        wakeUp = new_wake_up()
    }

    deinit {
        close(wakeUp)
    }

    // MARK: The consumer's side

    func take(max: Int) async -> [SettledFile] {
        let number = state.withLock { state in
            state.nextNumber += 1
            return state.nextNumber
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let consumer = Consumer(number: number, max: max, continuation: continuation)
                if let files = filesOrQueue(consumer) { continuation.resume(returning: files) }
            }
        } onCancel: {
            let consumer = state.withLock { state in
                state.consumers.firstIndex { $0.number == number }
                    .map { state.consumers.remove(at: $0) }
            }
            consumer?.continuation.resume(returning: [])
        }
    }

    func send(_ command: Command) {
        let isFirst = state.withLock { state in
            state.commands.append(command)
            return state.commands.count == 1
        }
        if isFirst { wake() }
    }

    func stop() {
        let consumers = state.withLock { state in
            state.isStopped = true
            state.ready = []
            defer { state.consumers = [] }
            return state.consumers
        }
        for consumer in consumers { consumer.continuation.resume(returning: []) }
        wake()
    }

    var status: WatchStatus { state.withLock { $0.status } }
    var overdue: [SettledFile] { state.withLock { $0.overdue } }

    /// Nil when the consumer has to wait.
    private func filesOrQueue(_ consumer: Consumer) -> [SettledFile]? {
        let (files, wakes): ([SettledFile]?, Bool) = state.withLock { state in
            if state.isStopped || Task.isCancelled || consumer.max < 1 { return ([], false) }
            guard !state.ready.isEmpty else {
                state.consumers.append(consumer)
                return (nil, false)
            }
            defer { state.isThreadWaitingForRoom = false }
            return (Self.takeReady(consumer.max, &state), state.isThreadWaitingForRoom)
        }
        if wakes { wake() }
        return files
    }

    private static func takeReady(_ max: Int, _ state: inout State) -> [SettledFile] {
        let files = Array(state.ready.prefix(max))
        state.ready.removeFirst(files.count)
        return files
    }

    private func wake() {
        var one: UInt64 = 1
        write(wakeUp, &one, 8)
    }

    // MARK: The thread's side

    var isStopped: Bool { state.withLock { $0.isStopped } }

    func takeCommands() -> [Command] {
        var count: UInt64 = 0
        read(wakeUp, &count, 8)
        return state.withLock { state in
            defer { state.commands = [] }
            return state.commands
        }
    }

    /// Hands over as many of `files` as there is room for. Returns their number; when that isn't
    /// all, the thread is woken once there is room again.
    func deliver(_ files: ArraySlice<SettledFile>) -> Int {
        let (count, served) = state.withLock { state in
            let count = min(files.count, readyMax - state.ready.count)
            state.ready.append(contentsOf: files.prefix(count))
            state.isThreadWaitingForRoom = count < files.count
            var served: [(Consumer, [SettledFile])] = []
            while !state.ready.isEmpty, !state.consumers.isEmpty {
                let consumer = state.consumers.removeFirst()
                served.append((consumer, Self.takeReady(consumer.max, &state)))
            }
            return (count, served)
        }
        for (consumer, files) in served { consumer.continuation.resume(returning: files) }
        return count
    }

    func publish(overdue: [SettledFile]) {
        state.withLock { $0.overdue = overdue }
    }

    func publish(_ status: WatchStatus) {
        state.withLock { $0.status = status }
    }
}

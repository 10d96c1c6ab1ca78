package import CallDesk
package import Calls
package import Logging
import Synchronization

package struct IntakeSettings: Sendable {
    /// Files that are worked on at once.
    package var workers: Int
    /// Larger files go to quarantine undecoded.
    package var fileBytesMax: Int64

    /// Time between full scans of folders whose events work.
    package var rescanSeconds: Double

    package init(workers: Int, fileBytesMax: Int64, rescanSeconds: Double = 60) {
        self.workers = workers
        self.fileBytesMax = fileBytesMax
        self.rescanSeconds = rescanSeconds
    }
}

/// Takes files from the source folders to the desk: each one exactly once, whatever crashes when,
/// and however many nodes share a folder.
package final class Intake: Sendable {
    private static let beatSeconds = 1.0
    /// Files that a source fetches at a time and holds while they wait for their turn.
    private static let fetchMax = 8
    private let sources: [Source]
    private let done = DoneFiles()
    private let taker: FileTaker
    private let retries: RetryQueue
    private let slots: Slots
    private let gate: TakingGate
    private let desk: CallDesk

    /// Begins to watch the folders; nothing is taken before `run`.
    package init(
        sources: [Calls.SourceFolder], complaints: ComplaintTaking? = nil,
        settings: IntakeSettings, desk: CallDesk, log: Logger
    ) {
        let done = done
        self.sources =
            sources.map { Source($0, rescanSeconds: settings.rescanSeconds, done: done) }
            + (complaints?.inlets ?? []).map {
                Source(
                    $0.folder.asSource, complaints: $0, rescanSeconds: settings.rescanSeconds,
                    done: done)
            }
        self.desk = desk
        slots = Slots(settings.workers)
        gate = TakingGate(desk.nodes)
        taker = FileTaker(
            desk: desk, decoder: desk.decoderForMeasuring, fileBytesMax: settings.fileBytesMax,
            log: log)
        retries = RetryQueue(taker: taker, gate: gate, sources: self.sources, log: log)
        let (retries, all) = (retries, self.sources)
        desk.intakeBoard.connect(
            statuses: { all.map(\.status) }, retryWanted: { retries.wake() })
    }

    /// Works until `stop`. Throws when the task is cancelled, and what must end the daemon: a disk
    /// that doesn't keep what it is given.
    package func run() async throws {
        defer { stop() }
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await self.beat() }
            group.addTask { try await self.takeIn() }
            // The beat goes on until everything else has ended.
            try await group.next()
            group.cancelAll()
        }
        try Task.checkCancellation()
    }

    /// Ends the watches. `run` returns once the files that are being worked on are decided; those
    /// that wait stay in their folders.
    package func stop() {
        gate.stop()
        for source in sources { source.watch.stop() }
        retries.stop()
    }

    private func takeIn() async throws {
        guard try await loadDone() else { return }
        try await withThrowingTaskGroup(of: Void.self) { group in
            for source in sources {
                let sharing = SharingLoop(source: source, slots: slots, gate: gate, desk: desk)
                group.addTask { await sharing.run() }
                group.addTask { try await self.work(on: source) }
            }
            group.addTask { try await self.retries.run() }
            group.addTask { await self.lookAtNodes() }
            try await group.waitForAll()
        }
    }

    /// False when it is to stop before the database answered.
    private func loadDone() async throws -> Bool {
        while await gate.opens() {
            do {
                try await done.load(from: desk)
                return true
            } catch let refusal as Refusal where refusal.kind == .unavailable {
                await gate.pause()
            }
        }
        return false
    }

    /// Takes `source`'s files until its watch ends. The first fault that must end the daemon
    /// cancels the group, and with it the wait for more files.
    private func work(on source: Source) async throws {
        try await withThrowingDiscardingTaskGroup { group in
            while true {
                let files = await source.watch.next(max: Self.fetchMax)
                if files.isEmpty { return }
                for file in await source.withoutDecided(files, desk: desk) {
                    guard await gate.opens() else { return }
                    await slots.take()
                    guard !gate.isStopped, source.isOwnWork(file) else {
                        slots.give()
                        source.watch.finished(file)
                        continue
                    }
                    group.addTask {
                        defer { self.slots.give() }
                        try await self.taker.take(file, from: source)
                        source.share.disown(file)
                    }
                }
            }
        }
    }

    /// A node that has come or gone is known within a second, not only with the next heartbeat.
    private func lookAtNodes() async {
        while await gate.opens() {
            try? await desk.lookAtNodes()
            try? await Task.sleep(for: .seconds(Self.beatSeconds))
        }
    }

    private func beat() async {
        while !Task.isCancelled {
            desk.intakeBoard.beat()
            try? await Task.sleep(for: .seconds(Self.beatSeconds))
        }
    }
}

/// Lets files through while this node may take any in.
final class TakingGate: Sendable {
    private static let pauseSeconds = 0.2
    private let nodes: NodeRegistry
    private let stopped = Atomic(false)

    init(_ nodes: NodeRegistry) {
        self.nodes = nodes
    }

    func stop() { stopped.store(true, ordering: .releasing) }

    /// Whether no more files are to be begun.
    var isStopped: Bool { stopped.load(ordering: .acquiring) || Task.isCancelled }

    /// Waits until files may be taken in; false when none will be any more.
    func opens() async -> Bool {
        while !isStopped {
            if nodes.mayTakeIn { return true }
            await pause()
        }
        return false
    }

    func pause() async {
        try? await Task.sleep(for: .seconds(Self.pauseSeconds))
    }
}

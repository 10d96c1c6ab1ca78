package import CallDesk
package import Calls
import Foundation
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

/// Takes files from the source folders to the desk: each one exactly once, whatever crashes when.
package final class Intake: Sendable {
    private static let beatSeconds = 1.0
    /// Files that a source fetches at a time and holds while they wait for their turn.
    private static let fetchMax = 8
    private let sources: [Source]
    private let taker: FileTaker
    private let retries: RetryQueue
    private let slots: Slots
    private let desk: CallDesk
    private let isStopping = Atomic(false)

    package init(
        sources: [Calls.SourceFolder], settings: IntakeSettings, desk: CallDesk, log: Logger
    ) async throws {
        let done = try await DoneFiles.load(from: desk)
        self.sources = sources.map {
            Source($0, rescanSeconds: settings.rescanSeconds, done: done)
        }
        self.desk = desk
        slots = Slots(settings.workers)
        taker = FileTaker(
            desk: desk, decoder: desk.decoderForMeasuring, fileBytesMax: settings.fileBytesMax,
            log: log)
        retries = RetryQueue(taker: taker, desk: desk, sources: self.sources, log: log)
        let (retries, all) = (retries, self.sources)
        desk.intakeBoard.connect(
            statuses: { all.map(\.status) }, retryWanted: { retries.wake() })
    }

    /// Works until the task is cancelled. Throws only what must end the daemon: a disk that doesn't
    /// keep what it is given.
    package func run() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for source in sources {
                group.addTask { try await self.work(on: source) }
            }
            group.addTask { try await self.retries.run() }
            group.addTask { await self.beat() }
            // The beat goes on until everything else has ended.
            for _ in 0...sources.count { try await group.next() }
            group.cancelAll()
        }
    }

    /// Ends the watches. `run` returns once the files that are being worked on are decided; those
    /// that wait stay in their folders.
    package func stop() {
        isStopping.store(true, ordering: .releasing)
        for source in sources { source.watch.stop() }
        retries.stop()
    }

    /// Takes `source`'s files until its watch ends. The first fault that must end the daemon
    /// cancels the group, and with it the wait for more files.
    private func work(on source: Source) async throws {
        try await withThrowingDiscardingTaskGroup { group in
            while true {
                let files = await source.watch.next(max: Self.fetchMax)
                if files.isEmpty { return }
                for file in files {
                    await slots.take()
                    guard !Task.isCancelled, !isStopping.load(ordering: .acquiring) else {
                        slots.give()
                        return
                    }
                    group.addTask {
                        defer { self.slots.give() }
                        try await self.taker.take(file, from: source)
                    }
                }
            }
        }
    }

    private func beat() async {
        while !Task.isCancelled {
            desk.intakeBoard.beat()
            try? await Task.sleep(for: .seconds(Self.beatSeconds))
        }
    }
}

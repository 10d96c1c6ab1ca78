import CallIntake
import Calls
import Dispatch
import Foundation
import Synchronization
import Testing

/// Many files at once, lost events, little room, and folders without events.
@Suite(.serialized) struct ManyFilesTests {
    @Test(.timeLimit(.minutes(2)))
    func `20,000 files at once are all handed out, each once`() async throws {
        let drop = try DropFolder()
        let done = DoneFiles()
        let watch = drop.watch(
            settleSeconds: 0.5, limits: WatchLimits(rescanSeconds: 1), done: done)
        for number in 0..<20 { try drop.make("\(number)") }
        for number in 0..<20_000 { try drop.write("\(number % 20)/\(number).wav") }
        let files = await watch.collect(20_000, within: 60) {
            done.insert($0)
            watch.finished($0)
        }
        #expect(files.count == 20_000)
        #expect(Set(files.map(\.relativePath)).count == 20_000)
        #expect(await watch.collect(1, within: 1.5).isEmpty)
        #expect(watch.status.waiting == 0)
    }

    @Test(.timeLimit(.minutes(1)))
    func `more files than there is room for all come, and no folder is shut out`() async throws {
        let drop = try DropFolder()
        for folder in ["a", "b", "c", "d"] { try drop.make(folder) }
        for number in 0..<3_000 { try drop.write("a/\(number).wav") }
        for number in 0..<30 { try drop.write("bcd".map { "\($0)/\(number).wav" }[number % 3]) }
        let watch = drop.watch(
            settleSeconds: 0.05,
            limits: WatchLimits(rescanSeconds: 60, filesMax: 200, readyMax: 10))
        // A file that a scan in progress has just found room for counts twice until the scan ends.
        #expect(try await watch.waits { $0.lastScanFiles == 3_030 && $0.waiting == 3_030 })
        let taken = { @Sendable (file: SettledFile) in
            try? FileManager.default.removeItem(atPath: drop.place(file.relativePath.text))
            watch.finished(file)
        }
        let early = await watch.collect(600, within: 20, decide: taken)
        #expect(early.names.filter { !$0.hasPrefix("a") }.count == 30)
        let late = await watch.collect(2_430, within: 20, decide: taken)
        #expect(Set(early + late).count == 3_030)
        #expect(await watch.collect(1, within: 0.5).isEmpty)
    }

    @Test(.enabled(if: (1...100_000).contains(EventLimit.queued)), .timeLimit(.minutes(2)))
    func `events that are lost lose no file`() async throws {
        // Arrange: the thread of the watch stands still in `isDone` while the files come.
        let drop = try DropFolder()
        let gate = DispatchSemaphore(value: 0)
        let isOpen = Mutex(false)
        let isHeld = Mutex(false)
        let folder = WatchedFolder(path: drop.path, settleSeconds: 0.3)
        let done = DoneFiles()
        let watch = FolderWatch(folder: folder) { fingerprint in
            if !isOpen.withLock({ $0 }) {
                isHeld.withLock { $0 = true }
                gate.wait()
            }
            return done.contains(fingerprint)
        }
        #expect(try await watch.waits { $0.lastScanAt != nil })
        try drop.write("first.wav")
        while !isHeld.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(5)) }
        // Each makes two events, so the queue runs over.
        let count = EventLimit.queued / 2 + 3_000
        for number in 0..<count { try drop.write("\(number).wav") }
        isOpen.withLock { $0 = true }
        gate.signal()
        let files = await watch.collect(count + 1, within: 60) {
            done.insert($0)
            watch.finished($0)
        }
        #expect(watch.status.overflows > 0)
        #expect(Set(files.map(\.relativePath)).count == count + 1)
        #expect(await watch.collect(1, within: 1.5).isEmpty)
    }

    @Test func `a polled folder needs no events`() async throws {
        let drop = try DropFolder()
        let watch = drop.watch(polling: true)
        #expect(try await watch.waits { $0.lastScanAt != nil })
        #expect(watch.status.watching == .polling)
        #expect(watch.status.watches == 0)
        try drop.make("deep/er")
        try drop.write("deep/er/call.wav")
        try drop.write("deep/er/call.wav", "more", append: true)
        #expect(await watch.collect(2, within: 2).map(\.key.bytes) == [9])
    }

    /// Tried where the limit of watches is low, such as in a user namespace of its own after
    /// `echo 5 > /proc/sys/user/max_inotify_watches`.
    @Test(.enabled(if: (3...64).contains(EventLimit.watches)))
    func `a folder with more folders than watches is polled, and says so`() async throws {
        let drop = try DropFolder()
        for number in 0...EventLimit.watches { try drop.make("\(number)/deep") }
        let watch = drop.watch()
        #expect(try await watch.waits { $0.lastScanAt != nil })
        #expect(watch.status.watching == .polling)
        #expect(watch.status.lastError?.contains("max_user_watches") == true)
        for number in 0...EventLimit.watches { try drop.write("\(number)/deep/call.wav") }
        let files = await watch.collect(EventLimit.watches + 2, within: 3)
        #expect(files.count == EventLimit.watches + 1)
    }

    @Test func `stopping ends all waiting, and a cancelled task waits no longer`() async throws {
        let drop = try DropFolder()
        let watch = drop.watch()
        let cancelled = Task { await watch.next(max: 1) }
        try await Task.sleep(for: .milliseconds(50))
        cancelled.cancel()
        #expect(await cancelled.value.isEmpty)
        let stopped = Task { await watch.next(max: 1) }
        try await Task.sleep(for: .milliseconds(50))
        watch.stop()
        #expect(await stopped.value.isEmpty)
        #expect(await watch.next(max: 1).isEmpty)
    }

    @Test func `a rescan can be asked for`() async throws {
        let drop = try DropFolder()
        let watch = drop.watch()
        #expect(try await watch.waits { $0.lastScanAt != nil })
        let before = watch.status.lastScanAt
        watch.rescan()
        #expect(try await watch.waits { $0.lastScanAt != before })
    }
}

enum EventLimit {
    static let queued = number("/proc/sys/fs/inotify/max_queued_events")
    static let watches = min(
        number("/proc/sys/fs/inotify/max_user_watches"),
        number("/proc/sys/user/max_inotify_watches"))

    private static func number(_ path: String) -> Int {
        let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
        return Int(text.trimmingCharacters(in: .whitespacesAndNewlines)) ?? .max
    }
}

import CallIntake
import Foundation
import Synchronization
import Testing

/// Files that another node sees to.
struct OthersFilesTests {
    /// Whose files are whose, as a test changes it.
    private final class Holds: Sendable {
        private let seconds: Mutex<[String: Double]>

        init(_ seconds: [String: Double]) { self.seconds = Mutex(seconds) }

        func set(_ name: String, _ value: Double) { seconds.withLock { $0[name] = value } }

        func callAsFunction(_ path: [UInt8]) -> Double {
            seconds.withLock { $0[String(decoding: path, as: UTF8.self)] ?? 0 }
        }
    }

    private func watch(
        _ folder: DropFolder, _ holds: Holds, clock: WatchClock = .system,
        rescanSeconds: Double = 0.3
    ) -> FolderWatch {
        FolderWatch(
            folder: WatchedFolder(path: folder.path, pollSeconds: 0.1, settleSeconds: 0.2),
            limits: WatchLimits(rescanSeconds: rescanSeconds), clock: clock,
            holdSeconds: { holds($0) }, isDone: { _ in false })
    }

    @Test func `another node's files are neither handed out nor counted`() async throws {
        let folder = try DropFolder()
        let watch = watch(folder, Holds(["before.wav": 60, "after.wav": 60]))
        try folder.write("before.wav")
        try folder.write("mine.wav")
        #expect(await watch.collect(1).names == ["mine.wav"])
        try folder.write("after.wav")
        try await Task.sleep(for: .seconds(1))
        #expect(watch.status.waiting == 1)
        #expect(watch.overdue.isEmpty)
        #expect(await watch.collect(1, within: 0.5).isEmpty)
    }

    @Test func `files that change hands are handed out after the next look`() async throws {
        let folder = try DropFolder()
        let holds = Holds(["a.wav": 60])
        let watch = watch(folder, holds, rescanSeconds: 60)
        try folder.write("a.wav")
        #expect(try await watch.waits { $0.lastScanAt != nil })
        holds.set("a.wav", 0)
        watch.rescan()
        #expect(await watch.collect(1).names == ["a.wav"])
    }

    @Test func `a file that becomes another node's while it settles isn't handed out`()
        async throws
    {
        let folder = try DropFolder()
        try folder.write("a.wav")
        // Its own when it is seen, another node's when it has settled.
        let questions = Mutex(0)
        let watch = FolderWatch(
            folder: WatchedFolder(path: folder.path, pollSeconds: 0.1, settleSeconds: 0.5),
            limits: WatchLimits(rescanSeconds: 60),
            holdSeconds: { _ in
                questions.withLock { asked in
                    asked += 1
                    return asked == 1 ? 0 : 0.1
                }
            },
            isDone: { _ in false })
        #expect(try await watch.waits { _ in questions.withLock(\.self) > 1 })
        #expect(try await watch.waits { $0.waiting == 0 })
        #expect(await watch.collect(1, within: 1).isEmpty)
    }

    @Test func `what another node leaves lying is told of and may be adopted`() async throws {
        let folder = try DropFolder()
        let holds = Holds(["a.wav": 0.5, "b.wav": 0.5, "c.wav": 60])
        let watch = watch(folder, holds)
        for name in ["a.wav", "b.wav", "c.wav"] { try folder.write(name) }
        try await waits { watch.overdue.count == 2 }
        let file = try #require(watch.overdue.first { $0.relativePath.text == "a.wav" })
        holds.set("a.wav", 0)
        watch.adopt(file)
        let taken = await watch.collect(1)
        #expect(taken == [file])
        let other = try #require(watch.overdue.first { $0.relativePath.text == "b.wav" })
        try FileManager.default.removeItem(atPath: folder.place("b.wav"))
        watch.doneElsewhere(other)
        try await waits { watch.overdue.isEmpty }
    }

    @Test func `a file that is still being written is not overdue`() async throws {
        let folder = try DropFolder()
        let watch = watch(folder, Holds(["a.wav": 3]), rescanSeconds: 0.1)
        for _ in 0..<25 {
            try folder.write("a.wav", append: true)
            try await Task.sleep(for: .milliseconds(200))
            #expect(watch.overdue.isEmpty)
        }
        try await waits { watch.overdue.count == 1 }
    }

    @Test func `others' files take no room from this node's own`() async throws {
        let folder = try DropFolder()
        for number in 0..<6_000 { try folder.write("others-\(number)") }
        for number in 0..<40 { try folder.write("own-\(number)") }
        let watch = FolderWatch(
            folder: WatchedFolder(path: folder.path, pollSeconds: 0.1, settleSeconds: 0.2),
            limits: WatchLimits(rescanSeconds: 0.5, filesMax: 100, readyMax: 10),
            holdSeconds: { $0.starts(with: Array("others".utf8)) ? 0.1 : 0 },
            isDone: { _ in false })
        let files = await watch.collect(40) { file in
            unlink(folder.place(file.relativePath.text))
            watch.finished(file)
        }
        #expect(files.count == 40)
        #expect(files.allSatisfy { $0.relativePath.text.hasPrefix("own") })
        try await waits { watch.overdue.count == FolderWatch.overdueMax }
    }

    @Test func `a name that a killed daemon left behind is given back, by whichever node`()
        async throws
    {
        let folder = try DropFolder()
        let skipped = Mutex(Int64(0))
        let clock = WatchClock(
            wallNanoseconds: WatchClock.system.wallNanoseconds,
            monotonicNanoseconds: {
                WatchClock.system.monotonicNanoseconds() + skipped.withLock(\.self)
            })
        let watch = watch(folder, Holds([:]), clock: clock, rescanSeconds: 0.1)
        #expect(try await watch.waits { $0.lastScanAt != nil })
        try folder.write(".callaudit-claimed-a.wav")
        #expect(try await watch.waits { $0.ignored[.unfinishedName] == 1 })
        try await Task.sleep(for: .seconds(1))
        #expect(!folder.exists("a.wav"))
        skipped.withLock { $0 = 61_000_000_000 }
        #expect(await watch.collect(1).names == ["a.wav"])
    }

    private func waits(
        at location: SourceLocation = #_sourceLocation, until holds: () -> Bool
    ) async throws {
        for _ in 0..<200 {
            if holds() { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("waited in vain", sourceLocation: location)
    }
}

import CallIntake
import Calls
import Foundation
import Testing

/// Folders that appear, are renamed, vanish and come back.
@Suite struct FoldersTests {
    @Test func `files in new folders come, however fast they were made`() async throws {
        let drop = try DropFolder()
        let watch = drop.watch()
        #expect(try await watch.waits { $0.watching == .events && $0.lastScanAt != nil })
        for hour in 0..<40 {
            try drop.make("2024/01/\(hour % 7)/\(hour)")
            try drop.write("2024/01/\(hour % 7)/\(hour)/call.wav")
        }
        let files = await watch.collect(41, within: 3)
        #expect(Set(files.names).count == 40)
        #expect(files.count == 40)
        #expect(watch.status.watches == 1 + 2 + 7 + 40)
    }

    @Test func `a renamed folder brings its files again under their new paths`() async throws {
        let drop = try DropFolder()
        let done = DoneFiles()
        let watch = drop.watch(done: done)
        try drop.make("before/deep")
        try drop.write("before/deep/one.wav")
        _ = await watch.collect(1) {
            done.insert($0)
            watch.finished($0)
        }
        try drop.rename(from: drop.place("before"), to: drop.place("after"))
        #expect(await watch.collect(1).names == ["after/deep/one.wav"])
        // The watches went along: what happens in there is still heard of.
        try drop.write("after/deep/two.wav")
        #expect(await watch.collect(1).names == ["after/deep/two.wav"])
        #expect(watch.status.watches == 3)
    }

    @Test func `a folder that is moved in comes with all its files, one moved out is forgotten`()
        async throws
    {
        let drop = try DropFolder()
        let watch = drop.watch(limits: WatchLimits(rescanSeconds: 0.2))
        try FileManager.default.createDirectory(
            atPath: drop.parent + "/made/deep", withIntermediateDirectories: true)
        try "sound".write(
            toFile: drop.parent + "/made/deep/call.wav", atomically: false, encoding: .utf8)
        try drop.rename(from: drop.parent + "/made", to: drop.place("made"))
        #expect(await watch.collect(1).names == ["made/deep/call.wav"])
        #expect(try await watch.waits { $0.watches == 3 })
        try drop.rename(from: drop.place("made"), to: drop.parent + "/made")
        #expect(try await watch.waits { $0.watches == 1 })
    }

    @Test func `a tree as deep as allowed is read, and what is deeper is counted`() async throws {
        let drop = try DropFolder()
        let deepest = (1...63).map { "d\($0)" }.joined(separator: "/")
        try drop.make(deepest + "/beyond")
        try drop.write(deepest + "/call.wav")
        try drop.write(deepest + "/beyond/never.wav")
        let watch = drop.watch()
        #expect(await watch.collect(2, within: 2).names == [deepest + "/call.wav"])
        #expect(watch.status.ignored == [.tooDeep: 1])
    }

    @Test func `a folder that is missing at the start is found when it comes`() async throws {
        let drop = try DropFolder()
        try FileManager.default.removeItem(atPath: drop.path)
        let watch = drop.watch()
        #expect(try await watch.waits { $0.watching == .missing && $0.lastError != nil })
        try drop.make("")
        try drop.write("call.wav")
        #expect(await watch.collect(1).names == ["call.wav"])
        #expect(watch.status.watching == .events)
    }

    @Test func `a folder that vanishes and comes back as another one is watched again`()
        async throws
    {
        let drop = try DropFolder()
        let watch = drop.watch()
        try drop.write("one.wav")
        _ = await watch.collect(1) { watch.finished($0) }
        try FileManager.default.removeItem(atPath: drop.path)
        #expect(try await watch.waits { $0.watching == .missing && $0.watches == 0 })
        try drop.make("deep")
        try drop.write("deep/two.wav")
        #expect(await watch.collect(1).names == ["deep/two.wav"])
        #expect(try await watch.waits { $0.watching == .events && $0.watches == 2 })
        try drop.write("deep/three.wav")
        #expect(await watch.collect(1).names == ["deep/three.wav"])
    }

    @Test func `a folder that is swapped for another one is noticed`() async throws {
        let drop = try DropFolder()
        let watch = drop.watch()
        #expect(try await watch.waits { $0.watches == 1 })
        try FileManager.default.createDirectory(
            atPath: drop.parent + "/other", withIntermediateDirectories: false)
        try drop.rename(from: drop.path, to: drop.parent + "/former")
        try drop.rename(from: drop.parent + "/other", to: drop.path)
        try await Task.sleep(for: .milliseconds(400))
        try drop.write("call.wav")
        #expect(await watch.collect(1).names == ["call.wav"])
        #expect(watch.status.watches == 1)
    }

    @Test(.enabled(if: Mounts.arePermitted, "needs the right to mount"))
    func `a file system that is mounted and unmounted over the folder is noticed`() async throws {
        let drop = try DropFolder()
        let done = DoneFiles()
        let watch = drop.watch(done: done)
        let decide = { @Sendable (file: SettledFile) in
            done.insert(file)
            watch.finished(file)
        }
        try drop.write("below.wav")
        #expect(await watch.collect(1, decide: decide).names == ["below.wav"])
        try Mounts.mount(drop.path)
        try drop.write("above.wav")
        #expect(await watch.collect(1, decide: decide).names == ["above.wav"])
        // The watch must not keep the file system busy.
        try Mounts.unmount(drop.path)
        try drop.write("below-again.wav")
        #expect(await watch.collect(1, decide: decide).names == ["below-again.wav"])
    }
}

enum Mounts {
    static let arePermitted: Bool = {
        guard let drop = try? DropFolder(), (try? mount(drop.path)) != nil else { return false }
        return (try? unmount(drop.path)) != nil
    }()

    static func mount(_ path: String) throws { try run(["mount", "-t", "tmpfs", "none", path]) }
    static func unmount(_ path: String) throws { try run(["umount", path]) }

    private static func run(_ words: [String]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = words
        process.standardError = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw POSIXFailure(code: EPERM) }
    }
}

import CallIntake
import Foundation
import Glibc
import Testing

/// Which files are taken, and under which names.
@Suite struct WhatIsTakenTests {
    @Test func `links, pipes and sockets are counted and never taken`() async throws {
        let drop = try DropFolder()
        let secret = drop.parent + "/secret.wav"
        try "secret".write(toFile: secret, atomically: false, encoding: .utf8)
        #expect(symlink(secret, drop.place("link.wav")) == 0)
        #expect(symlink("/", drop.place("root")) == 0)
        #expect(mkfifo(drop.place("pipe.wav"), 0o600) == 0)
        #expect(link(secret, drop.place("second-name.wav")) == 0)
        try drop.write("call.wav")
        let watch = drop.watch(limits: WatchLimits(rescanSeconds: 0.1))
        #expect(await watch.collect(2, within: 1).names == ["call.wav"])
        #expect(watch.status.ignored == [.symbolicLink: 2, .fifo: 1, .hardLink: 1])
        // With its other name gone it is a file like any other.
        #expect(unlink(secret) == 0)
        #expect(await watch.collect(1).names == ["second-name.wav"])
    }

    @Test func `a link that comes while watching is left alone`() async throws {
        let drop = try DropFolder()
        let watch = drop.watch(settleSeconds: 0)
        #expect(try await watch.waits { $0.lastScanAt != nil })
        #expect(symlink("/etc/passwd", drop.parent + "/link") == 0)
        try drop.rename(from: drop.parent + "/link", to: drop.place("link.wav"))
        #expect(symlink("/etc", drop.place("folder")) == 0)
        try drop.renameIn("call.wav")
        #expect(await watch.collect(2, within: 1).names == ["call.wav"])
    }

    @Test(arguments: [
        ".call.wav", "call.wav.tmp", "call.wav.part", "call.wav.filepart", "CALL.WAV.PART",
        "call.TmP",
    ])
    func `an unfinished name waits until it is renamed`(name: String) async throws {
        let drop = try DropFolder()
        let watch = drop.watch(limits: WatchLimits(rescanSeconds: 0.1))
        try drop.write(name)
        #expect(await watch.collect(1, within: 0.8).isEmpty)
        #expect(watch.status.ignored == [.unfinishedName: 1])
        try drop.rename(from: drop.place(name), to: drop.place("finished.wav"))
        #expect(await watch.collect(1).names == ["finished.wav"])
    }

    @Test func `a hidden folder waits until it is renamed`() async throws {
        let drop = try DropFolder()
        let watch = drop.watch(limits: WatchLimits(rescanSeconds: 0.1))
        try drop.make(".upload/deep")
        try drop.write(".upload/deep/call.wav")
        #expect(await watch.collect(1, within: 0.8).isEmpty)
        #expect(watch.status.ignored == [.hiddenFolder: 1])
        try drop.rename(from: drop.place(".upload"), to: drop.place("upload"))
        #expect(await watch.collect(1).names == ["upload/deep/call.wav"])
    }

    @Test func `names of any bytes come back byte by byte and can be opened`() async throws {
        let drop = try DropFolder()
        let names: [[UInt8]] = [
            [0xff, 0xfe, UInt8(ascii: "x")], Array("new\nline.wav".utf8), Array(" ".utf8),
            Array("[Jane Example]_201-1(2).wav".utf8),
            Array("通话-138.wav".utf8), Array("a\u{1b}[31m.wav".utf8),
            [UInt8](repeating: UInt8(ascii: "n"), count: 255),
        ]
        for name in names { try drop.write(bytes: name) }
        let watch = drop.watch()
        let files = await watch.collect(names.count + 1, within: 2)
        #expect(Set(files.map(\.relativePath.bytes)) == Set(names))
        let folder = try SourceFolder(path: drop.path)
        for file in files {
            let opened = try folder.open(file)
            #expect(opened.key == file.key)
        }
    }

    @Test func `what isDone knows isn't handed out`() async throws {
        let drop = try DropFolder()
        let done = DoneFiles()
        try drop.write("one.wav")
        let first = drop.watch(done: done)
        await first.collect(1).forEach(done.insert)
        first.stop()
        let second = drop.watch(limits: WatchLimits(rescanSeconds: 0.1), done: done)
        try drop.write("two.wav")
        #expect(await second.collect(2, within: 1).names == ["two.wav"])
    }

    @Test func `a path that leads out of the folder can't be made`() {
        let bad = ["", "/a", "a/", "a//b", ".", "..", "a/../b", "../a", "a/..", "a\0b", "./a"]
        for text in bad { #expect(RelativePath(text) == nil) }
        #expect(RelativePath(String(repeating: "a/", count: 64) + "a") == nil)
        #expect(RelativePath(String(repeating: "a/", count: 63) + "a") != nil)
        #expect(RelativePath(String(repeating: "a", count: 256)) == nil)
        let long = Array(repeating: String(repeating: "a", count: 255), count: 17)
        #expect(RelativePath(long.joined(separator: "/")) == nil)
        #expect(RelativePath("a/..b/c.wav")?.folder == RelativePath("a/..b"))
        #expect(RelativePath("a/b.wav")?.sibling("c.json".utf8) == RelativePath("a/c.json"))
        #expect(RelativePath("b.wav")?.sibling("c.json".utf8) == RelativePath("c.json"))
        #expect(RelativePath("b.wav")?.sibling("../c".utf8) == nil)
    }

    @Test func `the fingerprint of a file is the same everywhere and for ever`() throws {
        let path = try #require(RelativePath("2024/call.wav"))
        var key = FileKey(
            device: 1, inode: 2, mtimeNanoseconds: 3, ctimeNanoseconds: 4, bytes: 5)
        let golden = key.fingerprint(path)
        key.device = 99
        #expect(key.fingerprint(path) == golden)
        key.bytes = 6
        #expect(key.fingerprint(path) != golden)
        #expect(golden == 0x7681_8882_5e90_4505)
    }
}

import CallIntake
import Dispatch
import Foundation
import Glibc
import Testing

/// What is done with a file once it has settled: open, remove, move; and what is refused.
@Suite struct SourceFolderTests {
    @Test func `an opened file is read from its own descriptor`() throws {
        let drop = try DropFolder()
        try drop.make("deep")
        let file = try drop.settled("deep/call.wav")
        let opened = try SourceFolder(path: drop.path).open(file)
        var buffer = [UInt8](repeating: 0, count: 16)
        #expect(read(opened.descriptor, &buffer, 16) == 5)
        #expect(fcntl(opened.descriptor, F_GETFD) & FD_CLOEXEC != 0)
    }

    @Test func `a link on the way or at its end is refused`() throws {
        let drop = try DropFolder()
        try drop.make("real")
        try drop.write("real/call.wav")
        #expect(symlink(drop.place("real"), drop.place("linked")) == 0)
        #expect(symlink("call.wav", drop.place("real/link.wav")) == 0)
        #expect(drop.refusal(of: "linked/call.wav") == .outside)
        #expect(drop.refusal(of: "real/link.wav") == .outside)
        #expect(drop.refusal(of: "real/call.wav") == nil)
        #expect(drop.refusal(of: "real/none.wav") == .missing)
        #expect(drop.refusal(of: "real/call.wav/none") == .missing)
    }

    @Test func `pipes, folders, sockets and files with two names are refused at once`() throws {
        let drop = try DropFolder()
        #expect(mkfifo(drop.place("pipe"), 0o600) == 0)
        try drop.make("folder")
        try drop.write("one.wav")
        #expect(link(drop.place("one.wav"), drop.place("two.wav")) == 0)
        #expect(drop.refusal(of: "pipe") == .notRegular)
        #expect(drop.refusal(of: "folder") == .notRegular)
        #expect(drop.refusal(of: "one.wav") == .hardLinked)
    }

    @Test func `neither an opened nor a refused file leaves its descriptor open`() throws {
        let drop = try DropFolder()
        #expect(mkfifo(drop.place("pipe"), 0o600) == 0)
        let file = try drop.settled("call.wav")
        let before = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
        for _ in 0..<5_000 {
            let folder = try SourceFolder(path: drop.path)
            _ = try folder.open(file)
            #expect(throws: FileRefusal.notRegular) { _ = try drop.look("pipe") }
            #expect(throws: FileRefusal.folderUnavailable(ENOENT)) {
                _ = try SourceFolder(path: drop.place("none"))
            }
        }
        // Other tests open and close at the same time, but not thousands.
        let after = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
        #expect(after - before < 2_000)
    }

    @Test func `a file that changed since it settled is neither opened nor removed nor moved`()
        throws
    {
        let drop = try DropFolder()
        let file = try drop.settled("call.wav")
        try drop.write("call.wav", "more", append: true)
        let folder = try SourceFolder(path: drop.path)
        #expect(throws: FileRefusal.changed) { _ = try folder.open(file) }
        #expect(throws: FileRefusal.changed) { try folder.remove(file) }
        let target = try SourceFolder(path: drop.parent)
        #expect(throws: FileRefusal.changed) { _ = try folder.move(file, to: target) }
        #expect(try drop.content("call.wav") == "soundmore")
    }

    @Test func `a settled file is removed, and nothing stays behind`() throws {
        let drop = try DropFolder()
        try drop.make("deep")
        let files = [
            try drop.settled("deep/call.wav"),
            try drop.settled(String(repeating: "n", count: 255)),
        ]
        let folder = try SourceFolder(path: drop.path)
        for file in files { try folder.remove(file) }
        #expect(try FileManager.default.subpathsOfDirectory(atPath: drop.path) == ["deep"])
        #expect(throws: FileRefusal.missing) { try folder.remove(files[0]) }
    }

    @Test func `a file that takes the place of a removed one is never removed with it`() throws {
        let drop = try DropFolder()
        for round in 0..<1_000 {
            let first = try drop.settled("call.wav", "first")
            try drop.write("next.tmp", "next \(round)")
            DispatchQueue.concurrentPerform(iterations: 2) { side in
                if side == 0 {
                    try? drop.rename(from: drop.place("next.tmp"), to: drop.place("call.wav"))
                } else {
                    try? SourceFolder(path: drop.path).remove(first)
                }
            }
            let left = try FileManager.default.contentsOfDirectory(atPath: drop.path)
            #expect(left == ["call.wav"])
            #expect(try drop.content("call.wav") == "next \(round)")
        }
    }

    @Test func `a removal that was interrupted gives the file its name back`() async throws {
        let drop = try DropFolder()
        try drop.write(".callaudit-claimed-call.wav", "claimed")
        try drop.write("call.wav", "another")
        let watch = drop.watch()
        #expect(await watch.collect(2).names == ["call.wav", "call~1.wav"])
        #expect(try drop.content("call~1.wav") == "claimed")
        #expect(!drop.exists(".callaudit-claimed-call.wav"))
    }

    @Test func `a moved file keeps its folders, and replaces nothing`() throws {
        let drop = try DropFolder()
        try drop.make("2024/01")
        let target = drop.parent + "/done"
        try FileManager.default.createDirectory(
            atPath: target, withIntermediateDirectories: false)
        var places: [String] = []
        for content in ["first", "second", "third"] {
            let file = try drop.settled("2024/01/call.wav", content)
            let place = try SourceFolder(path: drop.path)
                .move(file, to: SourceFolder(path: target))
            places.append(place.text)
        }
        #expect(places == ["", "~1", "~2"].map { "2024/01/call\($0).wav" })
        let kept = try places.map { try String(contentsOfFile: target + "/" + $0, encoding: .utf8) }
        #expect(kept == ["first", "second", "third"])
        #expect(!drop.exists("2024/01/call.wav"))
    }

    @Test(.enabled(if: OtherFileSystem.path != nil, "needs a second file system to write to"))
    func `a file that is moved to another file system is copied whole, with its time`() throws {
        let drop = try DropFolder()
        let target = try #require(OtherFileSystem.path) + "/" + UUID().uuidString
        try FileManager.default.createDirectory(
            atPath: target, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(atPath: target) }
        let content = String(repeating: "0123456789", count: 50_000)
        let file = try drop.settled("call.wav", content)
        for expected in ["call.wav", "call~1.wav"] {
            let again = drop.exists("call.wav") ? file : try drop.settled("call.wav", content)
            let place = try SourceFolder(path: drop.path)
                .move(again, to: SourceFolder(path: target))
            #expect(place.text == expected)
            #expect(try String(contentsOfFile: target + "/" + expected, encoding: .utf8) == content)
            let copy = try SourceFolder(path: target).open(place)
            #expect(copy.key.mtimeNanoseconds == again.key.mtimeNanoseconds)
            #expect(!drop.exists("call.wav"))
        }
    }

    @Test func `every refusal is a finished sentence`() {
        let refusals: [FileRefusal] = [
            .missing, .changed, .notRegular, .hardLinked, .outside, .notPermitted,
            .folderUnavailable(ENOENT), .failed(EIO),
        ]
        for refusal in refusals { #expect(refusal.sentence.hasSuffix(".")) }
    }
}

extension DropFolder {
    /// A file as a watch would hand it out.
    func settled(_ name: String, _ content: String = "sound") throws -> SettledFile {
        try write(name, content)
        return try look(name)
    }

    func look(_ name: String) throws -> SettledFile {
        guard let path = RelativePath(name) else { throw POSIXFailure(code: EINVAL) }
        let opened = try SourceFolder(path: self.path).open(path)
        return SettledFile(relativePath: path, key: opened.key)
    }

    func content(_ name: String) throws -> String {
        try String(contentsOfFile: place(name), encoding: .utf8)
    }

    func refusal(of name: String) -> FileRefusal? {
        do {
            _ = try look(name)
            return nil
        } catch {
            return error as? FileRefusal
        }
    }
}

/// A folder on another file system than the temporary one.
enum OtherFileSystem {
    static let path: String? = {
        var here = stat()
        var there = stat()
        guard stat(NSTemporaryDirectory(), &here) == 0, stat("/dev/shm", &there) == 0,
            here.st_dev != there.st_dev, access("/dev/shm", W_OK) == 0
        else { return nil }
        return "/dev/shm"
    }()
}

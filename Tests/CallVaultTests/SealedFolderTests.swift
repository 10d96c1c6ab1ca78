import Calls
import Foundation
import Glibc
import Testing

@testable import CallVault

/// A store of sealed files on a real disk.
final class SealedFolderTests {
    private let parent: String
    private let folder: SealedFolder
    private let key: RecordingKey
    private let name = SealedFileName.recording(Golden.recording)

    init() throws {
        parent = FileManager.default.temporaryDirectory
            .appendingPathComponent("callaudit-test-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        folder = try SealedFolder(path: parent + "/recordings")
        key = try Golden.recordingKey()
    }

    deinit {
        try? FileManager.default.removeItem(atPath: parent)
    }

    @discardableResult
    private func store(
        _ content: [UInt8], as name: SealedFileName, key: RecordingKey? = nil
    ) throws -> [UInt8] {
        let writer = try folder.create(name, key: key ?? self.key)
        try writer.append(content)
        let hash = try writer.finish()
        try writer.publish()
        return hash
    }

    private func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    private func names(in path: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path)
    }

    private func mode(of path: String) -> mode_t {
        var facts = stat()
        return stat(path, &facts) == 0 ? facts.st_mode & 0o7777 : 0
    }

    @Test(arguments: [0, 1, 16_384, 1 << 20, 3 << 20 + 5])
    func `a written file reads back, and its hash is that of its bytes`(count: Int) throws {
        let content = Golden.content(count)
        let hash = try store(content, as: name)
        let reader = try folder.open(name, key: key)
        #expect(try reader.read(0..<reader.contentBytes) == content)
        let hasher = ContentHasher()
        hasher.update([UInt8](try Data(contentsOf: URL(fileURLWithPath: folder.path(of: name)))))
        #expect(hasher.finish() == hash)
        #expect(try names(in: folder.temporary) == [])
    }

    @Test func `many small pieces and one large one read back the same`() throws {
        let content = Golden.content(2_500_000)
        let writer = try folder.create(name, key: key)
        for start in stride(from: 0, to: content.count, by: 33_333) {
            try writer.append(Array(content[start..<min(start + 33_333, content.count)]))
        }
        _ = try writer.finish()
        try writer.publish()
        #expect(try folder.open(name, key: key).read(0..<2_500_000) == content)
    }

    @Test func `recording, picture and quarantined file of one id stand side by side`() throws {
        let quarantined = SealedFileName.quarantined(Golden.quarantined)
        let quarantineKey = try Golden.vault().newQuarantineKey(for: Golden.quarantined)
        try store([1], as: name)
        try store([2], as: .picture(Golden.recording))
        try store([3], as: quarantined, key: quarantineKey)
        #expect(try folder.open(name, key: key).read(0..<1) == [1])
        #expect(try folder.open(.picture(Golden.recording), key: key).read(0..<1) == [2])
        #expect(try folder.open(quarantined, key: quarantineKey).read(0..<1) == [3])
        try FileManager.default.removeItem(atPath: folder.path(of: name))
        try FileManager.default.copyItem(
            atPath: folder.path(of: .picture(Golden.recording)), toPath: folder.path(of: name))
        #expect(throws: VaultError.damaged) { try folder.open(name, key: key) }
    }

    @Test func `nothing is visible under its own name before it is published`() throws {
        let writer = try folder.create(name, key: key)
        try writer.append(Golden.content(3 << 20))
        #expect(!exists(folder.path(of: name)))
        _ = try writer.finish()
        #expect(!exists(folder.path(of: name)))
        #expect(throws: VaultError.unreadable(errno: ENOENT)) {
            try folder.open(name, key: key)
        }
        try writer.publish()
        #expect(exists(folder.path(of: name)))
    }

    @Test func `an unfinished file is never published, and a finished one takes nothing more`()
        throws
    {
        let writer = try folder.create(name, key: key)
        try writer.append([1, 2, 3])
        #expect(throws: SealedFolderError.self) { try writer.publish() }
        #expect(!exists(folder.path(of: name)))
        _ = try writer.finish()
        #expect(throws: SealedFolderError.self) { try writer.append([4]) }
        #expect(throws: SealedFolderError.self) { try writer.finish() }
        try writer.publish()
        #expect(throws: SealedFolderError.self) { try writer.publish() }
        let reader = try folder.open(name, key: key)
        #expect(try reader.read(0..<reader.contentBytes) == [1, 2, 3])
    }

    @Test func `dropping a writer removes its temporary file`() throws {
        func leave(_ act: (SealedFileWriter) throws -> Void) throws {
            let writer = try folder.create(name, key: key)
            try writer.append([1, 2, 3])
            #expect(try names(in: folder.temporary).count == 1)
            try act(writer)
        }
        try leave { _ in }
        #expect(try names(in: folder.temporary) == [])
        try leave { _ = try $0.finish() }
        #expect(try names(in: folder.temporary) == [])
        #expect(!exists(folder.path(of: name)))
    }

    @Test func `clearing removes what a crash of this node left under tmp and nothing else`()
        throws
    {
        try store([1], as: name)
        let ours = (0..<3).map { Recording.ID($0 << 8 | 5) }
        let others = ["\(Recording.ID(4)).recording", "\(Recording.ID(5 << 8)).picture", "draft"]
        let left = ["\(ours[0]).recording", "\(ours[1]).picture", "\(ours[2]).quarantined"]
        for name in left + others {
            try Data([7]).write(to: URL(fileURLWithPath: "\(folder.temporary)/\(name)"))
        }
        #expect(try folder.clearTemporary(of: 5) == 3)
        #expect(try folder.clearTemporary(of: 5) == 0)
        #expect(try names(in: folder.temporary).sorted() == others.sorted())
        #expect(try folder.open(name, key: key).read(0..<1) == [1])
    }

    @Test func `what can't be cleared is said`() throws {
        mkdir(folder.temporary + "/\(Recording.ID(5)).recording", 0o700)
        #expect(throws: SealedFolderError.self) { try folder.clearTemporary(of: 5) }
    }

    @Test func `the files of the last hours are found, older ones and strangers aren't`() throws {
        let hour = Int64(3_600_000) << 20
        let now = Golden.recording.rawValue
        let near = [
            SealedFileName.recording(Recording.ID(now - 1)),
            .picture(Recording.ID(now - 1)),
            .recording(Recording.ID(now - 8 * hour)),
            .recording(Recording.ID(now + 8 * hour)),
        ]
        let vault = try Golden.vault()
        for name in near { try store([1], as: name) }
        let item = SealedFileName.quarantined(QuarantineItem.ID(now - hour))
        try store([1], as: item, key: vault.newQuarantineKey(for: QuarantineItem.ID(now - hour)))
        try store([1], as: .recording(Recording.ID(now - 24 * hour)))
        for stranger in ["notes.txt", "recording", "x.recording", "0000000000000.part"] {
            let path = "\(folder.path)/\(name.folder)/\(stranger)"
            try Data().write(to: URL(fileURLWithPath: path))
        }
        let found = try folder.recent(before: now)
        #expect(found.count == near.count + 1)
        #expect(Set(found) == Set(near + [item]))
    }

    @Test(arguments: [Int64.min, -1, 0, 1, 1 << 45, .max - 1, .max])
    func `any id may be asked for, and no file comes twice`(id: Int64) throws {
        let stored = SealedFileName.recording(Recording.ID(max(0, id)))
        try store([1], as: stored)
        #expect(try folder.recent(before: id) == [stored])
    }

    @Test func `only the owner reads files and enters folders`() throws {
        try store([1], as: name)
        #expect(mode(of: folder.path(of: name)) == 0o400)
        for path in [folder.path, folder.temporary, "\(folder.path)/\(name.folder)"] {
            #expect(mode(of: path) == 0o700)
        }
    }

    @Test func `two files of one name are refused, and the first goes on unharmed`() throws {
        let first = try folder.create(name, key: key)
        try first.append([1])
        let taken = SealedFolderError.nameTaken(fileName: "\(Golden.recording).recording")
        #expect(throws: taken) { try folder.create(name, key: key) }
        _ = try first.finish()
        #expect(throws: taken) { try folder.create(name, key: key) }
        try first.publish()
        let error = #expect(throws: taken) { try folder.create(name, key: key) }
        #expect(error?.description.contains("Restart the daemon") == true)
        #expect(try names(in: folder.temporary) == [])
        #expect(try folder.open(name, key: key).read(0..<1) == [1])
    }

    @Test func `a removed file is gone, removing it twice is fine, and its name is free`() throws {
        try store([1], as: name)
        try folder.remove(name)
        #expect(!exists(folder.path(of: name)))
        try folder.remove(name)
        try folder.remove(.picture(Golden.recording))
        try store([2], as: name)
        #expect(try folder.open(name, key: key).read(0..<1) == [2])
    }

    @Test func `a folder that can't be made or used is refused with what to do`() throws {
        let file = parent + "/file"
        try Data().write(to: URL(fileURLWithPath: file))
        for path in [file, file + "/below", parent + "/none/recordings"] {
            let error = #expect(throws: SealedFolderError.self) { try SealedFolder(path: path) }
            let sentence = try #require(error?.description)
            #expect(sentence.contains("can't be used"))
            #expect(sentence.contains(path))
            #expect(sentence.contains("Check `recordings:`"))
        }
    }

    @Test func `a place that nobody may write to is refused`() throws {
        // In /proc not even root makes a folder.
        #expect(
            throws: SealedFolderError.unusable(
                path: "/proc/callaudit", reason: "No such file or directory")
        ) { try SealedFolder(path: "/proc/callaudit") }
    }

    @Test func `a folder that vanishes while a file is written is an error, not a crash`() throws {
        let writer = try folder.create(name, key: key)
        try writer.append([1])
        _ = try writer.finish()
        try FileManager.default.removeItem(atPath: folder.path)
        #expect(throws: SealedFolderError.self) { try writer.publish() }
        #expect(throws: SealedFolderError.self) { try folder.create(name, key: key) }
    }
}

import Calls
import Foundation
import Glibc
import Testing

@testable import CallVault

@Suite final class FolderMarkerTests {
    private let parent: String
    private let path: String
    private let folder: SealedFolder
    private let id = String(repeating: "0a1b", count: 8)

    init() throws {
        parent = NSTemporaryDirectory() + "callaudit-marker-\(UUID().uuidString)"
        path = parent + "/recordings"
        try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
        folder = try SealedFolder(path: path)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: parent)
    }

    @Test func `a folder is marked once, and the mark is never replaced`() throws {
        #expect(try folder.marker() == .missing)
        #expect(try folder.mark(as: id) == .installation(id))
        #expect(try folder.mark(as: SealedFolder.newInstallation()) == .installation(id))
        #expect(try String(contentsOfFile: path + "/installation", encoding: .utf8) == id + "\n")
        #expect(try FileManager.default.contentsOfDirectory(atPath: path + "/tmp").isEmpty)
    }

    @Test(arguments: ["", "0a1b", "no id at all, but a text of some length, longer than one is"])
    func `a marker that is none is told apart and left alone`(text: String) throws {
        try text.write(toFile: path + "/installation", atomically: false, encoding: .utf8)
        #expect(try folder.marker() == .unreadable)
        #expect(try folder.mark(as: id) == .unreadable)
        #expect(try !folder.holdsMarker(of: id))
    }

    @Test func `ids of installations are of chance`() {
        let ids = (0..<100).map { _ in SealedFolder.newInstallation() }
        #expect(Set(ids).count == 100)
        #expect(ids.allSatisfy { $0.utf8.count == 32 })
    }

    @Test func `many nodes that mark a folder at once agree`() async throws {
        let marks = await withTaskGroup(of: FolderMarker?.self) { group in
            for _ in 0..<16 {
                group.addTask { [folder] in
                    try? folder.mark(as: SealedFolder.newInstallation())
                }
            }
            return await group.reduce(into: Set<FolderMarker?>()) { $0.insert($1) }
        }
        #expect(marks.count == 1)
        #expect(try marks.first == folder.marker())
    }

    @Test func `an unmounted share takes no sealed file, and goes on when it is back`() throws {
        let (name, key) = (SealedFileName.recording(Golden.recording), try Golden.recordingKey())
        _ = try folder.mark(as: id)
        #expect(try folder.holdsMarker(of: id))
        try store([1], as: name, key)
        // What a mount leaves behind: a folder of the same name, from a start without it.
        #expect(rename(path, parent + "/away") == 0)
        _ = try SealedFolder(path: path)
        let other = SealedFileName.picture(Golden.recording)
        let wrong = SealedFolderError.wrongFolder(path: path)
        #expect(throws: wrong) { try store([2], as: other, key) }
        #expect(try !folder.holdsMarker(of: id))
        try FileManager.default.removeItem(atPath: path)
        #expect(throws: SealedFolderError.self) { try folder.holdsMarker(of: id) }
        #expect(rename(parent + "/away", path) == 0)
        #expect(throws: wrong) { try store([2], as: other, key) }
        #expect(try folder.holdsMarker(of: id))
        let third = SealedFileName.recording(Recording.ID(77))
        try store([3], as: third, key)
        #expect(folder.holds(anyOf: [third]))
    }

    @Test func `a folder knows whether sealed files stand in it`() throws {
        #expect(try !folder.holdsSealedFiles())
        _ = try folder.mark(as: id)
        mkdir(path + "/0abc", 0o700)
        try Data().write(to: URL(fileURLWithPath: path + "/0abc/notes.txt"))
        #expect(try !folder.holdsSealedFiles())
        try store([1], as: .recording(Golden.recording), try Golden.recordingKey())
        #expect(try folder.holdsSealedFiles())
    }

    private func store(_ bytes: [UInt8], as name: SealedFileName, _ key: RecordingKey) throws {
        let writer = try folder.create(name, key: key)
        try writer.append(bytes)
        _ = try writer.finish()
        try writer.publish()
    }
}

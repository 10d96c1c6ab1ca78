import CallDesk
import CallStore
import CallVault
import Calls
import Foundation
import Glibc
import Testing

/// The recordings folder and the database must be of one installation.
struct RecordingsFolderTests {
    @Test func `a new installation marks its folder and its database`() async throws {
        let house = try await House()
        let id = try #require(try await house.installation())
        #expect(house.marker == id + "\n")
        #expect(house.desk.nodes.installation == id)
        #expect(try await house.restarted().installation() == id)
    }

    @Test func `an empty folder in place of the recordings takes nothing in until they are back`()
        async throws
    {
        let house = try await House()
        try await house.index(TestFile())
        let away = house.state.path + "/away"
        #expect(rename(house.sealedFiles.path, away) == 0)
        _ = try SealedFolder(path: house.sealedFiles.path)
        await #expect(throws: SealedFolderError.self) {
            try await house.index(TestFile(name: "b.wav", sound: Sounds.wav(seed: 1)))
        }
        try await house.desk.beatNode()
        #expect(!house.desk.nodes.mayTakeIn)
        let problem = try #require(house.desk.nodes.problems.first)
        #expect(problem.contains(house.sealedFiles.path))
        #expect(problem.contains("is the share mounted?"))
        #expect(try await house.states() == [.hindered])
        #expect(house.marker == nil)
        try FileManager.default.removeItem(atPath: house.sealedFiles.path)
        #expect(rename(away, house.sealedFiles.path) == 0)
        try await house.desk.beatNode()
        #expect(house.desk.nodes.mayTakeIn)
        try await house.index(TestFile(name: "b.wav", sound: Sounds.wav(seed: 1)))
        #expect(try await house.states() == [.live])
    }

    @Test func `a daemon that starts without its share begins when it is mounted`() async throws {
        let house = try await House()
        try await house.index(TestFile())
        _ = try await house.ready(TestFile(name: "lost.wav", sound: Sounds.wav(seed: 1)))
        #expect(house.sealedFileNames.count == 4)
        let away = house.state.path + "/away"
        #expect(rename(house.sealedFiles.path, away) == 0)
        let next = try await house.restarted()
        #expect(!next.desk.nodes.mayTakeIn)
        try FileManager.default.removeItem(atPath: house.sealedFiles.path)
        #expect(rename(away, house.sealedFiles.path) == 0)
        try await next.desk.beatNode()
        #expect(next.desk.nodes.mayTakeIn)
        #expect(next.sealedFileNames.count == 2)
    }

    @Test func `the folder of another installation is refused and left as it is`() async throws {
        let house = try await House()
        let other = try await House()
        try await house.index(TestFile())
        try await other.index(TestFile())
        let theirs = other.marker
        try FileManager.default.removeItem(atPath: house.sealedFiles.path)
        try FileManager.default.copyItem(
            atPath: other.sealedFiles.path, toPath: house.sealedFiles.path)
        try await house.desk.beatNode()
        #expect(!house.desk.nodes.mayTakeIn)
        let next = try await house.restarted()
        #expect(!next.desk.nodes.mayTakeIn)
        #expect(next.marker == theirs)
        #expect(next.sealedFileNames == other.sealedFileNames)
    }

    @Test func `a crash between marker and database is made good`() async throws {
        let house = try await House()
        let marker = house.marker
        try await house.alter("DELETE FROM setting WHERE name = 'installation'")
        let next = try await house.restarted()
        #expect(next.desk.nodes.mayTakeIn)
        #expect(next.marker == marker)
        #expect(try await next.installation().map { $0 + "\n" } == marker)
    }

    @Test func `a new database refuses a folder that holds others' recordings, marked or not`()
        async throws
    {
        let house = try await House()
        try await house.index(TestFile())
        let recordings = house.sealedFiles.path
        let marked = try await House(recordings: recordings)
        #expect(!marked.desk.nodes.mayTakeIn)
        #expect(marked.desk.nodes.problems.first?.contains("holds none") == true)
        unlink(house.markerPath)
        let unmarked = try await House(on: marked.state, recordings: recordings)
        #expect(!unmarked.desk.nodes.mayTakeIn)
        #expect(unmarked.marker == nil)
        #expect(house.sealedFileNames.count == 2)
    }

    @Test func `an installation from before has its folder marked when it holds its recordings`()
        async throws
    {
        let house = try await House()
        try await house.index(TestFile())
        let id = try await house.installation()
        try await house.alter("DELETE FROM setting WHERE name = 'installation'")
        unlink(house.markerPath)
        let next = try await house.restarted()
        #expect(next.desk.nodes.mayTakeIn)
        #expect(try await next.installation() != id)
        #expect(try await next.installation().map { $0 + "\n" } == next.marker)
    }

    @Test func `a lost marker is written again where the recordings prove the folder`() async throws
    {
        let house = try await House()
        let marker = house.marker
        unlink(house.markerPath)
        try await house.desk.beatNode()
        #expect(!house.desk.nodes.mayTakeIn)
        #expect(house.desk.nodes.problems.first?.contains(marker?.dropLast() ?? "?") == true)
        try marker?.write(toFile: house.markerPath, atomically: true, encoding: .utf8)
        try await house.desk.beatNode()
        try await house.index(TestFile())
        unlink(house.markerPath)
        try await house.desk.beatNode()
        #expect(house.desk.nodes.mayTakeIn)
        #expect(house.marker == marker)
    }

    @Test func `two nodes with folders of their own don't both take in`() async throws {
        let house = try await House(node: "a")
        let other = try StateFolder()
        let two = try await House(
            on: house.state, node: "b", instance: 2, recordings: other.path + "/recordings")
        #expect(house.desk.nodes.mayTakeIn)
        #expect(!two.desk.nodes.mayTakeIn)
        #expect(try await house.states() == [.live, .hindered])
        try await house.desk.beatNode()
        #expect(house.desk.nodes.share.isAlone)
    }
}

extension House {
    var markerPath: String { sealedFiles.path + "/installation" }
    var marker: String? { try? String(contentsOfFile: markerPath, encoding: .utf8) }

    func installation() async throws -> String? {
        try await database.read { try $0.setting("installation") }
    }
}

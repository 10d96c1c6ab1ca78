import Calls
import Foundation
import Glibc
import Testing

@testable import CallVault

final class MasterKeyTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory
            .appendingPathComponent("callaudit-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    private func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

    @Test func `a new key is 32 bytes that only its owner reads, and loads again`() throws {
        try MasterKey.create(at: path("master.key"))
        var facts = stat()
        #expect(stat(path("master.key"), &facts) == 0)
        #expect(facts.st_mode & 0o7777 == 0o400)
        #expect(facts.st_size == 32)
        let key = try MasterKey.load(path: path("master.key"))
        let stored = try Data(contentsOf: URL(fileURLWithPath: path("master.key")))
        #expect(key.secret.copy == Array(stored))
    }

    @Test func `two new keys differ`() throws {
        try MasterKey.create(at: path("one"))
        try MasterKey.create(at: path("two"))
        let one = try MasterKey.load(path: path("one")).secret.copy
        #expect(try MasterKey.load(path: path("two")).secret.copy != one)
    }

    @Test func `a key is never written over a file that stands there`() throws {
        try Data("precious".utf8).write(to: URL(fileURLWithPath: path("master.key")))
        #expect(throws: VaultError.keyFileExists(path: path("master.key"))) {
            try MasterKey.create(at: path("master.key"))
        }
        #expect(try String(contentsOfFile: path("master.key"), encoding: .utf8) == "precious")
    }

    @Test func `a key in a folder that isn't there is refused`() {
        #expect(throws: VaultError.self) { try MasterKey.create(at: path("none/master.key")) }
        #expect(throws: VaultError.keyFileMissing(path: path("none/master.key"))) {
            try MasterKey.load(path: path("none/master.key"))
        }
    }

    @Test(arguments: [0o440, 0o404, 0o644, 0o620, 0o401] as [mode_t])
    func `a key that others can read is refused with what to do`(mode: mode_t) throws {
        try MasterKey.create(at: path("master.key"))
        chmod(path("master.key"), mode)
        let error = #expect(throws: VaultError.self) {
            try MasterKey.load(path: path("master.key"))
        }
        #expect(
            error == .keyFileOpenToOthers(path: path("master.key"), mode: UInt32(mode)))
        #expect(error?.description.contains("chmod 0400") == true)
    }

    @Test func `systemd guards its credentials itself`() throws {
        try MasterKey.create(at: path("master.key"))
        chmod(path("master.key"), 0o440)
        _ = try MasterKey.load(path: path("master.key"), credentialsDirectory: folder.path)
        #expect(throws: VaultError.self) {
            try MasterKey.load(
                path: path("master.key"), credentialsDirectory: path("elsewhere"))
        }
        #expect(throws: VaultError.self) {
            try MasterKey.load(path: path("master.key"), credentialsDirectory: "")
        }
    }

    @Test(arguments: [0, 31, 33, 64])
    func `a key of another length is refused`(count: Int) throws {
        try Data(repeating: 7, count: count).write(to: URL(fileURLWithPath: path("master.key")))
        chmod(path("master.key"), 0o400)
        #expect(
            throws: VaultError.keyFileWrongSize(path: path("master.key"), bytes: Int64(count))
        ) {
            try MasterKey.load(path: path("master.key"))
        }
    }

    @Test func `a folder or a pipe is no key, and nobody waits for it`() {
        mkfifo(path("pipe"), 0o400)
        #expect(throws: VaultError.keyFileNotRegular(path: path("pipe"))) {
            try MasterKey.load(path: path("pipe"))
        }
        #expect(throws: VaultError.keyFileNotRegular(path: folder.path)) {
            try MasterKey.load(path: folder.path)
        }
    }

    @Test func `an epoch must fit its two bytes`() throws {
        for epoch in [0, -1, 65_536] {
            #expect(throws: VaultError.epochOutOfRange(epoch)) { try Golden.vault(epoch: epoch) }
        }
    }
}

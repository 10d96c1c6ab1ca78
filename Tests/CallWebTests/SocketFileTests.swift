import Foundation
import Glibc
import Testing

@testable import CallWeb

struct SocketFileTests {
    private let path = FileManager.default.temporaryDirectory
        .appendingPathComponent("callaudit-\(UInt32.random(in: 0...UInt32.max)).sock").path

    @Test func `a missing file is no trouble`() throws {
        try SocketFile(path: path).removeIfStale()
    }

    @Test func `a socket on which nobody answers is removed`() throws {
        close(try listening())
        try SocketFile(path: path).removeIfStale()
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test func `a socket on which somebody answers stays`() throws {
        let descriptor = try listening()
        defer {
            close(descriptor)
            unlink(path)
        }
        #expect(throws: WebFault.socketAnswers(path)) {
            try SocketFile(path: path).removeIfStale()
        }
        #expect(FileManager.default.fileExists(atPath: path))
    }

    @Test func `a file that is no socket stays`() throws {
        try Data("precious".utf8).write(to: URL(fileURLWithPath: path))
        defer { unlink(path) }
        #expect(throws: WebFault.notASocket(path)) { try SocketFile(path: path).removeIfStale() }
    }

    private func listening() throws -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
        let length = socklen_t(MemoryLayout<sockaddr_un>.size)
        let bound = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
        }
        try #require(bound == 0 && listen(descriptor, 1) == 0)
        return descriptor
    }
}

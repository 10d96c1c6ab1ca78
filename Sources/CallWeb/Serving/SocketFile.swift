import Foundation
import Glibc

/// The file of the Unix socket.
struct SocketFile: Sendable {
    let path: String

    /// Removes a socket on which nobody answers, as a daemon that was killed leaves it. Throws
    /// `WebFault` when somebody does answer, or when the file is no socket.
    func removeIfStale() throws {
        guard let facts = try? FileManager.default.attributesOfItem(atPath: path) else { return }
        guard facts[.type] as? FileAttributeType == .typeSocket else {
            throw WebFault.notASocket(path)
        }
        if try answers() { throw WebFault.socketAnswers(path) }
        remove()
    }

    /// Owner and group may connect, others may not. Before this the umask has kept them out.
    func letGroupIn() { chmod(path, 0o660) }

    func remove() { unlink(path) }

    private func answers() throws -> Bool {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let bytes = Array(path.utf8)
        let room = MemoryLayout.size(ofValue: address.sun_path)
        guard bytes.count < room else {
            throw WebFault.cannotListen(path, errno: ENAMETOOLONG)
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw WebFault.cannotListen(path, errno: errno) }
        defer { close(descriptor) }
        let length = socklen_t(MemoryLayout<sockaddr_un>.size)
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, length) == 0
            }
        }
    }
}

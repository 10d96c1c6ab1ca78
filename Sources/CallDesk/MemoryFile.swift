import CLinux
import CallVault
import Glibc

/// Opened content in memory alone, under a descriptor that can be handed to another process.
package struct MemoryFile: Sendable {
    package let descriptor: Int32
    package let bytes: Int64

    /// Holds all of `reader`'s content. The caller closes it.
    init(of reader: SealedReader) throws {
        descriptor = memory_file("content")
        bytes = reader.contentBytes
        guard descriptor >= 0 else { throw VaultError.unreadable(errno: -descriptor) }
        var position: Int64 = 0
        while position < bytes {
            let end = min(position + 1 << 20, bytes)
            let piece = try reader.read(position..<end)
            let count = piece.withUnsafeBytes { write(descriptor, $0.baseAddress!, $0.count) }
            guard count == piece.count else {
                let error = VaultError.unreadable(errno: errno)
                close()
                throw error
            }
            position = end
        }
        lseek(descriptor, 0, SEEK_SET)
    }

    package func close() {
        _ = Glibc.close(descriptor)
    }
}

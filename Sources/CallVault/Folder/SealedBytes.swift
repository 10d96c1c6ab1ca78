import Glibc

/// A sealed file as bytes, for which no key is needed.
package final class SealedBytes {
    private static let pieceBytes = 1 << 20

    private let descriptor: Int32
    package let count: Int64

    /// Nil when there is no regular file at `path` that can be read.
    package init?(path: String) {
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        var facts = stat()
        guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            return nil
        }
        self.descriptor = descriptor
        count = Int64(facts.st_size)
    }

    deinit { close(descriptor) }

    /// BLAKE2b-256 of the bytes, as rows keep it; nil when they can't all be read.
    package func hash() -> [UInt8]? {
        let hasher = ContentHasher()
        var buffer = [UInt8](repeating: 0, count: Self.pieceBytes)
        var done: Int64 = 0
        while done < count {
            let got = pread(descriptor, &buffer, buffer.count, off_t(done))
            if got < 0, errno == EINTR { continue }
            guard got > 0 else { return nil }
            buffer.withUnsafeBytes { hasher.update(UnsafeRawBufferPointer(rebasing: $0[..<got])) }
            done += Int64(got)
        }
        return hasher.finish()
    }
}

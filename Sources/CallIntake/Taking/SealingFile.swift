import CallDesk
import CallVault
import Calls
import Glibc

/// Reads a file once from its beginning: hashes it and seals it into the store at the same time.
enum SealingFile {
    private static let pieceBytes = 1 << 20

    /// Seals `descriptor`'s `bytes` bytes as `name`, durable under its own name when it returns.
    /// Throws `FileRefusal.changed` when there are more or fewer, or `isUntouched` says at the end
    /// that it is another file by now.
    static func seal(
        _ descriptor: Int32, bytes: Int64, as name: SealedFileName, key: RecordingKey,
        in folder: SealedFolder, isUntouched: () -> Bool = { true }
    ) throws -> SealedContent {
        let writer = try folder.create(name, key: key)
        let hasher = ContentHasher()
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: pieceBytes, alignment: 64)
        defer { buffer.deallocate() }
        var position: Int64 = 0
        while true {
            let count = pread(descriptor, buffer.baseAddress, pieceBytes, off_t(position))
            if count < 0 && errno == EINTR { continue }
            guard count >= 0 else { throw FileRefusal(code: errno) }
            if count == 0 { break }
            guard position + Int64(count) <= bytes else { throw FileRefusal.changed }
            let piece = UnsafeRawBufferPointer(rebasing: buffer[..<count])
            hasher.update(piece)
            try writer.append(piece)
            position += Int64(count)
        }
        guard position == bytes, isUntouched() else { throw FileRefusal.changed }
        let sealedHash = try writer.finish()
        try writer.publish()
        return SealedContent(
            contentHash: hasher.finish(), contentBytes: position, sealedHash: sealedHash, key: key)
    }

    /// Seals the sound picture of a recording that is sealed next: only then is it durable.
    static func seal(
        _ picture: SoundPicture, of recording: Recording.ID, key: RecordingKey,
        in folder: SealedFolder
    ) throws {
        let writer = try folder.create(.picture(recording), key: key)
        try writer.append(picture.bytes)
        _ = try writer.finish()
        try writer.publish(awaitingNext: true)
    }
}

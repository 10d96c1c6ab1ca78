import Calls
import Glibc

/// Writes one sealed file: content goes in in pieces, `finish` makes it durable under its temporary
/// name, `publish` gives it its own. Dropping it before `publish` deletes it. Blocks on the disk.
package final class SealedFileWriter {
    private static let flushBytes = 1 << 20

    package let name: SealedFileName
    private let folder: SealedFolder
    private let temporaryPath: String
    private let writer: SealedWriter
    private let hasher = ContentHasher()
    private var descriptor: Int32
    private var output: [UInt8]
    private var isPublished = false

    init(_ name: SealedFileName, in folder: SealedFolder, key: RecordingKey) throws {
        self.name = name
        self.folder = folder
        temporaryPath = "\(folder.temporary)/\(name.fileName)"
        let kind: SealedFileKind = if case .picture = name { .soundPicture } else { .recording }
        writer = try SealedWriter(key: key, kind: kind)
        output = writer.header
        descriptor = open(temporaryPath, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o400)
        guard descriptor >= 0 else {
            throw SealedFolderError.unusable(path: folder.temporary, reason: message(of: errno))
        }
        output.reserveCapacity(Self.flushBytes + SealedFile.sealedChunkBytes * 65)
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        if !isPublished { unlink(temporaryPath) }
    }

    package func append(_ content: UnsafeRawBufferPointer) throws {
        writer.update(content, into: &output)
        if output.count >= Self.flushBytes { try flush() }
    }

    package func append(_ content: [UInt8]) throws {
        try content.withUnsafeBytes { try append($0) }
    }

    /// Writes what is left and makes the file durable. Returns BLAKE2b-256 of the sealed bytes.
    package func finish() throws -> [UInt8] {
        writer.finish(into: &output)
        try flush()
        guard fsync(descriptor) == 0 else {
            throw SealedFolderError.notDurable(reason: message(of: errno))
        }
        close(descriptor)
        descriptor = -1
        return hasher.finish()
    }

    /// Moves the finished file to its own name and makes that durable.
    package func publish() throws {
        let target = folder.path(of: name)
        let parent = "\(folder.path)/\(name.folder)"
        if mkdir(parent, 0o700) == 0 {
            try syncFolder(folder.path)
        } else if errno != EEXIST {
            throw failure()
        }
        guard rename(temporaryPath, target) == 0 else { throw failure() }
        isPublished = true
        try syncFolder(parent)
    }

    private func flush() throws {
        output.withUnsafeBytes { hasher.update($0) }
        var done = 0
        while done < output.count {
            let count = output.withUnsafeBytes {
                write(descriptor, $0.baseAddress! + done, $0.count - done)
            }
            if count >= 0 {
                done += count
            } else if errno != EINTR {
                throw failure()
            }
        }
        output.removeAll(keepingCapacity: true)
    }

    private func syncFolder(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure() }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else {
            throw SealedFolderError.notDurable(reason: message(of: errno))
        }
    }

    private func failure() -> SealedFolderError {
        .unusable(path: folder.path, reason: message(of: errno))
    }
}

import Calls
import Glibc

/// Writes one sealed file: content goes in in pieces, `finish` makes it durable under its temporary
/// name, `publish` gives it its own. Dropping it before `publish` deletes it. After an error it
/// takes nothing more. Used from one place at a time. Blocks on the disk.
package final class SealedFileWriter {
    private static let flushBytes = 1 << 20

    package let name: SealedFileName
    private let folder: SealedFolder
    private let temporaryPath: String
    private let writer: SealedWriter
    private let hasher = ContentHasher()
    /// Below zero when there is nothing more to write to.
    private var descriptor: Int32
    private var output: [UInt8]
    /// The temporary file is this writer's, to delete or to publish.
    private var ownsTemporary = false
    private var isFinished = false

    init(_ name: SealedFileName, in folder: SealedFolder, key: RecordingKey) throws {
        self.name = name
        self.folder = folder
        temporaryPath = "\(folder.temporary)/\(name.fileName)"
        writer = try SealedWriter(key: key, kind: name.kind)
        output = writer.header
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
        descriptor = open(temporaryPath, flags, 0o400)
        guard descriptor >= 0 else {
            if errno == EEXIST { throw SealedFolderError.nameTaken(fileName: name.fileName) }
            throw SealedFolderError.unusable(path: folder.temporary, reason: message(of: errno))
        }
        ownsTemporary = true
        // Whoever else wants to publish this name needs the temporary name first, so what isn't
        // there now won't be there on publishing either.
        guard access(folder.path(of: name), F_OK) != 0 else {
            throw SealedFolderError.nameTaken(fileName: name.fileName)
        }
        output.reserveCapacity(Self.flushBytes + SealedFile.sealedChunkBytes * 65)
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
        if ownsTemporary { unlink(temporaryPath) }
    }

    package func append(_ content: UnsafeRawBufferPointer) throws {
        guard descriptor >= 0 else { throw failure(EBADF) }
        for start in stride(from: 0, to: content.count, by: Self.flushBytes) {
            let end = min(start + Self.flushBytes, content.count)
            writer.update(UnsafeRawBufferPointer(rebasing: content[start..<end]), into: &output)
            if output.count >= Self.flushBytes { try flush() }
        }
    }

    package func append(_ content: [UInt8]) throws {
        try content.withUnsafeBytes { try append($0) }
    }

    /// Writes what is left and makes the file durable. Returns BLAKE2b-256 of the sealed bytes.
    package func finish() throws -> [UInt8] {
        guard descriptor >= 0 else { throw failure(EBADF) }
        // Also on an error: once an fsync has failed, a second one may succeed and mean nothing.
        defer { closeFile() }
        writer.finish(into: &output)
        try flush()
        guard fsync(descriptor) == 0 else {
            throw SealedFolderError.notDurable(reason: message(of: errno))
        }
        isFinished = true
        return hasher.finish()
    }

    /// Moves the finished file to its own name and makes that durable; with `awaitingNext` the name
    /// becomes durable with that of the next file of the same id, which saves an fsync.
    package func publish(awaitingNext: Bool = false) throws {
        guard isFinished, ownsTemporary else { throw failure(EBADF) }
        let parent = "\(folder.path)/\(name.folder)"
        if mkdir(parent, 0o700) == 0 {
            try SealedFolder.sync(folder.path)
        } else if errno != EEXIST {
            throw failure(errno)
        }
        guard rename(temporaryPath, folder.path(of: name)) == 0 else { throw failure(errno) }
        ownsTemporary = false
        // After the renaming: a share that was unmounted before it has no such temporary file.
        try folder.place.check(folder.path)
        if !awaitingNext { try SealedFolder.sync(parent) }
    }

    private func flush() throws {
        output.withUnsafeBytes { hasher.update($0) }
        var done = 0
        while done < output.count {
            let count = output.withUnsafeBytes {
                write(descriptor, $0.baseAddress! + done, $0.count - done)
            }
            if count > 0 {
                done += count
            } else if count == 0 || errno != EINTR {
                let code = count == 0 ? EIO : errno
                closeFile()
                throw failure(code)
            }
        }
        output.removeAll(keepingCapacity: true)
    }

    private func closeFile() {
        if descriptor >= 0 { close(descriptor) }
        descriptor = -1
    }

    private func failure(_ code: Int32) -> SealedFolderError {
        .unusable(path: folder.path, reason: message(of: code))
    }
}

import Calls
import Glibc
import Synchronization

/// What the marker of a recordings folder says: the file `installation` in it, which holds the id
/// of the installation that the folder belongs to and a line feed. It is written once and never
/// replaced.
package enum FolderMarker: Hashable, Sendable {
    case missing
    /// 32 lower-case hexadecimal digits.
    case installation(String)
    /// Something else.
    case unreadable

    fileprivate static let fileName = "installation"
    fileprivate static let digits = 32
    /// An id and more than the line feed.
    fileprivate static let bytesMax = 64

    fileprivate init(_ bytes: some Collection<UInt8>) {
        let text = String(decoding: bytes, as: UTF8.self)
        let id = text.hasSuffix("\n") ? String(text.dropLast()) : text
        let isID =
            id.utf8.count == Self.digits
            && id.utf8.allSatisfy { (48...57).contains($0) || (97...102).contains($0) }
        self = isID ? .installation(id) : .unreadable
    }
}

extension SealedFolder {
    /// A fresh id for an installation.
    package static func newInstallation() -> String {
        (0..<FolderMarker.digits / 2).map { _ in UInt8.random(in: 0...UInt8.max) }.hexadecimal
    }

    package func marker() throws -> FolderMarker {
        try lookAtMarker().marker
    }

    /// Compares the marker with `installation`. While they are the same, sealed files may be
    /// published into the very folder that the marker was found in, mounted as it is now;
    /// otherwise `SealedFileWriter.publish` throws `wrongFolder`.
    package func holdsMarker(of installation: String) throws -> Bool {
        do {
            let (marker, identity) = try lookAtMarker()
            let isRight = marker == .installation(installation)
            place.expect(isRight ? identity : nil)
            // A share that was mounted after the start may have no `tmp` yet.
            if isRight { try makeFolders() }
            return isRight
        } catch {
            place.expect(nil)
            throw error
        }
    }

    /// Writes the marker unless there is one; returns the one that is there then. A crash leaves
    /// none or a whole one, wherever the file system knows hard links.
    package func mark(as installation: String) throws -> FolderMarker {
        let bytes = Array((installation + "\n").utf8)
        let final = "\(path)/\(FolderMarker.fileName)"
        let draft = "\(temporary)/\(FolderMarker.fileName)-\(Self.newInstallation())"
        try write(bytes, to: draft)
        defer { unlink(draft) }
        if link(draft, final) != 0, errno != EEXIST {
            guard [EPERM, EOPNOTSUPP, ENOSYS, EMLINK].contains(errno) else {
                throw SealedFolderError.unusable(path: path, reason: message(of: errno))
            }
            if access(final, F_OK) != 0 { try write(bytes, to: final) }
        }
        try Self.sync(path)
        return try marker()
    }

    /// Whether any of `names` is here.
    package func holds(anyOf names: [SealedFileName]) -> Bool {
        names.contains { access(path(of: $0), F_OK) == 0 }
    }

    /// Whether any sealed file is here, finished ones only.
    package func holdsSealedFiles() throws -> Bool {
        try fileNames(in: path).contains { folder in
            guard folder.utf8.count == 4 else { return false }
            return try fileNames(in: "\(path)/\(folder)").contains {
                SealedFileName(fileName: $0) != nil
            }
        }
    }

    private func lookAtMarker() throws -> (marker: FolderMarker, identity: FolderPlace.Identity) {
        let folder = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard folder >= 0 else { throw failure(errno) }
        defer { close(folder) }
        var status = stat()
        guard fstat(folder, &status) == 0 else { throw failure(errno) }
        let identity = FolderPlace.Identity(status)
        let file = openat(
            folder, FolderMarker.fileName, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
        if file < 0, errno == ENOENT { return (.missing, identity) }
        guard file >= 0 else { throw failure(errno) }
        defer { close(file) }
        var bytes = [UInt8](repeating: 0, count: FolderMarker.bytesMax)
        let count = read(file, &bytes, bytes.count)
        guard count >= 0 else { throw failure(errno) }
        return (FolderMarker(bytes.prefix(count)), identity)
    }

    private func write(_ bytes: [UInt8], to path: String) throws {
        let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
        let file = Glibc.open(path, flags, 0o400)
        guard file >= 0 else { throw failure(errno) }
        defer { close(file) }
        guard Glibc.write(file, bytes, bytes.count) == bytes.count, fsync(file) == 0 else {
            let code = errno
            unlink(path)
            throw failure(code)
        }
    }

    private func failure(_ code: Int32) -> SealedFolderError {
        .unusable(path: path, reason: message(of: code))
    }
}

/// Which folder a path must lead to for new sealed files to be kept there: an unmounted share
/// leaves an empty folder of the same name behind.
final class FolderPlace: Sendable {
    struct Identity: Equatable {
        private let device: dev_t
        private let inode: ino_t

        init(_ status: stat) {
            (device, inode) = (status.st_dev, status.st_ino)
        }
    }

    private enum Expected {
        /// Nobody has looked yet: any folder will do.
        case anything
        case only(Identity)
        case nothing
    }

    private let expected = Mutex(Expected.anything)

    func expect(_ identity: Identity?) {
        expected.withLock { $0 = identity.map { .only($0) } ?? .nothing }
    }

    func check(_ path: String) throws {
        let expected = expected.withLock(\.self)
        if case .anything = expected { return }
        var status = stat()
        guard case .only(let identity) = expected, stat(path, &status) == 0,
            Identity(status) == identity
        else { throw SealedFolderError.wrongFolder(path: path) }
    }
}

import CLinux
import Glibc

/// A source folder, open, and what is done beneath it once a file has settled. Nothing here follows
/// a link or leaves the folder, whoever may be renaming things in it meanwhile.
///
/// While it is open its file system can't be unmounted, so it is opened for the work on a file and
/// let go. All calls block.
package struct SourceFolder: ~Copyable {
    let descriptor: Int32

    package init(path: String) throws(FileRefusal) {
        descriptor = Glibc.open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .folderUnavailable(errno) }
    }

    deinit {
        close(descriptor)
    }

    /// Opens a settled file for reading, if it is still as it was when it settled.
    package func open(_ file: borrowing SettledFile) throws(FileRefusal) -> OpenedFile {
        let opened = try open(file.relativePath)
        guard opened.key.isUntouched(since: file.key) else { throw .changed }
        return opened
    }

    /// Opens whatever regular file with one name is at `path`.
    package func open(_ path: RelativePath) throws(FileRefusal) -> OpenedFile {
        let flags = O_RDONLY | O_NONBLOCK | O_NOFOLLOW | O_NOCTTY
        let file = open_beneath(descriptor, cString(path.bytes), flags)
        guard file >= 0 else { throw FileRefusal(code: -file) }
        return try OpenedFile(taking: file)
    }

    /// The folder that `path` stands in, open as a place only. The caller closes it.
    func openFolder(of path: RelativePath) throws(FileRefusal) -> Int32 {
        let folder = path.folder?.bytes ?? Array(".".utf8)
        let opened = open_place_beneath(descriptor, cString(folder), O_DIRECTORY)
        guard opened >= 0 else { throw FileRefusal(code: -opened) }
        return opened
    }
}

/// A regular file that is open for reading, and what it was when it was opened.
package struct OpenedFile: ~Copyable {
    package let descriptor: Int32
    package let key: FileKey

    /// Owns `descriptor` from now on, also when it throws.
    init(taking descriptor: Int32) throws(FileRefusal) {
        var status = stat()
        let code = fstat(descriptor, &status) == 0 ? 0 : errno
        let refusal = code == 0 ? FileRefusal(status) : FileRefusal(code: code)
        self.descriptor = descriptor
        key = FileKey(status, on: FileSystemKind(descriptor: descriptor))
        // From here on `deinit` closes.
        if let refusal { throw refusal }
    }

    deinit {
        close(descriptor)
    }
}

/// Why something beneath a source folder couldn't be opened, removed or moved.
package enum FileRefusal: Error, Hashable, Sendable {
    /// There is nothing of that name (any more).
    case missing
    /// It isn't what it was when it settled.
    case changed
    /// A folder, FIFO, socket or device.
    case notRegular
    case hardLinked
    /// A symbolic link stands in the way, or the way leads out of the folder.
    case outside
    /// This daemon may not.
    case notPermitted
    /// The folder itself can't be opened; with errno.
    case folderUnavailable(Int32)
    /// Anything else, with errno.
    case failed(Int32)

    package var sentence: String {
        switch self {
        case .missing: "The file is no longer there."
        case .changed: "The file has changed since it was seen; it is looked at again."
        case .notRegular: "It isn't a regular file; only regular files are taken in."
        case .hardLinked:
            "The file has a second name (hard link); it is taken in once that is removed."
        case .outside: "A symbolic link leads to the file; replace the link by the file itself."
        case .notPermitted:
            "The daemon may not do that there; give its user read and write access to the folder."
        case .folderUnavailable(let code):
            "The folder can't be opened (\(SystemError.text(code))); check its path and its mount."
        case .failed(let code): "The file system answered: \(SystemError.text(code))."
        }
    }

    init(code: Int32) {
        switch code {
        case ENOENT, ENOTDIR, ESTALE: self = .missing
        case ELOOP, EXDEV: self = .outside
        case EACCES, EPERM, EROFS: self = .notPermitted
        case ENXIO, EISDIR, ENODEV: self = .notRegular
        default: self = .failed(code)
        }
    }

    /// Nil for a regular file with one name.
    init?(_ status: stat) {
        switch Ignored(status) {
        case nil where status.st_mode & S_IFMT == S_IFREG: return nil
        case .hardLink: self = .hardLinked
        default: self = .notRegular
        }
    }
}

enum SystemError {
    /// What the C library calls `code`, such as "No space left on device".
    static func text(_ code: Int32) -> String {
        strerror(code).map { String(cString: $0) } ?? "error \(code)"
    }
}

/// `bytes` with the closing zero that C wants.
func cString(_ bytes: some Sequence<UInt8>) -> [CChar] {
    bytes.map { CChar(bitPattern: $0) } + [0]
}

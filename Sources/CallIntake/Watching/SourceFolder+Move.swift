import CLinux
import Glibc

extension SourceFolder {
    /// Moves a settled file to the same place beneath `target`, a folder that exists, making the
    /// folders on the way. Nothing is replaced: where the name is taken, `call.wav` becomes
    /// `call~1.wav`. Between file systems it is copied, made durable, and then removed here.
    /// Returns where it stands beneath `target`.
    package func move(
        _ file: SettledFile, to target: borrowing SourceFolder
    ) throws(FileRefusal) -> RelativePath {
        let folder = try openFolder(of: file.relativePath)
        defer { close(folder) }
        let targetFolder = try target.makeFolder(of: file.relativePath)
        defer { close(targetFolder) }
        let name = file.relativePath.name
        try check(name, in: folder, is: file.key)
        if let newName = try renamed(file, in: folder, into: targetFolder) {
            return file.relativePath.sibling(newName) ?? file.relativePath
        }
        let newName = try copied(file, into: targetFolder)
        return file.relativePath.sibling(newName) ?? file.relativePath
    }

    /// The new name; nil when it has to be copied.
    private func renamed(
        _ file: SettledFile, in folder: Int32, into target: Int32
    ) throws(FileRefusal) -> [UInt8]? {
        let name = file.relativePath.name
        for number in 0..<FreeName.numbersMax {
            let newName = FreeName.name(name, number: number)
            switch -rename_without_replacing(folder, cString(name), target, cString(newName)) {
            case 0:
                do throws(FileRefusal) {
                    try check(newName, in: target, is: file.key)
                } catch {
                    // Another file had come in its place: back with it.
                    FreeName.giveBack(newName, in: target, as: name, in: folder)
                    throw error
                }
                return newName
            case EEXIST: continue
            case EXDEV, EINVAL, ENOSYS: return nil
            case let code: throw FileRefusal(code: code)
            }
        }
        throw .failed(EEXIST)
    }

    private func copied(
        _ file: SettledFile, into target: Int32
    ) throws(FileRefusal) -> [UInt8] {
        let source = try open(file.relativePath)
        guard source.key.isSameContent(as: file.key) else { throw .changed }
        let name = file.relativePath.name
        var newName: [UInt8] = []
        var copy: Int32 = -1
        for number in 0..<FreeName.numbersMax {
            newName = FreeName.name(name, number: number)
            copy = openat(target, cString(newName), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o640)
            if copy >= 0 || errno != EEXIST { break }
        }
        guard copy >= 0 else { throw FileRefusal(code: errno) }
        defer { close(copy) }
        do throws(FileRefusal) {
            try Self.copy(source.descriptor, to: copy, expecting: file.key)
            guard fsync(copy) == 0 else { throw FileRefusal.failed(errno) }
            try makeDurable(target)
            try remove(file)
        } catch {
            unlinkat(target, cString(newName), 0)
            throw error
        }
        return newName
    }

    private static func copy(
        _ source: Int32, to copy: Int32, expecting key: FileKey
    ) throws(FileRefusal) {
        var buffer = [UInt8](repeating: 0, count: 131_072)
        var rest = key.bytes
        while rest > 0 {
            let count = Glibc.read(source, &buffer, Int(min(rest, Int64(buffer.count))))
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw .failed(errno) }
            guard count > 0 else { throw .changed }
            var written = 0
            while written < count {
                let step = buffer.withUnsafeBytes {
                    write(copy, $0.baseAddress! + written, count - written)
                }
                if step < 0, errno == EINTR { continue }
                guard step > 0 else { throw .failed(step == 0 ? EIO : errno) }
                written += step
            }
            rest -= Int64(count)
        }
        let seconds = key.mtimeNanoseconds / 1_000_000_000
        let mtime = timespec(
            tv_sec: Int(seconds), tv_nsec: Int(key.mtimeNanoseconds - seconds * 1_000_000_000))
        // The time helps whoever looks at the copy; a file system that can't keep it may.
        _ = [mtime, mtime].withUnsafeBufferPointer { futimens(copy, $0.baseAddress) }
    }

    /// The folder that `path` would stand in, made where missing. The caller closes it.
    private borrowing func makeFolder(of path: RelativePath) throws(FileRefusal) -> Int32 {
        var folder = fcntl(descriptor, F_DUPFD_CLOEXEC, 0)
        guard folder >= 0 else { throw .failed(errno) }
        for name in path.components.dropLast() {
            if mkdirat(folder, cString(name), 0o750) == 0 { try makeDurable(folder) }
            let next = openat(
                folder, cString(name), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            let code = errno
            close(folder)
            guard next >= 0 else { throw FileRefusal(code: code) }
            folder = next
        }
        return folder
    }

    private borrowing func makeDurable(_ folder: Int32) throws(FileRefusal) {
        // Some network file systems can't sync a folder and say EINVAL.
        guard fsync(folder) == 0 || errno == EINVAL else { throw .failed(errno) }
    }
}

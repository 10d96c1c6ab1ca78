import CLinux
import Glibc

/// A walk through a folder and all below it, one step at a time, depth first. It follows no links,
/// holds one descriptor for each level it is down, and nothing for what it has passed.
final class FolderWalk {
    enum Step {
        /// A folder was opened and will be read next; whoever wants its events must ask before.
        case folder(descriptor: Int32, status: stat)
        /// A regular file with one name that isn't an unfinished one.
        case file(stat)
        case ignored(Ignored)
        /// A file that an interrupted removal left under another name (`ClaimedName`).
        case claimed(name: [UInt8], folder: Int32)
        /// Something, or the rest of a folder, couldn't be read; with errno.
        case failed(Int32)
        case finished
    }

    /// A folder that is being read.
    struct Level {
        fileprivate let stream: OpaquePointer
        let descriptor: Int32
        let pathBytes: Int
        fileprivate var entries = 0
        let device: UInt64
        /// The number of its watch, when it has one; whoever walks sets it.
        var watch: Int32?
        /// Files taken up from it in this walk; whoever walks counts them.
        var taken = 0
    }

    /// Entries read of one folder in one walk.
    static let entriesMax = 20_000_000

    /// From the source folder to what the last step gave; empty for the source folder itself.
    private(set) var path: [UInt8]
    private var levels: [Level] = []
    private var start: Int32?
    private let depthAtStart: Int

    /// Walks from the open folder `descriptor`, which it closes at the end and which stands at
    /// `path`, empty for the source folder itself.
    init(descriptor: Int32, path: [UInt8] = []) {
        start = descriptor
        self.path = path
        depthAtStart = path.isEmpty ? 0 : path.split(separator: RelativePath.slash).count
    }

    deinit {
        if let start { close(start) }
        for level in levels { closedir(level.stream) }
    }

    /// The folder that is being read. Only between a `folder` step and the end.
    var current: Level {
        get { levels[levels.count - 1] }
        set { levels[levels.count - 1] = newValue }
    }

    /// The folder above it; nil for the one where the walk began.
    var parent: Level? { levels.dropLast().last }

    func next() -> Step {
        while true {
            if let step = step() { return step }
        }
    }

    /// Nil for an entry that is none, and for a folder's end.
    private func step() -> Step? {
        if let descriptor = start {
            start = nil
            return enter(descriptor)
        }
        guard let level = levels.last else { return .finished }
        path.removeLast(path.count - level.pathBytes)
        levels[levels.count - 1].entries += 1
        guard level.entries < Self.entriesMax else { return leave(EFBIG) }
        errno = 0
        guard let entry = readdir(level.stream) else { return leave(errno) }
        let name = Self.name(of: entry)
        let dot = UInt8(ascii: ".")
        if name.count <= 2, name.allSatisfy({ $0 == dot }) { return nil }
        let joint = level.pathBytes == 0 ? 0 : 1
        guard level.pathBytes + joint + name.count <= RelativePath.bytesMax else {
            return .ignored(.pathTooLong)
        }
        if joint == 1 { path.append(RelativePath.slash) }
        path.append(contentsOf: name)
        return step(to: entry, name, in: level)
    }

    private func step(
        to entry: UnsafeMutablePointer<dirent>, _ name: UnsafeRawBufferPointer, in level: Level
    ) -> Step? {
        var type = Int32(entry.pointee.d_type)
        let nameStart = name.baseAddress!.assumingMemoryBound(to: CChar.self)
        var status = stat()
        if type != Int32(DT_DIR) {
            guard fstatat(level.descriptor, nameStart, &status, AT_SYMLINK_NOFOLLOW) == 0 else {
                return errno == ENOENT ? nil : .failed(errno)
            }
            if status.st_mode & S_IFMT == S_IFDIR { type = Int32(DT_DIR) }
        }
        if type == Int32(DT_DIR) { return descend(name, nameStart, in: level) }
        if let reason = Ignored(status) { return .ignored(reason) }
        if ClaimedName.covers(name) {
            return .claimed(name: Array(name), folder: level.descriptor)
        }
        return UnfinishedName.covers(name) ? .ignored(.unfinishedName) : .file(status)
    }

    private func descend(
        _ name: UnsafeRawBufferPointer, _ nameStart: UnsafePointer<CChar>, in level: Level
    ) -> Step? {
        if UnfinishedName.isHidden(name) { return .ignored(.hiddenFolder) }
        // A file in it would have one component more than the folder.
        guard depthAtStart + levels.count < RelativePath.componentsMax else {
            return .ignored(.tooDeep)
        }
        let flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK
        let descriptor = openat(level.descriptor, nameStart, flags)
        guard descriptor >= 0 else {
            switch errno {
            case ENOENT, ENOTDIR, ELOOP: return nil
            case EACCES, EPERM: return .ignored(.unreadableFolder)
            default: return .failed(errno)
            }
        }
        return enter(descriptor)
    }

    private func enter(_ descriptor: Int32) -> Step {
        var status = stat()
        guard fstat(descriptor, &status) == 0, let stream = fdopendir(descriptor) else {
            let code = errno
            close(descriptor)
            return .failed(code)
        }
        levels.append(
            Level(
                stream: stream, descriptor: descriptor, pathBytes: path.count,
                device: UInt64(status.st_dev)))
        return .folder(descriptor: descriptor, status: status)
    }

    private func leave(_ code: Int32) -> Step? {
        if let level = levels.popLast() { closedir(level.stream) }
        return code == 0 ? nil : .failed(code)
    }

    /// The record may be shorter than `dirent` says, so the name is read where it lies.
    private static func name(of entry: UnsafeMutablePointer<dirent>) -> UnsafeRawBufferPointer {
        let start = UnsafeRawPointer(entry) + MemoryLayout<dirent>.offset(of: \.d_name)!
        return UnsafeRawBufferPointer(
            start: start, count: strlen(start.assumingMemoryBound(to: CChar.self)))
    }
}

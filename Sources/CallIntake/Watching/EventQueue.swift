import Glibc

/// One inotify instance: what is watched, and what the kernel tells of it.
final class EventQueue {
    struct Event {
        /// The folder it happened in, or to.
        var watch: Int32
        var mask: UInt32
        /// Empty when it happened to the folder itself.
        var name: ArraySlice<UInt8>

        func holds(_ bits: Int32) -> Bool { mask & UInt32(bitPattern: bits) != 0 }
    }

    struct Failure: Error {
        var code: Int32
    }

    let descriptor: Int32
    private var buffer = [UInt8](repeating: 0, count: 65_536)

    init() throws(Failure) {
        descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
        guard descriptor >= 0 else { throw Failure(code: errno) }
    }

    deinit {
        close(descriptor)
    }

    /// Watches the very folder that stands open as `folder`, wherever it is by now. A folder that
    /// is watched already keeps its number.
    func watch(_ folder: Int32) throws(Failure) -> Int32 {
        let number = inotify_add_watch(descriptor, "/proc/self/fd/\(folder)", Self.mask)
        guard number >= 0 else { throw Failure(code: errno) }
        return number
    }

    func unwatch(_ watch: Int32) {
        _ = inotify_rm_watch(descriptor, watch)
    }

    /// What has happened since the last call, at most 64 KiB of it; nothing when nothing has.
    func read() -> [Event] {
        let count = buffer.withUnsafeMutableBytes {
            Glibc.read(descriptor, $0.baseAddress, $0.count)
        }
        guard count > 0 else { return [] }
        var events: [Event] = []
        var offset = 0
        let header = MemoryLayout<inotify_event>.size
        while offset + header <= count {
            let head = buffer.withUnsafeBytes {
                $0.loadUnaligned(fromByteOffset: offset, as: inotify_event.self)
            }
            let end = min(count, offset + header + Int(head.len))
            let padded = buffer[offset + header..<end]
            let name = padded.prefix { $0 != 0 }
            events.append(Event(watch: head.wd, mask: head.mask, name: ArraySlice(Array(name))))
            offset = end
        }
        return events
    }

    private static let mask = UInt32(
        bitPattern: IN_CLOSE_WRITE | IN_MOVED_TO | IN_CREATE | IN_DELETE_SELF | IN_MOVE_SELF
            | IN_ONLYDIR | Int32(bitPattern: UInt32(IN_EXCL_UNLINK)))
}

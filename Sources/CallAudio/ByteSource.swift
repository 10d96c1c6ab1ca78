import Calls
import Glibc

/// The bytes of an open regular file, read by position only, so that whoever else holds the
/// descriptor keeps its own place. What is appended after opening isn't seen.
final class ByteSource {
    private static let windowBytes = 128 * 1024

    let bytes: Int64
    private let descriptor: Int32
    private var position: Int64 = 0
    private let window = UnsafeMutableRawPointer.allocate(
        byteCount: ByteSource.windowBytes, alignment: 64)
    private var windowStart: Int64 = 0
    private var windowCount = 0

    /// Bytes that are read instead of those in the file.
    var overlay: (place: Int64, bytes: [UInt8])?

    /// The descriptor stays the caller's, who closes it after this has gone.
    init(descriptor: Int32) throws(DecodeFault) {
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            throw .unreadable
        }
        self.descriptor = descriptor
        bytes = Int64(status.st_size)
    }

    deinit { window.deallocate() }

    /// Up to `count` bytes from `start` on; fewer at the end or after a read error.
    func bytes(at start: Int64, count: Int) -> [UInt8] {
        guard start >= 0, start < bytes, count > 0 else { return [] }
        return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            filled = readFully(into: UnsafeMutableRawPointer(buffer.baseAddress!), count, at: start)
        }
    }

    var here: Int64 { position }

    /// Moves the reading position; a place before the start or after the end is refused with −1.
    func move(to place: Int64) -> Int64 {
        guard place >= 0, place <= bytes else { return -1 }
        position = place
        return place
    }

    /// Reads on from the position through a window of 128 KiB; returns the bytes read.
    func read(into target: UnsafeMutableRawPointer, _ count: Int) -> Int {
        var done = 0
        while done < count {
            if position < windowStart || position >= windowStart + Int64(windowCount) {
                windowStart = position
                windowCount = readFully(into: window, Self.windowBytes, at: position)
                if windowCount == 0 { break }
                applyOverlay()
            }
            let offset = Int(position - windowStart)
            let piece = min(count - done, windowCount - offset)
            (target + done).copyMemory(from: window + offset, byteCount: piece)
            done += piece
            position += Int64(piece)
        }
        return done
    }

    private func applyOverlay() {
        guard let overlay else { return }
        for (index, byte) in overlay.bytes.enumerated() {
            let offset = overlay.place + Int64(index) - windowStart
            guard offset >= 0, offset < Int64(windowCount) else { continue }
            window.storeBytes(of: byte, toByteOffset: Int(offset), as: UInt8.self)
        }
    }

    private func readFully(
        into target: UnsafeMutableRawPointer, _ count: Int, at start: Int64
    ) -> Int {
        var done = 0
        let wanted = Int(max(0, min(Int64(count), bytes - start)))
        while done < wanted {
            let got = pread(descriptor, target + done, wanted - done, off_t(start) + off_t(done))
            if got < 0 && errno == EINTR { continue }
            if got <= 0 { break }
            done += got
        }
        return done
    }
}

/// Numbers in the bytes of a header; nil beyond their end.
extension [UInt8] {
    func little(_ place: Int, _ size: Int) -> Int64? {
        guard place >= 0, size <= 8, place + size <= count else { return nil }
        var value: UInt64 = 0
        for index in 0..<size { value |= UInt64(self[place + index]) << UInt64(8 * index) }
        return Int64(exactly: value)
    }

    func big(_ place: Int, _ size: Int) -> Int64? {
        guard place >= 0, size <= 8, place + size <= count else { return nil }
        var value: UInt64 = 0
        for index in 0..<size { value = value << 8 | UInt64(self[place + index]) }
        return Int64(exactly: value)
    }

    func has(_ mark: StaticString, at place: Int = 0) -> Bool {
        guard place >= 0, place + mark.utf8CodeUnitCount <= count else { return false }
        return mark.withUTF8Buffer { self[place..<place + $0.count].elementsEqual($0) }
    }
}

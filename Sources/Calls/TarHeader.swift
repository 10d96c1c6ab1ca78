/// The 512 bytes before a file in a tar archive (POSIX.1-1988 ustar), the same for the same file
/// each time: owner 0, mode 0444.
package enum TarHeader {
    package static let blockBytes = 512
    /// As eleven octal digits tell: 8 GiB.
    package static let fileBytesMax: Int64 = (1 << 33) - 1
    package static let nameBytesMax = 100

    /// Nil when the name or the size doesn't fit. `modified` is in seconds since 1970.
    package static func bytes(name: String, size: Int64, modified: Int64) -> [UInt8]? {
        guard (1...nameBytesMax).contains(name.utf8.count), (0...fileBytesMax).contains(size)
        else { return nil }
        var header = [UInt8](repeating: 0, count: blockBytes)
        func put(_ text: String, at place: Int) {
            header.replaceSubrange(place..<(place + text.utf8.count), with: text.utf8)
        }
        put(name, at: 0)
        put(octal(0o444, digits: 7), at: 100)
        put(octal(0, digits: 7), at: 108)
        put(octal(0, digits: 7), at: 116)
        put(octal(size, digits: 11), at: 124)
        put(octal(max(0, modified), digits: 11), at: 136)
        put("        ", at: 148)
        put("0", at: 156)
        put("ustar", at: 257)
        put("00", at: 263)
        let sum = header.reduce(Int64(0)) { $0 + Int64($1) }
        put(octal(sum, digits: 6), at: 148)
        header[154] = 0
        return header
    }

    /// How many noughts follow a file of `size` bytes.
    package static func padding(after size: Int64) -> Int {
        Int((512 - size % 512) % 512)
    }

    /// What ends an archive.
    package static let end = [UInt8](repeating: 0, count: 2 * blockBytes)

    private static func octal(_ value: Int64, digits: Int) -> String {
        let text = String(value, radix: 8)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}

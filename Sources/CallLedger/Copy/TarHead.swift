/// Files in an archive of POSIX.1-1988 (ustar) that is the same for the same files: no owner, one
/// mode, one time.
package enum TarHead {
    package static let blockBytes = 512

    /// What stands before a file of `bytes` bytes. `name` is ASCII of at most 100 bytes; seconds
    /// are since 1970.
    package static func head(of name: String, bytes: Int64, seconds: Int64) -> [UInt8] {
        var block = [UInt8](repeating: 0, count: blockBytes)
        func put(_ text: String, at place: Int) {
            block.replaceSubrange(place..<place + text.utf8.count, with: text.utf8)
        }
        put(String(name.prefix(100)), at: 0)
        put("0000644\0", at: 100)
        put("0000000\0", at: 108)
        put("0000000\0", at: 116)
        put(octal(bytes, digits: 11) + "\0", at: 124)
        put(octal(max(0, seconds), digits: 11) + "\0", at: 136)
        put("        ", at: 148)
        put("0", at: 156)
        put("ustar\u{0}00", at: 257)
        let sum = block.reduce(0) { $0 + Int64($1) }
        put(octal(sum, digits: 6) + "\0 ", at: 148)
        return block
    }

    /// What fills the last block of a file of `bytes` bytes.
    package static func padding(after bytes: Int64) -> [UInt8] {
        let rest = Int(bytes % Int64(blockBytes))
        return [UInt8](repeating: 0, count: rest == 0 ? 0 : blockBytes - rest)
    }

    /// Two empty blocks, as every archive ends.
    package static var end: [UInt8] { [UInt8](repeating: 0, count: 2 * blockBytes) }

    private static func octal(_ value: Int64, digits: Int) -> String {
        let text = String(value, radix: 8)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}

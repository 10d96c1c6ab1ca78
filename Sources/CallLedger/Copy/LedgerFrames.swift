import Calls

/// Entries one after another as a file and the API carry them: each with its length in four bytes
/// before it.
package enum LedgerFrames {
    /// No entry is longer: 39 texts of 4,096 bytes and the rest.
    package static let entryBytesMax = 400_000
    package static let headBytes = 4

    package static func frame(_ entry: [UInt8]) -> [UInt8] {
        var bytes = CanonicalBytes()
        bytes.append(sized: entry)
        return bytes.bytes
    }

    /// Calls `body` with each whole entry of `bytes`; returns how many bytes they take. What is
    /// left is the beginning of an entry whose rest isn't there, or nothing. Throws
    /// `LedgerError.unreadable` for a length that no entry has.
    @discardableResult
    package static func read(
        _ bytes: UnsafeRawBufferPointer,
        _ body: (UnsafeRawBufferPointer) throws -> Void
    ) throws -> Int {
        var position = 0
        while position + headBytes <= bytes.count {
            let length = Int(
                UInt32(bigEndian: bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self)))
            guard length > 0, length <= entryBytesMax else { throw LedgerError.unreadable }
            let end = position + headBytes + length
            guard end <= bytes.count else { break }
            try body(UnsafeRawBufferPointer(rebasing: bytes[position + headBytes..<end]))
            position = end
        }
        return position
    }
}

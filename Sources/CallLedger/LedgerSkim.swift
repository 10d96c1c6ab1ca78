import Calls

/// Where in an entry's bytes its parts stand, found without copying any. It takes the same bytes
/// as `LedgerEntry(decoding:)`, and those of actions that a later callaudit may write.
package struct LedgerSkim: Sendable {
    package private(set) var sequence: Int64 = 0
    package private(set) var microseconds: Int64 = 0
    package private(set) var principal = 0..<0
    package private(set) var action = 0..<0
    package private(set) var object = 0..<0
    /// The 32 bytes of the hash of the entry before.
    package let previous = 9..<41

    /// Nil for anything but the canonical form.
    package init?(_ entry: UnsafeRawBufferPointer) {
        var reader = Reader(entry)
        guard reader.byte() == 1, let sequence = reader.integer(), sequence >= 0,
            reader.skip(LedgerHash.byteCount), let time = reader.integer(),
            reader.integer() != nil,
            reader.text() != nil, let principal = reader.text(), reader.text() != nil,
            let action = reader.text(), let object = reader.text(), reader.text() != nil,
            reader.details(), reader.digest(), reader.digest(), reader.outcome(), reader.isAtEnd
        else { return nil }
        self.sequence = sequence
        microseconds = time
        self.principal = principal
        self.action = action
        self.object = object
    }
}

/// Reads forward; each function answers nil or false for what the format doesn't allow.
private struct Reader {
    private static let done = Array(LedgerOutcome.done.rawValue.utf8)

    private let bytes: UnsafeRawBufferPointer
    private var position = 0

    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
    }

    var isAtEnd: Bool { position == bytes.count }

    mutating func byte() -> UInt8? {
        guard position < bytes.count else { return nil }
        defer { position += 1 }
        return bytes[position]
    }

    mutating func integer() -> Int64? {
        guard position + 8 <= bytes.count else { return nil }
        defer { position += 8 }
        return Int64(bigEndian: bytes.loadUnaligned(fromByteOffset: position, as: Int64.self))
    }

    mutating func skip(_ count: Int) -> Bool {
        guard count <= bytes.count - position else { return false }
        position += count
        return true
    }

    private mutating func length() -> Int? {
        guard position + 4 <= bytes.count else { return nil }
        defer { position += 4 }
        let raw = bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self)
        return Int(UInt32(bigEndian: raw))
    }

    private mutating func field() -> Range<Int>? {
        guard let count = length(), count <= bytes.count - position else { return nil }
        defer { position += count }
        return position..<position + count
    }

    mutating func text() -> Range<Int>? {
        guard let range = field(), range.count <= LedgerCoding.textBytesMax else { return nil }
        return isASCII(range) || String(validating: bytes[range], as: UTF8.self) != nil
            ? range : nil
    }

    private func isASCII(_ range: Range<Int>) -> Bool {
        var all: UInt8 = 0
        for place in range { all |= bytes[place] }
        return all < 0x80
    }

    /// Names rise strictly as bytes, and none is canonically equivalent to another.
    mutating func details() -> Bool {
        guard let count = length(), count <= LedgerCoding.detailsMax else { return false }
        var last: Range<Int>?
        var named: Set<String> = []
        for _ in 0..<count {
            guard let name = text(), text() != nil else { return false }
            if let last, !bytes[last].lexicographicallyPrecedes(bytes[name]) { return false }
            last = name
            if !isASCII(name), !named.insert(String(decoding: bytes[name], as: UTF8.self)).inserted
            {
                return false
            }
        }
        return true
    }

    mutating func digest() -> Bool {
        guard let range = field() else { return false }
        return range.isEmpty || range.count == LedgerHash.byteCount
    }

    mutating func outcome() -> Bool {
        guard let range = text() else { return false }
        if range.count == 4, bytes[range].elementsEqual(Self.done) { return true }
        return LedgerOutcome.allCases.contains { $0.rawValue.utf8.elementsEqual(bytes[range]) }
    }
}

/// One byte string for one list of values, so that what is hashed or authenticated can't be read in
/// two ways: integers are big-endian of fixed width, texts and byte strings carry their length in
/// four bytes before them.
package struct CanonicalBytes: Sendable {
    package private(set) var bytes: [UInt8] = []

    package init() {}

    package mutating func append(byte value: UInt8) {
        bytes.append(value)
    }

    package mutating func append<Integer: FixedWidthInteger>(_ value: Integer) {
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }

    /// As they are, without a length: for what has a fixed size.
    package mutating func append(raw value: some Sequence<UInt8>) {
        bytes.append(contentsOf: value)
    }

    /// Length in four bytes, then the bytes themselves.
    package mutating func append(sized value: some Collection<UInt8>) {
        append(UInt32(value.count))
        bytes.append(contentsOf: value)
    }

    /// Length of the UTF-8 in four bytes, then the UTF-8.
    package mutating func append(text value: String) {
        append(sized: value.utf8)
    }
}

/// Reads what `CanonicalBytes` wrote. Every function answers nil when the bytes run out or aren't
/// of that form, and never reads past the end.
package struct CanonicalReader: Sendable {
    private let bytes: ArraySlice<UInt8>
    private var position: Int

    package init(_ bytes: some Sequence<UInt8>) {
        self.bytes = ArraySlice(bytes)
        position = self.bytes.startIndex
    }

    /// Nothing is left.
    package var isAtEnd: Bool { position == bytes.endIndex }

    package mutating func byte() -> UInt8? {
        raw(1)?.first
    }

    package mutating func integer<Integer: FixedWidthInteger>(
        _ type: Integer.Type = Integer.self
    ) -> Integer? {
        guard let field = raw(Integer.bitWidth / 8) else { return nil }
        return field.reduce(0) { $0 << 8 | Integer(truncatingIfNeeded: $1) }
    }

    package mutating func raw(_ count: Int) -> ArraySlice<UInt8>? {
        guard count >= 0, count <= bytes.endIndex - position else { return nil }
        defer { position += count }
        return bytes[position..<position + count]
    }

    package mutating func sized() -> ArraySlice<UInt8>? {
        guard let count = integer(UInt32.self) else { return nil }
        return raw(Int(count))
    }

    /// Nil also when the bytes are no UTF-8.
    package mutating func text() -> String? {
        guard let field = sized() else { return nil }
        return String(validating: field, as: UTF8.self)
    }
}

/// Little-endian numbers one after the other.
struct ByteWriter {
    var bytes: [UInt8] = []

    mutating func byte(_ byte: UInt8) { bytes.append(byte) }

    mutating func number(_ number: Int64, size: Int) {
        for place in 0..<size { bytes.append(UInt8(truncatingIfNeeded: number >> (8 * place))) }
    }

    /// IEEE 754 binary64; nil is the quiet NaN without payload.
    mutating func double(_ value: Double?) {
        number(Int64(bitPattern: (value ?? .nan).bitPattern), size: 8)
    }
}

/// Reads what `ByteWriter` wrote; every read answers nil beyond the end.
struct ByteReader {
    private(set) var rest: ArraySlice<UInt8>

    init(_ bytes: ArraySlice<UInt8>) {
        rest = bytes
    }

    mutating func take(_ count: Int) -> ArraySlice<UInt8>? {
        guard count >= 0, count <= rest.count else { return nil }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    /// Unsigned, up to 8 bytes; nil also where the top bit of 8 is set.
    mutating func number(_ size: Int) -> Int64? {
        take(size).flatMap { Int64(exactly: Self.unsigned($0)) }
    }

    /// A number in `range`; nil for everything else, NaN included.
    mutating func double(in range: ClosedRange<Double>) -> Double? {
        guard let value = anyDouble(), range.contains(value) else { return nil }
        return value
    }

    /// Nil when there is no number in `range` nor a NaN, which stands for "none".
    mutating func optionalDouble(in range: ClosedRange<Double>) -> Double?? {
        guard let value = anyDouble() else { return nil }
        if value.isNaN { return .some(nil) }
        return range.contains(value) ? .some(value) : nil
    }

    private mutating func anyDouble() -> Double? {
        take(8).map { Double(bitPattern: Self.unsigned($0)) }
    }

    private static func unsigned(_ bytes: ArraySlice<UInt8>) -> UInt64 {
        bytes.reversed().reduce(0) { $0 << 8 | UInt64($1) }
    }
}

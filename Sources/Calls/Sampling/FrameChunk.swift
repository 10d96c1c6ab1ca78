/// Why a list of ids can't be a frame, or not be read back.
package enum FrameFault: Error, Equatable, Sendable, CustomStringConvertible {
    case negative
    case notAscending
    case damaged
    case outOfRange

    package var description: String {
        switch self {
        case .negative: "An id of a frame is negative."
        case .notAscending: "The ids of a frame don't rise from one to the next."
        case .damaged: "A piece of a frame can't be read as it was written."
        case .outOfRange: "A rank lies outside of its frame."
        }
    }
}

/// A run of a frame's ids in at most 64 KiB: the first id, then the distance of each from the one
/// before, all as unsigned LEB128 of the least length (docs/formats/sample.md).
package struct FrameChunk: Hashable, Sendable {
    package static let byteCountMax = 65_536

    package let first: Int64
    package let last: Int64
    package let count: Int
    package let bytes: [UInt8]

    package init(first: Int64, last: Int64, count: Int, bytes: [UInt8]) {
        self.first = first
        self.last = last
        self.count = count
        self.bytes = bytes
    }

    /// The ids, rising. Throws when the bytes aren't exactly what `FrameWriter` writes for as many
    /// ids from `first` to `last`.
    package func ids() throws(FrameFault) -> [Int64] {
        guard bytes.count <= Self.byteCountMax, count > 0, count <= bytes.count, first >= 0 else {
            throw .damaged
        }
        var ids: [Int64] = []
        ids.reserveCapacity(count)
        var position = 0
        var value: Int64 = 0
        while position < bytes.count {
            guard ids.count < count, let distance = number(at: &position) else { throw .damaged }
            let (sum, overflows) = value.addingReportingOverflow(distance)
            guard !overflows, distance > 0 || ids.isEmpty else { throw .damaged }
            value = sum
            ids.append(value)
        }
        guard ids.count == count, ids.first == first, ids.last == last else { throw .damaged }
        return ids
    }

    /// Nil when the bytes run out, the number exceeds 63 bits, or fewer bytes would have done.
    private func number(at position: inout Int) -> Int64? {
        var value: UInt64 = 0
        for shift in stride(from: 0, through: 56, by: 7) {
            guard position < bytes.count else { return nil }
            let byte = bytes[position]
            position += 1
            value |= UInt64(byte & 0x7F) << UInt64(shift)
            if byte & 0x80 == 0 {
                return byte == 0 && shift > 0 ? nil : Int64(value)
            }
        }
        return nil
    }
}

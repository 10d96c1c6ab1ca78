/// A value where the driver keeps it: good until the body that it was handed to returns, so it is
/// looked at and never kept. Text is UTF-8 as it is stored.
enum ValueInPlace {
    case null
    case integer(Int64)
    case real(Double)
    case text(UnsafeRawBufferPointer)
    case blob(UnsafeRawBufferPointer)
}

/// The values of one row, in the order of the answer's columns.
typealias ValuesInPlace = UnsafeBufferPointer<ValueInPlace>

extension SQLValue {
    /// A copy that outlives the row.
    init(_ value: ValueInPlace) {
        switch value {
        case .null: self = .null
        case .integer(let number): self = .integer(number)
        case .real(let number): self = .real(number)
        case .text(let bytes): self = .text(String(decoding: bytes, as: UTF8.self))
        case .blob(let bytes): self = .blob([UInt8](bytes))
        }
    }
}

extension UnsafeRawBufferPointer {
    /// What a driver's pointer and length say; some give no pointer for no bytes.
    init(_ start: UnsafeRawPointer?, bytes count: Int32) {
        self.init(start: start, count: start == nil ? 0 : Int(count))
    }
}

import CSodium
import Calls

/// A column's value as the database holds it.
package enum MACValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case text(String)
    case bytes([UInt8])
}

extension Vault {
    package static let rowMACBytes = 32

    /// Authenticates `columns`, in their fixed order, as a row of `table`: the first 32 bytes of
    /// HMAC-SHA-512 over the canonical encoding (docs/formats/sealed-field.md). The row's id has to
    /// be among the columns, or rows could be swapped.
    package func rowMAC(table: String, columns: [MACValue]) -> [UInt8] {
        var row = CanonicalBytes()
        row.append(text: table)
        row.append(UInt32(columns.count))
        for column in columns { row.append(column) }
        var tag = [UInt8](repeating: 0, count: HKDF.hashBytes)
        rowMACKey.withBytes { key in
            HMAC.compute(key: key, count: rowMACKey.byteCount, into: &tag) {
                $0.update(row.bytes, count: row.bytes.count)
            }
        }
        return Array(tag.prefix(Self.rowMACBytes))
    }

    /// Compares in constant time.
    package func isRowMAC(_ mac: [UInt8], of columns: [MACValue], table: String) -> Bool {
        isEqualInConstantTime(mac, rowMAC(table: table, columns: columns))
    }
}

extension CanonicalBytes {
    fileprivate mutating func append(_ value: MACValue) {
        switch value {
        case .null:
            append(byte: 0)
        case .integer(let integer):
            append(byte: 1)
            append(integer)
        case .text(let text):
            append(byte: 2)
            append(text: text)
        case .bytes(let bytes):
            append(byte: 3)
            append(sized: bytes)
        }
    }
}

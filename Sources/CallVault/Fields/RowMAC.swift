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
        Self.code(of: Self.canonical(table, columns), under: keys.rowMAC)
    }

    /// As `isRowMAC`, with the epoch under whose key it was made; nil when it isn't the row's.
    package func rowMACEpoch(
        _ mac: [UInt8], of columns: [MACValue], table: String
    ) -> Int? {
        let row = Self.canonical(table, columns)
        return rowMACKeys.first {
            isEqualInConstantTime(mac, Self.code(of: row, under: $0.key))
        }?.epoch
    }

    /// Whether the row was authenticated under the key of any epoch. Compares in constant time.
    package func isRowMAC(_ mac: [UInt8], of columns: [MACValue], table: String) -> Bool {
        rowMACEpoch(mac, of: columns, table: table) != nil
    }

    /// A keyed hash by which something is looked up. Unlike a row's code it stays the same when
    /// the master key changes.
    package func lookupHash(_ name: String, _ columns: [MACValue]) -> [UInt8] {
        Self.code(of: Self.canonical(name, columns), under: lookupKey)
    }

    private static func canonical(_ table: String, _ columns: [MACValue]) -> CanonicalBytes {
        var row = CanonicalBytes()
        row.append(text: table)
        row.append(UInt32(columns.count))
        for column in columns { row.append(column) }
        return row
    }

    private static func code(of row: CanonicalBytes, under secret: Secret) -> [UInt8] {
        var tag = [UInt8](repeating: 0, count: HKDF.hashBytes)
        secret.withBytes { key in
            HMAC.compute(key: key, count: secret.byteCount, into: &tag) {
                $0.update(row.bytes, count: row.bytes.count)
            }
        }
        return Array(tag.prefix(rowMACBytes))
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

import CSodium
import Calls

/// A SHA-256 value: of an entry, or of a node of the tree.
package struct LedgerHash: Hashable, Sendable, CustomStringConvertible {
    package static let byteCount = 32
    /// What stands where there is no earlier entry.
    package static let zero = LedgerHash(unchecked: [UInt8](repeating: 0, count: byteCount))

    package let bytes: [UInt8]

    /// Nil unless `bytes` are 32.
    package init?(_ bytes: some Sequence<UInt8>) {
        self.bytes = Array(bytes)
        guard self.bytes.count == Self.byteCount else { return nil }
    }

    private init(unchecked bytes: [UInt8]) {
        self.bytes = bytes
    }

    package var description: String { bytes.hexadecimal }

    /// SHA-256 of `bytes` as they are; the root of the empty tree is that of no bytes.
    package static func plain(_ bytes: [UInt8]) -> LedgerHash {
        let hash = [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, filled in
            crypto_hash_sha256(buffer.baseAddress!, bytes, UInt64(bytes.count))
            filled = byteCount
        }
        return LedgerHash(unchecked: hash)
    }

    /// Of a leaf: SHA-256(0x00 ‖ `bytes`), RFC 6962 section 2.1.
    package static func leaf(_ bytes: [UInt8]) -> LedgerHash {
        plain([0] + bytes)
    }

    /// Of a node over two others: SHA-256(0x01 ‖ `left` ‖ `right`), RFC 6962 section 2.1.
    package static func node(_ left: LedgerHash, _ right: LedgerHash) -> LedgerHash {
        plain([1] + left.bytes + right.bytes)
    }
}

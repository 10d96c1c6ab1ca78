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
        bytes.withUnsafeBytes { leaf($0) }
    }

    static func leaf(_ bytes: UnsafeRawBufferPointer) -> LedgerHash {
        hash(prefix: 0) { state in update(&state, bytes) }
    }

    /// Of a node over two others: SHA-256(0x01 ‖ `left` ‖ `right`), RFC 6962 section 2.1.
    package static func node(_ left: LedgerHash, _ right: LedgerHash) -> LedgerHash {
        hash(prefix: 1) { state in
            left.bytes.withUnsafeBytes { update(&state, $0) }
            right.bytes.withUnsafeBytes { update(&state, $0) }
        }
    }

    private static func hash(
        prefix: UInt8, _ body: (inout crypto_hash_sha256_state) -> Void
    ) -> LedgerHash {
        var state = crypto_hash_sha256_state()
        crypto_hash_sha256_init(&state)
        withUnsafeBytes(of: prefix) { update(&state, $0) }
        body(&state)
        let hash = [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, filled in
            crypto_hash_sha256_final(&state, buffer.baseAddress!)
            filled = byteCount
        }
        return LedgerHash(unchecked: hash)
    }

    private static func update(
        _ state: inout crypto_hash_sha256_state, _ bytes: UnsafeRawBufferPointer
    ) {
        crypto_hash_sha256_update(
            &state, bytes.bindMemory(to: UInt8.self).baseAddress, UInt64(bytes.count))
    }
}

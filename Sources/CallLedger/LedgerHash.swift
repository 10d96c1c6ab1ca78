import CSodium
import Calls

/// A SHA-256 value: of an entry, or of a node of the tree.
package struct LedgerHash: Hashable, Sendable, CustomStringConvertible {
    package static let byteCount = 32
    /// What stands where there is no earlier entry.
    package static let zero = LedgerHash()

    /// In place: there are several for each entry that is followed.
    private var words = SIMD4<UInt64>()

    package var bytes: [UInt8] { withBytes { [UInt8]($0) } }

    /// Nil unless `bytes` are 32.
    package init?(_ bytes: some Sequence<UInt8>) {
        var count = 0
        withUnsafeMutableBytes(of: &words) { buffer in
            for byte in bytes.prefix(Self.byteCount + 1) {
                if count < Self.byteCount { buffer[count] = byte }
                count += 1
            }
        }
        guard count == Self.byteCount else { return nil }
    }

    private init() {}

    package func withBytes<Value>(_ body: (UnsafeRawBufferPointer) -> Value) -> Value {
        withUnsafeBytes(of: words, body)
    }

    package func isEqual(to other: UnsafeRawBufferPointer) -> Bool {
        guard other.count == Self.byteCount, let start = other.baseAddress else { return false }
        return words == start.loadUnaligned(as: SIMD4<UInt64>.self)
    }

    package var description: String { bytes.hexadecimal }

    /// SHA-256 of `bytes` as they are; the root of the empty tree is that of no bytes.
    package static func plain(_ bytes: [UInt8]) -> LedgerHash {
        bytes.withUnsafeBytes { bytes in hash { state in update(&state, bytes) } }
    }

    /// Of a leaf: SHA-256(0x00 ‖ `bytes`), RFC 6962 section 2.1.
    package static func leaf(_ bytes: [UInt8]) -> LedgerHash {
        bytes.withUnsafeBytes { leaf($0) }
    }

    package static func leaf(_ bytes: UnsafeRawBufferPointer) -> LedgerHash {
        hash { state in
            withUnsafeBytes(of: UInt8(0)) { update(&state, $0) }
            update(&state, bytes)
        }
    }

    /// Of a node over two others: SHA-256(0x01 ‖ `left` ‖ `right`), RFC 6962 section 2.1.
    package static func node(_ left: LedgerHash, _ right: LedgerHash) -> LedgerHash {
        hash { state in
            withUnsafeBytes(of: UInt8(1)) { update(&state, $0) }
            left.withBytes { update(&state, $0) }
            right.withBytes { update(&state, $0) }
        }
    }

    private static func hash(_ body: (inout crypto_hash_sha256_state) -> Void) -> LedgerHash {
        var state = crypto_hash_sha256_state()
        crypto_hash_sha256_init(&state)
        body(&state)
        var hash = LedgerHash()
        withUnsafeMutableBytes(of: &hash.words) { buffer in
            let bytes = buffer.assumingMemoryBound(to: UInt8.self)
            _ = crypto_hash_sha256_final(&state, bytes.baseAddress!)
        }
        return hash
    }

    private static func update(
        _ state: inout crypto_hash_sha256_state, _ bytes: UnsafeRawBufferPointer
    ) {
        crypto_hash_sha256_update(
            &state, bytes.assumingMemoryBound(to: UInt8.self).baseAddress, UInt64(bytes.count))
    }
}

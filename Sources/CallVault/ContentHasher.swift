import CSodium
import Calls

/// BLAKE2b-256 of content that arrives in pieces; `b2sum -l 256` prints the same.
package final class ContentHasher {
    package static let byteCount = 32

    /// On the heap because the C state wants an alignment of 64 bytes.
    private let state: UnsafeMutableRawPointer

    package init() {
        precondition(Sodium.isReady)
        state = .allocate(byteCount: crypto_generichash_statebytes(), alignment: 64)
        crypto_generichash_init(OpaquePointer(state), nil, 0, Self.byteCount)
    }

    deinit {
        state.deallocate()
    }

    package func update(_ bytes: UnsafeRawBufferPointer) {
        guard let start = bytes.baseAddress else { return }
        crypto_generichash_update(
            OpaquePointer(state), start.assumingMemoryBound(to: UInt8.self), UInt64(bytes.count))
    }

    package func update(_ bytes: [UInt8]) {
        bytes.withUnsafeBytes { update($0) }
    }

    /// The hash of all that came; call it once, at the end.
    package func finish() -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: Self.byteCount) { buffer, filled in
            let status = crypto_generichash_final(
                OpaquePointer(state), buffer.baseAddress!, Self.byteCount)
            precondition(status == 0, "a hash is finished once")
            filled = Self.byteCount
        }
    }

    /// `finish()` as 64 hexadecimal digits.
    package func finishHexadecimal() -> String {
        finish().hexadecimal
    }
}

import CSodium

/// SHA-256 of what comes piece by piece.
package struct RunningSHA256: ~Copyable {
    private var state = crypto_hash_sha256_state()
    package private(set) var bytes: Int64 = 0

    package init() {
        crypto_hash_sha256_init(&state)
    }

    package mutating func update(_ piece: [UInt8]) {
        piece.withUnsafeBytes { update($0) }
    }

    package mutating func update(_ piece: UnsafeRawBufferPointer) {
        crypto_hash_sha256_update(
            &state, piece.assumingMemoryBound(to: UInt8.self).baseAddress, UInt64(piece.count))
        bytes += Int64(piece.count)
    }

    package mutating func finish() -> LedgerHash {
        var hash = [UInt8](repeating: 0, count: LedgerHash.byteCount)
        crypto_hash_sha256_final(&state, &hash)
        return LedgerHash(hash) ?? .zero
    }
}

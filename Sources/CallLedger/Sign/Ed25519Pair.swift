import CSodium

/// A key pair of RFC 8032, held where memory is locked and zeroed with the last copy.
package struct Ed25519Pair: Sendable {
    static let seedBytes = 32
    static let signatureBytes = 64

    private final class Secret: @unchecked Sendable {
        // Unchecked because the memory is written once, before anybody else has it.
        let bytes: UnsafeMutablePointer<UInt8>

        init?(seed: [UInt8], publicKey: inout [UInt8]) {
            guard sodium_init() >= 0, let memory = sodium_malloc(64) else { return nil }
            bytes = memory.assumingMemoryBound(to: UInt8.self)
            crypto_sign_seed_keypair(&publicKey, bytes, seed)
        }

        deinit { sodium_free(bytes) }
    }

    private let secret: Secret
    package let publicKey: [UInt8]

    /// Nil unless `seed` has 32 bytes and there is memory to lock.
    package init?(seed: some Collection<UInt8>) {
        var copy = Array(seed)
        defer { sodium_memzero(&copy, copy.count) }
        guard copy.count == Self.seedBytes else { return nil }
        var publicKey = [UInt8](repeating: 0, count: 32)
        guard let secret = Secret(seed: copy, publicKey: &publicKey) else { return nil }
        self.secret = secret
        self.publicKey = publicKey
    }

    func sign(_ message: [UInt8]) -> [UInt8] {
        var signature = [UInt8](repeating: 0, count: Self.signatureBytes)
        crypto_sign_detached(&signature, nil, message, UInt64(message.count), secret.bytes)
        return signature
    }

    static func verifies(_ signature: [UInt8], of message: [UInt8], key: [UInt8]) -> Bool {
        signature.count == signatureBytes && key.count == 32
            && crypto_sign_verify_detached(signature, message, UInt64(message.count), key) == 0
    }
}

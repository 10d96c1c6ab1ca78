import CSodium

/// XChaCha20-Poly1305 with a random nonce: nonce 24 ‖ ciphertext ‖ tag 16.
enum SealedBox {
    static let nonceBytes = Int(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES)
    static let tagBytes = Int(crypto_aead_xchacha20poly1305_ietf_ABYTES)
    static let keyBytes = Int(crypto_aead_xchacha20poly1305_ietf_KEYBYTES)
    static let overhead = nonceBytes + tagBytes

    static func seal(
        _ plain: UnsafeRawBufferPointer, under key: Secret, binding place: [UInt8]
    ) -> [UInt8] {
        precondition(key.byteCount == keyBytes)
        let nonce = randomBytes(nonceBytes)
        let body = [UInt8](unsafeUninitializedCapacity: plain.count + tagBytes) { buffer, filled in
            var length: UInt64 = 0
            key.withBytes { key in
                _ = crypto_aead_xchacha20poly1305_ietf_encrypt(
                    buffer.baseAddress!, &length,
                    plain.baseAddress?.assumingMemoryBound(to: UInt8.self), UInt64(plain.count),
                    place, UInt64(place.count), nil, nonce, key)
            }
            filled = Int(length)
        }
        return nonce + body
    }

    /// Opens into a new secret.
    static func openSecret(
        _ box: some Collection<UInt8>, under key: Secret, binding place: [UInt8]
    ) throws -> Secret {
        let box = Array(box)
        guard box.count > overhead else { throw VaultError.damaged }
        return try Secret(byteCount: box.count - overhead) { plain in
            guard open(box, into: plain.baseAddress!, under: key, binding: place) else {
                throw VaultError.damaged
            }
        }
    }

    static func open(
        _ box: some Collection<UInt8>, under key: Secret, binding place: [UInt8]
    ) throws -> [UInt8] {
        let box = Array(box)
        guard box.count >= overhead else { throw VaultError.damaged }
        let count = box.count - overhead
        return try [UInt8](unsafeUninitializedCapacity: max(count, 1)) { buffer, filled in
            guard open(box, into: buffer.baseAddress!, under: key, binding: place) else {
                throw VaultError.damaged
            }
            filled = count
        }
    }

    private static func open(
        _ box: [UInt8], into plain: UnsafeMutableRawPointer, under key: Secret,
        binding place: [UInt8]
    ) -> Bool {
        precondition(key.byteCount == keyBytes)
        return box.withUnsafeBufferPointer { box in
            key.withBytes { key in
                crypto_aead_xchacha20poly1305_ietf_decrypt(
                    plain.assumingMemoryBound(to: UInt8.self), nil, nil,
                    box.baseAddress! + nonceBytes, UInt64(box.count - nonceBytes),
                    place, UInt64(place.count), box.baseAddress!, key) == 0
            }
        }
    }
}

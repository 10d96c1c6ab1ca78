import CSodium

/// XChaCha20-Poly1305 with a random nonce: nonce 24 ‖ ciphertext ‖ tag 16. Every key has
/// 32 bytes.
enum SealedBox {
    static let nonceBytes = Int(crypto_aead_xchacha20poly1305_ietf_NPUBBYTES)
    static let tagBytes = Int(crypto_aead_xchacha20poly1305_ietf_ABYTES)
    static let keyBytes = Int(crypto_aead_xchacha20poly1305_ietf_KEYBYTES)
    static let overhead = nonceBytes + tagBytes

    static func seal(
        _ plain: UnsafeRawBufferPointer, under key: UnsafePointer<UInt8>, binding place: [UInt8]
    ) -> [UInt8] {
        let nonce = randomBytes(nonceBytes)
        let body = [UInt8](unsafeUninitializedCapacity: plain.count + tagBytes) { buffer, filled in
            crypto_aead_xchacha20poly1305_ietf_encrypt(
                buffer.baseAddress!, nil, plain.baseAddress?.assumingMemoryBound(to: UInt8.self),
                UInt64(plain.count), place, UInt64(place.count), nil, nonce, key)
            filled = plain.count + tagBytes
        }
        return nonce + body
    }

    static func open(
        _ box: some Collection<UInt8>, under key: UnsafePointer<UInt8>, binding place: [UInt8]
    ) throws -> [UInt8] {
        let box = Array(box)
        guard box.count >= overhead else { throw VaultError.damaged }
        let count = box.count - overhead
        return try [UInt8](unsafeUninitializedCapacity: max(count, 1)) { buffer, filled in
            guard isOpened(box, into: buffer.baseAddress!, under: key, binding: place) else {
                throw VaultError.damaged
            }
            filled = count
        }
    }

    /// A wrapped key: nonce 24 ‖ key 32 ‖ tag 16.
    static func wrap(
        _ secret: Secret, under key: UnsafePointer<UInt8>, binding place: [UInt8]
    ) -> [UInt8] {
        secret.withBytes {
            seal(
                UnsafeRawBufferPointer(start: $0, count: secret.byteCount), under: key,
                binding: place)
        }
    }

    /// Opens a wrapped key straight into protected memory.
    static func unwrap(
        _ wrapped: [UInt8], under key: UnsafePointer<UInt8>, binding place: [UInt8]
    ) throws -> Secret {
        guard wrapped.count == overhead + keyBytes else { throw VaultError.damaged }
        return try Secret(byteCount: keyBytes) { plain in
            guard isOpened(wrapped, into: plain.baseAddress!, under: key, binding: place) else {
                throw VaultError.damaged
            }
        }
    }

    /// Writes the content to `plain`, which has room for it.
    static func open(
        _ box: [UInt8], into plain: UnsafeMutableRawPointer, under key: UnsafePointer<UInt8>,
        binding place: [UInt8]
    ) throws {
        guard box.count >= overhead, isOpened(box, into: plain, under: key, binding: place)
        else { throw VaultError.damaged }
    }

    private static func isOpened(
        _ box: [UInt8], into plain: UnsafeMutableRawPointer, under key: UnsafePointer<UInt8>,
        binding place: [UInt8]
    ) -> Bool {
        box.withUnsafeBufferPointer { box in
            crypto_aead_xchacha20poly1305_ietf_decrypt(
                plain.assumingMemoryBound(to: UInt8.self), nil, nil,
                box.baseAddress! + nonceBytes, UInt64(box.count - nonceBytes),
                place, UInt64(place.count), box.baseAddress!, key) == 0
        }
    }
}

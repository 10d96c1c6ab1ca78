import CSodium
import Calls

/// Seals and opens the chunks of one sealed file. Key, base nonce and commitment come from the
/// recording's key, the file's salt and its context by HKDF-Expand-SHA-512.
struct ChunkCipher: Sendable {
    private static let keyBytes = Int(crypto_aead_chacha20poly1305_ietf_KEYBYTES)
    private static let nonceBytes = Int(crypto_aead_chacha20poly1305_ietf_NPUBBYTES)
    private static let formatVersion: UInt8 = 1

    /// key 32 ‖ base nonce 12 ‖ commitment 32
    private let derived: Secret

    init(key: RecordingKey, kind: SealedFileKind, salt: [UInt8]) throws {
        var info = CanonicalBytes()
        info.append(raw: "c2sp.org/chunked-encryption@v1+AEAD_CHACHA20_POLY1305".utf8)
        info.append(byte: 0)
        info.append(raw: salt)
        info.append(byte: Self.formatVersion)
        info.append(byte: kind.rawValue)
        info.append(key.owner.id)
        let count = Self.keyBytes + Self.nonceBytes + SealedFile.commitmentBytes
        derived = try Secret(byteCount: count) { output in
            key.secret.withBytes {
                HKDF.expand($0, count: key.secret.byteCount, info: info.bytes, into: output)
            }
        }
    }

    var commitment: [UInt8] {
        derived.withBytes {
            let start = $0 + Self.keyBytes + Self.nonceBytes
            return Array(UnsafeBufferPointer(start: start, count: SealedFile.commitmentBytes))
        }
    }

    /// Writes `content` and its tag to `output`, which has room for both.
    func seal(
        _ content: UnsafeRawBufferPointer, chunk: Int64, into output: UnsafeMutableRawPointer
    ) {
        withKeyAndNonce(of: chunk) { key, nonce in
            _ = crypto_aead_chacha20poly1305_ietf_encrypt(
                output.assumingMemoryBound(to: UInt8.self), nil,
                content.baseAddress?.assumingMemoryBound(to: UInt8.self), UInt64(content.count),
                nil, 0, nil, nonce, key)
        }
    }

    /// Writes the content of `sealed` to `output`; false when the chunk isn't genuine, and then
    /// nothing of it is left in `output`.
    func open(
        _ sealed: UnsafeRawBufferPointer, chunk: Int64, into output: UnsafeMutableRawPointer
    ) -> Bool {
        guard sealed.count >= SealedFile.tagBytes else { return false }
        return withKeyAndNonce(of: chunk) { key, nonce in
            crypto_aead_chacha20poly1305_ietf_decrypt(
                output.assumingMemoryBound(to: UInt8.self), nil, nil,
                sealed.baseAddress!.assumingMemoryBound(to: UInt8.self), UInt64(sealed.count),
                nil, 0, nonce, key) == 0
        }
    }

    /// The nonce is the base nonce with the chunk's number XORed in, big-endian.
    private func withKeyAndNonce<Result>(
        of chunk: Int64, _ body: (UnsafePointer<UInt8>, UnsafePointer<UInt8>) -> Result
    ) -> Result {
        precondition(chunk >= 0 && chunk < SealedFile.chunksMax)
        return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: Self.nonceBytes) { nonce in
            derived.withBytes { derived in
                for place in 0..<Self.nonceBytes {
                    let shift = (Self.nonceBytes - 1 - place) * 8
                    let counter = shift < 64 ? UInt8(truncatingIfNeeded: chunk >> shift) : 0
                    nonce[place] = derived[Self.keyBytes + place] ^ counter
                }
                return body(derived, UnsafePointer(nonce.baseAddress!))
            }
        }
    }
}

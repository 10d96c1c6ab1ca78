import CSodium
import Calls
import Foundation
import Testing

@testable import CallVault

/// Cases of Project Wycheproof, of which Tests/Vectors/wycheproof.json is an extract, for the
/// primitives in use; and the example of a C2SP format.
struct WycheproofTests {
    /// One case, its values by name.
    private struct Case {
        let id: Int
        private let values: [String: Any]

        init(_ fields: [String], _ values: [Any]) {
            self.values = Dictionary(uniqueKeysWithValues: zip(fields, values))
            id = self.values["tcId"] as? Int ?? 0
        }

        func bytes(_ name: String) -> [UInt8] {
            [UInt8](hexadecimal: values[name] as? String ?? "") ?? []
        }

        func number(_ name: String) -> Int { values[name] as? Int ?? 0 }
        var isValid: Bool { values["result"] as? String == "valid" }
    }

    private func cases(_ set: String) throws -> [Case] {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Vectors/wycheproof.json")
        let file = try JSONSerialization.jsonObject(with: Data(contentsOf: path))
        let sets = try #require((file as? [String: Any])?["sets"] as? [String: Any])
        let found = try #require(sets[set] as? [String: Any])
        let fields = try #require(found["fields"] as? [String])
        let tests = try #require(found["tests"] as? [[Any]])
        #expect(tests.count > 50)
        #expect(Sodium.isReady)
        return tests.map { Case(fields, $0) }
    }

    @Test func `XChaCha20-Poly1305 opens what is genuine and nothing else`() throws {
        for test in try cases("xchacha20_poly1305") {
            let box = test.bytes("iv") + test.bytes("ct") + test.bytes("tag")
            let opened = try? SealedBox.open(
                box, under: test.bytes("key"), binding: test.bytes("aad"))
            #expect(opened == (test.isValid ? test.bytes("msg") : nil), "case \(test.id)")
        }
    }

    @Test func `ChaCha20-Poly1305 seals and opens as it should`() throws {
        for test in try cases("chacha20_poly1305") {
            let (key, nonce, aad) = (test.bytes("key"), test.bytes("iv"), test.bytes("aad"))
            let message = test.bytes("msg")
            let sealed = test.bytes("ct") + test.bytes("tag")
            var opened = [UInt8](repeating: 0, count: max(1, message.count))
            let status = crypto_aead_chacha20poly1305_ietf_decrypt(
                &opened, nil, nil, sealed, UInt64(sealed.count), aad, UInt64(aad.count), nonce, key)
            #expect((status == 0) == test.isValid, "case \(test.id)")
            guard test.isValid else { continue }
            #expect(Array(opened.prefix(message.count)) == message, "case \(test.id)")
            var again = [UInt8](repeating: 0, count: sealed.count)
            crypto_aead_chacha20poly1305_ietf_encrypt(
                &again, nil, message, UInt64(message.count), aad, UInt64(aad.count), nil, nonce,
                key)
            #expect(again == sealed, "case \(test.id)")
        }
    }

    @Test func `HKDF with SHA-512 derives what it should`() throws {
        for test in try cases("hkdf_sha512") where test.isValid {
            let ikm = test.bytes("ikm")
            let secret = try ikm.withUnsafeBytes { try Secret(copying: $0) }
            var derived = [UInt8](repeating: 0, count: test.number("size"))
            derived.withUnsafeMutableBytes {
                HKDF.derive(
                    from: secret, salt: test.bytes("salt"), info: test.bytes("info"), into: $0)
            }
            #expect(derived == test.bytes("okm"), "case \(test.id)")
        }
    }

    @Test func `HMAC with SHA-512 is what it should be`() throws {
        for test in try cases("hmac_sha512") {
            let (key, message) = (test.bytes("key"), test.bytes("msg"))
            var tag = [UInt8](repeating: 0, count: HKDF.hashBytes)
            HMAC.compute(key: key, count: key.count, into: &tag) {
                $0.update(message, count: message.count)
            }
            let fits = Array(tag.prefix(test.number("tagBits") / 8)) == test.bytes("tag")
            #expect(fits == test.isValid, "case \(test.id)")
        }
    }

    @Test func `Ed25519 takes genuine signatures and no others`() throws {
        for test in try cases("ed25519") {
            #expect(
                isSignature(test.bytes("sig"), of: test.bytes("msg"), by: test.bytes("pk"))
                    == test.isValid, "case \(test.id)")
        }
    }

    /// The example of c2sp.org/signed-note; chunked-encryption has no published vectors.
    @Test func `the signed note of its specification verifies`() throws {
        let keyText = "AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
        let signatureText =
            "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72"
            + "IneyaQM="
        let key = try #require(Data(base64Encoded: keyText))
        let signature = try #require(Data(base64Encoded: signatureText))
        // One byte of algorithm before the key, four of key id before the signature.
        let (publicKey, bytes) = (Array(key.dropFirst()), Array(signature.dropFirst(4)))
        let note = Array("This is an example message.\n".utf8)
        #expect(isSignature(bytes, of: note, by: publicKey))
        #expect(!isSignature(bytes, of: note.dropLast(), by: publicKey))
    }

    private func isSignature(
        _ signature: some Collection<UInt8>, of message: some Collection<UInt8>, by key: [UInt8]
    ) -> Bool {
        let (signature, message) = (Array(signature), Array(message))
        guard signature.count == 64, key.count == 32 else { return false }
        return crypto_sign_ed25519_verify_detached(
            signature, message, UInt64(message.count), key) == 0
    }
}

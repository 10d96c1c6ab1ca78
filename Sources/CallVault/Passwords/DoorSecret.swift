import CSodium
import Foundation

/// What a browser or a program brings to be let in: 256 random bits as 43 characters of base64url.
/// Only hashes of it are kept.
package struct DoorSecret: Hashable, Sendable {
    package static let byteCount = 32
    package let bytes: [UInt8]

    package static func random() -> DoorSecret { DoorSecret(bytes: randomBytes(byteCount)) }

    private init(bytes: [UInt8]) {
        self.bytes = bytes
    }

    /// Nil for anything but what `text` gives.
    package init?(text: some StringProtocol) {
        let plain = String(text).replacing("-", with: "+").replacing("_", with: "/")
        guard text.utf8.count == 43, let data = Data(base64Encoded: plain + "="),
            data.count == Self.byteCount
        else { return nil }
        bytes = Array(data)
        guard self.text == text else { return nil }
    }

    package var text: String { base64URL(bytes) }

    /// SHA-256.
    package var hash: [UInt8] { sha256(bytes) }
}

/// A code that a person reads and types: 80 random bits as 16 digits and letters in groups of
/// four, none of which look alike (Crockford's base 32). Long enough that its plain hash gives
/// nothing away.
package struct TypedCode: Hashable, Sendable {
    private static let letters = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
    private static let count = 16
    private let plain: String

    package static func random() -> TypedCode {
        TypedCode(plain: String(randomBytes(count).map { letters[Int($0 & 31)] }))
    }

    private init(plain: String) {
        self.plain = plain
    }

    /// Reads what somebody typed: case, spaces and hyphens don't matter, and O, I and L are taken
    /// for the digits that they look like. Nil when it can't be a code.
    package init?(typed: String) {
        let plain = typed.prefix(64).uppercased().compactMap { letter -> Character? in
            switch letter {
            case " ", "-", "–": nil
            case "O": "0"
            case "I", "L": "1"
            default: letter
            }
        }
        guard plain.count == Self.count, plain.allSatisfy(Self.letters.contains) else { return nil }
        self.plain = String(plain)
    }

    /// `7K3M-9QX2-0VTB-HNE5`
    package var text: String {
        stride(from: 0, to: plain.count, by: 4).map { String(plain.dropFirst($0).prefix(4)) }
            .joined(separator: "-")
    }

    /// SHA-256 of what the code is for and the code: one is no good in the other's place.
    package func hash(for use: String) -> [UInt8] { sha256(Array("\(use)\0\(plain)".utf8)) }
}

func sha256(_ bytes: [UInt8]) -> [UInt8] {
    var hash = [UInt8](repeating: 0, count: Int(crypto_hash_sha256_BYTES))
    crypto_hash_sha256(&hash, bytes, UInt64(bytes.count))
    return hash
}

/// RFC 4648, section 5, without padding.
func base64URL(_ bytes: [UInt8]) -> String {
    Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
        .replacing("=", with: "")
}

extension Vault {
    /// Stands in the forms of whoever signed in with `secret`; another site can't know it.
    package func csrfToken(of secret: DoorSecret) -> String {
        base64URL(keyedHash(secret.bytes, under: keys.csrf))
    }

    /// Compares in constant time.
    package func isCSRFToken(_ text: String, of secret: DoorSecret) -> Bool {
        isEqualInConstantTime(Array(text.utf8), Array(csrfToken(of: secret).utf8))
    }

    private func keyedHash(_ bytes: [UInt8], under key: Secret) -> [UInt8] {
        var tag = [UInt8](repeating: 0, count: HKDF.hashBytes)
        key.withBytes { start in
            HMAC.compute(key: start, count: key.byteCount, into: &tag) {
                $0.update(bytes, count: bytes.count)
            }
        }
        return Array(tag.prefix(32))
    }
}

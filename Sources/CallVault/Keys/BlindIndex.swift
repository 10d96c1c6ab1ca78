import CSodium
package import Calls

/// The key under which phone numbers are looked up; one an installation, kept wrapped.
package struct BlindKey: Sendable {
    let secret: Secret
}

/// Finds a customer by exact phone number without storing the number.
///
/// Only 20 bits are kept. A full-length value would let whoever gets hold of key and table try
/// every number of a numbering plan in hours and name each customer; with 20 bits about one number
/// in a million shares a value, so each value stands for thousands of possible numbers. The few
/// customers that share one are told apart by opening their sealed numbers.
package enum BlindIndex {
    package static let bits = 20

    /// 0 ..< 2^20: the first 20 bits of keyed BLAKE2b-256 of the E.164 form with its `+`.
    package static func value(of number: PhoneNumber, key: BlindKey) -> Int64 {
        value(of: Array(number.e164.utf8), key: key)
    }

    /// The same for the number of an identity document in the form in which documents are compared.
    /// `document:` before it keeps it apart from telephone numbers.
    package static func value(ofDocument number: String, key: BlindKey) -> Int64 {
        value(of: Array("document:\(number)".utf8), key: key)
    }

    private static func value(of text: [UInt8], key: BlindKey) -> Int64 {
        precondition(Sodium.isReady)
        var hash = [UInt8](repeating: 0, count: 32)
        key.secret.withBytes {
            _ = crypto_generichash(
                &hash, hash.count, text, UInt64(text.count), $0, key.secret.byteCount)
        }
        return hash.prefix(3).reduce(Int64(0)) { $0 << 8 | Int64($1) } >> 4
    }
}

extension Vault {
    /// A fresh blind key in its wrapped form, 72 bytes, for a new installation to store.
    package func newBlindKey() throws -> [UInt8] {
        wrap(BlindKey(secret: try Secret.random(byteCount: SealedBox.keyBytes)))
    }

    func wrap(_ key: BlindKey) -> [UInt8] {
        keys.blindWrap.withBytes {
            SealedBox.wrap(key.secret, under: $0, binding: blindKeyPlace)
        }
    }

    package func openBlindKey(_ wrapped: [UInt8]) throws -> BlindKey {
        let secret = try keys.blindWrap.withBytes {
            try SealedBox.unwrap(wrapped, under: $0, binding: blindKeyPlace)
        }
        return BlindKey(secret: secret)
    }

    private var blindKeyPlace: [UInt8] {
        var place = CanonicalBytes()
        place.append(text: "blind-key")
        place.append(UInt16(epoch))
        return place.bytes
    }
}

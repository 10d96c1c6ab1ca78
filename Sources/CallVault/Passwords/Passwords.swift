import CSodium
import Foundation

/// What one evaluation of Argon2id takes. The numbers stand in each stored hash, so a change holds
/// for old ones as soon as their owner signs in.
package struct PasswordCost: Hashable, Sendable {
    package var memoryBytes: Int
    package var passes: Int

    package init(memoryBytes: Int, passes: Int) {
        self.memoryBytes = memoryBytes
        self.passes = passes
    }

    /// 64 MiB and two passes: some 80 ms on a core.
    package static let standard = PasswordCost(memoryBytes: 64 << 20, passes: 2)
}

/// Passwords as they are kept: Argon2id (RFC 9106) in the text form `$argon2id$…`, over the UTF-8
/// of the password in NFKC, so that it doesn't matter which keyboard wrote an accent. All of it
/// blocks.
package enum Passwords {
    /// Throws `VaultError.noLockedMemory` when there isn't enough memory.
    package static func hash(_ password: String, cost: PasswordCost) throws -> String {
        guard Sodium.isReady else { throw VaultError.noLockedMemory }
        let bytes = normalised(password)
        var text = [CChar](repeating: 0, count: Int(crypto_pwhash_strbytes()))
        let outcome = bytes.withUnsafeBufferPointer { bytes in
            bytes.withMemoryRebound(to: CChar.self) {
                crypto_pwhash_str_alg(
                    &text, $0.baseAddress!, UInt64($0.count - 1), UInt64(cost.passes),
                    cost.memoryBytes, crypto_pwhash_alg_argon2id13())
            }
        }
        guard outcome == 0 else { throw VaultError.noLockedMemory }
        return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// Takes as long as the cost in `hash` says; false for what is no hash.
    package static func verify(_ password: String, _ hash: String) -> Bool {
        guard Sodium.isReady, hash.utf8.count < Int(crypto_pwhash_strbytes()) else { return false }
        let bytes = normalised(password)
        return bytes.withUnsafeBufferPointer { bytes in
            bytes.withMemoryRebound(to: CChar.self) { bytes in
                hash.withCString {
                    crypto_pwhash_str_verify(
                        $0, bytes.baseAddress!, UInt64(bytes.count - 1)) == 0
                }
            }
        }
    }

    /// Whether `hash` was made at another cost.
    package static func needsRehash(_ hash: String, cost: PasswordCost) -> Bool {
        hash.utf8.count >= Int(crypto_pwhash_strbytes())
            || crypto_pwhash_str_needs_rehash(hash, UInt64(cost.passes), cost.memoryBytes) != 0
    }

    /// With a nought behind it, so that there is memory for an empty one too.
    private static func normalised(_ password: String) -> [UInt8] {
        Array(password.precomposedStringWithCompatibilityMapping.utf8) + [0]
    }
}

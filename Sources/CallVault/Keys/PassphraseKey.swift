import CSodium
import Calls

/// The small file of a master key that is made of a passphrase: text that isn't secret by itself.
///
/// The key is Argon2id (RFC 9106) of the passphrase's UTF-8 bytes; the last line tells a wrong
/// passphrase at once.
struct PassphraseKey: Sendable {
    static let title = "callaudit passphrase key 1"
    /// Longer files are no key files.
    static let bytesMax = 1024
    static let charactersMin = 16
    /// As libsodium's `crypto_pwhash` counts: passes, and bytes of memory.
    static let passes: UInt64 = 3
    static let memoryBytes = 256 << 20

    let salt: [UInt8]
    let id: KeyID

    /// A file for `passphrase`, with a salt of its own.
    static func new(passphrase: [UInt8]) throws -> PassphraseKey {
        let text = String(validating: passphrase, as: UTF8.self)
        guard let text, text.count >= charactersMin else {
            throw VaultError.passphraseWeak(charactersMin: charactersMin)
        }
        let salt = randomBytes(Int(crypto_pwhash_SALTBYTES))
        return PassphraseKey(salt: salt, id: try key(of: passphrase, salt: salt).id)
    }

    /// Nil when `bytes` aren't such a file.
    init?(_ bytes: [UInt8]) {
        guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        guard lines.count == 5, lines[0] == Self.title, lines[4].isEmpty,
            lines[1] == Self.costLine, lines[2].hasPrefix("salt "), lines[3].hasPrefix("key "),
            let salt = [UInt8](hexadecimal: String(lines[2].dropFirst(5))),
            salt.count == Int(crypto_pwhash_SALTBYTES),
            let id = KeyID(text: String(lines[3].dropFirst(4)))
        else { return nil }
        self.init(salt: salt, id: id)
    }

    init(salt: [UInt8], id: KeyID) {
        self.salt = salt
        self.id = id
    }

    var text: String {
        """
        \(Self.title)
        \(Self.costLine)
        salt \(salt.hexadecimal)
        key \(id)

        """
    }

    /// The master key, or nil when the passphrase is another one. Takes about half a second.
    func masterKey(of passphrase: [UInt8]) throws -> MasterKey? {
        let key = try Self.key(of: passphrase, salt: salt)
        return try key.id == id ? key : nil
    }

    static func key(of passphrase: [UInt8], salt: [UInt8]) throws -> MasterKey {
        MasterKey(
            secret: try Secret(byteCount: MasterKey.byteCount) { buffer in
                let status = passphrase.withUnsafeBytes { words in
                    crypto_pwhash(
                        buffer.baseAddress!.assumingMemoryBound(to: UInt8.self),
                        UInt64(MasterKey.byteCount),
                        words.assumingMemoryBound(to: CChar.self).baseAddress!,
                        UInt64(words.count), salt, passes, memoryBytes,
                        crypto_pwhash_ALG_ARGON2ID13)
                }
                guard status == 0 else { throw VaultError.noLockedMemory }
            }, source: .passphrase)
    }

    private static let costLine = "argon2id \(memoryBytes) \(passes)"
}

extension MasterKey {
    /// Makes a key of `passphrase` and writes its file to `path`; refuses when anything is there.
    package static func create(at path: String, passphrase: [UInt8]) throws {
        let file = try PassphraseKey.new(passphrase: passphrase)
        try write(Array(file.text.utf8), to: path)
    }
}

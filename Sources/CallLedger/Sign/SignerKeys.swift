import CSodium
import Foundation

/// The signer's two keys, made once and kept as 64 bytes in a file of the signer's own: the seed of
/// the key that signs checkpoints, then that of the key that signs exports.
package struct SignerKeys: Sendable {
    static let byteCount = 64

    package let note: Ed25519Pair
    package let minisign: MinisignKey

    private init?(_ bytes: [UInt8]) {
        guard bytes.count == Self.byteCount, let note = Ed25519Pair(seed: bytes.prefix(32)),
            let other = Ed25519Pair(seed: bytes.dropFirst(32))
        else { return nil }
        self.note = note
        minisign = MinisignKey(other)
    }

    /// Writes new keys to `path`, mode 0400, durably; never over anything.
    package static func create(at path: String) throws(SignerKeyFault) -> SignerKeys {
        var bytes = [UInt8](repeating: 0, count: byteCount)
        defer { sodium_memzero(&bytes, bytes.count) }
        guard sodium_init() >= 0 else { throw .unwritable(path, "libsodium doesn't start") }
        randombytes_buf(&bytes, bytes.count)
        let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o400)
        guard file >= 0 else {
            if errno == EEXIST { throw .exists(path) }
            throw .unwritable(path, String(cString: strerror(errno)))
        }
        defer { close(file) }
        guard write(file, bytes, bytes.count) == bytes.count, fsync(file) == 0 else {
            let reason = String(cString: strerror(errno))
            unlink(path)
            throw .unwritable(path, reason)
        }
        guard let keys = SignerKeys(bytes) else { throw .noKeys(path) }
        return keys
    }

    /// Reads the keys at `path`. A file that others may read is refused, unless systemd handed it
    /// over and guards it itself.
    package static func load(
        path: String, isCredential: Bool
    ) throws(SignerKeyFault) -> SignerKeys {
        let file = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard file >= 0 else { throw .unreadable(path, String(cString: strerror(errno))) }
        defer { close(file) }
        var facts = stat()
        guard fstat(file, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG,
            facts.st_size == byteCount
        else { throw .noKeys(path) }
        guard isCredential || facts.st_mode & 0o077 == 0 else { throw .openToOthers(path) }
        var bytes = [UInt8](repeating: 0, count: byteCount)
        defer { sodium_memzero(&bytes, bytes.count) }
        guard read(file, &bytes, byteCount) == byteCount, let keys = SignerKeys(bytes) else {
            throw .noKeys(path)
        }
        return keys
    }
}

package enum SignerKeyFault: Error, Equatable, Sendable, CustomStringConvertible {
    case exists(String)
    case unwritable(String, String)
    case unreadable(String, String)
    case openToOthers(String)
    case noKeys(String)

    package var description: String {
        switch self {
        case .exists(let path):
            "\(path) is there already, and keys are never overwritten. Choose another place."
        case .unwritable(let path, let reason):
            "The signer's keys can't be written to \(path): \(reason)."
        case .unreadable(let path, let reason):
            "The signer's keys at \(path) can't be read: \(reason). Make them with "
                + "`callaudit signer init`."
        case .openToOthers(let path):
            "Others may read \(path). Take that right away with chmod 0400."
        case .noKeys(let path):
            "\(path) doesn't hold a signer's keys. Make them with `callaudit signer init`."
        }
    }
}

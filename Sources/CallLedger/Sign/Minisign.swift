import CSodium
import Calls
import Foundation

/// Signatures as minisign writes and checks them, prehashed (`ED`): of BLAKE2b-512 of the file.
package struct MinisignKey: Sendable {
    private let pair: Ed25519Pair

    package init(_ pair: Ed25519Pair) {
        self.pair = pair
    }

    package var publicKey: MinisignPublicKey { MinisignPublicKey(key: pair.publicKey) }

    /// The text of a `.minisig` file. `trusted` is one line and signed too.
    package func signature(of content: [UInt8], trusted: String) -> String {
        let signature = pair.sign(Self.blake2b512(content))
        let over = pair.sign(signature + Array(trusted.utf8))
        let head = Array("ED".utf8) + publicKey.id + signature
        return """
            untrusted comment: signature of callaudit's signer
            \(Data(head).base64EncodedString())
            trusted comment: \(trusted)
            \(Data(over).base64EncodedString())

            """
    }

    fileprivate static func blake2b512(_ content: [UInt8]) -> [UInt8] {
        var hash = [UInt8](repeating: 0, count: 64)
        crypto_generichash(&hash, 64, content, UInt64(content.count), nil, 0)
        return hash
    }
}

package struct MinisignPublicKey: Hashable, Sendable {
    package let key: [UInt8]

    package init(key: [UInt8]) {
        self.key = key
    }

    /// Reads the text of a `.pub` file, or its second line alone.
    package init?(_ text: String) {
        let lines = text.split(separator: "\n")
        guard let line = lines.last, let bytes = Data(base64Encoded: String(line)),
            bytes.count == 42, Array(bytes.prefix(2)) == Array("Ed".utf8)
        else { return nil }
        key = Array(bytes.dropFirst(10))
        guard Array(bytes.dropFirst(2).prefix(8)) == id else { return nil }
    }

    /// Eight bytes that name the key: the first of its SHA-256.
    package var id: [UInt8] { Array(LedgerHash.plain(key).bytes.prefix(8)) }

    package var line: String { Data(Array("Ed".utf8) + id + key).base64EncodedString() }

    /// The text of a `.pub` file.
    package var text: String {
        "untrusted comment: minisign public key \(id.reversed().hexadecimal.uppercased())\n"
            + "\(line)\n"
    }

    /// The trusted comment when `signature`, the text of a `.minisig` file, is this key's of
    /// `content`; nil otherwise.
    package func trustedComment(in signature: String, of content: [UInt8]) -> String? {
        let lines = signature.split(separator: "\n")
        let mark = "trusted comment: "
        guard lines.count == 4, lines[2].hasPrefix(mark),
            let head = Data(base64Encoded: String(lines[1])), head.count == 74,
            Array(head.prefix(10)) == Array("ED".utf8) + id,
            let over = Data(base64Encoded: String(lines[3]))
        else { return nil }
        let bytes = Array(head.dropFirst(10))
        let trusted = String(lines[2].dropFirst(mark.count))
        guard
            Ed25519Pair.verifies(bytes, of: MinisignKey.blake2b512(content), key: key),
            Ed25519Pair.verifies(Array(over), of: bytes + Array(trusted.utf8), key: key)
        else { return nil }
        return trusted
    }
}

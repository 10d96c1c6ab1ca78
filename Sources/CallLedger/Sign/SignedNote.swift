import CSodium
import Calls
import Foundation

/// A text signed with Ed25519 in the form of C2SP signed-note, to the byte as in
/// docs/formats/checkpoint.md.
package struct SignedNote: Hashable, Sendable {
    package struct Signature: Hashable, Sendable {
        package var name: String
        /// First four bytes of what names a key.
        package var keyID: [UInt8]
        package var bytes: [UInt8]
    }

    static let bytesMax = 65_536
    private static let signaturesMax = 16
    /// An em dash and a space begin a signature.
    private static let mark = "\u{2014} "

    /// Ends with a line feed.
    package let text: String
    package let signatures: [Signature]

    package init(text: String, signedBy key: NoteKey) {
        self.text = text
        signatures = [
            Signature(
                name: key.verifier.name, keyID: key.verifier.keyID,
                bytes: key.pair.sign(Array(text.utf8)))
        ]
    }

    /// Nil for anything that isn't of the form. Signatures aren't checked by this.
    package init?(_ note: String) {
        guard note.utf8.count <= Self.bytesMax, note.hasSuffix("\n"),
            !note.unicodeScalars.contains(where: { $0.value < 32 && $0 != "\n" }),
            let gap = note.range(of: "\n\n", options: .backwards)
        else { return nil }
        text = String(note[..<note.index(after: gap.lowerBound)])
        let lines = note[gap.upperBound...].dropLast().split(
            separator: "\n", omittingEmptySubsequences: false)
        guard !lines.isEmpty, lines.count <= Self.signaturesMax else { return nil }
        var signatures: [Signature] = []
        for line in lines {
            guard let signature = Self.signature(line) else { return nil }
            signatures.append(signature)
        }
        self.signatures = signatures
    }

    private static func signature(_ line: Substring) -> Signature? {
        guard line.hasPrefix(mark) else { return nil }
        let parts = line.dropFirst(mark.count).split(
            separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[0].contains("+"),
            let bytes = Data(base64Encoded: String(parts[1])), bytes.count > 4
        else { return nil }
        return Signature(
            name: String(parts[0]), keyID: Array(bytes.prefix(4)), bytes: Array(bytes.dropFirst(4)))
    }

    package var description: String {
        text + "\n"
            + signatures.map { signature in
                let bytes = Data(signature.keyID + signature.bytes).base64EncodedString()
                return "\(Self.mark)\(signature.name) \(bytes)\n"
            }.joined()
    }

    /// Whether one of the signatures is `key`'s and holds; those of other keys are passed over.
    package func isSigned(by key: NoteVerifier) -> Bool {
        signatures.contains {
            $0.name == key.name && $0.keyID == key.keyID
                && Ed25519Pair.verifies($0.bytes, of: Array(text.utf8), key: key.publicKey)
        }
    }
}

/// A public key with its name, as a line of text: `name+4 bytes in hexadecimal+base64`.
package struct NoteVerifier: Hashable, Sendable {
    /// Ed25519 in C2SP signed-note.
    private static let algorithm: UInt8 = 1

    package let name: String
    package let publicKey: [UInt8]

    package init(name: String, publicKey: [UInt8]) {
        self.name = name
        self.publicKey = publicKey
    }

    /// Nil unless the id is that of the key.
    package init?(_ text: String) {
        let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, Self.isName(parts[0]),
            let key = Data(base64Encoded: String(parts[2])), key.count == 33,
            key.first == Self.algorithm
        else { return nil }
        self.init(name: String(parts[0]), publicKey: Array(key.dropFirst()))
        guard keyID.hexadecimal == parts[1] else { return nil }
    }

    package static func isName(_ text: some StringProtocol) -> Bool {
        !text.isEmpty && text.utf8.count <= 200
            && text.unicodeScalars.allSatisfy {
                $0.isASCII && $0.value > 32 && $0.value != 127 && $0 != "+"
            }
    }

    /// SHA-256(name ‖ LF ‖ 01 ‖ public key), the first four bytes.
    package var keyID: [UInt8] {
        let named = Array(name.utf8) + [10, Self.algorithm] + publicKey
        return Array(LedgerHash.plain(named).bytes.prefix(4))
    }

    package var description: String {
        "\(name)+\(keyID.hexadecimal)+"
            + Data([Self.algorithm] + publicKey).base64EncodedString()
    }
}

/// A key that signs notes under a name.
package struct NoteKey: Sendable {
    let pair: Ed25519Pair
    package let verifier: NoteVerifier

    package init(_ pair: Ed25519Pair, name: String) {
        self.pair = pair
        verifier = NoteVerifier(name: name, publicKey: pair.publicKey)
    }
}

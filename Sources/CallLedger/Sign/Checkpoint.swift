import Calls
import Foundation

/// What a signer says of a ledger: under this name it had this many entries and this root. C2SP
/// tlog-checkpoint without extension lines (docs/formats/checkpoint.md).
package struct Checkpoint: Hashable, Sendable {
    /// The installation's name, such as `callaudit/6f1c…`.
    package var origin: String
    package var size: Int64
    package var root: LedgerHash

    package init(origin: String, size: Int64, root: LedgerHash) {
        self.origin = origin
        self.size = size
        self.root = root
    }

    /// Nil unless `text` is of the form, to the byte.
    package init?(_ text: String) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.count == 4, lines[3].isEmpty, NoteVerifier.isName(lines[0]),
            let size = Int64(lines[1]), size >= 0, String(size) == lines[1],
            let bytes = Data(base64Encoded: String(lines[2])), let root = LedgerHash(bytes)
        else { return nil }
        self.init(origin: String(lines[0]), size: size, root: root)
        guard self.text == text else { return nil }
    }

    package var text: String { "\(origin)\n\(size)\n\(Data(root.bytes).base64EncodedString())\n" }

    /// What an installation's checkpoints are called.
    package static func origin(installation: String) -> String { "callaudit/\(installation)" }
}

/// A checkpoint with its signatures.
package struct SignedCheckpoint: Hashable, Sendable {
    package let checkpoint: Checkpoint
    package let note: SignedNote

    package init(_ checkpoint: Checkpoint, signedBy key: NoteKey) {
        self.checkpoint = checkpoint
        note = SignedNote(text: checkpoint.text, signedBy: key)
    }

    package init?(_ text: String) {
        guard let note = SignedNote(text), let checkpoint = Checkpoint(note.text) else {
            return nil
        }
        self.note = note
        self.checkpoint = checkpoint
    }

    package var description: String { note.description }

    /// The checkpoint with the most entries among those that stand one after another in `text`, as
    /// an anchor's file holds them; nil when there is none. What isn't one is passed over.
    package static func latest(in text: String) -> SignedCheckpoint? {
        var found: SignedCheckpoint?
        let blocks = text.components(separatedBy: "\n\n")
        for (index, body) in blocks.enumerated().dropLast() {
            // A checkpoint's three lines end the block before; its signatures begin the one behind.
            let lines = body.split(separator: "\n").suffix(3).joined(separator: "\n")
            let signatures = blocks[index + 1].split(separator: "\n")
                .prefix { $0.hasPrefix("\u{2014}") }.joined(separator: "\n")
            guard let one = SignedCheckpoint("\(lines)\n\n\(signatures)\n") else { continue }
            if one.checkpoint.size >= found?.checkpoint.size ?? 0 { found = one }
        }
        return found
    }
}

/// An inclusion proof in the form of C2SP tlog-proof.
package struct InclusionProof: Sendable {
    package var index: Int64
    package var hashes: [LedgerHash]
    package var checkpoint: SignedCheckpoint

    package init(index: Int64, hashes: [LedgerHash], checkpoint: SignedCheckpoint) {
        self.index = index
        self.hashes = hashes
        self.checkpoint = checkpoint
    }

    package func proves(_ leaf: LedgerHash) -> Bool {
        LedgerProof.provesInclusion(
            hashes, of: leaf, at: index, size: checkpoint.checkpoint.size,
            root: checkpoint.checkpoint.root)
    }

    package var text: String {
        let lines =
            ["c2sp.org/tlog-proof@v1", "index \(index)"]
            + hashes.map { Data($0.bytes).base64EncodedString() }
        return lines.joined(separator: "\n") + "\n\n" + checkpoint.description
    }
}

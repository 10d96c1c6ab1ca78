import Calls

/// What the daemon asks to be signed: the sums of an export's files. Checked against what the
/// signer knows itself.
package struct ExportClaim: Sendable {
    package var sums: String
    package var trustedComment: String

    package init(sums: String, trustedComment: String) {
        self.sums = sums
        self.trustedComment = trustedComment
    }

    /// What a signer knows itself of the export that it is to sign.
    package struct Known: Sendable {
        package var checkpoint: SignedCheckpoint
        package var entries: Range<Int64>
        /// Hash of the entries of the signer's own copy, as frames and as lines to be read.
        package var framed: LedgerHash
        package var readable: LedgerHash
        /// Its public keys, as their files have them.
        package var noteKey: String
        package var minisignKey: String

        package init(
            checkpoint: SignedCheckpoint, entries: Range<Int64>, framed: LedgerHash,
            readable: LedgerHash, keys: (note: String, minisign: String)
        ) {
            self.checkpoint = checkpoint
            self.entries = entries
            self.framed = framed
            self.readable = readable
            (noteKey, minisignKey) = keys
        }
    }

    /// Whether each file that a verifier relies on has the sum that it must have, once.
    package func agrees(with known: Known) -> Bool {
        let files = [
            "checkpoint": LedgerHash.plain(Array(known.checkpoint.description.utf8)),
            "signer.vkey": .plain(Array(known.noteKey.utf8)),
            "minisign.pub": .plain(Array(known.minisignKey.utf8)),
            "entries.bin": known.framed, "entries.jsonl": known.readable,
        ]
        let lines = sums.split(separator: "\n")
        let size = known.checkpoint.checkpoint.size
        let entries = known.entries
        return files.allSatisfy { name, hash in
            lines.filter { $0.hasSuffix("  " + name) } == ["\(hash)  \(name)"]
        } && entries.upperBound <= size
            && trustedComment
                == "callaudit ledger entries \(entries.lowerBound) to "
                + "\(entries.upperBound - 1), checkpoint of \(size)"
    }
}

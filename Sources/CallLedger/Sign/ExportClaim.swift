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

    /// Whether the sums name `checkpoint`, and `entries`, the framed bytes of the signer's own
    /// copy, as the entries.
    package func names(
        checkpoint: SignedCheckpoint, entries: Range<Int64>, entriesHash: LedgerHash
    ) -> Bool {
        let lines = sums.split(separator: "\n")
        let note = LedgerHash.plain(Array(checkpoint.description.utf8))
        let size = checkpoint.checkpoint.size
        return lines.filter { $0.hasSuffix("  checkpoint") } == ["\(note)  checkpoint"]
            && lines.filter { $0.hasSuffix("  entries.bin") } == ["\(entriesHash)  entries.bin"]
            && entries.upperBound <= size
            && trustedComment
                == "callaudit ledger entries \(entries.lowerBound) to "
                + "\(entries.upperBound - 1), checkpoint of \(size)"
    }
}

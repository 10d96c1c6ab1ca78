/// Where a chain is broken, and so which entry is the first that was altered.
package enum LedgerBreak {
    /// Of the entries `sequence - 1` and `sequence`, the second of which doesn't follow the first:
    /// the first, when `next`, the entry behind them, says that the second is as it was.
    package static func firstAltered(
        at sequence: Int64, entry: UnsafeRawBufferPointer, next: UnsafeRawBufferPointer
    ) -> Int64 {
        guard sequence > 0, let skim = LedgerSkim(entry), skim.sequence == sequence,
            let after = LedgerSkim(next), after.sequence == sequence + 1,
            LedgerHash.leaf(entry).isEqual(
                to: UnsafeRawBufferPointer(rebasing: next[after.previous]))
        else { return sequence }
        return sequence - 1
    }

    /// As above, of whole entries; `before` is the one before them, and when `entry` follows it the
    /// chain isn't what is broken.
    package static func firstAltered(
        at sequence: Int64, before: [UInt8], entry: [UInt8], next: [UInt8]
    ) -> Int64 {
        let previous = LedgerHash.leaf(before)
        return entry.withUnsafeBytes { entry in
            guard let skim = LedgerSkim(entry),
                !previous.isEqual(to: UnsafeRawBufferPointer(rebasing: entry[skim.previous]))
            else { return sequence }
            return next.withUnsafeBytes { firstAltered(at: sequence, entry: entry, next: $0) }
        }
    }
}

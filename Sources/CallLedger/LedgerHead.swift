import Calls

/// Where the ledger ends, and so all that is needed to append to it or to check what follows.
/// A value: keep the old one until the transaction that stores the new entries has committed.
package struct LedgerHead: Hashable, Sendable {
    package private(set) var frontier = LedgerFrontier()
    /// `hash` of the last entry; `LedgerHash.zero` before the first.
    package private(set) var last = LedgerHash.zero

    package init() {}

    /// How many entries; also the sequence number of the next one.
    package var size: Int64 { frontier.size }
    package var root: LedgerHash { frontier.root }

    /// The entry that records `content` next.
    package mutating func append(
        _ content: LedgerEntry.Content
    ) throws(LedgerError) -> LedgerEntry {
        let entry = try LedgerEntry(sequence: size, previous: last, content: content)
        advance(past: entry)
        return entry
    }

    /// Checks that `stored` is an entry that follows this head, and moves past it. Whoever walks a
    /// whole ledger so from an empty head, and ends at a trusted one, has verified every byte.
    package mutating func follow(_ stored: [UInt8]) throws(LedgerError) -> LedgerEntry {
        let entry = try LedgerEntry(decoding: stored)
        guard entry.sequence == size, entry.previous == last else {
            throw .brokenChain(sequence: size)
        }
        advance(past: entry)
        return entry
    }

    /// As `follow`, without making an entry of it: what checks whole ledgers.
    package mutating func pass(
        _ stored: UnsafeRawBufferPointer
    ) throws(LedgerError) -> LedgerSkim {
        guard let skim = LedgerSkim(stored) else { throw .unreadable }
        guard skim.sequence == size,
            last.isEqual(to: UnsafeRawBufferPointer(rebasing: stored[skim.previous]))
        else { throw .brokenChain(sequence: size) }
        let hash = LedgerHash.leaf(stored)
        frontier.append(hash)
        last = hash
        return skim
    }

    package mutating func pass(_ stored: [UInt8]) throws(LedgerError) {
        var failure: LedgerError?
        stored.withUnsafeBytes { bytes in
            do throws(LedgerError) { _ = try pass(bytes) } catch { failure = error }
        }
        if let failure { throw failure }
    }

    /// hash of the last entry 32 ‖ the frontier
    package var encoded: [UInt8] { last.bytes + frontier.encoded }

    package init(decoding bytes: [UInt8]) throws(LedgerError) {
        guard let last = LedgerHash(bytes.prefix(LedgerHash.byteCount)) else { throw .unreadable }
        self.last = last
        frontier = try LedgerFrontier(decoding: bytes.dropFirst(LedgerHash.byteCount))
    }

    private mutating func advance(past entry: LedgerEntry) {
        frontier.append(entry.hash)
        last = entry.hash
    }
}

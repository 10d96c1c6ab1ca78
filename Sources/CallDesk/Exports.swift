import CallLedger

/// As what a list goes out. The raw value stands in addresses and in the ledger.
package enum ExportForm: String, CaseIterable, Sendable { case csv, jsonl }

/// How far an export is.
actor ExportWalk {
    private var left: Int
    private var cursor: String?
    private var hasEnded = false

    init(left: Int) {
        self.left = left
    }

    /// Where the next page begins and how long it may be; nil at the end.
    func next() -> (cursor: String?, limit: Int)? {
        hasEnded || left <= 0 ? nil : (cursor, min(left, CallDesk.pageMax))
    }

    func came(_ count: Int, next: String?) {
        left -= count
        cursor = next
        hasEnded = next == nil
    }
}

/// SHA-256 of what goes out in pieces.
package final class ExportDigest {
    private var hash = RunningSHA256()

    package init() {}

    package func update(_ text: String) { hash.update(Array(text.utf8)) }

    /// Call it once, at the end.
    package func finish() -> [UInt8] { hash.finish().bytes }
}

/// Files that other nodes see to, as far as there is room to remember them: should one of them
/// stay for too long, somebody else may take it. What there is no room for is remembered by a later
/// scan, once some of these are gone.
struct OthersFiles {
    static let max = 4_096

    private struct Entry {
        let path: RelativePath
        var key: FileKey
        /// Since when it has been seen unchanged, by the monotonic clock.
        var since: Int64
        /// From when on it has stayed for too long.
        var overdue: Int64
        var scan: Int
        /// Counts up: the last file seen has the highest.
        let order: Int
    }

    private var entries: [UInt64: Entry] = [:]
    private var lastOrder = 0

    var isEmpty: Bool { entries.isEmpty }

    /// Scan number `scan` saw the file with `hash`, which is left alone for `hold` nanoseconds.
    mutating func see(
        _ hash: UInt64, _ path: @autoclosure () -> RelativePath?, _ key: FileKey, at now: Int64,
        hold: Int64, scan: Int
    ) {
        if var entry = entries[hash] {
            if entry.key != key { (entry.key, entry.since) = (key, now) }
            entry.overdue = entry.since + hold
            entry.scan = scan
            entries[hash] = entry
        } else if entries.count < Self.max, let path = path() {
            lastOrder += 1
            entries[hash] = Entry(
                path: path, key: key, since: now, overdue: now + hold, scan: scan,
                order: lastOrder)
        }
    }

    mutating func drop(_ hash: UInt64) {
        entries[hash] = nil
    }

    /// Forgets what scan number `scan` didn't see: it is gone, or this node's own by now.
    mutating func dropUnseen(by scan: Int) {
        entries = entries.filter { $0.value.scan == scan }
    }

    mutating func dropAll() {
        entries = [:]
    }

    /// Up to `max` files that have stayed for too long, the last seen first: their owner, should it
    /// work on them after all, comes from the other end.
    func overdue(at now: Int64, max: Int) -> [SettledFile] {
        entries.values.filter { $0.overdue <= now }.sorted { $0.order > $1.order }.prefix(max)
            .map { SettledFile(relativePath: $0.path, key: $0.key) }
    }
}

/// Names that files bear between the decision to remove them and their removal, as scans met them.
/// One that stays belongs to a daemon that was killed in between.
struct ClaimsSeen {
    private static let max = 1_024
    /// A removal takes milliseconds; this is a removal that hung on a slow file server.
    private static let patience: Int64 = 60_000_000_000
    private var firstSeen: [UInt64: Int64] = [:]

    /// Whether the one with `hash` was first seen so long ago that nobody is at work on it.
    mutating func isLeft(_ hash: UInt64, at now: Int64) -> Bool {
        if let first = firstSeen[hash] {
            guard now - first >= Self.patience else { return false }
            firstSeen[hash] = nil
            return true
        }
        if firstSeen.count >= Self.max { firstSeen = [:] }
        firstSeen[hash] = now
        return false
    }
}

/// The files that were seen and not yet decided, with the time at which each is to be looked at.
/// Files are told apart by the hash of their path: should two ever share one, the second waits
/// until the first is finished.
struct WaitingFiles {
    let rule: SettleRule
    private var entries: [UInt64: Entry] = [:]
    private var dues = DueHeap()
    private var postponed = 0

    init(rule: SettleRule) {
        self.rule = rule
    }

    var count: Int { entries.count }
    var nextDue: Int64? { dues.earliest }

    func holds(_ hash: UInt64) -> Bool { entries[hash] != nil }

    /// Whether the file with `hash` has yet to be looked at for the first time.
    func isUnseen(_ hash: UInt64) -> Bool { entries[hash].map { $0.key == nil } ?? false }

    /// Holds a file that is looked at just now: `see` must follow.
    mutating func add(_ hash: UInt64, _ path: RelativePath) {
        entries[hash] = Entry(path: path, due: .max)
    }

    /// Something may have happened to the file at `path`: looks at it at `due` or before. What is
    /// with the consumer or postponed isn't disturbed.
    mutating func hint(_ hash: UInt64, _ path: @autoclosure () -> RelativePath?, due: Int64) {
        if var entry = entries[hash] {
            guard entry.state != .handedOut, due < entry.due else { return }
            entry.due = due
            store(entry, hash)
        } else if let path = path() {
            store(Entry(path: path, due: due), hash)
        }
    }

    /// The next file to look at, when its time has come. It must be answered by `see` or `drop`.
    mutating func nextToLookAt(by now: Int64) -> (hash: UInt64, path: RelativePath)? {
        while let due = dues.earliest, due <= now {
            let item = dues.removeEarliest()
            guard let entry = entries[item.hash], entry.due == item.due,
                entry.state != .handedOut
            else { continue }
            return (item.hash, entry.path)
        }
        return nil
    }

    /// The file with `hash` was looked at and had `key`. Gives the file once it has settled; it is
    /// then handed out until `drop` or `postpone`. `moment` may be any time before the look, `now`
    /// must be after it, so that a look that hung on a slow file system never passes for time spent
    /// unchanged.
    mutating func see(
        _ hash: UInt64, _ key: FileKey, at moment: Moment, now: @autoclosure () -> Int64
    ) -> SettledFile? {
        guard var entry = entries[hash], entry.state != .handedOut else { return nil }
        if let last = entry.key, key.isUntouched(since: last) {
            if entry.state == .postponed, moment.monotonic < entry.heldUntil {
                entry.due = entry.heldUntil
                store(entry, hash)
                return nil
            }
        } else {
            leavePostponed(&entry)
            entry.quietNeeded =
                entry.key == nil ? rule.quietNeeded(atFirstSight: key, moment) : rule.settle
            entry.key = key
            entry.quietSince = now()
        }
        let readyAt = entry.quietSince + entry.quietNeeded
        if moment.monotonic >= readyAt || entry.quietNeeded == 0 {
            leavePostponed(&entry)
            entry.state = .handedOut
            entries[hash] = entry
            return SettledFile(relativePath: entry.path, key: key)
        }
        entry.due = min(readyAt, moment.monotonic + rule.looksApart)
        store(entry, hash)
        return nil
    }

    /// The key with which the file with `hash` was handed out; nil when it wasn't.
    func keyHandedOut(_ hash: UInt64) -> FileKey? {
        guard let entry = entries[hash], entry.state == .handedOut else { return nil }
        return entry.key
    }

    mutating func drop(_ hash: UInt64) {
        guard var entry = entries.removeValue(forKey: hash) else { return }
        leavePostponed(&entry)
    }

    /// Hands the file out again at `due`, or earlier if it changes and settles anew.
    mutating func postpone(_ hash: UInt64, until due: Int64) {
        guard var entry = entries[hash], entry.state == .handedOut else { return }
        entry.state = .postponed
        entry.due = due
        entry.heldUntil = due
        postponed += 1
        store(entry, hash)
    }

    /// How many are postponed now.
    var postponedCount: Int { postponed }

    private mutating func leavePostponed(_ entry: inout Entry) {
        guard entry.state == .postponed else { return }
        entry.state = .settling
        postponed -= 1
    }

    private mutating func store(_ entry: Entry, _ hash: UInt64) {
        entries[hash] = entry
        dues.insert(.init(due: entry.due, hash: hash))
        if dues.count > 4 * entries.count + 1_024 {
            dues = DueHeap(entries.lazy.filter { $0.value.state != .handedOut }
                .map { .init(due: $0.value.due, hash: $0.key) })
        }
    }
}

private struct Entry {
    enum State {
        case settling, postponed, handedOut
    }

    let path: RelativePath
    var due: Int64
    var state = State.settling
    /// Nil until the first look.
    var key: FileKey?
    /// When a change was last seen, by the monotonic clock.
    var quietSince: Int64 = 0
    var quietNeeded: Int64 = 0
    /// While postponed.
    var heldUntil: Int64 = 0
}

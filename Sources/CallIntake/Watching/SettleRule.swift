/// When a file counts as complete: it was seen unchanged, in size, times and inode, over the settle
/// time. Nobody can be asked whether a file is still open for writing, and a recorder may append
/// after its first close, so waiting is the only way.
struct SettleRule: Sendable {
    let settle: Int64

    /// A file that was already quiet for the settle time when it was first seen (everything that
    /// lies in the folder when the daemon starts) only has to pass a second look this much later.
    static let secondLook: Int64 = 1_000_000_000

    init(settleSeconds: Double) {
        settle = .nanoseconds(settleSeconds)
    }

    /// For how long a file with `key`, first seen at `moment`, has yet to be seen unchanged. Its
    /// age goes by the later of both times: copying with old times kept, or renaming, still sets
    /// ctime. A time in the future says nothing.
    func quietNeeded(atFirstSight key: FileKey, _ moment: Moment) -> Int64 {
        let changed = max(key.mtimeNanoseconds, key.ctimeNanoseconds)
        let (age, overflow) = moment.wall.subtractingReportingOverflow(changed)
        guard moment.isWallTrusted, !overflow, age >= settle else { return settle }
        return min(settle, Self.secondLook)
    }

    /// Looks are closer together than the settle time, so that a file whose last change made no
    /// event is late by a quarter of it at most.
    var looksApart: Int64 { min(settle, max(settle / 4, 250_000_000)) }
}

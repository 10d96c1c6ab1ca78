/// Files of other nodes that share the folder.
extension WatchLoop {
    private static let othersApart: Int64 = 2_000_000_000

    /// For how many nanoseconds the file at `path` is left to another node; 0 for this one's.
    func hold(on path: [UInt8]) -> Int64 {
        .nanoseconds(asks.holdSeconds(path))
    }

    func seeOther(
        _ hash: UInt64, _ path: @autoclosure () -> RelativePath?, _ key: FileKey, hold: Int64
    ) {
        others.see(hash, path(), key, at: moment.monotonic, hold: hold, scan: scans.number)
        othersDue = min(othersDue, moment.monotonic + Self.othersApart)
    }

    func lookThroughOthers() {
        guard othersDue <= moment.monotonic else { return }
        mailbox.publish(
            overdue: others.overdue(at: moment.monotonic, max: FolderWatch.overdueMax))
        othersDue = others.isEmpty ? .max : moment.monotonic + Self.othersApart
    }

    func adopt(_ file: SettledFile) {
        let hash = file.pathHash
        others.drop(hash)
        guard !files.holds(hash), files.count < limits.filesMax else { return }
        files.hint(hash, file.relativePath, due: moment.monotonic)
    }
}

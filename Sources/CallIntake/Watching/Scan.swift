/// One walk under way: of everything, or of a folder that has just appeared.
final class Scan {
    let walk: FolderWalk
    /// The watch of the folder above the start; nil for the source folder itself.
    let parentWatch: Int32?
    let startedAt: Int64
    /// Where files begin to be taken up; nil when from the start.
    let takesFrom: [UInt8]?
    var isTaking: Bool
    /// The folder at which the room ran out.
    var stoppedTakingAt: [UInt8]?

    var files = 0
    var folders = 0
    var unwatched = 0
    var leftOut = 0
    var ignored: [Ignored: Int] = [:]
    var fault: Int32?

    init(walk: FolderWalk, parentWatch: Int32?, startedAt: Int64, takesFrom: [UInt8]?) {
        self.walk = walk
        self.parentWatch = parentWatch
        self.startedAt = startedAt
        self.takesFrom = takesFrom
        isTaking = takesFrom == nil
    }
}

/// When the next scan of everything is due, and where it begins to take files up.
struct ScanPlan {
    /// Somebody asked for one, or events were lost.
    var isWanted = false
    /// Counts the scans that were begun.
    var number = 0
    /// Files that the last scan and the events since had no room for.
    private(set) var leftOut = 0
    /// The next scan takes files from this folder on, so that a folder with no end of files doesn't
    /// shut out those after it.
    private(set) var takesFrom: [UInt8]?
    private(set) var isPolling = false
    private var endedAt: Int64?
    private var took: Int64 = 0

    mutating func leaveOut() { leftOut += 1 }

    mutating func end(_ scan: Scan, at now: Int64) {
        leftOut = scan.leftOut
        takesFrom = scan.stoppedTakingAt
        isPolling = scan.unwatched > 0
        endedAt = now
        took = now - scan.startedAt
    }

    /// Never follows the last one sooner than that took. In its own time, it keeps the thread busy
    /// for a twentieth at most (a tenth where polled), however many files lie in the folder.
    func due(isRoomy: Bool, folder: WatchedFolder, limits: WatchLimits) -> Int64 {
        guard let endedAt else { return isWanted ? .min : .max }
        if isWanted || (leftOut > 0 && isRoomy) { return endedAt + took }
        let pause = max(0.01, isPolling ? folder.pollSeconds : limits.rescanSeconds)
        return endedAt + max(.nanoseconds(pause), took * (isPolling ? 10 : 20))
    }
}

/// The source folder itself: whether it is there, and which it was.
struct RootState {
    struct Identity: Equatable {
        var device: UInt64
        var inode: UInt64
    }

    var identity: Identity?
    var checkDue = Int64.min
    /// Why it can't be opened; nil while it can.
    var fault: Int32?
}

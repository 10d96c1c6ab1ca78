import CLinux
import Calls
import Glibc

/// Scans: of everything, and of folders that have just appeared.
extension WatchLoop {
    /// Scans leave room for files that events tell of.
    private var scanFilesMax: Int { max(1, limits.filesMax * 3 / 4) }
    /// Of one folder in one scan, so that each gets its turn.
    private var folderFilesMax: Int { max(1, scanFilesMax / 4) }

    var scanDue: Int64 {
        guard root.identity != nil else { return .max }
        let isRoomy = files.count <= scanFilesMax / 2
        return scans.due(isRoomy: isRoomy, folder: folder, limits: limits)
    }

    func advanceScans() {
        if branch == nil { startBranch() }
        if let branch {
            if !advance(branch) { self.branch = nil }
            return
        }
        if scan == nil, scanDue <= moment.monotonic { startScan() }
        guard let scan, !advance(scan) else { return }
        self.scan = nil
        end(scan)
    }

    private func startScan() {
        let descriptor = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return rootIsMissing(errno) }
        root.fault = nil
        scans.isWanted = false
        scans.number += 1
        kinds = [:]
        isWatchLimitReached = false
        scan = Scan(
            walk: FolderWalk(descriptor: descriptor), parentWatch: nil,
            startedAt: moment.monotonic, takesFrom: scans.takesFrom)
    }

    private func startBranch() {
        guard !branches.isEmpty else { return }
        let next = branches.removeFirst()
        let source = open_folder_place(folder.path)
        guard source >= 0 else { return }
        defer { close(source) }
        let descriptor = open_beneath(
            source, cString(next.path.bytes), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_NONBLOCK)
        // It may be gone again, or not be readable, which the next scan counts.
        guard descriptor >= 0 else { return }
        branch = Scan(
            walk: FolderWalk(descriptor: descriptor, path: next.path.bytes),
            parentWatch: next.parentWatch, startedAt: moment.monotonic, takesFrom: nil)
    }

    /// A piece of `scan`. False at its end.
    private func advance(_ scan: Scan) -> Bool {
        for _ in 0..<Self.stepsPerTurn {
            switch scan.walk.next() {
            case .folder(let descriptor, let facts): enter(descriptor, facts, scan)
            case .file(let facts): see(facts, scan)
            case .ignored(let reason): scan.ignored[reason, default: 0] += 1
            case .claimed(let name, let folder): meetClaimed(name, in: folder, scan)
            case .failed(let code): scan.fault = code
            case .finished: return false
            }
        }
        return true
    }

    private func see(_ facts: stat, _ scan: Scan) {
        scan.files += 1
        let walk = scan.walk
        let hash = SipHash.hash(walk.path[...])
        let key = FileKey(facts, on: kind(of: facts.st_dev, behind: walk.current.descriptor))
        if files.holds(hash) { return see(hash, key) }
        if asks.isDone(key.fingerprint(pathHash: hash)) { return }
        let hold = hold(on: walk.path)
        if hold > 0 {
            return seeOther(hash, RelativePath(bytes: walk.path), key, hold: hold)
        }
        let isFull = files.count >= (scan === branch ? limits.filesMax : scanFilesMax)
        if scan.isTaking, isFull, scan.stoppedTakingAt == nil {
            scan.stoppedTakingAt = Array(walk.path[..<walk.current.pathBytes])
            scan.isTaking = false
        }
        let isOverShare = scan === self.scan && walk.current.taken >= folderFilesMax
        guard scan.isTaking, !isFull, !isOverShare, let path = RelativePath(bytes: walk.path)
        else {
            scan.leftOut += 1
            if scan === branch { scans.leaveOut() }
            return
        }
        walk.current.taken += 1
        files.add(hash, path)
        observe(hash, key)
    }

    /// A daemon that was killed while removing a file left it so. It may also be at work on it just
    /// now, this one or another one that shares the folder.
    private func meetClaimed(_ name: [UInt8], in folder: Int32, _ scan: Scan) {
        let hash = SipHash.hash(scan.walk.path[...])
        guard scans.number == 1 && scan === self.scan || claims.isLeft(hash, at: moment.monotonic)
        else {
            scan.ignored[.unfinishedName, default: 0] += 1
            return
        }
        ClaimedName.putBack(name, in: folder)
        scans.isWanted = true
    }

    private func end(_ scan: Scan) {
        for watch in tree.removeUnseen(by: scans.number) { events?.unwatch(watch) }
        others.dropUnseen(by: scans.number)
        scans.end(scan, at: moment.monotonic)
        if let fault = scan.fault {
            note(
                """
                A part of the source folder couldn't be read (\(SystemError.text(fault))); it is \
                tried again at the next scan. Check the file system if this stays.
                """)
        }
        status.watching = scans.isPolling ? .polling : .events
        status.lastScanAt = wallTime
        status.lastScanSeconds = Double(moment.monotonic - scan.startedAt) / 1_000_000_000
        status.lastScanFiles = scan.files
        status.lastScanFolders = scan.folders
        status.ignored = scan.ignored
    }
}

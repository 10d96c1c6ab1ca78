import Glibc

/// Asking for a folder's events before it is read, so that nothing can come in between.
extension WatchLoop {
    func enter(_ descriptor: Int32, _ facts: stat, _ scan: Scan) {
        scan.folders += 1
        if !scan.isTaking, scan.stoppedTakingAt == nil, scan.walk.path == scan.takesFrom {
            scan.isTaking = true
        }
        let isSource = scan.walk.path.isEmpty
        let parent = scan.walk.parent.map(\.watch) ?? scan.parentWatch
        let kind = kind(of: facts.st_dev, behind: descriptor)
        guard !folder.polling, kind.sendsEvents, !isWatchLimitReached, isSource || parent != nil,
            let watch = watch(descriptor)
        else {
            scan.unwatched += 1
            return
        }
        scan.walk.current.watch = watch
        let name = scan.walk.path.split(separator: RelativePath.slash).last.map(Array.init) ?? []
        tree.place(watch, in: isSource ? nil : parent, named: name, scan: scans.number)
    }

    /// Nil when the kernel won't, which is noted.
    private func watch(_ descriptor: Int32) -> Int32? {
        do throws(EventQueue.Failure) {
            if events == nil { events = try EventQueue() }
            return try events?.watch(descriptor)
        } catch {
            note(sentence(on: error.code))
            isWatchLimitReached = true
            return nil
        }
    }

    private func sentence(on code: Int32) -> String {
        let remedy =
            switch code {
            case ENOSPC, ENOMEM: "Raise the kernel setting fs.inotify.max_user_watches."
            case EMFILE: "Raise the kernel setting fs.inotify.max_user_instances."
            case ENOENT: "Mount /proc where the daemon runs."
            default: "Look for the reason in the system's log."
            }
        return """
            The kernel won't tell of new files (\(SystemError.text(code))), so the folder is read \
            every \(folder.pollSeconds) seconds instead. \(remedy)
            """
    }
}

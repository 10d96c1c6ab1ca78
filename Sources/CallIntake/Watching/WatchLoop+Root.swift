import Calls
import Glibc

/// The source folder itself, which may be missing, come back as another one, or be mounted over
/// without any event.
extension WatchLoop {
    func checkRoot() {
        guard moment.monotonic >= root.checkDue else { return }
        root.checkDue = moment.monotonic + .nanoseconds(max(0.01, folder.pollSeconds))
        var facts = stat()
        guard stat(folder.path, &facts) == 0 else { return rootIsMissing(errno) }
        guard facts.st_mode & S_IFMT == S_IFDIR else { return rootIsMissing(ENOTDIR) }
        let identity = RootState.Identity(
            device: UInt64(facts.st_dev), inode: UInt64(facts.st_ino))
        guard identity != root.identity else { return }
        stopScans()
        root.identity = identity
        scans.isWanted = true
        status.watching = folder.polling ? .polling : .events
    }

    func rootIsMissing(_ code: Int32) {
        stopScans()
        for watch in tree.removeAll() { events?.unwatch(watch) }
        root.identity = nil
        status.watching = .missing
        guard root.fault != code else { return }
        root.fault = code
        note(
            """
            The source folder can't be opened (\(SystemError.text(code))). Create or mount it, and \
            let the daemon's user read it; it is looked for every \(folder.pollSeconds) seconds.
            """)
    }

    /// Lets go of all that is open.
    private func stopScans() {
        scan = nil
        branch = nil
        branches = []
        others.dropAll()
    }
}

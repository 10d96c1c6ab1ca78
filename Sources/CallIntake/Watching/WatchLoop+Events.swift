import Glibc

/// A folder that has just appeared and is to be read.
struct Branch {
    var path: RelativePath
    var parentWatch: Int32
}

/// Events: each only says where to look.
extension WatchLoop {
    /// More folders at once than this are left to a scan of everything.
    static let branchesMax = 4_096
    /// A file that was created but not closed is looked at after this.
    private static let createdLook: Int64 = 1_000_000_000

    func readEvents() {
        guard let events else { return }
        for event in events.read() { obey(event) }
    }

    private func obey(_ event: EventQueue.Event) {
        if event.holds(IN_Q_OVERFLOW) {
            status.overflows += 1
            scans.isWanted = true
            return
        }
        if event.holds(IN_IGNORED | IN_UNMOUNT | IN_DELETE_SELF | IN_MOVE_SELF) {
            if tree.isRoot(event.watch) { root.checkDue = moment.monotonic }
            if event.holds(IN_IGNORED) { tree.remove(event.watch) }
            return
        }
        let isFolder = event.holds(Int32(bitPattern: UInt32(IN_ISDIR)))
        let passesOver =
            isFolder
            ? UnfinishedName.isHidden(event.name) : UnfinishedName.covers(event.name)
        guard !event.name.isEmpty, !passesOver else { return }
        switch tree.path(of: event.name, in: event.watch) {
        case .unknown: return
        case .lost: scans.isWanted = true
        case .path(let path):
            if isFolder { appeared(Branch(path: path, parentWatch: event.watch)) }
            if !isFolder { hint(path, wasCreated: event.holds(IN_CREATE)) }
        }
    }

    private func appeared(_ branch: Branch) {
        guard branches.count < Self.branchesMax else {
            scans.isWanted = true
            return
        }
        branches.append(branch)
    }

    private func hint(_ path: RelativePath, wasCreated: Bool) {
        // With no settle time only the end of writing counts. A file that came in as a second name
        // of another makes no such event, and waits for the next scan then.
        if wasCreated, files.rule.settle == 0 { return }
        let hash = SipHash.hash(path.bytes[...])
        // The next scan remembers another node's file, should it stay.
        guard files.holds(hash) || hold(on: path.bytes) == 0 else { return }
        guard files.holds(hash) || files.count < limits.filesMax else {
            scans.leaveOut()
            return
        }
        files.hint(hash, path, due: moment.monotonic + (wasCreated ? Self.createdLook : 0))
    }
}

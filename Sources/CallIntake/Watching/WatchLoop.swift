import Calls
import Foundation
import Glibc

/// What a watch asks whoever it works for, on its own thread.
struct WatchQuestions {
    let isDone: @Sendable (_ fingerprint: UInt64) -> Bool
    let holdSeconds: @Sendable (_ path: [UInt8]) -> Double
}

/// What the thread of a watch does, turn after turn: commands, events, files that are due, a piece
/// of a scan, and then it waits for the first of them.
final class WatchLoop {
    let folder: WatchedFolder
    let limits: WatchLimits
    let clock: WatchClock
    let asks: WatchQuestions
    let mailbox: WatchMailbox

    var events: EventQueue?
    var tree = WatchTree()
    var files: WaitingFiles
    var others = OthersFiles()
    /// When `others` are looked through next.
    var othersDue = Int64.max
    var claims = ClaimsSeen()
    var moments: Moments
    var moment: Moment
    /// Handed out by `files`, not yet given to the mailbox; as many as `files` holds at most.
    var settled: ArraySlice<SettledFile> = []
    /// What kind of file system each device number is; asked anew in every scan.
    var kinds: [UInt64: FileSystemKind] = [:]

    var scan: Scan?
    var scans = ScanPlan()
    var branches: [Branch] = []
    var branch: Scan?
    /// The kernel refused a watch in this scan; it isn't asked again before the next.
    var isWatchLimitReached = false
    var root = RootState()
    var status = WatchStatus()

    init(
        folder: WatchedFolder, limits: WatchLimits, clock: WatchClock,
        asks: WatchQuestions, mailbox: WatchMailbox
    ) {
        self.folder = folder
        self.limits = limits
        self.clock = clock
        self.asks = asks
        self.mailbox = mailbox
        let rule = SettleRule(settleSeconds: folder.settleSeconds)
        files = WaitingFiles(rule: rule)
        moments = Moments(clock: clock, settle: rule.settle)
        moment = moments.now()
    }

    func run() {
        while !mailbox.isStopped {
            turn()
            mailbox.publish(status)
            wait()
        }
    }

    /// Files looked at, and steps of a scan, in one turn: a few milliseconds.
    static let looksPerTurn = 1_024
    static let stepsPerTurn = 2_048

    private func turn() {
        moment = moments.now()
        for command in mailbox.takeCommands() { obey(command) }
        readEvents()
        checkRoot()
        lookAtDueFiles()
        advanceScans()
        lookThroughOthers()
        deliver()
        status.waiting = files.count + scans.leftOut
        status.watches = tree.count
    }

    private func obey(_ command: WatchMailbox.Command) {
        switch command {
        case .finished(let file): finish(file)
        case .postpone(let file, let seconds): postpone(file, seconds: seconds)
        case .adopt(let file): adopt(file)
        case .doneElsewhere(let file): others.drop(file.pathHash)
        case .rescan: scans.isWanted = true
        }
    }

    private func deliver() {
        guard !settled.isEmpty else { return }
        settled = settled.dropFirst(mailbox.deliver(settled))
        if settled.isEmpty { settled = [] }
    }

    private func wait() {
        let pause = max(0, max(0, nextWork()) - clock.monotonicNanoseconds())
        // Without a wake-up, for want of a descriptor, it looks by itself ten times a second.
        let longest: Int64 = mailbox.wakeUp >= 0 ? 60_000 : 100
        // Rounded up, or the last millisecond would be spent turning.
        let milliseconds = pause == 0 ? 0 : Int32(min(longest, pause / 1_000_000 + 1))
        var watched = [pollfd(fd: mailbox.wakeUp, events: Int16(POLLIN), revents: 0)]
        if let events {
            watched.append(pollfd(fd: events.descriptor, events: Int16(POLLIN), revents: 0))
        }
        _ = poll(&watched, nfds_t(watched.count), milliseconds)
    }

    /// When there is something to do that nothing will wake this thread for.
    private func nextWork() -> Int64 {
        if branch != nil || !branches.isEmpty || scan != nil { return 0 }
        return min(files.nextDue ?? .max, root.checkDue, scanDue, othersDue)
    }

    /// Notes a fault in the status. `sentence` must say what to do, and name no file.
    func note(_ sentence: String) {
        status.lastError = sentence
        status.lastErrorAt = wallTime
    }

    var wallTime: Date { Date(timeIntervalSince1970: Double(moment.wall) / 1_000_000_000) }
}

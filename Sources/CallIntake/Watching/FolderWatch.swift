import Calls

/// Watches one folder and all below it, and hands out the files in it once they are complete.
///
/// A scan is the truth and an event only a hint: a lost event delays a file until the next scan and
/// does nothing worse. A file is handed out once, until it is finished or postponed; it comes again
/// when it has changed since, and when `isDone` doesn't know it at a later scan.
///
/// The watch has its own thread, since a file system may block for long. Letting go of it stops it.
package final class FolderWatch: Sendable {
    private let mailbox: WatchMailbox

    /// Starts watching. The folder need not exist yet.
    ///
    /// `isDone` answers for the fingerprint of a file in the folder whether it has been dealt with
    /// and is still there by intention. It is asked for every file at every scan, on the thread of
    /// the watch, so it must be quick.
    ///
    /// `holdSeconds` answers for the bytes of a file's path for how long another node sees to it; 0
    /// for a file of this one. Others' files are neither settled nor handed out nor counted; what
    /// stays for longer than that stands in `overdue`. It is asked as often, and again for a file
    /// that is about to be handed out.
    package init(
        folder: WatchedFolder, limits: WatchLimits = WatchLimits(), clock: WatchClock = .system,
        holdSeconds: @escaping @Sendable (_ path: [UInt8]) -> Double = { _ in 0 },
        isDone: @escaping @Sendable (_ fingerprint: UInt64) -> Bool
    ) {
        mailbox = WatchMailbox(readyMax: limits.readyMax)
        let mailbox = mailbox
        WatchThread.start {
            WatchLoop(
                folder: folder, limits: limits, clock: clock,
                asks: WatchQuestions(isDone: isDone, holdSeconds: holdSeconds), mailbox: mailbox
            ).run()
        }
    }

    deinit {
        mailbox.stop()
    }

    /// The next settled files, in the order in which they settled: waits until there is one, gives
    /// at most `max`. Empty only when the watch was stopped or the task is cancelled. Every file
    /// must be answered by `finished` or `postpone`, or it stays counted and never comes again.
    package func next(max: Int) async -> [SettledFile] {
        await mailbox.take(max: max)
    }

    /// The consumer has decided on the file: it is gone from the folder, or `isDone` knows it.
    package func finished(_ file: SettledFile) {
        mailbox.send(.finished(file))
    }

    /// The consumer can't decide on the file now: it comes again after `seconds`, and when it has
    /// changed, as soon as it has settled anew.
    package func postpone(_ file: SettledFile, seconds: Double) {
        mailbox.send(.postpone(file, seconds: seconds))
    }

    /// Files of other nodes that have stayed for longer than `holdSeconds` said, as they were last
    /// seen, at most `overdueMax`; brought up to date every two seconds.
    package var overdue: [SettledFile] { mailbox.overdue }

    package static let overdueMax = 512

    /// Counts a file of another node as this one's from now on, if there is room: it is handed out
    /// once it has settled. `holdSeconds` must answer 0 for it.
    package func adopt(_ file: SettledFile) {
        mailbox.send(.adopt(file))
    }

    /// Another node has decided on the file: `isDone` knows it.
    package func doneElsewhere(_ file: SettledFile) {
        mailbox.send(.doneElsewhere(file))
    }

    /// Looks at everything again without waiting for the next scan.
    package func rescan() {
        mailbox.send(.rescan)
    }

    package var status: WatchStatus { mailbox.status }

    /// Ends the watch. What waits in `next` gets an empty answer. Nothing in the folder changes.
    package func stop() {
        mailbox.stop()
    }
}

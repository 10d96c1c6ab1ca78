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
    package init(
        folder: WatchedFolder, limits: WatchLimits = WatchLimits(), clock: WatchClock = .system,
        isDone: @escaping @Sendable (_ fingerprint: UInt64) -> Bool
    ) {
        mailbox = WatchMailbox(readyMax: limits.readyMax)
        let mailbox = mailbox
        WatchThread.start {
            WatchLoop(
                folder: folder, limits: limits, clock: clock, isDone: isDone, mailbox: mailbox
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

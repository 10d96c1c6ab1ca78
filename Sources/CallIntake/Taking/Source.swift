import CallDesk
import Calls
import Foundation
import Synchronization

/// A source folder at work: its profile, its watch, and what became of its files lately.
final class Source: Sendable {
    private struct State {
        var lastTakenInAt: Date?
        var lastError: String?
        var lastErrorAt: Date?
        /// When the last error was first noted, or noted again after a minute.
        var errorNewAt: Date?
        /// Recordings whose sidecar has been waited for.
        var waited: Set<UInt64> = []
        /// How often a sidecar without a recording was looked at.
        var sidecarTries: [UInt64: Int] = [:]
    }

    let folder: Calls.SourceFolder
    /// Set where complaints fall in instead of recordings.
    let complaints: ComplaintInlet?
    let watch: FolderWatch
    let done: DoneFiles
    let share: SourceShare
    private let state = Mutex(State())

    init(
        _ folder: Calls.SourceFolder, complaints: ComplaintInlet? = nil, rescanSeconds: Double,
        done: DoneFiles
    ) {
        self.folder = folder
        self.complaints = complaints
        self.done = done
        let share = SourceShare(profile: folder.profile)
        self.share = share
        watch = FolderWatch(
            folder: WatchedFolder(
                path: folder.path, polling: folder.polling, pollSeconds: folder.pollSeconds,
                settleSeconds: folder.profile.settleSeconds),
            limits: WatchLimits(rescanSeconds: rescanSeconds),
            holdSeconds: { share.holdSeconds($0) }, isDone: { done.contains($0) })
    }

    var profile: Profile { folder.profile }

    var status: SourceStatus {
        let watched = watch.status
        return state.withLock { state in
            SourceStatus(
                path: folder.path, profile: profile.name, watching: watched.watching,
                waiting: watched.waiting, lastScanAt: watched.lastScanAt,
                lastTakenInAt: state.lastTakenInAt, lastError: state.lastError ?? watched.lastError,
                lastErrorAt: state.lastErrorAt ?? watched.lastErrorAt)
        }
    }

    func noteTakenIn(now: Date) {
        state.withLock { $0.lastTakenInAt = now }
    }

    /// True unless the same was noted within the last minute.
    @discardableResult
    func noteError(_ sentence: String, now: Date) -> Bool {
        state.withLock { state in
            let isNew =
                state.lastError != sentence
                || abs(now.timeIntervalSince(state.errorNewAt ?? .distantPast)) >= 60
            if isNew { state.errorNewAt = now }
            state.lastError = sentence
            state.lastErrorAt = now
            return isNew
        }
    }

    /// How long the sidecar of a recording that has none yet is still waited for; nil when it was
    /// waited for already, or the recording hasn't changed for so long that none will come.
    func sidecarWait(_ file: SettledFile, now: Date) -> Double? {
        guard let wait = profile.sidecar?.waitSeconds, wait > 0 else { return nil }
        let changed = max(file.key.mtimeNanoseconds, file.key.ctimeNanoseconds)
        let age = now.timeIntervalSince1970 - Double(changed) / 1_000_000_000
        guard age < wait else { return nil }
        let isFirst = state.withLock { state in
            if state.waited.count > 100_000 { state.waited.removeAll() }
            return state.waited.insert(file.fingerprint).inserted
        }
        return isFirst ? min(wait, wait - age) : nil
    }

    /// Seconds until a sidecar without a recording is looked at again: 2, 4, 8 … 600.
    func sidecarPause(_ file: SettledFile) -> Double {
        state.withLock { state in
            if state.sidecarTries.count > 100_000 { state.sidecarTries.removeAll() }
            let tries = state.sidecarTries[file.fingerprint, default: 0] + 1
            state.sidecarTries[file.fingerprint] = tries
            return min(600, Double(1 << min(tries, 10)))
        }
    }

    /// Whether the file is this node's to decide on, and wasn't decided yet as far as it knows.
    func isOwnWork(_ file: SettledFile) -> Bool {
        !done.contains(file.fingerprint) && share.holdSeconds(file.relativePath.bytes) == 0
    }

    /// The file is decided and stays where it is.
    func keep(_ file: SettledFile) {
        done.insert(file.fingerprint)
    }
}

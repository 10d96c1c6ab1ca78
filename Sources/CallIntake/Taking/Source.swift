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
    let watch: FolderWatch
    let done: DoneFiles
    private let state = Mutex(State())

    init(_ folder: Calls.SourceFolder, rescanSeconds: Double, done: DoneFiles) {
        self.folder = folder
        self.done = done
        watch = FolderWatch(
            folder: WatchedFolder(
                path: folder.path, polling: folder.polling, pollSeconds: folder.pollSeconds,
                settleSeconds: folder.profile.settleSeconds),
            limits: WatchLimits(rescanSeconds: rescanSeconds),
            isDone: { done.contains($0) })
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

    /// The file is decided and stays where it is.
    func keep(_ file: SettledFile) {
        done.insert(file.fingerprint)
    }
}

/// Fingerprints of files that were decided and stay in their folders.
final class DoneFiles: Sendable {
    private static let pageRows = 10_000
    private let fingerprints: Mutex<Set<UInt64>>

    private init(_ fingerprints: Set<UInt64>) {
        self.fingerprints = Mutex(fingerprints)
    }

    static func load(from desk: CallDesk) async throws -> DoneFiles {
        var all: Set<UInt64> = []
        var last: UInt64?
        repeat {
            let page = try await desk.seenFingerprints(
                after: last, limit: pageRows, by: .daemon)
            all.formUnion(page)
            last = page.count == pageRows ? page.last : nil
        } while last != nil
        return DoneFiles(all)
    }

    func contains(_ fingerprint: UInt64) -> Bool {
        fingerprints.withLock { $0.contains(fingerprint) }
    }

    func insert(_ fingerprint: UInt64) {
        fingerprints.withLock { _ = $0.insert(fingerprint) }
    }
}

/// So many files at once, over all sources. Whoever asked first is served first, so that sources
/// that ask for one place at a time take turns.
final class Slots: Sendable {
    private struct State {
        var free: Int
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    let count: Int
    private let state: Mutex<State>

    init(_ count: Int) {
        self.count = max(1, count)
        state = Mutex(State(free: max(1, count)))
    }

    func take() async {
        await withCheckedContinuation { caller in
            let isFree = state.withLock { state in
                if state.free > 0 {
                    state.free -= 1
                    return true
                }
                state.waiting.append(caller)
                return false
            }
            if isFree { caller.resume() }
        }
    }

    func give() {
        let next: CheckedContinuation<Void, Never>? = state.withLock { state in
            if state.waiting.isEmpty {
                state.free += 1
                return nil
            }
            return state.waiting.removeFirst()
        }
        next?.resume()
    }
}

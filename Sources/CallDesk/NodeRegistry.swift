import CallStore
import CallVault
package import Calls
import Foundation
import Synchronization

/// What this node knows of itself and of the others. It is made before the database is open; until
/// `CallDesk.registerNode` has entered it, its number is 0 and nothing may be taken in.
package final class NodeRegistry: Sendable {
    private struct State {
        var run: NodeRun?
        /// Of the last run; ids that are made after it was lost still carry it.
        var number: NodeNumber = 0
        var hasLeft = false
        /// When the number was last heard of before it was this process's, in database time.
        var lastRunAt: Date?
        var registrationHindrance: String?
        var folderHindrance: String?
        var installation: String?
        /// What its last run left is cleared, and the recordings folder was right once.
        var isReady = false
        /// The database took the last beat.
        var isAnswered = false
        var share = NodeShare(live: [], own: 0)
        var takenIn = 0
        var beatBegunAt: ContinuousClock.Instant?
        var unsettled: [SealedFileName] = []

        var takesIn: Bool { run != nil && isReady && folderHindrance == nil }
    }

    /// Files whose commit is in doubt that are remembered; beyond them the next start finds out.
    static let unsettledMax = 10_000
    /// A beat that takes longer is told of.
    private static let beatPatience = Duration.seconds(20)

    package let name: String
    let instance: [UInt8]
    let version: String
    private let state = Mutex(State())

    /// `instance` is 16 bytes that stay the same over restarts of this daemon and are no other's
    /// (`NodeInstance`).
    package init(name: String, instance: [UInt8], version: String) {
        self.name = name
        self.instance = instance
        self.version = version
    }

    /// 0 until it is registered for the first time.
    package var number: NodeNumber { state.withLock(\.number) }

    /// Whether files may be taken in: this node is registered, the database answers, and the
    /// recordings folder is the right one.
    package var mayTakeIn: Bool { state.withLock { $0.isAnswered && $0.takesIn } }

    /// The nodes that take files in, as of the last beat, this one among them.
    package var share: NodeShare { state.withLock(\.share) }

    /// Why this node takes nothing in, as English sentences that say what to do. A database that
    /// doesn't answer isn't among them.
    package var problems: [String] {
        state.withLock { state in
            var problems = [state.registrationHindrance, state.folderHindrance].compactMap(\.self)
            if let begun = state.beatBegunAt, begun.duration(to: .now) > Self.beatPatience {
                problems.append(
                    "This node's heartbeat gets no answer. Check the file server of the "
                        + "recordings folder, and the database.")
            }
            return problems
        }
    }

    /// Counts a recording that this node took in.
    package func countTakenIn() { state.withLock { $0.takenIn += 1 } }
}

// MARK: For the desk's beat

extension NodeRegistry {
    var run: NodeRun? { state.withLock(\.run) }
    var wasRegistered: Bool { number != 0 }
    var hasLeft: Bool { state.withLock(\.hasLeft) }
    var lastRunAt: Date? { state.withLock(\.lastRunAt) }
    /// The recordings folder is right, and what the last run left in it is still to be cleared.
    var isUncleared: Bool { state.withLock { !$0.isReady && $0.folderHindrance == nil } }
    /// The id of the installation, once the recordings folder has proved to be its.
    package var installation: String? { state.withLock(\.installation) }
    var takesIn: Bool { state.withLock(\.takesIn) }
    var takenIn: Int { state.withLock(\.takenIn) }
    var unsettled: [SealedFileName] { state.withLock(\.unsettled) }

    func beginBeat() { state.withLock { $0.beatBegunAt = .now } }

    func endBeat(isAnswered: Bool) {
        state.withLock {
            $0.beatBegunAt = nil
            $0.isAnswered = isAnswered
        }
    }

    func enter(_ run: NodeRun, lastRunAt: Date?) {
        state.withLock { state in
            if state.number == 0 { state.lastRunAt = lastRunAt }
            state.run = run
            state.number = run.number
            state.registrationHindrance = nil
            state.share = NodeShare(live: [], own: run.number)
        }
    }

    func leave() {
        state.withLock {
            $0.run = nil
            $0.hasLeft = true
        }
    }

    func refuse(_ sentence: String) {
        state.withLock {
            $0.run = nil
            $0.registrationHindrance = sentence
        }
    }

    func setFolder(hindrance: String?) {
        state.withLock { $0.folderHindrance = hindrance }
    }

    func setInstallation(_ id: String) {
        state.withLock { $0.installation = id }
    }

    func setReady() { state.withLock { $0.isReady = true } }

    /// `rows` are all nodes as `run` found them.
    func setLive(_ rows: [NodeRow], as run: NodeRun) {
        let live = rows.filter { $0.isHeard && $0.takesIn }.map(\.number)
        state.withLock { state in
            guard state.run == run else { return }
            state.share = NodeShare(live: live, own: run.number)
        }
    }

    /// Remembers files whose commit is in doubt; false for those there is no room for.
    func keepUnsettled(_ files: [SealedFileName]) -> Bool {
        state.withLock { state in
            guard state.unsettled.count + files.count <= Self.unsettledMax else { return false }
            state.unsettled += files
            return true
        }
    }

    func forgetUnsettled(_ files: [SealedFileName]) {
        let known = Set(files)
        state.withLock { $0.unsettled.removeAll(where: known.contains) }
    }
}

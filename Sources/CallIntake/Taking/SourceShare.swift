import CallDesk
import Calls
import Synchronization

/// Which files of one source folder are this node's.
final class SourceShare: Sendable {
    private struct State {
        var share = NodeShare(live: [], own: 0)
        /// Another node shared the folder at some time, so that it may have decided on files that
        /// stay without this one's knowing.
        var wasShared = false
        /// Other nodes' files that stayed for too long, by the hash of their path, and when this
        /// node took to them.
        var adopted: [UInt64: ContinuousClock.Instant] = [:]
    }

    /// An adopted file that wasn't handed out by then is gone.
    private static let adoptedFor = Duration.seconds(600)

    private let profile: Profile
    private let state = Mutex(State())

    init(profile: Profile) {
        self.profile = profile
    }

    var wasShared: Bool { state.withLock(\.wasShared) }

    /// False when that changes nothing.
    func set(_ share: NodeShare) -> Bool {
        state.withLock { state in
            guard share != state.share else { return false }
            state.share = share
            if !share.isAlone { state.wasShared = true }
            return true
        }
    }

    /// For how long the file at `path` is left to another node; 0 for this node's own.
    func holdSeconds(_ path: [UInt8]) -> Double {
        let (share, isAdopted) = state.withLock { state in
            let isAdopted =
                !state.adopted.isEmpty && state.adopted[SipHash.hash(path[...])] != nil
            return (state.share, isAdopted)
        }
        if share.isAlone || isAdopted { return 0 }
        return profile.holdSeconds(String(decoding: path, as: UTF8.self), share)
    }

    /// Takes to up to `max` of `files`, those taken to before included; gives the new ones.
    func adopt(_ files: [SettledFile], max: Int) -> [SettledFile] {
        state.withLock { state in
            state.adopted = state.adopted.filter { $0.value.duration(to: .now) < Self.adoptedFor }
            var new: [SettledFile] = []
            for file in files where state.adopted.count < max {
                let isKnown = state.adopted.updateValue(.now, forKey: file.pathHash) != nil
                if !isKnown { new.append(file) }
            }
            return new
        }
    }

    /// The file was handed out and dealt with.
    func disown(_ file: SettledFile) {
        state.withLock { state in
            if !state.adopted.isEmpty { state.adopted[file.pathHash] = nil }
        }
    }
}

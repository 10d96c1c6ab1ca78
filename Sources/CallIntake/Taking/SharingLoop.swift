import CallDesk
import Calls

/// Keeps up with which nodes share a source folder, and takes to files that they leave lying.
struct SharingLoop: Sendable {
    private static let turnSeconds = 0.25
    /// Turns from one look at the folder to the next: one after a node has come or gone, then twice
    /// as many each time up to this.
    private static let turnsPerLookMax = 20

    let source: Source
    let slots: Slots
    let gate: TakingGate
    let desk: CallDesk

    /// Runs until the gate is stopped.
    func run() async {
        var last = NodeShare(live: [], own: 0)
        var (turns, turnsPerLook) = (0, 1)
        while !gate.isStopped {
            let share = desk.nodes.share
            turns += 1
            if share != last || (!share.isAlone && turns >= turnsPerLook) {
                turnsPerLook = share == last ? min(turnsPerLook * 2, Self.turnsPerLookMax) : 1
                turns = 0
                last = share
                await look(share)
                if !share.isAlone { await help() }
            }
            try? await Task.sleep(for: .seconds(Self.turnSeconds))
        }
        if source.share.wasShared { await leave(last.own) }
    }

    /// Finds out which nodes are present in the folder. Files that change hands are looked at
    /// again soon.
    private func look(_ share: NodeShare) async {
        if share.isAlone, source.share.wasShared { await leave(share.own) }
        guard let sharing else { return }
        let present = try? await BlockingWork.run { sharing.look(share) }
        if let present, source.share.set(present) { source.watch.rescan() }
    }

    private func leave(_ own: NodeNumber) async {
        guard let sharing else { return }
        try? await BlockingWork.run { sharing.leave(own) }
    }

    private var sharing: FolderSharing? {
        desk.nodes.installation.map {
            FolderSharing(folder: source.folder.path, installation: $0)
        }
    }

    /// Takes to other nodes' files that have stayed for too long, as far as this node has nothing
    /// else to do.
    private func help() async {
        let overdue = await source.withoutDecided(source.watch.overdue, desk: desk)
        for file in source.share.adopt(overdue, max: slots.free) {
            source.watch.adopt(file)
        }
    }
}

extension Source {
    /// `files` without those that another node has decided on and that stay in the folder: these
    /// are known as done from now on.
    func withoutDecided(_ files: [SettledFile], desk: CallDesk) async -> [SettledFile] {
        guard profile.afterwards == .keep, share.wasShared, !files.isEmpty else { return files }
        let decided = try? await desk.seenFingerprints(
            among: files.map(\.fingerprint), by: .daemon)
        guard let decided, !decided.isEmpty else { return files }
        return files.filter { file in
            guard decided.contains(file.fingerprint) else { return true }
            keep(file)
            watch.finished(file)
            watch.doneElsewhere(file)
            return false
        }
    }
}

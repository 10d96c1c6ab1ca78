import CallStore
import CallVault
import Calls
import Foundation
import Logging

/// This node among the others that work on the database.
extension CallDesk {
    /// Enters this node, makes sure of the recordings folder, and clears what its last run left.
    /// Where the name is another daemon's or the folder a wrong one, nothing is taken in and
    /// `nodes.problems` says why, until a later beat finds it mended. Throws when the database
    /// doesn't answer.
    package func registerNode() async throws {
        try await beatNode()
    }

    /// Lets the others know that this node lives, and learns which of them do; to be called every
    /// `NodeStatus.beatSeconds`. Throws when the database doesn't answer.
    package func beatNode() async throws {
        if nodes.hasLeft { return }
        nodes.beginBeat()
        do {
            try await beat()
            nodes.endBeat(isAnswered: true)
        } catch {
            nodes.endBeat(isAnswered: false)
            throw error
        }
    }

    /// Takes leave in order, so that others needn't wait until this node counts as dead. With a
    /// commit in doubt it doesn't: the next start then looks back far enough.
    package func leaveNode() async throws {
        guard let run = nodes.run else { return }
        nodes.leave()
        guard nodes.unsettled.isEmpty else { return }
        try await database.write { try $0.leave(run) }
    }

    /// Learns which nodes live without saying that this one does; costs no commit.
    package func lookAtNodes() async throws {
        guard let run = nodes.run else { return }
        nodes.setLive(try await database.read { try $0.nodes() }, as: run)
    }

    private func beat() async throws {
        try await ensureRegistered()
        guard let run = nodes.run else { return }
        nodes.setFolder(hindrance: try await folderHindrance())
        if nodes.isUncleared {
            try await clearUnfinished()
            nodes.setReady()
        }
        try await beat(run)
    }

    private func ensureRegistered() async throws {
        guard nodes.run == nil else { return }
        let (nodes, isStart) = (nodes, !nodes.wasRegistered)
        let answer = try await database.write { db in
            try db.register(
                name: nodes.name, instance: nodes.instance, version: nodes.version,
                isStart: isStart)
        }
        switch answer {
        case .registered(let run, let lastBeatAt):
            nodes.enter(run, lastRunAt: lastBeatAt)
            log.notice("this node is registered", metadata: ["number": "\(run.number)"])
        case .nameTaken:
            nodes.refuse(
                "Another daemon works on this database under the name \(nodes.name). Give this "
                    + "one a name of its own with `node:`, or stop the other. It is tried again.")
        case .full:
            nodes.refuse(
                "255 nodes worked on this database within the last day, and there are no more "
                    + "numbers. Stop nodes that aren't needed, or give them lasting names.")
        }
    }

    private func beat(_ run: NodeRun) async throws {
        let (unsettled, takesIn, takenIn) = (nodes.unsettled, nodes.takesIn, nodes.takenIn)
        let (waiting, keyIDs) = (intakeBoard.waiting, keyring.ids)
        let (rows, orphans) = try await database.write { db in
            let isOurs = try db.beat(run, takesIn: takesIn, waiting: waiting, takenIn: takenIn)
            if isOurs { try db.note(keyIDs: keyIDs, of: run) }
            // With the ledger's head locked, every earlier commit has taken place or never will.
            let orphans = try unsettled.filter { try !db.hasRow(for: $0) }
            return (isOurs ? try db.nodes() : nil, orphans)
        }
        try await settle(unsettled, orphans: orphans)
        if let rows {
            nodes.setLive(rows, as: run)
        } else {
            nodes.refuse(
                "Another daemon took this one's place under the name \(nodes.name). Give each "
                    + "daemon a name and a state folder of its own (`node:`, `state:`).")
        }
    }

    private func settle(_ unsettled: [SealedFileName], orphans: [SealedFileName]) async throws {
        guard !unsettled.isEmpty else { return }
        let folder = sealedFiles
        try await BlockingWork.run { try folder.remove(orphans) }
        nodes.forgetUnsettled(unsettled)
    }

    /// Throws unless this run still is what its number stands for. A transaction that gives sealed
    /// files their rows must ask: whoever takes a number over clears the files of the run before.
    func requireRegistered(in db: Transaction) throws {
        guard let run = nodes.run, try db.isRegistered(run) else {
            throw Refusal(
                .unavailable, .notReady,
                "This node isn't registered with the database. It tries again every few seconds.")
        }
    }
}

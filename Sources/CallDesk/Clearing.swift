import CallStore
import CallVault
import Calls
import Foundation
import Logging

/// Sealed files without a row, and how none of them stays.
extension CallDesk {
    /// Runs `body`, which gives `files` their row, and deletes them when it fails. After a commit
    /// that may or may not have reached the disk they stay: the next start sees which it was. After
    /// one whose outcome isn't known they stay until a later beat has seen it.
    func removingOnFailure<Value: Sendable>(
        _ files: [SealedFileName], _ body: () async throws -> Value
    ) async throws -> Value {
        do {
            return try await body()
        } catch StoreFault.notDurable(let reason) {
            throw StoreFault.notDurable(reason)
        } catch let refusal as Refusal where refusal.code == .databaseUnsettled {
            if !nodes.keepUnsettled(files) {
                log.warning("too many commits are in doubt; the next start clears their files")
            }
            throw refusal
        } catch {
            let folder = sealedFiles
            try? await BlockingWork.run { try folder.remove(files) }
            throw error
        }
    }

    /// Deletes what a crash of this node left: files still being written, sealed files that never
    /// got a row, and those of quarantined items that were decided. What other nodes write stays.
    /// This node must be registered: whatever its last run committed is then to be seen.
    func clearUnfinished() async throws {
        let (folder, time, node) = (sealedFiles, now(), nodes.number)
        let last = try await database.read { try $0.lastLedgerTime() }
        let decided = try await database.read { try $0.latestDecided(limit: Self.decidedMax) }
        let since = [last, nodes.lastRunAt].compactMap(\.self).min() ?? time
        let recent = try await BlockingWork.run {
            _ = try folder.clearTemporary(of: node)
            return try folder.files(sealedAfter: since, until: time).filter { $0.node == node }
        }
        let orphans = try await database.read { db in
            try recent.filter { try !db.hasRow(for: $0) }
        }
        try await BlockingWork.run {
            try folder.remove(Array(orphans) + decided.map { .quarantined($0) })
        }
        if !orphans.isEmpty {
            log.notice(
                "cleared sealed files that a crash left without a row",
                metadata: ["count": "\(orphans.count)"])
        }
    }

    /// More are never decided in the moments before a crash.
    private static let decidedMax = 1000
}

extension Transaction {
    /// Whether a sealed file has a row that still needs it.
    func hasRow(for file: SealedFileName) throws -> Bool {
        switch file {
        case .recording(let id), .picture(let id): try recording(id)?.wrappedKey != nil
        case .quarantined(let id): try quarantined(id) != nil && !isDecided(id)
        case .document(let id): try complaintDocument(id)?.wrappedKey != nil
        }
    }
}

extension SealedFolder {
    func remove(_ files: [SealedFileName]) throws {
        for file in files { try remove(file) }
    }

    /// What was begun since some hours before `last`, when this node was last heard of, and so all
    /// that was under way when it last ended, however long ago; and what was begun about
    /// `now`, should the clock have been set back meanwhile.
    fileprivate func files(sealedAfter last: Date, until now: Date) throws -> Set<SealedFileName> {
        var files: Set<SealedFileName> = []
        // `recent` reaches some nine hours to either side.
        let stepSeconds = 8.0 * 3600
        let stepsMax = 5000
        var time = last
        for _ in 0..<stepsMax where time < now {
            files.formUnion(try recent(at: time))
            time += stepSeconds
        }
        return try files.union(recent(at: last)).union(recent(at: now))
    }

    private func recent(at time: Date) throws -> [SealedFileName] {
        var ids = IdentifierSequence()
        return try recent(before: ids.next(now: time, chance: 0, node: 0))
    }
}

import CallLedger
package import Calls
import CallSandbox
import CallStore
import Foundation
import Logging

/// What a start notes of itself.
package struct DaemonStart: Sendable {
    package var version: String
    /// Hash of the effective settings, which hold nothing secret.
    package var settingsDigest: String

    package init(version: String, settingsDigest: String) {
        self.version = version
        self.settingsDigest = settingsDigest
    }
}

/// The daemon's own doings.
extension CallDesk {
    /// Opens the desk and notes the start in the ledger.
    package func open(_ start: DaemonStart) async throws {
        try await open()
        try await requireAnchored()
        try await note(start)
    }

    /// Notes a start in the ledger, and that the settings changed since the last one if they did.
    private func note(_ start: DaemonStart) async throws {
        let engine = database.engine.rawValue
        try await change(by: .daemon, needing: .changeSettings) { change in
            try change.record(
                .daemonStarted, object: "",
                details: ["version": start.version, "database": engine])
            try Self.note(start.settingsDigest, in: &change)
        }
    }

    /// Notes settings that were read anew.
    package func noteSettings(digest: String) async throws {
        try await change(by: .daemon, needing: .changeSettings) { change in
            change.isUnchanged = true
            try Self.note(digest, in: &change)
        }
    }

    /// Notes the stop, if the database is there to note it.
    package func noteStop() async {
        if opening.away != nil { return }
        do {
            try await noteHeard(all: true)
            try await change(by: .daemon, needing: .changeSettings) { change in
                try change.record(.daemonStopped, object: "")
            }
            try await leaveNode()
        } catch {
            log.warning("the stop could not be noted", metadata: ["fault": "\(error)"])
        }
    }

    /// For a watchdog: whether the one writer answers, be it that the database is away, and intake
    /// came round lately.
    package func isAtWork() async -> Bool {
        do {
            _ = try await database.write { try $0.count(of: .indexed) }
        } catch let fault as StoreFault where fault.isPassing {
            return true
        } catch {
            return opening.away != nil
        }
        return opening.away != nil || intakeBoard.isFresh
    }

    /// This node's heartbeat, and whether the database is there: once a second while it is away,
    /// else every `NodeStatus.beatSeconds`. Works until the task is cancelled. Throws what must end
    /// the daemon.
    package func keepInTouch() async throws {
        await opening.untilOpen()
        let beat = Duration.seconds(NodeStatus.beatSeconds)
        var pause = beat
        var beats = 0
        while !Task.isCancelled {
            do {
                try await beatNode()
                noteBack()
                pause = beat
                // At the start, and about once a minute in case something was in the way.
                if beats.isMultiple(of: 12) { await finishErasures() }
                beats += 1
            } catch is CancellationError {
                return
            } catch let fault where fault.endsDaemon {
                throw fault
            } catch {
                noteAway(error)
                pause = .seconds(1)
            }
            try? await Task.sleep(for: pause)
        }
    }

    package func close() async throws {
        decoder.shutDown()
        letterPress.shutDown()
        try database.close()
    }

    private static func note(_ digest: String, in change: inout Change) throws {
        let name = "settings-digest"
        let last = try change.db.setting(name)
        guard last != digest else { return }
        try change.db.set(name, to: digest)
        try change.record(
            .settingsChanged, object: "", details: ["digest": digest, "before": last ?? ""])
    }

    /// Why the daemon can't do its work, in English; empty when it can.
    package func readiness() async -> [String] {
        if let away = opening.away { return [away] }
        var reasons = intakeBoard.problems + nodes.problems
        reasons += ledgerState.problems + keyring.problems
        do {
            _ = try await database.read { try $0.count(of: .indexed) }
        } catch let fault as StoreFault where fault.isPassing {
            reasons.append(fault.awaySentence)
        } catch {
            reasons.append("The database doesn't answer.")
        }
        return reasons
    }

    package func metrics() async -> [Metric] {
        let sources = intakeBoard.sources
        var metrics = [
            Metric(
                "callaudit_intake_waiting_files",
                help: "Files seen in the source folders and not yet decided.", kind: .gauge,
                samples: [.init(value: Double(sources.reduce(0) { $0 + $1.waiting }))]),
            Metric(
                "callaudit_intake_sources",
                help: "Source folders by how news of files arrives.", kind: .gauge,
                samples: SourceStatus.Watching.allCases.map { watching in
                    .init(
                        labels: [.init("watching", watching.rawValue)],
                        value: Double(sources.count { $0.watching == watching }))
                }),
        ]
        metrics += databaseMetrics
        metrics += await nodeMetrics()
        metrics += await ledgerMetrics()
        metrics += await noticeMetrics()
        let counts = try? await database.read { db in
            (
                indexed: try db.count(of: .indexed), quarantined: try db.count(of: .quarantined),
                duplicates: try db.count(of: .duplicates), entries: try db.ledgerSize()
            )
        }
        guard let counts else { return metrics }
        metrics += [
            Metric(
                "callaudit_recordings_indexed_total", help: "Recordings taken into the index.",
                kind: .counter, samples: [.init(value: Double(counts.indexed))]),
            Metric(
                "callaudit_duplicates_total", help: "Files whose bytes were in the index already.",
                kind: .counter, samples: [.init(value: Double(counts.duplicates))]),
            Metric(
                "callaudit_quarantine_files", help: "Files in quarantine that wait for a decision.",
                kind: .gauge, samples: [.init(value: Double(counts.quarantined))]),
            Metric(
                "callaudit_ledger_entries_total", help: "Entries in the ledger.", kind: .counter,
                samples: [.init(value: Double(counts.entries))]),
        ]
        return metrics
    }
}

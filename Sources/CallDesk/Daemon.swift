import CallLedger
package import Calls
import CallSandbox
import CallStore
import Foundation

/// The daemon's own doings.
extension CallDesk {
    /// Notes a start in the ledger, and that the settings changed since the last one if they did.
    /// `settingsDigest` is a hash of the effective settings without anything secret.
    package func noteStart(version: String, settingsDigest: String) async throws {
        try await change(by: .daemon, needing: .changeSettings) { change in
            try change.record(.daemonStarted, object: "", details: ["version": version])
            try Self.note(settingsDigest, in: &change)
        }
    }

    /// Notes settings that were read anew.
    package func noteSettings(digest: String) async throws {
        try await change(by: .daemon, needing: .changeSettings) { change in
            change.isUnchanged = true
            try Self.note(digest, in: &change)
        }
    }

    package func noteStop() async throws {
        try await change(by: .daemon, needing: .changeSettings) { change in
            try change.record(.daemonStopped, object: "")
        }
    }

    /// A round through the one writer and a look at whether intake came round lately; for a
    /// watchdog.
    package func isAtWork() async throws -> Bool {
        _ = try await database.write { try $0.count(of: .indexed) }
        return intakeBoard.isFresh
    }

    package func close() async throws {
        decoder.shutDown()
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
        var reasons = intakeBoard.problems
        do {
            _ = try await database.read { try $0.count(of: .indexed) }
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

import CallStore
import Calls
import Foundation

extension CallDesk {
    /// How the ledger's proofs keep up; nothing while the database doesn't answer.
    func ledgerMetrics() async -> [Metric] {
        guard let standing = try? await database.read({ try $0.ledgerStanding() }) else {
            return []
        }
        let age = standing.unsignedSince.map { max(0, time.timeIntervalSince($0)) } ?? 0
        return [
            gauge(
                "callaudit_ledger_unsigned_entries", "Entries that no checkpoint covers.",
                Double(standing.size - standing.checkpointSize)),
            gauge(
                "callaudit_ledger_unsigned_age_seconds",
                "How long the oldest of them waits; over 600 the signer is silent.", age),
            gauge(
                "callaudit_ledger_signer_refuses",
                "1 while the signer finds the ledger altered and signs nothing.",
                standing.refusal == nil ? 0 : 1),
            gauge(
                "callaudit_ledger_copy_up", "1 while this node keeps the ledger's second copy.",
                ledgerState.mirrorFault == nil ? 1 : 0),
        ]
    }

    private func gauge(_ name: String, _ help: String, _ value: Double) -> Metric {
        Metric(name, help: help, kind: .gauge, samples: [.init(value: value)])
    }
}

package import Calls
package import CallSandbox
import CallStore
package import CallVault
import Foundation

extension CallDesk {
    package func intakeStatus(by principal: Principal) async throws -> IntakeStatus {
        let (sources, nodes) = (intakeBoard.sources, nodes)
        return try await see(by: principal, needing: .seeIntake) { db in
            IntakeStatus(
                waiting: sources.reduce(0) { $0 + $1.waiting },
                indexed: try db.count(of: .indexed),
                quarantined: try db.count(of: .quarantined),
                duplicates: try db.count(of: .duplicates), sources: sources,
                nodes: try db.nodes().map { NodeStatus($0, self: nodes.number) },
                hindrances: nodes.problems)
        }
    }

    /// Fingerprints behind `cursor` of files that were decided before and stay in their folders.
    package func seenFingerprints(
        after cursor: UInt64?, limit: Int, by principal: Principal
    ) async throws -> [UInt64] {
        try await see(by: principal, needing: .takeIn) { db in
            try db.seenFingerprints(after: cursor.map { Int64(bitPattern: $0) }, limit: limit)
        }
    }

    /// Which of `fingerprints` belong to such files, whichever node decided on them.
    package func seenFingerprints(
        among fingerprints: [UInt64], by principal: Principal
    ) async throws -> Set<UInt64> {
        try await see(by: principal, needing: .takeIn) { db in
            try db.seenFingerprints(among: fingerprints)
        }
    }

    package var decoderForMeasuring: DecodePool { decoder }
    package var vaultForSealing: Vault { vault }
    package var folderForSealing: SealedFolder { sealedFiles }
}

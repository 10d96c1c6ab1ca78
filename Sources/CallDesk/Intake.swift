package import Calls
package import CallSandbox
import CallStore
package import CallVault
import Foundation

extension CallDesk {
    package func intakeStatus(by principal: Principal) async throws -> IntakeStatus {
        let sources = intakeBoard.sources
        return try await see(by: principal, needing: .seeIntake) { db in
            IntakeStatus(
                waiting: sources.reduce(0) { $0 + $1.waiting },
                indexed: try db.count(of: .indexed),
                quarantined: try db.count(of: .quarantined),
                duplicates: try db.count(of: .duplicates), sources: sources)
        }
    }

    /// Whether a file that stays in its folder was decided before.
    package func seenFingerprints(
        after cursor: UInt64?, limit: Int, by principal: Principal
    ) async throws -> [UInt64] {
        try await see(by: principal, needing: .takeIn) { db in
            try db.seenFingerprints(after: cursor.map { Int64(bitPattern: $0) }, limit: limit)
        }
    }

    package var decoderForMeasuring: DecodePool { decoder }
    package var vaultForSealing: Vault { vault }
    package var folderForSealing: SealedFolder { sealedFiles }
}

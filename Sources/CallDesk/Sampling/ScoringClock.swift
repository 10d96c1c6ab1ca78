import CallStore
package import Calls
import Foundation
import Logging

/// What happens to samples, scores and complaints by itself, when its time has come.
extension CallDesk {
    /// Commits to seeds, draws and releases what is due, notes which clocks of complaints ran out,
    /// counts calls and looks at rates of complaints, until the task is cancelled.
    package func keepScoringClock() async throws {
        await untilOpen()
        while !Task.isCancelled {
            // What keeps samples from being drawn doesn't keep evaluations from being released.
            try await ticking { try await drawAndTell() }
            try await ticking { while try await releaseDue(by: .daemon) > 0 {} }
            try await ticking { try await watchComplaintClocks(by: .daemon) }
            try await ticking { try await tallyCalls(by: .daemon) }
            try await ticking { try await watchRates(by: .daemon) }
            try? await Task.sleep(for: .seconds(60))
        }
    }

    private func drawAndTell() async throws {
        for (draw, refusal) in try await drawDue(by: .daemon).refused {
            log.warning(
                "a sample can't be drawn",
                metadata: [
                    "event": "draw.refused", "draw": "\(draw)",
                    "reason": "\(refusal.code.rawValue)",
                ])
        }
    }

    /// Throws what ends the daemon, and tells of everything else.
    private func ticking(_ work: () async throws -> Void) async throws {
        do {
            try await work()
        } catch is CancellationError {
            return
        } catch let refusal as Refusal where refusal.kind == .unavailable {
            await untilOpen()
        } catch let fault where fault.endsDaemon {
            throw fault
        } catch {
            log.error(
                "sampling, releasing or watching complaints failed",
                metadata: ["event": "scoring.failed", "fault": "\(error)"])
        }
    }
}

/// What came of the draws that were due.
package struct DrawsMade: Sendable {
    package var made: [Draw.ID] = []
    /// Those that can't be made until somebody does what the refusal says.
    package var refused: [(Draw.ID, Refusal)] = []
}

import CallDesk
import Calls

extension RetryQueue {
    /// Tries a quarantined complaint again; it came when its file was last written.
    func retryComplaint(
        _ file: QuarantinedFile, by inlet: ComplaintInlet
    ) async throws {
        let isIn = try await taker.decideComplaint(
            FileAtHand(
                descriptor: file.content.descriptor, bytes: file.content.bytes,
                origin: file.origin, retryOf: file.id),
            by: inlet, arrivedAt: file.origin.modifiedAt)
        if isIn { try await taker.desk.closeQuarantinedSidecar(file.id, by: .daemon) }
    }
}

import CallDesk
import Calls
import Synchronization

/// Fingerprints of files that were decided and stay in their folders.
final class DoneFiles: Sendable {
    private static let pageRows = 10_000
    private let fingerprints = Mutex(Set<UInt64>())

    /// Reads what was decided until now, by whichever node.
    func load(from desk: CallDesk) async throws {
        var last: UInt64?
        repeat {
            let page = try await desk.seenFingerprints(
                after: last, limit: Self.pageRows, by: .daemon)
            fingerprints.withLock { $0.formUnion(page) }
            last = page.count == Self.pageRows ? page.last : nil
        } while last != nil
    }

    func contains(_ fingerprint: UInt64) -> Bool {
        fingerprints.withLock { $0.contains(fingerprint) }
    }

    func insert(_ fingerprint: UInt64) {
        fingerprints.withLock { _ = $0.insert(fingerprint) }
    }
}

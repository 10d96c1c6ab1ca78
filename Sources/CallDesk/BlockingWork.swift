import Foundation

/// Runs work that blocks on the disk or burns time in C on threads of its own, so that the
/// cooperative pool, which has one thread a core, goes on.
package enum BlockingWork {
    private static let queue = DispatchQueue(
        label: "callaudit.blocking", qos: .userInitiated, attributes: .concurrent)

    package static func run<Value: Sendable>(
        _ work: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        try await withCheckedThrowingContinuation { caller in
            queue.async { caller.resume(with: Result { try work() }) }
        }
    }
}

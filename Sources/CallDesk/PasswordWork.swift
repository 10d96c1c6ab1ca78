import CallVault
import Calls
import Foundation
import Synchronization

/// Evaluates passwords: a few at once, since each takes a core and 64 MiB, the others in turn.
final class PasswordWork: Sendable {
    static let atOnce = 4
    static let waitingMax = 64

    private struct State {
        var free = PasswordWork.atOnce
        var waiting: [CheckedContinuation<Void, Never>] = []
        var evaluated = 0
    }

    let cost: PasswordCost
    /// What nobody's password fits: evaluated where there is no hash, so that it takes as long.
    private let decoy: String
    private let state = Mutex(State())

    init(cost: PasswordCost) {
        self.cost = cost
        decoy = (try? Passwords.hash(DoorSecret.random().text, cost: cost)) ?? ""
    }

    /// How often a password was compared since the start.
    var evaluated: Int { state.withLock(\.evaluated) }

    /// Takes the same time whether or not there is a `hash`. Throws a refusal when too many wait.
    func fits(_ password: String, _ hash: String?) async throws -> Bool {
        let stored = hash ?? decoy
        let fits = try await inTurn { Passwords.verify(password, stored) }
        return fits && hash != nil
    }

    func hash(_ password: String) async throws -> String {
        let cost = cost
        return try await inTurn { try Passwords.hash(password, cost: cost) }
    }

    func needsRehash(_ hash: String) -> Bool { Passwords.needsRehash(hash, cost: cost) }

    private func inTurn<Value: Sendable>(
        _ work: @escaping @Sendable () throws -> Value
    ) async throws -> Value {
        let isFull = state.withLock { $0.free == 0 && $0.waiting.count >= Self.waitingMax }
        if isFull { throw Refusal.tooManySignIns }
        await withCheckedContinuation { caller in
            let goesOn = state.withLock { state in
                state.evaluated += 1
                guard state.free > 0 else {
                    state.waiting.append(caller)
                    return false
                }
                state.free -= 1
                return true
            }
            if goesOn { caller.resume() }
        }
        defer { leave() }
        return try await BlockingWork.run(work)
    }

    private func leave() {
        let next = state.withLock { state -> CheckedContinuation<Void, Never>? in
            guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
            state.free += 1
            return nil
        }
        next?.resume()
    }
}

extension Refusal {
    static let tooManySignIns = Refusal(
        .tooMany, .busy, "Many people are signing in just now. Try again in a few seconds.",
        retryAfterSeconds: 5)
}

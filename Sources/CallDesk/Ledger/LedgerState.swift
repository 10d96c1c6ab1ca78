import CallLedger
import Calls
import Foundation
import Synchronization

/// What this node knows of the ledger besides the database.
final class LedgerState: Sendable {
    private struct State {
        var mirrorFault: String?
        var refusals: [String: Date] = [:]
    }

    let tree = LedgerTree()
    private let state = Mutex(State())

    /// Why the second copy isn't kept, in English; nil while it is.
    var mirrorFault: String? { state.withLock(\.mirrorFault) }

    var problems: [String] { [mirrorFault].compactMap(\.self) }

    /// True when that is news.
    func setMirrorFault(_ sentence: String?) -> Bool {
        state.withLock { state in
            defer { state.mirrorFault = sentence }
            return state.mirrorFault != sentence
        }
    }

    private static let refusalsMax = 10_000
    private static let sameRefusalSeconds = 60.0

    /// Whether a refusal is to be noted: the first of its kind within a minute.
    func admitsRefusal(_ principal: String, _ permission: Permission, now: Date) -> Bool {
        let key = principal + " " + permission.rawValue
        return state.withLock { state in
            if let last = state.refusals[key],
                abs(now.timeIntervalSince(last)) < Self.sameRefusalSeconds
            {
                return false
            }
            if state.refusals.count >= Self.refusalsMax {
                state.refusals = state.refusals.filter {
                    abs(now.timeIntervalSince($0.value)) < Self.sameRefusalSeconds
                }
            }
            guard state.refusals.count < Self.refusalsMax else { return false }
            state.refusals[key] = now
            return true
        }
    }
}

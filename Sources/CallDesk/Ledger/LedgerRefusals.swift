package import Calls
import CallLedger
import Logging

extension CallDesk {
    /// Notes that `principal` asked for what they may not do. Never fails: the refusal itself
    /// stands whether or not it could be noted. `route` is a pattern, without anybody's ids.
    package func noteRefusal(
        of permission: Permission, at route: String, to principal: Principal
    ) async {
        guard ledgerState.admitsRefusal(principal.id, permission, now: time) else { return }
        do {
            try await noteUnasked(by: principal) { change in
                try change.record(
                    .permissionRefused, object: "route:\(route)", reason: permission.rawValue,
                    outcome: .refused)
            }
        } catch {
            log.warning("a refusal could not be noted", metadata: ["fault": "\(error)"])
        }
    }
}

import CallStore
import Calls

/// Actions whose day has come, told outside.
extension CallDesk {
    private static var watchedAtOnce: Int { 200 }

    /// Tells who owns an action that is due tomorrow or before, and compliance officers of what is
    /// to be checked; each day that is set for an action is told of once.
    func watchActions(by principal: Principal) async throws {
        let day = today.number
        if tells(of: .actionDue) {
            var due = ActionSelection()
            due.dueThrough = day + 1
            try await tell(.actionDue, of: due, by: principal)
        }
        if tells(of: .actionToCheck) {
            var done = ActionSelection()
            done.checkThrough = day
            try await tell(.actionToCheck, of: done, by: principal)
        }
    }

    private func tell(
        _ kind: Notice.Kind, of selection: ActionSelection, by principal: Principal
    ) async throws {
        let desk = self
        var cursor: ActionCursor?
        while !Task.isCancelled {
            let behind = cursor
            let (rows, untold) = try await see(by: principal, needing: .workOnJobs) { db in
                let rows = try db.actions(
                    selection, within: .everything, after: behind, limit: Self.watchedAtOnce)
                return (
                    rows,
                    try rows.filter { row in
                        try !desk.sendersUntold(row.telling(kind), in: db).isEmpty
                    }
                )
            }
            if !untold.isEmpty {
                try await change(by: principal, needing: .workOnJobs) { change in
                    change.isUnchanged = true
                    for seen in untold {
                        // It may have been done or moved to another day meanwhile.
                        guard let row = try desk.verified(change.db.action(seen.id)),
                            row.state == seen.state, row.nextDay == seen.nextDay
                        else { continue }
                        try desk.tellOnce(row.telling(kind), in: change)
                    }
                }
            }
            guard rows.count == Self.watchedAtOnce, let last = rows.last else { return }
            cursor = ActionCursor(nextDay: last.nextDay, id: last.id)
        }
    }
}

extension ActionRow {
    fileprivate func telling(_ kind: Notice.Kind) -> CallDesk.Telling {
        CallDesk.Telling(
            kind: kind, object: "action:\(id)",
            recipient: kind == .actionDue ? .person(owner) : .role(.complianceOfficer),
            facts: [.action: "\(number)", .due: LocalDay(number: nextDay).description])
    }
}

import CallStore
import Calls
import Foundation

/// Gives customers from before schema 3 their row codes, a batch at a time.
struct CustomerSealing: JobWork {
    static let batchRows = 1000

    func step(_ job: inout Job, in change: inout Change, of desk: CallDesk) throws {
        if job.cursor.isEmpty { job.total = try change.db.countCustomers() }
        let last = Customer.ID(text: job.cursor) ?? Customer.ID(Int64.min)
        let rows = try change.db.customersWithoutCode(after: last, limit: Self.batchRows)
        for row in rows { try change.db.update(desk.sealed(row)) }
        job.done += Int64(rows.count)
        if let end = rows.last { job.cursor = end.id.description }
        guard rows.count < Self.batchRows else { return }
        try change.db.set(CallDesk.customersSealed.name, to: CallDesk.customersSealed.value)
        job.total = job.done
        job.outcome = .done
    }
}

extension CallDesk {
    /// Begins to seal customers from before schema 3 where that is still to be done. An
    /// installation that has none is done at once.
    func sealOldCustomers() async throws {
        try await change(by: .daemon, needing: .workOnJobs) { change in
            change.isUnchanged = true
            let (name, value) = Self.customersSealed
            guard try change.db.setting(name) != value,
                try change.db.openJob(.sealCustomers) == nil
            else { return }
            if try change.db.customersWithoutCode(after: Customer.ID(Int64.min), limit: 1).isEmpty {
                try change.db.set(name, to: value)
                return
            }
            _ = try start(.sealCustomers, in: &change)
        }
    }
}

import CallLedger
import CallStore
package import Calls
import Foundation
import Synchronization

/// What the watch has seen: when it last looked at every open case, and how far it came since.
final class ComplaintWatchState: Sendable {
    struct Progress {
        var lookedAtAll: Date?
        var lookedAt: Date?
    }

    private let progress = Mutex(Progress())

    var now: Progress { progress.withLock { $0 } }

    func note(all: Bool, at now: Date) {
        progress.withLock { progress in
            if all { progress.lookedAtAll = now }
            progress.lookedAt = now
        }
    }
}

/// Clocks of complaints, which go on while nobody does anything.
extension CallDesk {
    private static var watchPageRows: Int { 200 }
    private static var watchAllSeconds: Double { 3_600 }
    private static var watchOverlapSeconds: Double { 120 }

    /// Notes each clock that ran out in the ledger, once. Once an hour, and first of all, it looks
    /// at every open case and writes anew by what lists are ordered, since regimes and calendars
    /// may be others by now; in between at those whose time ended since.
    package func watchComplaintClocks(by principal: Principal) async throws {
        try require(.workOnJobs, of: principal)
        let (now, seen) = (now(), complaintWatch.now)
        let isWhole = seen.lookedAtAll.map {
            abs(now.timeIntervalSince($0)) >= Self.watchAllSeconds
        } ?? true
        let start = seen.lookedAt.map { $0 - Self.watchOverlapSeconds } ?? now
        var cursor = isWhole ? nil : ComplaintCursor(at: start, id: Complaint.ID(0))
        while !Task.isCancelled {
            let behind = cursor
            let rows = try await see(by: principal, needing: .workOnJobs) { db in
                try db.openComplaintsDue(
                    before: isWhole ? .distantFuture : now, after: behind,
                    limit: Self.watchPageRows)
            }
            try await watch(rows.map(\.id), by: principal)
            guard rows.count == Self.watchPageRows, let last = rows.last else { break }
            cursor = ComplaintCursor(last, in: .due)
        }
        complaintWatch.note(all: isWhole, at: now)
        if isWhole { try await watchActions(by: principal) }
    }

    private func watch(_ ids: [Complaint.ID], by principal: Principal) async throws {
        guard !ids.isEmpty else { return }
        let (desk, now) = (self, now())
        let stale = try await see(by: principal, needing: .workOnJobs) { db in
            try ids.filter { try desk.isStale($0, at: now, in: db) }
        }
        for id in stale {
            try await change(by: principal, needing: .workOnJobs) { change in
                change.isUnchanged = true
                guard var row = try desk.verified(change.db.complaint(id)) else { return }
                let found = try desk.complaintCase(of: row, in: change.db)
                let readings = found.readings(at: change.now)
                if row.setNext(desk.nearest(readings)) {
                    row.version += 1
                    try change.db.update(desk.sealed(row))
                }
                for reading in try desk.unnoted(readings, of: found, in: change.db) {
                    try change.record(
                        .complaintBreached, object: found.object,
                        details: reading.breachDetails, concerning: found.row.customer)
                    try desk.tellBreached(reading, of: found, in: change)
                }
                try desk.tellWarnings(readings, of: found, in: change)
            }
        }
    }

    /// Whether there is something to write of its clocks.
    private func isStale(_ id: Complaint.ID, at now: Date, in db: Transaction) throws -> Bool {
        guard var row = try verified(db.complaint(id)) else { return false }
        let found = try complaintCase(of: row, in: db)
        let readings = found.readings(at: now)
        if row.setNext(nearest(readings)) { return true }
        if try hasWarnings(readings, of: found, in: db) { return true }
        return try !unnoted(readings, of: found, in: db).isEmpty
    }

    /// Clocks that are breached, and of which no entry tells.
    private func unnoted(
        _ readings: [ClockReading], of found: ComplaintCase, in db: Transaction
    ) throws -> [ClockReading] {
        let breached = readings.filter { $0.state == .breached && $0.due != nil }
        guard !breached.isEmpty else { return [] }
        let noted = try db.ledgerSequences(
            of: found.object, actions: [LedgerAction.complaintBreached.rawValue]
        ).compactMap { sequence in
            try db.ledgerEntry(sequence).map {
                try LedgerEntry(decoding: $0.bytes).content.details
            }
        }
        return breached.filter { !noted.contains($0.breachDetails) }
    }
}

extension ClockReading {
    fileprivate var breachDetails: [String: String] {
        [
            "regime": regime, "clock": clock,
            "due": (due ?? .distantPast).formatted(.iso8601),
        ]
    }
}

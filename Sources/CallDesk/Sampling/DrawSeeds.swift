import CallLedger
import CallStore
import CallVault
import Calls
import Foundation

/// Seeds, made and bound before their slice closes. Nobody knows one until it is drawn with: it
/// stands sealed in the database, and its hash in the ledger.
extension CallDesk {
    private static var openDrawsMax: Int { 500 }
    /// Recordings that come so late are in the frame as well.
    private static var waitSeconds: Double { 2 * 3600 }

    /// Commits to a seed for each part of the slice under way and of the next one that has none
    /// yet; for a closed period, of its only one.
    func commitSeeds(
        of row: SamplePlanRow, _ plan: SamplePlan, in change: inout Change
    ) throws {
        guard let zone = CallZone(name: plan.zone) else { throw Refusal.noSuchPlan }
        let today = LocalDay(of: change.now, in: zone)
        var slices = [plan.period.slice(on: max(today, plan.period.from))].compactMap(\.self)
        if case .closed = plan.period, slices.isEmpty {
            slices = [plan.period.slice(on: plan.period.from)].compactMap(\.self)
        }
        if case .live = plan.period, let first = slices.first {
            slices += [plan.period.slice(after: first)].compactMap(\.self)
        }
        let known = try change.db.slices(of: row.id, version: row.version)
        for slice in slices {
            let parts = plan.period.parts(of: slice)
            for (number, part) in parts.enumerated() {
                let interval = part.interval(in: zone)
                guard !known.contains(interval.start), !isOver(interval, plan, change.now) else {
                    continue
                }
                try commitSeed(
                    of: row, interval, part: (number, parts.count), in: &change)
            }
        }
    }

    /// The days of a live plan that were over before it was made aren't drawn from.
    private func isOver(_ interval: DateInterval, _ plan: SamplePlan, _ now: Date) -> Bool {
        if case .closed = plan.period { return false }
        return interval.end <= now
    }

    private func commitSeed(
        of plan: SamplePlanRow, _ interval: DateInterval, part: (number: Int, count: Int),
        in change: inout Change
    ) throws {
        let seed = Vault.randomBytes(SampleSeed.byteCount)
        let id: Draw.ID = change.newID()
        let commitment = sha256(seed)
        try change.db.insert(
            sealed(
                DrawRow(
                    id: id, plan: plan.id, planVersion: plan.version, slice: interval,
                    dueAt: max(change.now, interval.end.addingTimeInterval(Self.waitSeconds)),
                    part: part.number, parts: part.count, commitment: commitment,
                    seedSealed: try vault.seal(seed, as: Self.seedPlace(id)),
                    committedAt: change.now)))
        try change.record(
            .drawCommitted, object: "draw:\(id)",
            details: [
                "plan": "\(plan.id)", "version": "\(plan.version)",
                "from": interval.start.ISO8601Format(), "until": interval.end.ISO8601Format(),
                "commitment": commitment.hexadecimal,
            ])
    }

    /// Ends the draws of a plan that wait; their seeds are never used.
    func cancelDraws(of plan: SamplePlan.ID, in change: inout Change) throws {
        for row in try change.db.openDraws(of: plan, limit: Self.openDrawsMax) {
            try verify(row)
            var row = row
            row.outcome = .cancelled
            row.endedAt = change.now
            row.version += 1
            try change.db.update(sealed(row))
            try change.record(.drawCancelled, object: "draw:\(row.id)")
        }
    }

    /// The seed of a draw, if it is the one that was committed to.
    func seed(of row: DrawRow) throws -> SampleSeed {
        let bytes = try vault.open(row.seedSealed, as: Self.seedPlace(row.id))
        guard let seed = SampleSeed(bytes), seed.commitment(Self.hash) == row.commitment else {
            throw Refusal(
                .conflict, .seedChanged,
                "The seed doesn't fit its commitment: it was changed after the population closed. "
                    + "Nothing was drawn; have the row looked into.", subject: "\(row.id)")
        }
        return seed
    }

    private static func seedPlace(_ id: Draw.ID) -> FieldPlace {
        FieldPlace(table: "draw", column: "seed", row: id.rawValue, version: 1)
    }
}

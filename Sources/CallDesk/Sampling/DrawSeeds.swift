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

    /// Commits to a seed for each part of the slice under way, of the next one, and of those that
    /// were missed while no daemon ran, as far as they have none yet; for a closed period, of its
    /// only one. A missed slice's seed comes late, and its draw says so.
    func commitSeeds(
        of row: SamplePlanRow, _ plan: SamplePlan, in change: inout Change
    ) throws {
        guard let zone = CallZone(name: plan.zone) else { throw Refusal.noSuchPlan }
        let known = try change.db.slices(of: row.id, version: row.version)
        for slice in slices(of: plan, in: zone, since: known.max(), now: change.now) {
            let parts = plan.period.parts(of: slice)
            for (number, part) in parts.enumerated() {
                let interval = part.interval(in: zone)
                guard !known.contains(interval.start) else { continue }
                if case .live = plan.period {
                    // What was over before the plan was made isn't drawn from.
                    if let first = known.min(), interval.start < first { continue }
                    if known.isEmpty, interval.end <= change.now { continue }
                }
                try commitSeed(
                    of: row, interval, part: (number, parts.count), in: &change)
            }
        }
    }

    /// The slices that should have seeds by `now`, from the one that begins with or holds `since`.
    private func slices(
        of plan: SamplePlan, in zone: CallZone, since: Date?, now: Date
    ) -> [SampleSlice] {
        let today = LocalDay(of: now, in: zone)
        guard case .live = plan.period else {
            return [plan.period.slice(on: plan.period.from)].compactMap(\.self)
        }
        let start = since.map { LocalDay(of: $0, in: zone) } ?? max(today, plan.period.from)
        var slices: [SampleSlice] = []
        var next = plan.period.slice(on: max(start, plan.period.from))
        while let slice = next, slices.count < Self.slicesAtOnce {
            slices.append(slice)
            // The next one after the slice of today is the last.
            next = slice.from > max(today, plan.period.from) ? nil : plan.period.slice(after: slice)
        }
        return slices
    }

    /// Slices that are caught up with at once; the rest a minute later.
    private static var slicesAtOnce: Int { 100 }

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

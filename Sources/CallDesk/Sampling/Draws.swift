import CallLedger
import CallStore
package import Calls
import Foundation

/// Draws: what is picked of a slice once it is closed.
extension CallDesk {
    /// Commits to seeds that are due and draws what is; the daemon asks once a minute. One that is
    /// refused, or that was altered, doesn't keep the others; the latter is thrown after them.
    package func drawDue(by principal: Principal) async throws -> DrawsMade {
        try await commitSeedsDue(by: principal)
        let desk = self
        let due = try await see(by: principal, needing: .workOnJobs) { db in
            try db.drawsDue(at: desk.now(), limit: Self.drawsAtOnce).map(\.id)
        }
        var draws = DrawsMade()
        var fault: (any Error)?
        for id in due {
            do {
                try await draw(id, by: principal, needing: .workOnJobs)
                draws.made.append(id)
            } catch let refusal as Refusal where refusal.kind != .unavailable {
                draws.refused.append((id, refusal))
            } catch let altered as DeskFault {
                fault = altered
            }
        }
        if let fault { throw fault }
        return draws
    }

    private static var drawsAtOnce: Int { 20 }

    /// Draws now what is due, without waiting for the daemon.
    package func draw(_ id: Draw.ID, by principal: Principal) async throws {
        try await draw(id, by: principal, needing: .managePlans)
    }

    private func draw(
        _ id: Draw.ID, by principal: Principal, needing permission: Permission
    ) async throws {
        let desk = self
        // The frame is read and hashed on a view of its own: nobody's changes wait for it.
        let made = try await see(by: principal, needing: permission) { db in
            try desk.makeDraw(id, in: db)
        }
        guard let made else { return }
        try await change(by: principal, needing: permission) { change in
            guard let row = try desk.verified(change.db.draw(id)) else { throw Refusal.noSuchDraw }
            // Another node may have been quicker; it drew the same.
            guard row.outcome == nil else {
                change.isUnchanged = true
                return
            }
            try desk.write(made, of: row, in: &change)
        }
    }

    /// The slices of a plan, the latest committed first.
    package func draws(
        of plan: SamplePlan.ID, after cursor: String?, limit: Int, by principal: Principal
    ) async throws -> Page<Draw> {
        let limit = try checked(limit)
        let after: Draw.ID? = try cursor.map(cursorID)
        let desk = self
        return try await see(by: principal, needing: .seePlans) { db in
            _ = try desk.existing(plan, in: db)
            let rows = try db.draws(of: plan, after: after, limit: limit + 1)
            for row in rows { try desk.verify(row) }
            return Page(
                items: rows.prefix(limit).map(\.draw),
                next: rows.count > limit ? rows[limit - 1].id.description : nil)
        }
    }

    package func draw(_ id: Draw.ID, seenBy principal: Principal) async throws -> DrawDetail {
        let desk = self
        return try await see(by: principal, needing: .seePlans) { db in
            guard let row = try desk.verified(db.draw(id)) else { throw Refusal.noSuchDraw }
            let plan = try desk.version(row.planVersion, of: row.plan, in: db).plan
            let replaced = try db.replacedPicks(of: id)
            let strata = try db.strata(of: id).map { stratum in
                try desk.verify(stratum)
                return DrawStratum(
                    key: stratum.stratum,
                    title: try desk.title(of: stratum.stratum, by: plan.method.field, in: db),
                    calls: stratum.calls, asked: stratum.asked, picks: stratum.picks,
                    replaced: replaced[stratum.stratum] ?? 0)
            }
            var detail = DrawDetail(draw: row.draw, plan: plan, strata: strata)
            detail.openReviews = try desk.openReviews(of: row, plan, in: db)
            if detail.openReviews > 0, desk.mightReview(principal) { detail.strata = [] }
            return detail
        }
    }

    /// How people call a stratum.
    private func title(
        of key: String, by field: StratumField?, in db: Transaction
    ) throws -> String {
        switch field {
        case .agent:
            guard let id = Agent.ID(text: key), let row = try db.agent(id) else { return key }
            return row.name.map { "\($0) (\(row.code))" } ?? row.code
        case .team:
            guard let id = Team.ID(text: key) else { return key }
            return try db.teamName(id) ?? key
        case .analyst: return try title(of: "account:\(key)", in: db) ?? key
        default: return key
        }
    }

    private func commitSeedsDue(by principal: Principal) async throws {
        let desk = self
        try await change(by: principal, needing: .workOnJobs) { change in
            change.isUnchanged = true
            var behind = SamplePlan.ID(0)
            while true {
                let plans = try change.db.runningPlans(after: behind, limit: 100)
                for row in plans {
                    try desk.verify(row)
                    try desk.commitSeeds(
                        of: row, desk.latest(of: row, in: change.db).plan, in: &change)
                }
                guard plans.count == 100, let last = plans.last else { return }
                behind = last.id
            }
        }
    }
}

extension DrawRow {
    var draw: Draw {
        Draw(
            id: id, plan: plan, planVersion: planVersion, slice: slice, dueAt: dueAt,
            commitment: commitment, committedAt: committedAt,
            result: result.map {
                Draw.Result(
                    seed: $0.seed, frameDigest: $0.frameDigest, calls: $0.calls, picks: $0.picks,
                    severity: $0.severity)
            },
            outcome: outcome, endedAt: endedAt)
    }
}

extension Refusal {
    static var noSuchDraw: Refusal {
        Refusal(
            .notFound, .noSuchDraw, "There is no such draw. Choose one from its plan.")
    }
}

import CallLedger
import CallStore
package import Calls
import Foundation

/// Plans by which calls are sampled. A version that was drawn from never changes: a change makes
/// the next one, by which slices are drawn whose seed isn't committed yet.
extension CallDesk {
    /// The newest first.
    package func samplePlans(
        after cursor: String?, limit: Int, by principal: Principal
    ) async throws -> Page<SamplePlanSummary> {
        let limit = try checked(limit)
        let after: SamplePlan.ID? = try cursor.map(cursorID)
        let desk = self
        return try await see(by: principal, needing: .seePlans) { db in
            let rows = try db.samplePlans(after: after, limit: limit + 1)
            return Page(
                items: try rows.prefix(limit).map { try desk.summary($0, in: db) },
                next: rows.count > limit ? rows[limit - 1].id.description : nil)
        }
    }

    package func samplePlan(
        _ id: SamplePlan.ID, by principal: Principal
    ) async throws -> SamplePlanSummary {
        let desk = self
        return try await see(by: principal, needing: .seePlans) { db in
            try desk.summary(desk.existing(id, in: db), in: db)
        }
    }

    /// A new plan; the seeds of its first slices are committed to in the same transaction.
    package func addSamplePlan(
        _ plan: SamplePlan, by principal: Principal
    ) async throws -> SamplePlan.ID {
        try require(.managePlans, of: principal)
        let body = try checkedBody(of: plan)
        try await requireCalls(of: plan)
        let desk = self
        return try await change(by: principal, needing: .managePlans) { change in
            try desk.requireScorecard(of: plan, in: change.db)
            guard try change.db.samplePlan(named: plan.name) == nil else {
                throw Refusal.planNameTaken(plan.name)
            }
            let row = desk.sealed(SamplePlanRow(id: change.newID(), name: plan.name))
            try change.db.insert(row)
            try desk.insertVersion(1, of: row.id, body: body, in: change)
            try change.record(
                .planAdded, object: "plan:\(row.id)",
                details: ["version": "1", "digest": desk.sha256(Array(body.utf8)).hexadecimal])
            try desk.commitSeeds(of: row, plan, in: &change)
            return row.id
        }
    }

    /// Changes a plan from its next uncommitted slice on. Draws that wait for their slice to close
    /// are cancelled and committed to anew.
    package func changeSamplePlan(
        _ id: SamplePlan.ID, to plan: SamplePlan, by principal: Principal
    ) async throws {
        try require(.managePlans, of: principal)
        let body = try checkedBody(of: plan)
        try await requireCalls(of: plan)
        let desk = self
        try await change(by: principal, needing: .managePlans) { change in
            try desk.requireScorecard(of: plan, in: change.db)
            var row = try desk.running(id, in: change.db)
            let latest = try desk.latest(of: row, in: change.db)
            guard latest.body != body else {
                change.isUnchanged = true
                return
            }
            if plan.name != row.name, try change.db.samplePlan(named: plan.name) != nil {
                throw Refusal.planNameTaken(plan.name)
            }
            row.name = plan.name
            row.version += 1
            row = desk.sealed(row)
            try change.db.update(row)
            try desk.insertVersion(row.version, of: id, body: body, in: change)
            try change.record(
                .planChanged, object: "plan:\(id)",
                details: [
                    "version": "\(row.version)",
                    "digest": desk.sha256(Array(body.utf8)).hexadecimal,
                ])
            try desk.cancelDraws(of: id, in: &change)
            try desk.commitSeeds(of: row, plan, in: &change)
        }
    }

    /// Draws no more by this plan. What was drawn stays.
    package func stopSamplePlan(_ id: SamplePlan.ID, by principal: Principal) async throws {
        let desk = self
        try await change(by: principal, needing: .managePlans) { change in
            var row = try desk.running(id, in: change.db)
            row.stoppedAt = change.now
            try change.db.update(desk.sealed(row))
            try change.record(.planStopped, object: "plan:\(id)")
            try desk.cancelDraws(of: id, in: &change)
        }
    }

    /// How many calls of the plan's population there are so far in its slice of today, or in its
    /// first one when today lies in none; to be said before a plan is kept.
    package func countPopulation(
        of plan: SamplePlan, by principal: Principal
    ) async throws -> Int {
        _ = try checkedBody(of: plan)
        let desk = self
        return try await see(by: principal, needing: .managePlans) { db in
            guard let slice = desk.firstSlice(of: plan) else { return 0 }
            return try desk.countCalls(of: plan, in: slice, db)
        }
    }

    /// Of a review those whose evaluation was handed in in the slice.
    private func countCalls(
        of plan: SamplePlan, in slice: DateInterval, _ db: Transaction
    ) throws -> Int {
        guard plan.stream == .review else {
            return try db.countCalls(of: plan.population, in: slice)
        }
        return try db.countCalls(of: reviewPopulation(of: plan, in: db), in: slice)
    }

    private func requireCalls(of plan: SamplePlan) async throws {
        // What is still to come can't be counted.
        guard case .closed(_, let until) = plan.period, let zone = CallZone(name: plan.zone),
            until.advanced(by: 1).start(in: zone) <= now(), let slice = firstSlice(of: plan)
        else { return }
        let desk = self
        let count = try await reaching {
            try await database.read { try desk.countCalls(of: plan, in: slice, $0) }
        }
        guard count > 0 else {
            throw Refusal(
                .invalid, .emptyPopulation,
                "No call fits this population. Widen its filters or its period.",
                subject: "population")
        }
    }

    private func firstSlice(of plan: SamplePlan) -> DateInterval? {
        guard let zone = CallZone(name: plan.zone) else { return nil }
        return plan.period.slice(on: max(plan.period.from, LocalDay(of: now(), in: zone)))
            .map { $0.interval(in: zone) }
            ?? plan.period.slice(on: plan.period.from).map { $0.interval(in: zone) }
    }

    private func requireScorecard(of plan: SamplePlan, in db: Transaction) throws {
        guard try verified(db.scorecard(code: plan.scorecard)) != nil else {
            throw Refusal.noSuchScorecard
        }
    }

    private func insertVersion(
        _ number: Int, of plan: SamplePlan.ID, body: String, in change: Change
    ) throws {
        try change.db.insert(
            sealed(
                SamplePlanVersionRow(
                    plan: plan, number: number, body: body, madeBy: change.principal.id,
                    madeAt: change.now)))
    }

    private func checkedBody(of plan: SamplePlan) throws -> String {
        let problems = plan.problems()
        guard problems.isEmpty else {
            throw Refusal(
                .invalid, .planProblems,
                problems.prefix(5).map(\.sentence).joined(separator: " "),
                subject: problems[0].field)
        }
        return String(decoding: try plan.canonicalJSON(), as: UTF8.self)
    }

    private func summary(_ row: SamplePlanRow, in db: Transaction) throws -> SamplePlanSummary {
        try verify(row)
        let version = try latest(of: row, in: db)
        return SamplePlanSummary(
            id: row.id, version: row.version, plan: try version.plan, stoppedAt: row.stoppedAt,
            madeBy: version.madeBy, madeAt: version.madeAt)
    }
}

extension CallDesk {
    func existing(_ id: SamplePlan.ID, in db: Transaction) throws -> SamplePlanRow {
        guard let row = try verified(db.samplePlan(id)) else { throw Refusal.noSuchPlan }
        return row
    }

    private func running(_ id: SamplePlan.ID, in db: Transaction) throws -> SamplePlanRow {
        let row = try existing(id, in: db)
        guard row.stoppedAt == nil else {
            throw Refusal(
                .conflict, .planStopped,
                "This plan was stopped. Make a new one to draw again.")
        }
        return row
    }

    func latest(of row: SamplePlanRow, in db: Transaction) throws -> SamplePlanVersionRow {
        try version(row.version, of: row.id, in: db)
    }

    func version(
        _ number: Int, of plan: SamplePlan.ID, in db: Transaction
    ) throws -> SamplePlanVersionRow {
        guard let row = try verified(db.version(number, of: plan)) else {
            throw DeskFault.rowAltered(table: SamplePlanVersionRow.table)
        }
        return row
    }
}

extension SamplePlanVersionRow {
    var plan: SamplePlan {
        get throws {
            guard let plan = SamplePlan(json: Array(body.utf8)) else {
                throw StoreFault.unexpectedRow("a sampling plan that can't be read")
            }
            return plan
        }
    }
}

extension SampleSlice {
    /// From the first instant of its first day up to the end of its last.
    func interval(in zone: CallZone) -> DateInterval {
        let start = from.start(in: zone)
        return DateInterval(start: start, end: max(start, until.advanced(by: 1).start(in: zone)))
    }
}

extension Refusal {
    static var noSuchPlan: Refusal {
        Refusal(
            .notFound, .noSuchPlan,
            "There is no such sampling plan. Choose one from the list.")
    }

    static func planNameTaken(_ name: String) -> Refusal {
        Refusal(
            .conflict, .planNameTaken,
            "Another plan has this name. Choose another name, or change that plan.",
            subject: "name")
    }
}

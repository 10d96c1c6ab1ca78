import CallLedger
package import CallStore
package import Calls
import Foundation

/// A draw before it is written.
package struct MadeDraw: Sendable {
    var plan: SamplePlan
    var seed: SampleSeed
    var frameDigest: [UInt8]
    /// Of a lot; nil for any other method.
    var severity: InspectionSeverity?
    package var strata: [Stratum] = []

    package struct Stratum: Sendable {
        var quota: SampleQuota
        var digest: [UInt8]
        var chunks: [FrameChunk]
        /// In the order in which they were drawn.
        package var picks: [Call.ID]
    }

    var calls: Int { strata.reduce(0) { $0 + $1.quota.size } }
    var picks: Int { strata.reduce(0) { $0 + $1.picks.count } }
}

extension CallDesk {
    /// Draws `id` from what the index holds; nil when it isn't open any more. Refused before it is
    /// due, and when the seed isn't the one that was committed to.
    package func makeDraw(_ id: Draw.ID, in db: Transaction) throws -> MadeDraw? {
        guard let row = try verified(db.draw(id)) else { throw Refusal.noSuchDraw }
        guard row.outcome == nil else { return nil }
        guard row.dueAt <= now() else {
            throw Refusal(
                .conflict, .drawNotMade,
                "This slice isn't closed yet; it is drawn at \(row.dueAt.ISO8601Format()).")
        }
        let plan = try version(row.planVersion, of: row.plan, in: db).plan
        guard let zone = CallZone(name: plan.zone) else {
            throw StoreFault.unexpectedRow("a plan in the zone \(plan.zone)")
        }
        let seed = try seed(of: row)
        let frame = try frame(of: plan, in: row.slice, zone, db)
        guard frame.strata.count <= SampleFrame.strataMax else {
            throw Refusal(
                .invalid, .planProblems,
                "This field splits the population into more than \(SampleFrame.strataMax) strata. "
                    + "Choose a coarser one.", subject: "method")
        }
        var ids: [String: [Int64]] = [:]
        for (value, stratum) in frame.strata {
            let key = try key(of: value, by: plan.method.field, in: db)
            // Nothing and an empty text are one stratum.
            ids[key] = ids[key].map { ($0 + stratum).sorted() } ?? stratum
        }
        let severity = try severity(of: row, plan, in: db)
        let quotas = plan.method.quotas(
            of: ids.map { StratumSize(key: $0.key, count: $0.value.count) },
            on: try spreadDay(of: row, plan, in: db), severity: severity ?? .normal)
        var made = MadeDraw(plan: plan, seed: seed, frameDigest: [], severity: severity)
        for quota in quotas {
            made.strata.append(try stratum(quota, ids: ids[quota.key] ?? [], seed: seed))
        }
        made.frameDigest = SampleFrame.digest(
            of: made.strata.map {
                SampleFrame.Stratum(
                    key: $0.quota.key, count: $0.quota.size, digest: $0.digest)
            }, Self.hash)
        return made
    }

    /// Calls that began in the slice; of a review those whose evaluation was handed in in it.
    private func frame(
        of plan: SamplePlan, in slice: DateInterval, _ zone: CallZone, _ db: Transaction
    ) throws -> FrameIDs {
        let field = plan.method.field
        guard plan.stream == .review else {
            return try db.frame(of: plan.population, in: slice, by: field, zone: zone)
        }
        return try db.frame(
            of: reviewPopulation(of: plan, in: db), in: slice, by: field, zone: zone)
    }

    private func stratum(
        _ quota: SampleQuota, ids: [Int64], seed: SampleSeed
    ) throws -> MadeDraw.Stratum {
        var writer = FrameWriter(hash: Self.hash)
        try writer.append(ids)
        let (chunks, digest) = writer.finish()
        var order = SampleOrder(
            seed: seed, key: quota.key, count: ids.count, hash: Self.hash)
        return MadeDraw.Stratum(
            quota: quota, digest: digest, chunks: chunks,
            picks: order.next(quota.drawn).map { Call.ID(ids[$0]) })
    }

    /// A stratum's key as plans and files write it.
    private func key(
        of value: SQLValue, by field: StratumField?, in db: Transaction
    ) throws -> String {
        switch value {
        case .null, .real, .blob: return ""
        case .text(let text): return text.precomposedStringWithCanonicalMapping
        case .integer(let number):
            if field == .campaign { return try db.campaign(Campaign.ID(number))?.code ?? "" }
            return Identifier<Agent>(number).description
        }
    }

    /// Where in its spread slice a draw stands, with what the days before it had given when it was
    /// drawn; nil for one that isn't spread.
    func spreadDay(
        of row: DrawRow, _ plan: SamplePlan, in db: Transaction
    ) throws -> SpreadDay? {
        guard plan.period.isSpread, let zone = CallZone(name: plan.zone),
            let slice = plan.period.slice(on: LocalDay(of: row.slice.start, in: zone)),
            let spread = SampleSpread(
                plan: row.plan.description, version: row.planVersion, slice: slice.name,
                days: row.parts, hash: Self.hash)
        else { return nil }
        var before: [String: SpreadDay.Before] = [:]
        let whole = slice.interval(in: zone)
        for earlier in try db.drawn(
            by: row.plan, version: row.planVersion, from: whole.start, before: row.slice.start)
        {
            try verify(earlier)
            // A day that was drawn after this one gave nothing yet.
            if let ended = row.endedAt, let before = earlier.endedAt, before > ended { continue }
            for stratum in try db.strata(of: earlier.id) {
                try verify(stratum)
                var sum = before[stratum.stratum] ?? SpreadDay.Before(size: 0, drawn: 0)
                sum.size += stratum.calls
                // Those that stand in for others weren't drawn for the quota.
                sum.drawn += min(stratum.asked, stratum.calls)
                before[stratum.stratum] = sum
            }
        }
        return SpreadDay(spread: spread, index: row.part, before: before)
    }

    /// How strictly a lot is inspected after those before it; nil where nothing is a lot.
    private func severity(
        of row: DrawRow, _ plan: SamplePlan, in db: Transaction
    ) throws -> InspectionSeverity? {
        guard case .acceptance(let level, let limit) = plan.method else { return nil }
        var state = InspectionState()
        for earlier in try db.drawn(
            by: row.plan, version: row.planVersion, from: .distantPast, before: row.slice.start)
        {
            try verify(earlier)
            let lot = try db.lot(of: earlier.id)
            guard lot.open == 0, let result = earlier.result,
                let acceptance = AcceptancePlan(
                    lot: result.calls, level: level, limit: limit, severity: state.severity)
            else { continue }
            state.record(acceptance.verdict(nonconforming: lot.failed), allowsReduced: false)
        }
        return state.severity
    }
}

/// Writing a draw down.
extension CallDesk {
    func write(_ made: MadeDraw, of row: DrawRow, in change: inout Change) throws {
        var row = row
        row.result = DrawRow.Result(
            seed: made.seed.bytes, frameDigest: made.frameDigest, calls: made.calls,
            picks: made.picks, severity: made.severity)
        row.outcome = .drawn
        row.endedAt = change.now
        row.version += 1
        row = sealed(row)
        try change.db.update(row)
        var evaluations = try EvaluationMaking(for: row, made.plan, of: self, in: change)
        var picked = RunningSHA256()
        for stratum in made.strata {
            try change.db.insert(
                sealed(
                    DrawStratumRow(
                        draw: row.id, stratum: stratum.quota.key, calls: stratum.quota.size,
                        asked: stratum.quota.asked, picks: stratum.picks.count,
                        digest: stratum.digest)))
            for (part, chunk) in stratum.chunks.enumerated() {
                try change.db.insertFrame(
                    of: row.id, stratum: stratum.quota.key, part: part, chunk)
            }
            for (place, call) in stratum.picks.enumerated() {
                let pick = EvaluationRow.Pick(
                    draw: row.id, stratum: stratum.quota.key, place: place)
                try insert(pick, call, in: change)
                try evaluations.add(call, for: pick, in: change)
                picked.update(Array("\(call)\n".utf8))
            }
        }
        var details = [
            "plan": "\(row.plan)", "version": "\(row.planVersion)",
            "seed": made.seed.bytes.hexadecimal, "frame": made.frameDigest.hexadecimal,
            "calls": "\(made.calls)", "picks": "\(made.picks)",
            "picked": picked.finish().bytes.hexadecimal,
        ]
        details["severity"] = made.severity?.rawValue
        try change.record(.drawMade, object: "draw:\(row.id)", details: details)
    }

    func insert(_ pick: EvaluationRow.Pick, _ call: Call.ID, in change: Change) throws {
        try change.db.insert(
            sealed(
                DrawPickRow(
                    draw: pick.draw, stratum: pick.stratum, place: pick.place, call: call)))
    }
}

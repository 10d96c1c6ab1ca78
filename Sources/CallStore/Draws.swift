package import Calls
package import Foundation

/// A slice of a plan's period and what was drawn from it.
package struct DrawRow: RegulatedRow {
    package static let table = "draw"

    package var id: Draw.ID
    package var plan: SamplePlan.ID
    package var planVersion: Int
    /// Calls that begin in here.
    package var slice: DateInterval
    /// Not before this is it drawn.
    package var dueAt: Date
    /// Which part of its cycle it is, from 0, of how many.
    package var part: Int
    package var parts: Int
    package var commitment: [UInt8]
    package var seedSealed: [UInt8]
    package var committedAt: Date
    package var result: Result?
    package var outcome: Draw.Outcome?
    package var endedAt: Date?
    package var version: Int
    package var rowMAC: [UInt8] = []

    /// What is known once it is drawn.
    package struct Result: Sendable {
        package var seed: [UInt8]
        package var frameDigest: [UInt8]
        package var calls: Int
        package var picks: Int
        /// Of a lot; nil for any other method.
        package var severity: InspectionSeverity?

        package init(
            seed: [UInt8], frameDigest: [UInt8], calls: Int, picks: Int,
            severity: InspectionSeverity? = nil
        ) {
            self.seed = seed
            self.frameDigest = frameDigest
            self.calls = calls
            self.picks = picks
            self.severity = severity
        }
    }

    package init(
        id: Draw.ID, plan: SamplePlan.ID, planVersion: Int, slice: DateInterval, dueAt: Date,
        part: Int, parts: Int, commitment: [UInt8], seedSealed: [UInt8], committedAt: Date
    ) {
        self.id = id
        self.plan = plan
        self.planVersion = planVersion
        self.slice = slice
        self.dueAt = dueAt
        self.part = part
        self.parts = parts
        self.commitment = commitment
        self.seedSealed = seedSealed
        self.committedAt = committedAt
        version = 1
    }

    package init(_ row: Row) throws {
        let (from, until): (Date, Date) = (try row.get("from_at"), try row.get("until_at"))
        self.init(
            id: try row.get("id"), plan: try row.get("plan_id"),
            planVersion: try row.get("plan_version"),
            slice: DateInterval(start: from, end: max(from, until)),
            dueAt: try row.get("due_at"), part: try row.get("slice"),
            parts: try row.get("slices"), commitment: try row.get("commitment"),
            seedSealed: try row.get("seed_sealed"), committedAt: try row.get("committed_at"))
        if let seed: [UInt8] = try row.get("seed") {
            result = Result(
                seed: seed, frameDigest: try row.get("frame_digest"),
                calls: try row.get("calls"), picks: try row.get("picks"),
                severity: (try row.get("severity") as String?)
                    .flatMap(InspectionSeverity.init(rawValue:)))
        }
        outcome = (try row.get("outcome") as String?).flatMap { Draw.Outcome(rawValue: $0) }
        endedAt = try row.get("ended_at")
        version = try row.get("version")
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [
            id, plan, planVersion, slice.start, slice.end, dueAt, part, parts, commitment,
            seedSealed, committedAt, result?.seed, result?.frameDigest, result?.calls,
            result?.picks, outcome?.rawValue, endedAt, version,
        ]
        // Last and only when there is one: rows of schema 4 had none, and keep their codes.
        return values.map(\.sqlValue) + (result?.severity.map { [$0.rawValue.sqlValue] } ?? [])
    }
}

package struct DrawStratumRow: RegulatedRow {
    package static let table = "draw_stratum"

    package var draw: Draw.ID
    package var stratum: String
    package var calls: Int
    package var asked: Int
    package var picks: Int
    package var digest: [UInt8]
    package var rowMAC: [UInt8] = []

    package init(
        draw: Draw.ID, stratum: String, calls: Int, asked: Int, picks: Int, digest: [UInt8]
    ) {
        self.draw = draw
        self.stratum = stratum
        self.calls = calls
        self.asked = asked
        self.picks = picks
        self.digest = digest
    }

    package init(_ row: Row) throws {
        self.init(
            draw: try row.get("draw_id"), stratum: try row.get("stratum"),
            calls: try row.get("calls"), asked: try row.get("asked"),
            picks: try row.get("picks"), digest: try row.get("digest"))
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [draw, stratum, calls, asked, picks, digest]
        return values.map(\.sqlValue)
    }
}

/// A call that a draw picked; `place` counts along the stratum's random order from 0.
package struct DrawPickRow: RegulatedRow {
    package static let table = "draw_pick"

    package var draw: Draw.ID
    package var stratum: String
    package var place: Int
    package var call: Call.ID
    package var replacement: Replacement?
    package var rowMAC: [UInt8] = []

    /// Why the next call of the order stands in for this one.
    package struct Replacement: Sendable {
        package var reason: ReplacementReason
        package var by: String
        package var at: Date

        package init(reason: ReplacementReason, by: String, at: Date) {
            self.reason = reason
            self.by = by
            self.at = at
        }
    }

    package init(draw: Draw.ID, stratum: String, place: Int, call: Call.ID) {
        self.draw = draw
        self.stratum = stratum
        self.place = place
        self.call = call
    }

    package init(_ row: Row) throws {
        self.init(
            draw: try row.get("draw_id"), stratum: try row.get("stratum"),
            place: try row.get("place"), call: try row.get("call_id"))
        if let name: String = try row.get("replaced_because") {
            guard let reason = ReplacementReason(rawValue: name) else {
                throw StoreFault.unexpectedRow("a call replaced because of \(name)")
            }
            replacement = Replacement(
                reason: reason, by: try row.get("replaced_by"), at: try row.get("replaced_at"))
        }
        rowMAC = try row.get("row_mac")
    }

    package var regulated: [SQLValue] {
        let values: [any SQLBindable] = [
            draw, stratum, place, call, replacement?.reason.rawValue, replacement?.by,
            replacement?.at,
        ]
        return values.map(\.sqlValue)
    }
}

package import Calls
package import Foundation

extension Transaction {
    package func insert(_ draw: DrawRow) throws {
        try execute("""
            INSERT INTO draw
              (id, plan_id, plan_version, from_at, until_at, due_at, slice, slices, commitment,
               seed_sealed, committed_at, version, row_mac)
            VALUES (\(draw.id), \(draw.plan), \(draw.planVersion), \(draw.slice.start),
              \(draw.slice.end), \(draw.dueAt), \(draw.part), \(draw.parts), \(draw.commitment),
              \(draw.seedSealed), \(draw.committedAt), \(draw.version), \(draw.rowMAC))
            """)
    }

    /// Writes how `draw` ended; nothing else of one ever changes.
    package func update(_ draw: DrawRow) throws {
        try execute("""
            UPDATE draw SET
              seed = \(draw.result?.seed), frame_digest = \(draw.result?.frameDigest),
              calls = \(draw.result?.calls), picks = \(draw.result?.picks),
              severity = \(draw.result?.severity?.rawValue),
              outcome = \(draw.outcome?.rawValue), ended_at = \(draw.endedAt),
              version = \(draw.version), row_mac = \(draw.rowMAC)
            WHERE id = \(draw.id)
            """)
    }

    package func insert(_ stratum: DrawStratumRow) throws {
        try execute("""
            INSERT INTO draw_stratum (draw_id, stratum, calls, asked, picks, digest, row_mac)
            VALUES (\(stratum.draw), \(stratum.stratum), \(stratum.calls), \(stratum.asked),
              \(stratum.picks), \(stratum.digest), \(stratum.rowMAC))
            """)
    }

    /// Writes how many a stratum has picked, which replacements add to.
    package func update(_ stratum: DrawStratumRow) throws {
        try execute("""
            UPDATE draw_stratum SET picks = \(stratum.picks), row_mac = \(stratum.rowMAC)
            WHERE draw_id = \(stratum.draw) AND stratum = \(stratum.stratum)
            """)
    }

    package func insertFrame(
        of draw: Draw.ID, stratum: String, part: Int, _ chunk: FrameChunk
    ) throws {
        try execute("""
            INSERT INTO draw_frame (draw_id, stratum, part, first_id, last_id, ids, bytes)
            VALUES (\(draw), \(stratum), \(part), \(chunk.first), \(chunk.last), \(chunk.count),
              \(chunk.bytes))
            """)
    }

    package func insert(_ pick: DrawPickRow) throws {
        try execute("""
            INSERT INTO draw_pick (draw_id, stratum, place, call_id, row_mac)
            VALUES (\(pick.draw), \(pick.stratum), \(pick.place), \(pick.call), \(pick.rowMAC))
            """)
    }

    /// Writes why a pick was replaced.
    package func update(_ pick: DrawPickRow) throws {
        try execute("""
            UPDATE draw_pick SET
              replaced_because = \(pick.replacement?.reason.rawValue),
              replaced_by = \(pick.replacement?.by), replaced_at = \(pick.replacement?.at),
              row_mac = \(pick.rowMAC)
            WHERE draw_id = \(pick.draw) AND stratum = \(pick.stratum) AND place = \(pick.place)
            """)
    }

    package func draw(_ id: Draw.ID) throws -> DrawRow? {
        try row("SELECT * FROM draw WHERE id = \(id)").map(DrawRow.init)
    }

    /// The latest slice of a plan first, behind `id`.
    package func draws(
        of plan: SamplePlan.ID, after id: Draw.ID?, limit: Int
    ) throws -> [DrawRow] {
        let behind: SQL = id.map { "AND id < \($0)" } ?? ""
        return try rows("""
            SELECT * FROM draw WHERE plan_id = \(plan) \(behind) ORDER BY id DESC LIMIT \(limit)
            """).map(DrawRow.init)
    }

    /// Draws that wait, the most overdue first.
    package func drawsDue(at now: Date, limit: Int) throws -> [DrawRow] {
        try rows("""
            SELECT * FROM draw WHERE outcome IS NULL AND due_at <= \(now)
            ORDER BY due_at, id LIMIT \(limit)
            """).map(DrawRow.init)
    }

    /// Of a plan's draws that wait, the one that is due first.
    package func nextDraw(of plan: SamplePlan.ID) throws -> DrawRow? {
        try row("""
            SELECT * FROM draw WHERE plan_id = \(plan) AND outcome IS NULL
            ORDER BY due_at, id LIMIT 1
            """).map(DrawRow.init)
    }

    /// The draws of a plan that were made, the latest slice first.
    package func lastDraws(of plan: SamplePlan.ID, limit: Int) throws -> [DrawRow] {
        try rows("""
            SELECT * FROM draw WHERE plan_id = \(plan) AND outcome = 'drawn'
            ORDER BY from_at DESC, slice DESC, id DESC LIMIT \(limit)
            """).map(DrawRow.init)
    }

    /// The draws of a plan that weren't drawn yet.
    package func openDraws(of plan: SamplePlan.ID, limit: Int) throws -> [DrawRow] {
        try rows("""
            SELECT * FROM draw WHERE plan_id = \(plan) AND outcome IS NULL
            ORDER BY from_at, slice LIMIT \(limit)
            """).map(DrawRow.init)
    }

    /// In the order of their keys' bytes.
    package func strata(of draw: Draw.ID) throws -> [DrawStratumRow] {
        try rows("SELECT * FROM draw_stratum WHERE draw_id = \(draw) LIMIT 100000")
            .map(DrawStratumRow.init)
            .sorted { $0.stratum.utf8.lexicographicallyPrecedes($1.stratum.utf8) }
    }

    package func stratum(_ name: String, of draw: Draw.ID) throws -> DrawStratumRow? {
        try row("SELECT * FROM draw_stratum WHERE draw_id = \(draw) AND stratum = \(name)")
            .map(DrawStratumRow.init)
    }

    /// The parts of a stratum's ids in order.
    package func frame(of draw: Draw.ID, stratum: String) throws -> [FrameChunk] {
        try rows("""
            SELECT * FROM draw_frame WHERE draw_id = \(draw) AND stratum = \(stratum)
            ORDER BY part
            """).map(FrameChunk.init)
    }

    /// In the order of strata and places; at most `limit` behind the one named.
    package func picks(
        of draw: Draw.ID, after key: (stratum: String, place: Int)? = nil, limit: Int
    ) throws -> [DrawPickRow] {
        let behind: SQL =
            key.map { "AND (stratum, place) > (\($0.stratum), \($0.place))" } ?? ""
        return try rows("""
            SELECT * FROM draw_pick WHERE draw_id = \(draw) \(behind)
            ORDER BY stratum, place LIMIT \(limit)
            """).map(DrawPickRow.init)
    }

    package func pick(
        _ place: Int, of stratum: String, of draw: Draw.ID
    ) throws -> DrawPickRow? {
        try row("""
            SELECT * FROM draw_pick
            WHERE draw_id = \(draw) AND stratum = \(stratum) AND place = \(place)
            """).map(DrawPickRow.init)
    }
}

/// What later draws and pages ask of earlier ones.
extension Transaction {
    /// Beginnings of the slices that a version of a plan has draws for, cancelled ones left out.
    package func slices(of plan: SamplePlan.ID, version: Int) throws -> Set<Date> {
        let found = try rows("""
            SELECT from_at FROM draw WHERE plan_id = \(plan) AND plan_version = \(version)
              AND (outcome IS NULL OR outcome <> 'cancelled')
            """)
        return Set(try found.map { try $0.get("from_at") as Date })
    }

    /// Draws that were made of a version's slices, the earliest slice first.
    package func drawn(
        by plan: SamplePlan.ID, version: Int, from start: Date, before end: Date
    ) throws -> [DrawRow] {
        try rows("""
            SELECT * FROM draw WHERE plan_id = \(plan) AND plan_version = \(version)
              AND from_at >= \(start) AND from_at < \(end) AND outcome = 'drawn'
            ORDER BY from_at LIMIT 5000
            """).map(DrawRow.init)
    }

    /// Of a draw's evaluations those that aren't handed in, and those that didn't pass.
    package func lot(of draw: Draw.ID) throws -> (open: Int, failed: Int) {
        let found = try row("""
            SELECT count(CASE WHEN sheets = 0 THEN 1 END) AS open,
              count(CASE WHEN passed = 0 THEN 1 END) AS failed
            FROM evaluation WHERE draw_id = \(draw) AND state <> 'replaced'
            """)
        return (try found?.get("open") ?? 0, try found?.get("failed") ?? 0)
    }

    /// How many picks of each stratum were replaced.
    package func replacedPicks(of draw: Draw.ID) throws -> [String: Int] {
        let found = try rows("""
            SELECT stratum, count(*) AS count FROM draw_pick
            WHERE draw_id = \(draw) AND replaced_at IS NOT NULL GROUP BY stratum
            """).map { (try $0.get("stratum") as String, try $0.get("count") as Int) }
        return Dictionary(uniqueKeysWithValues: found)
    }
}

extension FrameChunk {
    init(_ row: Row) throws {
        self.init(
            first: try row.get("first_id"), last: try row.get("last_id"),
            count: try row.get("ids"), bytes: try row.get("bytes"))
    }
}

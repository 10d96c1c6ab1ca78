import CallDesk
import CallStore
import Calls
import Foundation
import TestSupport
import Testing

/// What a draw costs. `scripts/bench --draw` asks for ten million calls and prints what it says.
struct DrawCostTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let calls = Int(environment["CALLAUDIT_BENCH_CALLS"] ?? "") ?? 20_000
    private static let rounds = Int(environment["CALLAUDIT_BENCH_ROUNDS"] ?? "") ?? 1
    private static let picks = 1_000
    /// A year of calls, whatever their number.
    private static let seconds = 31_000_000

    /// From the frame's first row to the last evaluation, durably. Beside it the usual way, which
    /// can't be repeated and keeps nothing.
    @Test(.timeLimit(.minutes(40)))
    func `a sample of 1,000 is drawn in under 2 seconds`() async throws {
        let place = try DatabasePlace()
        let scoring = try await ScoringHouse(on: House(on: StateFolder(database: place)))
        try await scoring.takeIn(1)
        try await fill(scoring.house)
        try place.vacuum()
        var (drawn, shuffled): ([Double], [Double]) = ([], [])
        for round in 0..<Self.rounds {
            let draw = try await committed(round, scoring)
            try await makeGenuine(draw, scoring)
            drawn.append(
                try await seconds { try await scoring.desk.draw(draw, by: scoring.lead) })
            shuffled.append(try await seconds { try await shuffle(scoring.house) })
            let detail = try await scoring.desk.draw(draw, seenBy: scoring.lead)
            #expect(detail.draw.result?.calls == Self.calls + 1)
            #expect(detail.draw.result?.picks == Self.picks)
        }
        let (own, usual) = (Self.milliseconds(drawn), Self.milliseconds(shuffled))
        print("draw cost: \(Self.calls) calls, drawn in \(own) ms, at random in \(usual) ms")
        #expect(own < 2_000)
    }

    private func fill(_ house: House) async throws {
        let (calls, step) = (Self.calls, Self.seconds * 1_000_000 / Self.calls)
        // A statement of all would take longer than PostgreSQL lets one take.
        let most = 250_000
        for first in stride(from: 1, through: calls, by: most) {
            let last = min(first + most - 1, calls)
            try await house.alter("""
                WITH RECURSIVE n(i) AS (
                  SELECT CAST(\(first) AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < \(last))
                INSERT INTO call (id, started_at, zone, local_day, duration_ms, direction, agent_id,
                  campaign_id, customer_id, verdicts, talk_shape, draw_hash, version, row_mac)
                SELECT one.id + i * 65536, one.started_at + i * \(step), one.zone, one.local_day,
                  one.duration_ms, one.direction, one.agent_id, one.campaign_id, one.customer_id,
                  one.verdicts, one.talk_shape, one.draw_hash, 1, one.row_mac
                FROM n, (SELECT * FROM call ORDER BY id LIMIT 1) one
                """)
        }
        try await house.database.write { try $0.execute("ANALYZE") }
        house.clock.move(by: Double(Self.seconds) + 2 * 86_400)
    }

    /// The draw of a new plan over all calls, which is due.
    private func committed(_ round: Int, _ scoring: ScoringHouse) async throws -> Draw.ID {
        var plan = ScoringHouse.plan("Round \(round)", method: .simple(Self.picks))
        plan.period = .closed(
            from: ScoringHouse.day,
            until: ScoringHouse.day.advanced(by: Self.seconds / 86_400 + 1))
        let id = try await scoring.desk.addSamplePlan(plan, by: scoring.lead)
        return try #require(
            try await scoring.desk.draws(of: id, after: nil, limit: 1, by: scoring.lead)
                .items.first
        ).id
    }

    /// Copies of rows have no code of their own, and a draw checks those of the calls it picks. So
    /// these get theirs beforehand; that they are the same again is what a seed is for.
    private func makeGenuine(_ draw: Draw.ID, _ scoring: ScoringHouse) async throws {
        let (desk, house) = (scoring.desk, scoring.house)
        let picks = try await house.database.read { db in
            try desk.makeDraw(draw, in: db)?.strata.flatMap(\.picks) ?? []
        }
        #expect(picks.count == Self.picks)
        try await house.database.write { db in
            for id in picks {
                guard let row = try db.call(id) else { throw Unexpected() }
                try db.execute(
                    "UPDATE call SET row_mac = \(house.mac(of: row)) WHERE id = \(id)")
            }
        }
    }

    private func shuffle(_ house: House) async throws {
        let picks = Self.picks
        let found = try await house.database.read { db in
            try db.rows("SELECT id FROM call ORDER BY random() LIMIT \(picks)").count
        }
        #expect(found == picks)
    }

    private func seconds(_ body: () async throws -> Void) async throws -> Double {
        let clock = ContinuousClock()
        let took = try await clock.measure { try await body() }
        return took / .seconds(1)
    }

    /// Of the median.
    private static func milliseconds(_ seconds: [Double]) -> Int {
        Int(seconds.sorted()[seconds.count / 2] * 1_000)
    }
}

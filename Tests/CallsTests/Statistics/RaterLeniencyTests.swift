import Foundation
import Testing

@testable import Calls

struct RaterLeniencyTests {
    private let table = RatingTable([
        [80, 75, 85], [90, 80, nil], [70, nil, nil], [60, 55, 45], [nil, 50, 60],
    ])

    @Test func `a rater is held against the others on the same items`() throws {
        let first = RaterLeniency(of: 0, in: table)
        #expect(first.differences.map(\.item) == [0, 1, 3])
        #expect(first.differences.map(\.value) == [0, 10, 10])
        let found = try first.leniency()
        #expect(isClose(found.value, 20.0 / 3, 1e-12))
        // s² = 100/3, n = 3, t of two degrees 4.30265
        #expect(isClose(found.margin, 4.302_652_729_7 * (100.0 / 9).squareRoot(), 1e-9))
    }

    @Test func `drift is the slope of the difference over time`() throws {
        let rows = (0..<20).map { day in [70 + Double(day % 3) + Double(day) / 2, 70.0] }
        let leniency = RaterLeniency(of: 0, in: RatingTable(rows))
        let drift = try leniency.drift(moments: (0..<20).map { Double($0) })
        #expect(abs(drift.value - 0.5) < 0.05)
        #expect(try #require(drift.low) > 0.4)
        #expect(drift.count == 20)
        let steady = RaterLeniency(of: 1, in: RatingTable(rows))
        #expect(isClose(try steady.drift(moments: (0..<20).map { Double($0) }).value, -drift.value))
    }

    @Test func `slopes and their intervals are those of statsmodels`() throws {
        for (index, row) in try StatisticsVectors.rows("slopes").enumerated() {
            let points = zip(try row.numbers(0), try row.numbers(1)).map { (x: $0, y: $1) }
            let found = try Estimate.slope(points, confidence: row.confidence(2))
            #expect(isClose(found.value, try row.number(3), 1e-8), "row \(index)")
            #expect(isClose(found.interval, try row.number(4), try row.number(5)), "row \(index)")
        }
    }

    @Test func `a rater alone, one item and one moment say so`() {
        let alone = RaterLeniency(of: 0, in: RatingTable([[1, nil], [2, nil], [nil, 3]]))
        #expect(throws: CannotSay.nothing) { try alone.leniency() }
        #expect(throws: CannotSay.nothing) { try alone.drift(moments: [1, 2, 3]) }
        let first = RaterLeniency(of: 0, in: table)
        #expect(throws: CannotSay.oneMoment) { try first.drift(moments: [4, 4, 4, 4, 4]) }
        #expect(throws: CannotSay.oneItem) { try first.drift(moments: [4]) }
        #expect(throws: CannotSay.oneItem) { try Estimate.slope([(x: 0, y: .nan), (x: 1, y: 1)]) }
        let line = try? Estimate.slope([(x: 0, y: 1), (x: 1, y: 3), (x: 2, y: 5)])
        #expect(line?.value == 2)
        #expect(line?.interval == nil)
        #expect(RaterLeniency(of: 3, in: table).differences.isEmpty)
        #expect(throws: CannotSay.oneItem) {
            try first.drift(moments: [.nan, .infinity, 3, 4, 5])
        }
        let once = RaterLeniency(of: 0, in: RatingTable([[4, 5]]))
        #expect((try? once.leniency())?.interval == nil)
    }
}

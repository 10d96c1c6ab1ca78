import Foundation
import Testing

@testable import Calls

struct ComplaintChartTests {
    private func periods(_ counts: [(Int, Int)]) -> [ComplaintChart.Period] {
        counts.enumerated().map { place, count in
            .init(name: "\(place)", count: ExposedCount(count.0, in: count.1))
        }
    }

    @Test func `a chart of thirty months is that of an independent reckoning`() throws {
        let rows = try StatisticsVectors.complaintRates("chart")
        let counts = try rows.map { (try $0.count(0), try $0.count(1)) }
        let chart = ComplaintChart(periods(counts), base: 12)
        #expect(chart.silence == nil)
        #expect(chart.points.filter(\.isOfBase).count == 12)
        for (row, point) in zip(rows, chart.points) {
            #expect(isClose(point.expected, try row.number(2), 1e-9))
            #expect(point.limits == (try row.count(3))...(try row.count(4)))
            #expect(point.signals.map(\.rawValue) == row[5] as? [String], "\(row)")
        }
    }

    @Test func `too few periods, or too few complaints, and nothing warns`() {
        let quiet = [(Int, Int)](repeating: (4, 1000), count: 7)
        let short = ComplaintChart(periods(quiet + [(90, 1000)]), base: 7)
        #expect(short.silence == .fewPeriods)
        #expect(short.points.allSatisfy { $0.signals.isEmpty && $0.limits == nil })
        let rare = [(Int, Int)](repeating: (1, 1000), count: 12)
        let few = ComplaintChart(periods(rare + [(90, 1000)]), base: 12)
        #expect(few.silence == .fewComplaints)
        #expect(few.points.allSatisfy { $0.signals.isEmpty })
        #expect(ComplaintChart([], base: 12).silence == .fewPeriods)
        let closed = [(Int, Int)](repeating: (0, 0), count: 5)
        #expect(ComplaintChart(periods(quiet + closed), base: 12).silence == .fewPeriods)
    }

    @Test func `a month above its limits stands out, and the same count with more calls doesn't`() {
        let base = [(Int, Int)](repeating: (4, 1000), count: 12)
        let chart = ComplaintChart(periods(base + [(13, 1000), (13, 2000), (0, 5000)]), base: 12)
        #expect(chart.points[12].signals == [.aboveLimits])
        #expect(chart.points[13].signals.isEmpty)
        #expect(chart.points[14].signals == [.belowLimits])
    }

    @Test func `eight on one side are a run, and a period without calls doesn't end it`() {
        let base = [(Int, Int)](repeating: (40, 10_000), count: 12)
        let above = [(Int, Int)](repeating: (44, 10_000), count: 7)
        let chart = ComplaintChart(
            periods(base + above + [(0, 0), (44, 10_000), (36, 10_000)]), base: 12)
        #expect(chart.points[18].signals.isEmpty)
        #expect(chart.points[19].signals.isEmpty && chart.points[19].expected == nil)
        #expect(chart.points[20].signals == [.runAbove])
        #expect(chart.points[21].signals.isEmpty)
    }

    @Test func `where most periods have no complaint, eight without are no run`() {
        // 24 in 120 periods: one in five periods has any.
        let base = (0..<120).map { ($0.isMultiple(of: 5) ? 1 : 0, 100) }
        let chart = ComplaintChart(
            periods(base + [(Int, Int)](repeating: (0, 100), count: 40)), base: 120)
        let after = chart.points.suffix(40)
        #expect(after.prefix(20).allSatisfy { $0.signals.isEmpty })
        // Forty without any are.
        #expect(after.last?.signals == [.runBelow])
    }

    @Test func `only whole weeks and months are periods`() throws {
        let from = try #require(LocalDay("2026-01-15"))
        let through = try #require(LocalDay("2026-04-29"))
        let days = (from.number...through.number).map(LocalDay.init(number:))
        var counts = Dictionary(uniqueKeysWithValues: days.map { ($0, ExposedCount(1, in: 10)) })
        counts[from.advanced(by: 20)] = nil
        let months = ComplaintChart.periods(counts, by: .month, within: from...through)
        #expect(months.map(\.name) == ["2026-02", "2026-03"])
        #expect(months.map(\.count) == [ExposedCount(27, in: 270), ExposedCount(31, in: 310)])
        let weeks = ComplaintChart.periods(counts, by: .week, within: from...through)
        #expect(weeks.first?.name == "2026-W04" && weeks.last?.name == "2026-W17")
        #expect(weeks.count == 14)
    }
}

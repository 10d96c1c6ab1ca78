import Foundation
import Testing

@testable import Calls

struct DistributionTests {
    private func isExact(_ found: Double, _ expected: Double, _ tolerance: Double) -> Bool {
        abs(found - expected) <= tolerance * abs(expected)
    }

    @Test func `normal quantiles are those of SciPy to twelve digits`() throws {
        for row in try StatisticsVectors.rows("normal") {
            let (tail, z) = (try row.number(0), try row.number(1))
            #expect(isExact(NormalDistribution.quantile(1 - tail), z, 1e-11), "tail \(tail)")
            #expect(isExact(-NormalDistribution.quantile(tail), z, 1e-12), "tail \(tail)")
        }
        #expect(abs(NormalDistribution.quantile(0.5)) < 1e-15)
    }

    @Test func `quantiles of Student's t are those of mpmath to twelve digits`() throws {
        for row in try StatisticsVectors.rows("student") {
            let (degrees, tail) = (try row.number(0), try row.number(1))
            let t = StudentDistribution(degrees: degrees).exceeded(with: tail)
            #expect(isExact(t, try row.number(2), 1e-12), "degrees \(degrees), tail \(tail): \(t)")
        }
    }

    @Test func `quantiles of F are those of SciPy to ten digits`() throws {
        for row in try StatisticsVectors.rows("fisher") {
            let degrees = (try row.number(0), try row.number(1))
            let tail = try row.number(2)
            let f = FDistribution(degrees.0, degrees.1).exceeded(with: tail)
            #expect(isExact(f, try row.number(3), 1e-10), "\(degrees), tail \(tail): \(f)")
            #expect(isExact(FDistribution(degrees.0, degrees.1).above(f), tail, 1e-10))
        }
    }

    @Test func `the chances of chi-square are those of SciPy to ten digits`() throws {
        for row in try StatisticsVectors.rows("chiSquare") {
            let (degrees, x) = (try row.count(0), try row.number(1))
            let chance = ChiSquare.chance(of: x, degrees: degrees)
            #expect(isExact(chance, try row.number(2), 1e-10), "\(degrees) at \(x): \(chance)")
        }
    }

    @Test func `Student's t in every printed table`() {
        for (degrees, t) in [(1.0, 12.706), (4, 2.776), (9, 2.262), (29, 2.045), (120, 1.980)] {
            #expect(abs(Confidence.ninetyFive.student(degrees) - t) < 5e-4)
        }
        #expect(abs(Confidence.ninetyNine.student(10) - 3.169) < 5e-4)
        #expect(abs(Confidence.ninetyFive.normal - 1.959964) < 5e-7)
    }

    @Test func `a confidence is from 50 to 99,99 per cent`() {
        #expect(Confidence(0.5) != nil)
        #expect(Confidence(0.9999) != nil)
        for level in [0.499, 1, 0, -1, .nan, .infinity] { #expect(Confidence(level) == nil) }
    }

    @Test func `Mendel's peas go with nine to three to three to one`() throws {
        let peas = try #require(ChiSquare([315, 108, 101, 32], expected: [9, 3, 3, 1]))
        #expect(abs(peas.statistic - 0.470) < 5e-4)
        #expect(peas.degrees == 3)
        #expect(abs(peas.chance - 0.925) < 5e-4)
    }

    @Test func `tests of fit are those of SciPy`() throws {
        for (index, row) in try StatisticsVectors.rows("chiSquares").enumerated() {
            let observed = try row.numbers(0).map { Int($0) }
            let found = try #require(ChiSquare(observed, expected: try row.numbers(1)))
            #expect(isClose(found.statistic, try row.number(2)), "row \(index)")
            #expect(isClose(found.chance, try row.number(3)), "row \(index)")
        }
    }

    @Test func `a test of fit of nothing is none`() {
        #expect(ChiSquare([]) == nil)
        #expect(ChiSquare([5]) == nil)
        #expect(ChiSquare([0, 0]) == nil)
        #expect(ChiSquare([1, -1, 3]) == nil)
        #expect(ChiSquare([1, 2], expected: [1]) == nil)
        #expect(ChiSquare([1, 2], expected: [1, 0]) == nil)
        #expect(ChiSquare([7, 7])?.chance == 1)
    }
}

import Foundation
import Testing

@testable import Calls

/// What Tests/Vectors/make_statistics.py wrote down of other people's libraries.
enum StatisticsVectors {
    static func rows(_ set: String) throws -> [[Any]] {
        let found = try read("statistics.json")[set] as? [[Any]]
        return try #require(found)
    }

    /// What Tests/Vectors/make_complaint_rates.py wrote down.
    static func complaintRates(_ set: String) throws -> [[Any]] {
        let found = try read("complaint-rates.json")[set] as? [[Any]]
        return try #require(found)
    }

    static func tables() throws -> [Table] {
        struct File: Decodable { let tables: [Table] }
        return try JSONDecoder().decode(
            File.self, from: Data(contentsOf: path("statistics-tables.json"))
        ).tables
    }

    /// One table, with null where the library gives no number.
    struct Table: Decodable {
        /// Ratings.
        let r: [[Double?]]
        /// Possible answers.
        let s: [Double]
        /// Percent agreement.
        let p: Double?
        /// Kappa: unweighted, linear, quadratic.
        let k: [Double?]
        /// Alpha: nominal, ordinal, interval, ratio.
        let a: [Double?]
        /// AC1 and AC2: unweighted, linear, quadratic, ordinal.
        let g: [Double?]
        /// ICC(2,1) with the ends of its interval.
        let i: [Double?]?
    }

    private static func read(_ name: String) throws -> [String: Any] {
        let file = try JSONSerialization.jsonObject(with: Data(contentsOf: path(name)))
        return try #require(file as? [String: Any])
    }

    private static func path(_ name: String) -> URL {
        URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Vectors/\(name)")
    }

    /// A stream of random numbers that a seed decides (S. Vigna's SplitMix64).
    struct Stream: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9e37_79b9_7f4a_7c15
            var z = state
            z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
            z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
            return z ^ (z >> 31)
        }
    }
}

extension [Any] {
    func number(_ place: Int) throws -> Double {
        let number = self[place] as? NSNumber
        return try #require(number).doubleValue
    }

    func numbers(_ place: Int) throws -> [Double] {
        let numbers = self[place] as? [NSNumber]
        return try #require(numbers).map(\.doubleValue)
    }

    func count(_ place: Int) throws -> Int { Int(try number(place)) }

    func confidence(_ place: Int) throws -> Confidence {
        let confidence = Confidence(try number(place))
        return try #require(confidence)
    }
}

/// Whether two numbers are equal to a relative (below 1: absolute) tolerance.
func isClose(_ one: Double?, _ other: Double?, _ tolerance: Double = 1e-8) -> Bool {
    guard let one, let other else { return one == nil && other == nil }
    return abs(one - other) <= tolerance * max(1, abs(other))
}

func isClose(
    _ interval: ClosedRange<Double>?, _ low: Double, _ high: Double, _ tolerance: Double = 1e-8
) -> Bool {
    isClose(interval?.lowerBound, low, tolerance) && isClose(interval?.upperBound, high, tolerance)
}

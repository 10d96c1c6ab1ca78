import Calls
import Testing

struct SampleOrderTests {
    private static let draws = 100_000

    private func statistic(_ observed: [Int]) -> Double {
        let expected = Double(observed.reduce(0, +)) / Double(observed.count)
        return observed.reduce(0) { sum, count in
            let distance = Double(count) - expected
            return sum + distance * distance / expected
        }
    }

    /// 5 of 20 in 100,000 draws. Bounds are quantiles of chi-square at 0.9999: 52.0 with 19 degrees
    /// of freedom, 491 with 379.
    @Test func `every call, every place and every pair is as likely as the others`() throws {
        var places = [[Int]](repeating: [Int](repeating: 0, count: 20), count: 5)
        var included = [Int](repeating: 0, count: 20)
        var firstPair = [Int](repeating: 0, count: 400)
        var lastPair = firstPair
        for number in 0..<Self.draws {
            var order = SampleOrder(
                seed: try seed(UInt64(number)), key: "loan", count: 20, hash: mixed)
            let picks = order.next(5)
            for (place, rank) in picks.enumerated() {
                places[place][rank] += 1
                included[rank] += 1
            }
            firstPair[picks[0] * 20 + picks[1]] += 1
            lastPair[picks[3] * 20 + picks[4]] += 1
        }
        for counts in places { #expect(statistic(counts) < 52) }
        // Of 20, 5 are drawn without return: the variance is smaller by (1 − n/N), N/(N − 1).
        #expect(statistic(included) / (1 - 5.0 / 20) * 19 / 20 < 52)
        for pairs in [firstPair, lastPair] {
            #expect((0..<20).allSatisfy { pairs[$0 * 21] == 0 })
            #expect(statistic(pairs.enumerated().filter { $0.0 % 21 != 0 }.map(\.1)) < 491)
        }
    }

    @Test func `each call comes exactly once`() throws {
        for count in [0, 1, 2, 7, 1_000] {
            var order = SampleOrder(seed: try seed(7), key: "", count: count, hash: mixed)
            #expect(order.next(count + 5).sorted() == Array(0..<count))
            #expect(order.next() == nil)
            #expect(order.taken == count)
        }
    }

    @Test func `an order doesn't depend on how much is taken, and replacements go on`() throws {
        var whole = SampleOrder(seed: try seed(7), key: "保险", count: 10_000, hash: mixed)
        let all = whole.next(500)
        var parts = SampleOrder(seed: try seed(7), key: "保险", count: 10_000, hash: mixed)
        #expect(parts.next(200) == Array(all[..<200]))
        for step in 200..<500 { #expect(parts.next() == all[step]) }
    }

    @Test func `seed, key and size each make another order`() throws {
        func picks(_ number: UInt64, _ key: String, _ count: Int) throws -> [Int] {
            var order = SampleOrder(seed: try seed(number), key: key, count: count, hash: mixed)
            return order.next(20)
        }
        let first = try picks(1, "a", 1_000)
        #expect(try picks(1, "a", 1_000) == first)
        #expect(try picks(2, "a", 1_000) != first)
        #expect(try picks(1, "b", 1_000) != first)
        #expect(try picks(1, "a", 1_001) != first)
    }

    @Test func `numbers that would favour some calls are thrown away`() throws {
        // 2⁶⁴ − 1 is a multiple of 3: of 2⁶⁴ numbers the last can't be used for three calls.
        let hash: SampleHash = { bytes in
            bytes.last == 0
                ? [UInt8](repeating: 0xFF, count: 32)
                : [0, 0, 0, 0, 0, 0, 0, 2] + [UInt8](repeating: 0, count: 24)
        }
        var order = SampleOrder(seed: try seed(1), key: "", count: 3, hash: hash)
        #expect(order.next() == 2)
        let stubborn: SampleHash = { _ in [UInt8](repeating: 0xFF, count: 32) }
        var bounded = SampleOrder(seed: try seed(1), key: "", count: 3, hash: stubborn)
        #expect(bounded.next(3).sorted() == [0, 1, 2])
    }

    @Test func `a seed has 32 bytes`() {
        #expect(SampleSeed([]) == nil)
        #expect(SampleSeed([UInt8](repeating: 1, count: 33)) == nil)
        let seed = SampleSeed([UInt8](repeating: 1, count: 32))
        #expect(seed?.commitment(mixed) == mixed([UInt8](repeating: 1, count: 32)))
    }

    @Test func `a thousand picks of ten million calls take no time`() throws {
        let clock = ContinuousClock()
        let times = try (0..<5).map { number in
            let seed = try seed(UInt64(number))
            return clock.measure {
                var order = SampleOrder(seed: seed, key: "", count: 10_000_000, hash: mixed)
                _ = order.next(1_000)
            }
        }
        #expect(try #require(times.min()) < .milliseconds(50))
    }
}

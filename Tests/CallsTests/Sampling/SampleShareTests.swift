import Calls
import Testing

struct SampleShareTests {
    @Test func `shares are those of largest remainders`() {
        // Hamilton's method: quotas 5.49, 3.91, 0.60.
        #expect(
            SampleShare.split(10, weights: [549, 391, 60], caps: [999, 999, 999]) == [5, 4, 1])
        // Equal remainders: the greater stratum first, then the earlier.
        #expect(SampleShare.split(1, weights: [1, 1, 1], caps: [9, 9, 9]) == [1, 0, 0])
        #expect(SampleShare.split(2, weights: [1, 3], caps: [9, 9]) == [0, 2])
    }

    @Test func `nobody gets more than their cap, and what is over goes to the others`() {
        #expect(SampleShare.split(10, weights: [90, 5, 5], caps: [2, 9, 9]) == [2, 4, 4])
        #expect(SampleShare.split(100, weights: [1, 1], caps: [3, 4]) == [3, 4])
        #expect(SampleShare.split(5, weights: [0, 1], caps: [9, 9]) == [0, 5])
        #expect(SampleShare.split(5, weights: [], caps: []) == [])
    }

    @Test func `the least comes first, and the sum is kept`() {
        #expect(SampleShare.proportional(20, sizes: [970, 20, 10], least: 2) == [16, 2, 2])
        #expect(SampleShare.proportional(20, sizes: [970, 20, 1], least: 2) == [17, 2, 1])
        // Too little for the leasts: these are split.
        #expect(SampleShare.proportional(3, sizes: [9, 9, 9, 9], least: 2) == [1, 1, 1, 0])
        #expect(SampleShare.proportional(20, sizes: [970, 20, 10], least: 0) == [20, 0, 0])
    }

    @Test func `sums come out exactly in any case`() {
        var chance = SplitMix(state: 11)
        for _ in 0..<2_000 {
            let count = Int.random(in: 1...40, using: &chance)
            let sizes = (0..<count).map { _ in
                Int.random(in: 0...9, using: &chance) == 0
                    ? 0 : Int.random(in: 1...1_000_000 >> Int.random(in: 0...19, using: &chance),
                        using: &chance)
            }
            let total = Int.random(in: 0...3_000, using: &chance)
            let least = Int.random(in: 0...20, using: &chance)
            let parts = SampleShare.proportional(total, sizes: sizes, least: least)
            let there = sizes.reduce(0, +)
            #expect(parts.reduce(0, +) == min(total, there))
            #expect(zip(parts, sizes).allSatisfy { $0 >= 0 && $0 <= $1 })
            let bases = sizes.map { min(least, $0) }
            if bases.reduce(0, +) <= min(total, there) {
                #expect(zip(parts, bases).allSatisfy { $0 >= $1 })
            }
            if least == 0, there > 0, total <= there {
                for (part, size) in zip(parts, sizes) {
                    #expect(abs(Double(part) - Double(total * size) / Double(there)) < 1)
                }
            }
        }
    }
}

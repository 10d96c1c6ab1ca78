/// A whole number from 0 on without an upper end: what exact fractions over thirty sections need.
struct Natural: Hashable, Sendable {
    /// Lowest first; no zeros at the end.
    private var limbs: [UInt64]

    init(_ value: Int) {
        limbs = value > 0 ? [UInt64(value)] : []
    }

    static func + (left: Natural, right: Natural) -> Natural {
        var sum = left
        var carry: UInt64 = 0
        for place in 0..<max(left.limbs.count, right.limbs.count) {
            let own = place < left.limbs.count ? left.limbs[place] : 0
            let other = place < right.limbs.count ? right.limbs[place] : 0
            let first = own.addingReportingOverflow(other)
            let second = first.partialValue.addingReportingOverflow(carry)
            carry = (first.overflow ? 1 : 0) + (second.overflow ? 1 : 0)
            if place < sum.limbs.count {
                sum.limbs[place] = second.partialValue
            } else {
                sum.limbs.append(second.partialValue)
            }
        }
        if carry > 0 { sum.limbs.append(carry) }
        return sum
    }

    /// `factor` is taken as 0 when it is below.
    static func * (left: Natural, factor: Int) -> Natural {
        guard factor > 0 else { return Natural(0) }
        var product = left
        var carry: UInt64 = 0
        for place in left.limbs.indices {
            let full = left.limbs[place].multipliedFullWidth(by: UInt64(factor))
            let sum = full.low.addingReportingOverflow(carry)
            product.limbs[place] = sum.partialValue
            carry = full.high + (sum.overflow ? 1 : 0)
        }
        if carry > 0 { product.limbs.append(carry) }
        return product
    }
}

extension Natural: Comparable {
    static func < (left: Natural, right: Natural) -> Bool {
        guard left.limbs.count == right.limbs.count else {
            return left.limbs.count < right.limbs.count
        }
        for place in left.limbs.indices.reversed() where left.limbs[place] != right.limbs[place] {
            return left.limbs[place] < right.limbs[place]
        }
        return false
    }
}

/// Shares of a whole with their weights, added up without rounding.
struct WeightedShares {
    /// A share `part ÷ whole` that weighs `weight · kept ÷ full`. All from 0 on, `whole` and `full`
    /// above 0, `part` at most `whole`.
    struct Share {
        var part: Int
        var whole: Int
        var weight: Int
        var kept: Int
        var full: Int
    }

    /// The weighted mean of `shares`, rounded half up to hundredths of a percent; nil when nothing
    /// weighs anything.
    static func mean(of shares: [Share]) -> Percent? {
        var numerator = Natural(0)
        var denominator = Natural(0)
        for (place, share) in shares.enumerated() {
            var others = Natural(1)
            for (other, factor) in shares.enumerated() where other != place {
                others = others * factor.full * factor.whole
            }
            let weight = others * share.weight * share.kept
            numerator = numerator + weight * share.part
            denominator = denominator + weight * share.whole
        }
        guard denominator > Natural(0) else { return nil }
        return rounded(numerator, denominator)
    }

    /// The largest r with 2 · r · denominator ≤ 20,000 · numerator + denominator.
    private static func rounded(_ numerator: Natural, _ denominator: Natural) -> Percent {
        let wanted = numerator * 20_000 + denominator
        var low = 0
        var high = Percent.whole.hundredths
        while low < high {
            let middle = (low + high + 1) / 2
            if denominator * 2 * middle <= wanted { low = middle } else { high = middle - 1 }
        }
        return Percent(low)
    }
}

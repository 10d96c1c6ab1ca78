import Foundation

/// Counts of what happens independently and at a steady rate, so that `mean` are to be expected.
package struct PoissonDistribution: Hashable, Sendable {
    package let mean: Double

    /// Not below 0.
    package init(mean: Double) { self.mean = max(0, mean) }

    /// The chance of `count` and no other.
    package func exactly(_ count: Int) -> Double {
        guard count >= 0 else { return 0 }
        guard count > 0 else { return exp(-mean) }
        return mean > 0 ? LoaderDensity.gamma(Double(count), at: mean) : 0
    }

    /// The chance of `count` or fewer: Q(count + 1, mean) (DLMF 8.2.5 and 8.4.10).
    package func atMost(_ count: Int) -> Double {
        count < 0 ? 0 : IncompleteGamma.upper(Double(count) + 1, mean)
    }

    package func atLeast(_ count: Int) -> Double {
        count <= 0 ? 1 : IncompleteGamma.lower(Double(count), mean)
    }

    /// The counts outside of which there is at most `chance` on either side.
    package func bulk(without chance: Double) -> ClosedRange<Int> {
        let low = first { atMost($0) > chance }
        let high = first { atLeast($0 + 1) <= chance }
        return min(low, high)...max(low, high)
    }

    /// The least count that holds for all above it.
    private func first(where holds: (Int) -> Bool) -> Int {
        var (low, high) = (0, Int(mean + 10 * mean.squareRoot() + 40))
        while low < high {
            let middle = low + (high - low) / 2
            if holds(middle) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}

/// Pearson's test of whether counts go with what was expected (K. Pearson, 1900): the sum of
/// (observed − expected)² ÷ expected, and the chance of as much or more if they do.
package struct ChiSquare: Hashable, Sendable {
    package let statistic: Double
    package let degrees: Int
    /// Q(degrees/2, statistic/2), the regularised incomplete gamma function.
    package let chance: Double

    /// Of counts that are expected in the proportions `expected`, all alike when it is nil. Nil
    /// when there are fewer than two counts, none counted anything, or `expected` doesn't fit: as
    /// many, all above 0.
    package init?(_ observed: [Int], expected: [Double]? = nil) {
        let shares = expected ?? observed.map { _ in 1 }
        let total = observed.reduce(0.0) { $0 + Double($1) }
        guard observed.count > 1, shares.count == observed.count, total > 0,
            observed.allSatisfy({ $0 >= 0 }), shares.allSatisfy({ $0 > 0 && $0.isFinite })
        else { return nil }
        let whole = shares.reduce(0, +)
        statistic = zip(observed, shares).reduce(0) { sum, cell in
            let expected = total * cell.1 / whole
            let off = Double(cell.0) - expected
            return sum + off * off / expected
        }
        degrees = observed.count - 1
        chance = Self.chance(of: statistic, degrees: degrees)
    }

    /// The chance of more than `statistic` with `degrees` degrees of freedom, at least 1.
    package static func chance(of statistic: Double, degrees: Int) -> Double {
        IncompleteGamma.upper(Double(degrees) / 2, statistic / 2)
    }
}

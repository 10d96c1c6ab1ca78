import Foundation

/// The normal distribution with mean 0 and variance 1.
package enum NormalDistribution {
    /// The chance of less than `z`.
    package static func below(_ z: Double) -> Double { 0.5 * erfc(-z / 2.0.squareRoot()) }

    /// The z below which a value falls with chance `chance`, above 0 and below 1; to 1e-14.
    /// Starts at Abramowitz and Stegun 26.2.23 and improves it by Halley's method on erfc.
    package static func quantile(_ chance: Double) -> Double {
        guard chance > 0 else { return -.infinity }
        guard chance < 1 else { return .infinity }
        let tail = min(chance, 1 - chance)
        let t = (-2 * log(tail)).squareRoot()
        let top = 2.515517 + t * (0.802853 + t * 0.010328)
        var z = t - top / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)))
        for _ in 0..<3 {
            let density = exp(-z * z / 2) / (2 * Double.pi).squareRoot()
            let step = (below(-z) - tail) / density
            z += step / (1 - z * step / 2)
        }
        return chance < 0.5 ? -z : z
    }
}

/// Fisher's F with degrees of freedom that need not be whole.
package struct FDistribution: Sendable {
    let numerator: Double
    let denominator: Double
    private var tail: IncompleteBeta { IncompleteBeta(a: denominator / 2, b: numerator / 2) }

    package init(_ numerator: Double, _ denominator: Double) {
        self.numerator = numerator
        self.denominator = denominator
    }

    /// The chance of more than `f`: Iₓ(d₂/2, d₁/2) at x = d₂ ÷ (d₂ + d₁ f) (DLMF 8.17; Abramowitz
    /// and Stegun 26.6.2).
    package func above(_ f: Double) -> Double {
        guard f > 0 else { return 1 }
        let x = share(of: log(f))
        return tail.value(at: x.x, complement: x.y)
    }

    /// The f that is exceeded with chance `chance`, above 0 and below 1; to about 1e-12
    /// relatively. Newton's method on the logarithms of f and of the chance, kept in a bracket.
    package func exceeded(with chance: Double) -> Double {
        guard chance > 0 else { return .infinity }
        guard chance < 1 else { return 0 }
        var low = -Self.logarithmMax
        var high = Self.logarithmMax
        var u = 0.0
        for _ in 0..<Self.stepsMax {
            let (x, y) = share(of: u)
            let reached = tail.value(at: x, complement: y)
            if reached > chance { low = u } else { high = u }
            let slope = tail.power(at: x, complement: y) / reached
            let newton = u + log(reached / chance) / slope
            let next = newton > low && newton < high ? newton : (low + high) / 2
            if abs(next - u) <= 1e-14 * max(1, abs(u)) { return exp(next) }
            u = next
        }
        return exp(u)
    }

    private func share(of u: Double) -> (x: Double, y: Double) {
        let odds = numerator / denominator * exp(u)
        return (1 / (1 + odds), odds / (1 + odds))
    }

    private static let logarithmMax = 700.0
    private static let stepsMax = 200
}

/// Student's t with degrees of freedom that need not be whole.
package struct StudentDistribution: Sendable {
    private let degrees: Double

    package init(degrees: Double) { self.degrees = degrees }

    /// The t above which a value falls with chance `chance`, above 0 and at most ½; to 1e-12. t² is
    /// F with 1 and ν degrees of freedom; above 100,000 of them by Cornish and Fisher's expansion
    /// (Abramowitz and Stegun 26.7.5), whose error there is below 1e-18.
    package func exceeded(with chance: Double) -> Double {
        guard chance < 0.5 else { return 0 }
        guard degrees > Self.expansionAbove else {
            return FDistribution(1, degrees).exceeded(with: 2 * chance).squareRoot()
        }
        let z = -NormalDistribution.quantile(chance)
        let square = z * z
        let first = z * (square + 1) / 4
        let second = z * ((5 * square + 16) * square + 3) / 96
        let third = z * (((3 * square + 19) * square + 17) * square - 15) / 384
        return z + (first + (second + third / degrees) / degrees) / degrees
    }

    private static let expansionAbove = 100_000.0
}

import Foundation

/// The two densities on which the incomplete gamma and beta functions rest, to nearly full
/// precision for large arguments too, where differences of log-gammas lose theirs. Source:
/// C. Loader, Fast and Accurate Computation of Binomial Probabilities (2000): a saddle-point
/// expansion whose corrections are the error of Stirling's formula and a deviance.
enum LoaderDensity {
    /// x^a · e^−x ÷ Γ(a + 1) for a > 0, x > 0.
    static func gamma(_ a: Double, at x: Double) -> Double {
        exp(-stirlingError(a) - deviance(a, from: x)) / (2 * .pi * a).squareRoot()
    }

    /// x^a · y^b ÷ B(a, b) for a, b > 0 and x + y = 1, both above 0.
    static func beta(_ a: Double, _ b: Double, at x: Double, complement y: Double) -> Double {
        let n = a + b
        let exponent = stirlingError(n) - stirlingError(a) - stirlingError(b)
            - deviance(a, from: n * x) - deviance(b, from: n * y)
        return exp(exponent) * (a * b / (2 * .pi * n)).squareRoot()
    }

    /// ln Γ(z + 1) − (z + ½) ln z + z − ½ ln 2π, for z > 0.
    private static func stirlingError(_ z: Double) -> Double {
        guard z >= seriesFrom else {
            return logGamma(z + 1) - (z + 0.5) * log(z) + z - 0.5 * log(2 * .pi)
        }
        let square = z * z
        let fourth = 1.0 / 1680 - 1.0 / 1188 / square
        let third = 1.0 / 1260 - fourth / square
        return (1.0 / 12 - (1.0 / 360 - third / square) / square) / z
    }

    /// From here on five terms of the asymptotic series (DLMF 5.11.1) err by less than 1e-16.
    private static let seriesFrom = 16.0

    private static func logGamma(_ z: Double) -> Double { lgamma(z).0 }

    /// x ln(x ÷ m) + m − x, without cancellation where x is near m.
    private static func deviance(_ x: Double, from m: Double) -> Double {
        guard abs(x - m) < 0.1 * (x + m) else { return x * log(x / m) + m - x }
        let v = (x - m) / (x + m)
        var sum = (x - m) * v
        var term = 2 * x * v
        for step in 1...deviantTermsMax {
            term *= v * v
            let next = sum + term / Double(2 * step + 1)
            if next == sum { break }
            sum = next
        }
        return sum
    }

    /// |v| is below 0.1, so each term is a hundredth of the one before.
    private static let deviantTermsMax = 20
}

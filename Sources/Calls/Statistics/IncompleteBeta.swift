import Foundation

/// The regularised incomplete beta function Iₓ(a, b), accurate to about 1e-12 relatively for a and
/// b up to a million. Source: the continued fraction DLMF 8.17.22, in front of which stands
/// Loader's density.
struct IncompleteBeta: Sendable {
    let a: Double
    let b: Double

    /// Iₓ(a, b) at x, with 1 − x given too, so that neither loses digits near an end.
    func value(at x: Double, complement y: Double) -> Double {
        guard x > 0 else { return 0 }
        guard y > 0 else { return 1 }
        guard x > (a + 1) / (a + b + 2) else { return fraction(at: x, complement: y) }
        return 1 - IncompleteBeta(a: b, b: a).fraction(at: y, complement: x)
    }

    /// x · (1 − x) times the derivative at x: x^a (1 − x)^b ÷ B(a, b).
    func power(at x: Double, complement y: Double) -> Double {
        guard x > 0, y > 0 else { return 0 }
        return LoaderDensity.beta(a, b, at: x, complement: y)
    }

    private func fraction(at x: Double, complement y: Double) -> Double {
        var lentz = Lentz(first: 1)
        for step in 0..<Self.termsMax {
            let m = Double(step)
            let odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
            _ = lentz.advance(odd, 1)
            let k = m + 1
            if lentz.advance(k * (b - k) * x / ((a + 2 * k - 1) * (a + 2 * k)), 1) { break }
        }
        return min(1, power(at: x, complement: y) / (a * lentz.value))
    }

    /// At worst it takes a small multiple of √max(a, b) terms.
    private static let termsMax = 20_000
}

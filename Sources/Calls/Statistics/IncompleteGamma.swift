import Foundation

/// The regularised incomplete gamma functions P(a, x) and Q(a, x) = 1 − P, accurate to about 1e-13
/// relatively. Sources: the series DLMF 8.7.1 below a + 1, the continued fraction DLMF 8.9.2 above,
/// evaluated as Lentz does.
enum IncompleteGamma {
    /// Q(a, x) for a > 0; 1 at x ≤ 0.
    static func upper(_ a: Double, _ x: Double) -> Double {
        guard x > 0 else { return 1 }
        guard x.isFinite else { return 0 }
        return x < a + 1 ? 1 - series(a, x) : fraction(a, x)
    }

    /// P(a, x) for a > 0; 0 at x ≤ 0.
    static func lower(_ a: Double, _ x: Double) -> Double {
        guard x > 0 else { return 0 }
        guard x.isFinite else { return 1 }
        return x < a + 1 ? series(a, x) : 1 - fraction(a, x)
    }

    private static func series(_ a: Double, _ x: Double) -> Double {
        var term = 1.0
        var sum = 1.0
        for step in 1...termsMax {
            term *= x / (a + Double(step))
            sum += term
            if term < sum * .ulpOfOne / 4 { break }
        }
        return min(1, sum * LoaderDensity.gamma(a, at: x))
    }

    private static func fraction(_ a: Double, _ x: Double) -> Double {
        var lentz = Lentz(first: x + 1 - a)
        for step in 1...termsMax {
            let k = Double(step)
            if lentz.advance(-k * (k - a), x + 2 * k + 1 - a) { break }
        }
        return min(1, LoaderDensity.gamma(a, at: x) * a / lentz.value)
    }

    /// Near x = a it takes a small multiple of √a terms.
    private static let termsMax = 100_000
}

/// A continued fraction b₀ + a₁ ÷ (b₁ + a₂ ÷ (b₂ + …)), from its front (W. J. Lentz, 1976, with
/// Thompson and Barnett's guard against zeros).
struct Lentz {
    private(set) var value: Double
    private var above: Double
    private var below = 0.0

    init(first: Double) {
        value = first == 0 ? Self.tiny : first
        above = value
    }

    /// Takes in the next pair; true once it no longer makes a difference.
    mutating func advance(_ a: Double, _ b: Double) -> Bool {
        below = b + a * below
        if abs(below) < Self.tiny { below = Self.tiny }
        below = 1 / below
        above = b + a / above
        if abs(above) < Self.tiny { above = Self.tiny }
        value *= above * below
        return abs(above * below - 1) < .ulpOfOne
    }

    private static let tiny = 1e-300
}

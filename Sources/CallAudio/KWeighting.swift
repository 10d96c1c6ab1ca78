import Glibc

/// The K-weighting of ITU-R BS.1770-4 (annex 1, tables 1 and 2), for two channels at once: a shelf
/// that stands for the head, then a high-pass. The standard gives coefficients for 48 kHz; those of
/// other rates follow by the bilinear transform from the analogue filters behind them (B. De Man,
/// "Evaluation of Implementations of the EBU R128 Loudness Measurement", AES 145, 2018).
struct KWeighting {
    private static let shelfHz = 1681.974450955533
    private static let shelfDB = 3.999843853973347
    private static let shelfQ = 0.7071752369554196
    private static let shelfBandExponent = 0.4996667741545416
    private static let highPassHz = 38.13547087602444
    private static let highPassQ = 0.5003270373238773
    /// States below this are −600 dB: zeroed, before they decay to denormal numbers, which are
    /// slow.
    private static let faintest = 1e-30

    private let shelf: Poles
    private let shelfZeros: (Double, Double, Double)
    private let highPass: Poles
    private var shelf1 = SIMD2<Double>()
    private var shelf2 = SIMD2<Double>()
    private var highPass1 = SIMD2<Double>()
    private var highPass2 = SIMD2<Double>()

    /// Nil for rates too low to hold the shelf's 1,682 Hz.
    init?(sampleRateHz: Int) {
        let rate = Double(sampleRateHz)
        guard rate > 2 * Self.shelfHz else { return nil }
        shelf = Poles(hertz: Self.shelfHz, q: Self.shelfQ, sampleRateHz: rate)
        highPass = Poles(hertz: Self.highPassHz, q: Self.highPassQ, sampleRateHz: rate)
        let gain = pow(10, Self.shelfDB / 20)
        let band = pow(gain, Self.shelfBandExponent) * shelf.k / Self.shelfQ
        let square = shelf.k * shelf.k
        shelfZeros = (
            (gain + band + square) / shelf.norm, 2 * (square - gain) / shelf.norm,
            (gain - band + square) / shelf.norm
        )
    }

    /// The sums of squares of the weighted samples of two channels, over `frames` more frames of
    /// `channels` samples each. The second channel lies `second` samples behind the first; at 0 the
    /// first fills both lanes.
    ///
    /// Both filters stand in direct form II, where a sample waits for but one product and one sum
    /// of the sample before it. Sums and products stay apart: not every processor has the
    /// instruction for both in one, so `addingProduct` calls a function.
    mutating func energy(
        of samples: UnsafePointer<Float>, frames: Int, channels: Int, second: Int
    ) -> SIMD2<Double> {
        let (b0, b1, b2) = shelfZeros
        let (a1, a2) = (shelf.a1, shelf.a2)
        let (c1, c2) = (highPass.a1, highPass.a2)
        var (s1, s2, h1, h2) = (shelf1, shelf2, highPass1, highPass2)
        var sum = SIMD2<Double>()
        var place = samples
        for _ in 0..<frames {
            let sample = SIMD2<Double>(Double(place[0]), Double(place[second]))
            let s = sample - a2 * s2 - a1 * s1
            let shelved = b0 * s + (b1 * s1 + b2 * s2)
            let h = shelved - c2 * h2 - c1 * h1
            let weighted = h + (h2 - 2 * h1)
            sum += weighted * weighted
            (s1, s2, h1, h2) = (s, s1, h, h1)
            place += channels
        }
        (shelf1, shelf2) = (Self.audible(s1), Self.audible(s2))
        (highPass1, highPass2) = (Self.audible(h1), Self.audible(h2))
        return sum
    }

    private static func audible(_ state: SIMD2<Double>) -> SIMD2<Double> {
        state.replacing(with: 0, where: (state * state) .< (faintest * faintest))
    }

    /// The recursive half of a filter of second order.
    private struct Poles {
        let k: Double
        let norm: Double
        let a1: Double
        let a2: Double

        init(hertz: Double, q: Double, sampleRateHz: Double) {
            k = tan(.pi * hertz / sampleRateHz)
            norm = 1 + k / q + k * k
            a1 = 2 * (k * k - 1) / norm
            a2 = (1 - k / q + k * k) / norm
        }
    }
}

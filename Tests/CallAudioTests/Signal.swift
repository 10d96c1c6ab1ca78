import Calls
import Foundation

/// Samples of one channel with known truth, full scale = 1.
struct Signal {
    var samples: [Float]
    var rate: Int

    /// `seconds` of what `value` gives at each instant.
    init(seconds: Double, rate: Int = 8000, _ value: (Double) -> Double = { _ in 0 }) {
        self.rate = rate
        samples = (0..<Int((seconds * Double(rate)).rounded())).map {
            Float(value(Double($0) / Double(rate)))
        }
    }

    static func sine(
        _ frequency: Double, peak: Double, seconds: Double, rate: Int = 8000
    ) -> Signal {
        Signal(seconds: seconds, rate: rate) { peak * sin(2 * .pi * frequency * $0) }
    }

    static func silence(seconds: Double, rate: Int = 8000) -> Signal {
        Signal(seconds: seconds, rate: rate)
    }

    /// White Gaussian noise of `dBFS` (RMS), the same every time.
    static func noise(
        dBFS: Double, seconds: Double, rate: Int = 8000, seed: UInt64 = 1
    ) -> Signal {
        var chance = Chance(seed: seed)
        let level = pow(10, dBFS / 20)
        return Signal(seconds: seconds, rate: rate) { _ in level * chance.normal() }
    }

    static func + (left: Signal, right: Signal) -> Signal {
        var sum = left
        sum.samples += right.samples
        return sum
    }

    func mixed(with other: Signal) -> Signal {
        var mix = self
        mix.samples = zip(samples, other.samples).map { $0 + $1 }
        return mix
    }

    func scaled(byDB gain: Double) -> Signal {
        var scaled = self
        let factor = Float(pow(10, gain / 20))
        scaled.samples = samples.map { $0 * factor }
        return scaled
    }
}

/// SplitMix64 (Steele, Lea and Flood, 2014): the same chance on every run.
struct Chance: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// Box and Muller's transform.
    mutating func normal() -> Double {
        let first = Double.random(in: Double.leastNonzeroMagnitude..<1, using: &self)
        let second = Double.random(in: 0..<1, using: &self)
        return sqrt(-2 * log(first)) * cos(2 * .pi * second)
    }
}

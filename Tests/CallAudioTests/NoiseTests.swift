import Calls
import Foundation
import Testing

@Suite struct NoiseTests {
    /// What an encrypted body is: bytes without any order.
    private func chance(_ count: Int, seed: UInt64 = 7) -> [UInt8] {
        var chance = Chance(seed: seed)
        return (0..<count).map { _ in UInt8.random(in: 0...255, using: &chance) }
    }

    private func verdicts(tag: Int, bits: Int, channels: Int = 1, rate: Int = 8000) throws
        -> Set<Verdict>
    {
        let data = chance(rate * 4 * channels * bits / 8, seed: UInt64(tag * bits * channels))
        return try measure(
            WaveFile.wave(tag: tag, channels: channels, rate: rate, bits: bits, data: data)
        ).measures.verdicts
    }

    @Test(
        arguments: [
            [1, 8, 1, 8000], [1, 16, 1, 8000], [1, 16, 2, 8000], [1, 16, 2, 16_000],
            [1, 24, 1, 8000], [1, 32, 2, 8000], [1, 16, 2, 48_000], [6, 8, 1, 8000],
            [6, 8, 2, 8000], [7, 8, 1, 8000], [7, 8, 2, 8000],
        ])
    func `an encrypted body under a plain header is noise-like`(shape: [Int]) throws {
        #expect(
            try verdicts(tag: shape[0], bits: shape[1], channels: shape[2], rate: shape[3])
                == [.noiseLike])
    }

    @Test func `half a second of it is enough`() throws {
        let file = WaveFile.wave(tag: 7, channels: 1, rate: 8000, bits: 8, data: chance(4000))
        #expect(try measure(file).measures.verdicts == [.noiseLike])
    }

    @Test(arguments: [440.0, 1000, 2000, 3000])
    func `a hold tone is not noise-like`(frequency: Double) throws {
        let tone = Signal.sine(frequency, peak: 1, seconds: 5)
        #expect(try !measure(tone).measures.verdicts.contains(.noiseLike))
    }

    @Test func `loud noise that doesn't fill the scale is not noise-like`() throws {
        let noise = Signal.noise(dBFS: -16, seconds: 5)
        #expect(try !measure(noise).measures.verdicts.contains(.noiseLike))
    }

    @Test func `chords are not noise-like`() throws {
        let chord = Signal(seconds: 5) { time in
            [262.0, 330, 392, 523, 1047, 2093, 3136].reduce(0) {
                $0 + 0.14 * sin(2 * .pi * $1 * time)
            }
        }
        #expect(try measure(chord).measures.verdicts.isEmpty)
    }

    @Test func `overdriven speech is not noise-like`() throws {
        let words = try SpokenCall.words(in: Scratch(), levelDBFS: 0)
        #expect(try measure(words).measures.verdicts == [.clipped])
    }

    @Test func `hissing between words is not noise-like`() throws {
        let words = try SpokenCall.words(
            in: Scratch(), saying: "Sixty-six sissy sisters sit. Shh! Sss! Psst!",
            levelDBFS: -8)
        #expect(try !measure(words).measures.verdicts.contains(.noiseLike))
    }
}

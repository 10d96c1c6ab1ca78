import Foundation

/// Sound files written by hand.
enum Sounds {
    /// Signed 16-bit PCM in WAV. Every `seed` gives other bytes.
    static func wav(seconds: Double = 1, channels: Int = 1, seed: Int = 0) -> [UInt8] {
        let samples = samples(seconds: seconds, channels: channels, seed: seed)
        let body = samples.flatMap { little(Int($0), 2) }
        return riff(tag: 1, channels: channels, block: channels * 2, bits: 16, body)
    }

    /// A bare GSM 06.10 stream: 33 bytes for each 20 ms, each beginning with the magic 0xD.
    static func gsm(seconds: Double) -> [UInt8] {
        var noise = Noise(1)
        var bytes: [UInt8] = []
        for _ in 0..<Int(seconds * 50) {
            bytes.append(0xD0 | UInt8(noise.next(16)))
            bytes += noise.bytes(32)
        }
        return bytes
    }

    /// IMA ADPCM in WAV, one channel: blocks of 256 bytes for 505 frames (Microsoft, 1994).
    static func adpcm(blocks: Int) -> [UInt8] {
        var noise = Noise(2)
        var body: [UInt8] = []
        for _ in 0..<blocks {
            body += noise.bytes(1) + [UInt8(noise.next(16)), UInt8(noise.next(40)), 0]
            body += noise.bytes(252)
        }
        let fact = Array("fact".utf8) + little(4, 4) + little(blocks * 505, 4)
        return riff(
            tag: 0x11, channels: 1, block: 256, bits: 4, body, extra: little(2, 2) + little(505, 2),
            between: fact)
    }

    /// Signed 16-bit PCM in a NeXT/Sun AU file, two channels.
    static func au(seconds: Double) -> [UInt8] {
        let body = samples(seconds: seconds, channels: 2, seed: 3).flatMap { big(Int($0), 2) }
        return Array(".snd".utf8) + big(24, 4) + big(body.count, 4) + big(3, 4) + big(8000, 4)
            + big(2, 4) + body
    }

    /// Signed 16-bit PCM in AIFF, one channel at 8,000 Hz (an 80-bit float in the header).
    static func aiff(seconds: Double) -> [UInt8] {
        let samples = samples(seconds: seconds, channels: 1, seed: 4)
        let body = samples.flatMap { big(Int($0), 2) }
        let rate: [UInt8] = [0x40, 0x0B, 0xFA, 0, 0, 0, 0, 0, 0, 0]
        let common =
            Array("COMM".utf8) + big(18, 4) + big(1, 2) + big(samples.count, 4) + big(16, 2) + rate
        let sound =
            Array("SSND".utf8) + big(body.count + 8, 4) + big(0, 4) + big(0, 4) + body
        return Array("FORM".utf8) + big(4 + common.count + sound.count, 4) + Array("AIFF".utf8)
            + common + sound
    }

    /// A voice for a speech detector: harmonics of 140 Hz that swell four times a second, for the
    /// first `voiceSeconds` of one channel.
    static func voice(seconds: Double, voiceSeconds: Double, seed: Int = 0) -> [UInt8] {
        var noise = Noise(UInt64(seed) + 50)
        var body: [UInt8] = []
        for index in 0..<Int(seconds * 8000) {
            let time = Double(index) / 8000
            var sample = Double(noise.next(21) - 10)
            if time < voiceSeconds {
                let swell = max(0, sin(time * 4 * 2 * .pi))
                for harmonic in 1...12 {
                    let turn = time * 140 * Double(harmonic) * 2 * .pi
                    sample += 6000 * swell * sin(turn) / Double(harmonic)
                }
            }
            body += little(Int(sample), 2)
        }
        return riff(tag: 1, channels: 1, block: 2, bits: 16, body)
    }

    private static func samples(seconds: Double, channels: Int, seed: Int) -> [Int16] {
        var noise = Noise(UInt64(seed) + 10)
        let hertz = 150 + Double(seed % 400)
        return (0..<Int(seconds * 8000) * channels).map { index in
            let phase = Double(index / channels) / 8000 * hertz * 2 * .pi
            return Int16(6000 * sin(phase)) + Int16(noise.next(200))
        }
    }

    private static func riff(
        tag: Int, channels: Int, block: Int, bits: Int, _ body: [UInt8], extra: [UInt8] = [],
        between: [UInt8] = []
    ) -> [UInt8] {
        let rate = tag == 1 ? 8000 * block : 8000 * 256 / 505
        let format =
            little(tag, 2) + little(channels, 2) + little(8000, 4) + little(rate, 4)
            + little(block, 2) + little(bits, 2) + extra
        let rest =
            Array("WAVEfmt ".utf8) + little(format.count, 4) + format + between
            + Array("data".utf8) + little(body.count, 4) + body
        return Array("RIFF".utf8) + little(rest.count, 4) + rest
    }

    static func little(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    private static func big(_ value: Int, _ count: Int) -> [UInt8] {
        little(value, count).reversed()
    }
}

/// The same numbers at every run (Knuth's linear congruence, high bits).
struct Noise {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next(_ below: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(below))
    }

    mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8(next(256)) }
    }
}

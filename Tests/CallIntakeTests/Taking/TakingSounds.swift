import Foundation

/// Sound files written by hand.
enum TakingSounds {
    /// Signed 16-bit PCM in WAV, one channel, 8,000 Hz. Every `seed` gives other bytes.
    static func wav(seconds: Double = 1, seed: Int = 0) -> [UInt8] {
        var body: [UInt8] = []
        for index in 0..<Int(seconds * 8000) {
            let sample = Int(5000 * sin(Double(index) * (0.1 + Double(seed) * 0.0007)))
            body.append(UInt8(truncatingIfNeeded: sample))
            body.append(UInt8(truncatingIfNeeded: sample >> 8))
        }
        let format =
            little(1, 2) + little(1, 2) + little(8000, 4) + little(16_000, 4) + little(2, 2)
            + little(16, 2)
        return Array("RIFF".utf8) + little(36 + body.count, 4) + Array("WAVEfmt ".utf8)
            + little(16, 4) + format + Array("data".utf8) + little(body.count, 4) + body
    }

    /// The same samples as `wav` in another container, as after a transcoding.
    static func au(of wav: [UInt8]) -> [UInt8] {
        let samples = stride(from: 44, to: wav.count, by: 2).flatMap { [wav[$0 + 1], wav[$0]] }
        let header = [24, samples.count, 3, 8000, 1].flatMap { Array(little($0, 4).reversed()) }
        return Array(".snd".utf8) + header + samples
    }

    private static func little(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}

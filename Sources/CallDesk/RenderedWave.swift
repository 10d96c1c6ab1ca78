import Calls

/// The layout of a WAV file of signed 16-bit samples (Microsoft RIFF, 1991): 44 bytes of header,
/// then the frames.
struct RenderedWave {
    static let headerBytes: Int64 = 44
    let sound: SoundFacts

    private var frameBytes: Int64 { Int64(sound.channels) * 2 }
    private var dataBytes: Int64 { sound.frames * frameBytes }
    var bytes: Int64 { Self.headerBytes + dataBytes }

    /// The part of the header that lies in `range`; nil when none does.
    func header(in range: Range<Int64>) -> [UInt8]? {
        guard range.lowerBound < Self.headerBytes, !range.isEmpty else { return nil }
        let end = min(range.upperBound, Self.headerBytes)
        return Array(header[Int(range.lowerBound)..<Int(end)])
    }

    /// The frames of which any byte lies in `range`; nil when none does.
    func frames(in range: Range<Int64>) -> Range<Int64>? {
        let samples = samples(in: range)
        guard !samples.isEmpty else { return nil }
        let end = (samples.upperBound + frameBytes - 1) / frameBytes
        return samples.lowerBound / frameBytes..<end
    }

    /// Bytes of the first of `frames` that come before `range`.
    func bytesBefore(_ range: Range<Int64>, in frames: Range<Int64>) -> Int {
        Int(samples(in: range).lowerBound - frames.lowerBound * frameBytes)
    }

    func sampleBytes(in range: Range<Int64>) -> Int { samples(in: range).count }

    private func samples(in range: Range<Int64>) -> Range<Int64> {
        let start = max(0, range.lowerBound - Self.headerBytes)
        return start..<max(start, min(dataBytes, range.upperBound - Self.headerBytes))
    }

    private var header: [UInt8] {
        func little(_ value: Int64, _ count: Int) -> [UInt8] {
            (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * Int64($0))) }
        }
        // A file over 4 GiB can't say its size; players then read to the end.
        let data = min(dataBytes, Int64(UInt32.max) - 36)
        let rate = Int64(sound.sampleRateHz)
        let riff = Array("RIFF".utf8) + little(data + 36, 4) + Array("WAVEfmt ".utf8)
        let format =
            little(16, 4) + little(1, 2) + little(Int64(sound.channels), 2) + little(rate, 4)
            + little(rate * frameBytes, 4) + little(frameBytes, 2) + little(16, 2)
        return riff + format + Array("data".utf8) + little(data, 4)
    }
}

package import Calls

/// One sound file, read once from front to back: for its measures, or for its samples.
package struct SoundFile: ~Copyable {
    private let decoder: any SoundReader
    private let framesMax: Int64

    /// 24 hours at 48 kHz.
    package static let framesMaxDefault: Int64 = 24 * 3600 * 48_000

    /// Opens what stands behind `descriptor`, which stays the caller's, keeps its position, and
    /// must stay open as long as this. `raw` says how to read a file that has no header. A
    /// recording of more than `framesMax` frames is refused, and one of more than 24 hours of two
    /// channels (12 of four, and so on).
    package init(
        descriptor: Int32, raw: RawEncoding? = nil, framesMax: Int64 = framesMaxDefault
    ) throws(DecodeFault) {
        let source = try ByteSource(descriptor: descriptor)
        let signature = try SoundSignature(of: source, raw: raw)
        if let opus = try OpusReader(source: source, signature) {
            decoder = opus
        } else {
            decoder = try SoundDecoder(source: source, signature, raw: raw)
        }
        let columns = Int64(SoundPicture.channelColumnsMax / decoder.facts.channels)
        self.framesMax = min(framesMax, columns * Int64(decoder.facts.sampleRateHz) / 50)
    }

    /// Measures all of it. `facts.frames` of the report counts the frames that were decoded.
    package consuming func measure() throws(DecodeFault) -> SoundReport {
        var facts = decoder.facts
        let meter = try SoundMeter(facts: facts)
        let framesPerBlock = facts.sampleRateHz
        let block = UnsafeMutablePointer<Float>.allocate(capacity: framesPerBlock * facts.channels)
        defer { block.deallocate() }
        while true {
            let frames = decoder.read(into: block, frames: framesPerBlock)
            guard frames > 0 else { break }
            facts.frames += Int64(frames)
            guard facts.frames <= framesMax else { throw .tooLong }
            meter.add(block, frames: frames)
        }
        guard facts.frames > 0 else { throw .headerOnly }
        return meter.report(facts: facts, cut: decoder.isCut)
    }

    /// The frames `range` (as far as there are any) as signed 16-bit little-endian samples,
    /// interleaved, in pieces of whole frames and at most 64 KiB. The same frames give the same
    /// bytes however they are asked for. Stops early when `deliver` answers false.
    package consuming func render(
        _ range: Range<Int64>, deliver: (UnsafeRawBufferPointer) -> Bool
    ) {
        let channels = decoder.facts.channels
        let framesPerPiece = 65_536 / (2 * channels)
        let block = UnsafeMutablePointer<Float>.allocate(capacity: framesPerPiece * channels)
        let bytes = UnsafeMutablePointer<Int16>.allocate(capacity: framesPerPiece * channels)
        defer {
            block.deallocate()
            bytes.deallocate()
        }
        let range = range.clamped(to: 0..<framesMax)
        guard skip(to: range.lowerBound, block, framesPerPiece) else { return }
        var left = Int64(range.count)
        while left > 0 {
            let wanted = Int(min(left, Int64(framesPerPiece)))
            let frames = decoder.read(into: block, frames: wanted)
            guard frames > 0 else { return }
            for index in 0..<frames * channels { bytes[index] = Self.sample(block[index]) }
            let piece = UnsafeRawBufferPointer(start: bytes, count: frames * channels * 2)
            guard deliver(piece) else { return }
            left -= Int64(frames)
        }
    }

    private func skip(
        to frame: Int64, _ block: UnsafeMutablePointer<Float>, _ framesPerPiece: Int
    ) -> Bool {
        guard frame > 0 else { return true }
        if decoder.canSeekExactly { return decoder.seek(to: frame) }
        var left = frame
        while left > 0 {
            let frames = decoder.read(into: block, frames: Int(min(left, Int64(framesPerPiece))))
            guard frames > 0 else { return false }
            left -= Int64(frames)
        }
        return true
    }

    private static func sample(_ value: Float) -> Int16 {
        let scaled = (value * 32_768).rounded()
        guard scaled == scaled else { return 0 }
        return Int16(max(-32_768, min(32_767, scaled))).littleEndian
    }
}

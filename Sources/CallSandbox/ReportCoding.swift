package import Calls

/// A report as it travels back from the decoder, little-endian. The sender is not trusted: whatever
/// can't be true of a sound file makes `init(encoded:)` answer nil.
///
/// 0: container; 1: codec (each by its place in `allCases`); 2: channels; 3: verdict bits;
/// 4: sample rate, u32; 8: frames, u64; 16: frames claimed, u64, all ones for none; 24: loudness,
/// f64; then for each channel peak, RMS, noise floor, loudness, offset, speech seconds, f64 each,
/// and clipped samples, u64; then a sound picture (docs/formats/waveform.md). NaN stands for
/// "none".
extension SoundReport {
    static let headBytes = 32
    static let channelBytes = 56
    private static let levels = -250.0...80.0
    private static let noClaim: Int64 = -1

    /// The longest report there can be.
    static let bytesMax =
        headBytes + 8 * channelBytes + 24 + 8 * 8
        + SoundPicture.channelColumnsMax / 8 + SoundPicture.channelColumnsMax * 4 / 3 + 8 * 64

    package var encoded: [UInt8] {
        var writer = ByteWriter()
        writer.byte(UInt8(SoundContainer.allCases.firstIndex(of: facts.container) ?? 0xFF))
        writer.byte(UInt8(SoundCodec.allCases.firstIndex(of: facts.codec) ?? 0xFF))
        writer.byte(UInt8(facts.channels))
        writer.byte(UInt8(measures.verdicts.bits))
        writer.number(Int64(facts.sampleRateHz), size: 4)
        writer.number(facts.frames, size: 8)
        writer.number(facts.framesClaimed ?? Self.noClaim, size: 8)
        writer.double(measures.loudnessLUFS)
        for channel in measures.channels {
            writer.double(channel.peakDBFS)
            writer.double(channel.rmsDBFS)
            writer.double(channel.noiseFloorDBFS)
            writer.double(channel.loudnessLUFS)
            writer.double(channel.dcOffset)
            writer.double(channel.speechSeconds)
            writer.number(channel.clippedSamples, size: 8)
        }
        return writer.bytes + SoundPicture(activity: activity, waveform: waveform).bytes
    }

    package init?(encoded bytes: [UInt8], framesMax: Int64) {
        var reader = ByteReader(bytes[...])
        guard let facts = Self.facts(from: &reader, framesMax: framesMax),
            let loudness = reader.optionalDouble(in: Self.levels)
        else { return nil }
        var channels: [ChannelMeasures] = []
        for _ in 0..<facts.channels {
            guard let channel = Self.channel(from: &reader, facts: facts) else { return nil }
            channels.append(channel)
        }
        let columns = SoundPicture.columns(
            ofFrames: facts.frames, sampleRateHz: facts.sampleRateHz)
        guard let picture = try? SoundPicture(bytes: Array(reader.rest)),
            picture.waveform.channels == facts.channels,
            picture.waveform.peaks.allSatisfy({ Int64($0.count) == columns }),
            picture.activity.channels.allSatisfy({ Int64($0.count) == columns })
        else { return nil }
        self.init(
            facts: facts,
            measures: SoundMeasures(
                loudnessLUFS: loudness, channels: channels,
                verdicts: Set(bits: Int64(bytes[3]))),
            activity: picture.activity, waveform: picture.waveform)
    }

    private static func facts(
        from reader: inout ByteReader, framesMax: Int64
    ) -> SoundFacts? {
        guard let container = reader.number(1), let codec = reader.number(1),
            let channels = reader.number(1), let verdicts = reader.number(1),
            let rate = reader.number(4), let frames = reader.number(8),
            let claim = reader.take(8),
            SoundContainer.allCases.indices.contains(Int(container)),
            SoundCodec.allCases.indices.contains(Int(codec)), (1...8).contains(channels),
            Set<Verdict>(bits: verdicts).bits == verdicts, (4_000...192_000).contains(rate),
            (1...framesMax).contains(frames)
        else { return nil }
        var claimed: Int64?
        if !claim.allSatisfy({ $0 == 0xFF }) {
            var claimReader = ByteReader(claim)
            claimed = claimReader.number(8)
            guard claimed != nil else { return nil }
        }
        return SoundFacts(
            container: SoundContainer.allCases[Int(container)],
            codec: SoundCodec.allCases[Int(codec)], sampleRateHz: Int(rate),
            channels: Int(channels), frames: frames, framesClaimed: claimed)
    }

    private static func channel(
        from reader: inout ByteReader, facts: SoundFacts
    ) -> ChannelMeasures? {
        guard let peak = reader.optionalDouble(in: levels),
            let rms = reader.optionalDouble(in: levels),
            let noise = reader.optionalDouble(in: levels),
            let loudness = reader.optionalDouble(in: levels),
            let offset = reader.double(in: -1000...1000),
            let speech = reader.double(in: 0...(facts.durationSeconds + 0.02)),
            let clipped = reader.number(8), clipped <= facts.frames
        else { return nil }
        return ChannelMeasures(
            peakDBFS: peak, rmsDBFS: rms, clippedSamples: clipped, dcOffset: offset,
            loudnessLUFS: loudness, noiseFloorDBFS: noise, speechSeconds: speech)
    }
}

import Calls

/// Measures interleaved blocks of sound as they are decoded. Each block but the last must hold
/// exactly one second, so that frames of 20 ms never straddle two.
final class SoundMeter {
    private let channels: Int
    private let sampleRateHz: Int
    private let mayBeUnbounded: Bool
    private let lane: UnsafeMutablePointer<Float>
    private let meters: [ChannelMeter]
    private let loudness: [LoudnessMeter]

    init(facts: SoundFacts) throws(DecodeFault) {
        var loudness: [LoudnessMeter] = []
        for _ in 0..<facts.channels {
            guard let meter = LoudnessMeter(sampleRateHz: facts.sampleRateHz) else {
                throw .unsupportedRate
            }
            loudness.append(meter)
        }
        let lag = max(1, (facts.sampleRateHz + 4000) / 8000)
        self.loudness = loudness
        channels = facts.channels
        sampleRateHz = facts.sampleRateHz
        mayBeUnbounded = facts.codec.isUnbounded
        lane = .allocate(capacity: facts.sampleRateHz)
        meters = (0..<facts.channels).map { _ in
            ChannelMeter(
                sampleRateHz: facts.sampleRateHz, fullScale: facts.codec.fullScale, lag: lag)
        }
    }

    deinit { lane.deallocate() }

    func add(_ block: UnsafeMutablePointer<Float>, frames: Int) {
        if mayBeUnbounded { Samples.tame(block, count: frames * channels) }
        for channel in 0..<channels {
            Samples.take(channel, of: channels, from: block, frames: frames, into: lane)
            loudness[channel].add(lane, count: frames)
            addSegments(of: lane, frames: frames, to: meters[channel])
        }
    }

    private func addSegments(
        of samples: UnsafePointer<Float>, frames: Int, to meter: ChannelMeter
    ) {
        var start = 0
        var segment = 1
        while start < frames {
            let end = min(frames, segment * sampleRateHz / 50)
            meter.add(samples + start, count: end - start)
            start = end
            segment += 1
        }
    }

    func report(facts: SoundFacts, cut: Bool) -> SoundReport {
        var activity: [[Bool]] = []
        var measures: [ChannelMeasures] = []
        var evidence: [ChannelEvidence] = []
        for (meter, loudness) in zip(meters, loudness) {
            let speech = SpeechDetector.activity(levels: meter.speechBandLevels)
            let (measured, shown) = meter.finish(
                loudnessLUFS: Loudness.integratedLUFS(ofBlocks: loudness.blocks), activity: speech)
            activity.append(speech)
            measures.append(measured)
            evidence.append(shown)
        }
        let verdicts = VerdictRules.verdicts(channels: evidence, facts: facts, cut: cut)
        return SoundReport(
            facts: facts,
            measures: SoundMeasures(
                loudnessLUFS: Loudness.integratedLUFS(ofBlocks: blocksOfAllChannels()),
                channels: measures, verdicts: verdicts),
            activity: SpeechActivity(channels: activity),
            waveform: Waveform(channels: channels, peaks: meters.map(\.peaks)))
    }

    /// The channels' energies added up, every one with weight 1: the legs of a call stand nowhere
    /// in a room, so BS.1770's 1.41 for surround channels has no place here.
    private func blocksOfAllChannels() -> [Double] {
        var sums = loudness[0].blocks
        for other in loudness.dropFirst() {
            for index in sums.indices { sums[index] += other.blocks[index] }
        }
        return sums
    }
}

import Calls

/// Measures interleaved blocks of sound as they are decoded. Each block but the last must hold
/// exactly one second, so that frames of 20 ms never straddle two.
final class SoundMeter {
    private let channels: Int
    private let mayBeUnbounded: Bool
    private let lane: UnsafeMutablePointer<Float>
    private var meters: [ChannelMeter]
    /// One for every two channels.
    private var loudness: [LoudnessMeter] = []

    init(facts: SoundFacts) throws(DecodeFault) {
        let lag = max(1, (facts.sampleRateHz + 4000) / 8000)
        channels = facts.channels
        mayBeUnbounded = facts.codec.isUnbounded
        lane = .allocate(capacity: facts.sampleRateHz)
        meters = (0..<facts.channels).map { _ in
            ChannelMeter(
                sampleRateHz: facts.sampleRateHz, fullScale: facts.codec.fullScale, lag: lag)
        }
        for first in stride(from: 0, to: channels, by: 2) {
            let isPair = first + 1 < channels
            guard let meter = LoudnessMeter(sampleRateHz: facts.sampleRateHz, isPair: isPair) else {
                throw .unsupportedRate
            }
            loudness.append(meter)
        }
    }

    deinit { lane.deallocate() }

    func add(_ block: UnsafeMutablePointer<Float>, frames: Int) {
        if mayBeUnbounded { Samples.tame(block, count: frames * channels) }
        for pair in loudness.indices {
            loudness[pair].add(block + 2 * pair, frames: frames, channels: channels)
        }
        for channel in 0..<channels {
            if channels > 1 {
                Samples.take(channel, of: channels, from: block, frames: frames, into: lane)
            }
            meters[channel].add(channels > 1 ? lane : block, count: frames)
        }
    }

    func report(facts: SoundFacts, cut: Bool) -> SoundReport {
        var activity: [[Bool]] = []
        var measures: [ChannelMeasures] = []
        var evidence: [ChannelEvidence] = []
        let blocks = (0..<channels).map { channel in
            loudness[channel / 2].blocks.map { $0[channel % 2] }
        }
        for channel in meters.indices {
            let speech = SpeechDetector.activity(levels: meters[channel].speechBandLevels)
            let (measured, shown) = meters[channel].finish(
                loudnessLUFS: Loudness.integratedLUFS(ofBlocks: blocks[channel]), activity: speech)
            activity.append(speech)
            measures.append(measured)
            evidence.append(shown)
        }
        let verdicts = VerdictRules.verdicts(channels: evidence, facts: facts, cut: cut)
        return SoundReport(
            facts: facts,
            measures: SoundMeasures(
                loudnessLUFS: integratedLUFS(ofAll: blocks),
                channels: measures, verdicts: verdicts),
            activity: SpeechActivity(channels: activity),
            waveform: Waveform(channels: channels, peaks: meters.map(\.peaks)))
    }

    /// The channels' energies added up, every one with weight 1: the legs of a call stand nowhere
    /// in a room, so BS.1770's 1.41 for surround channels has no place here.
    private func integratedLUFS(ofAll channels: [[Double]]) -> Double? {
        var sums = channels[0]
        for other in channels.dropFirst() {
            for index in sums.indices { sums[index] += other[index] }
        }
        return Loudness.integratedLUFS(ofBlocks: sums)
    }
}

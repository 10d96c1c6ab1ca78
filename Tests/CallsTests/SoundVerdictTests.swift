import Calls
import Testing

@Suite struct SoundVerdictTests {
    private let facts = SoundFacts(
        container: .wav, codec: .pcmS16, sampleRateHz: 8000, channels: 2, frames: 80_000,
        framesClaimed: 80_000)

    private func channel(
        speech: Int = 200, loudest: Double? = -12, clipped: Int64 = 0
    ) -> ChannelEvidence {
        ChannelEvidence(
            samples: 80_000, clippedSamples: clipped, speechFrames: speech,
            loudestFrameDBFS: loudest, frames: 500, noisyFrames: 20, correlation: 0.6,
            levelSpreadDB: 18, peakOfFullScale: 0.5)
    }

    private func verdicts(
        _ channels: ChannelEvidence..., facts: SoundFacts? = nil, cut: Bool = false
    ) -> Set<Verdict> {
        VerdictRules.verdicts(channels: channels, facts: facts ?? self.facts, cut: cut)
    }

    @Test func `a good call has no verdict`() {
        #expect(verdicts(channel(), channel()).isEmpty)
    }

    @Test func `a channel that never speaks while the other does is one-sided`() {
        #expect(verdicts(channel(), channel(speech: 0, loudest: nil)) == [.oneSided])
        #expect(verdicts(channel(speech: 0, loudest: -30), channel()) == [.oneSided])
    }

    @Test func `a mono recording is never one-sided`() {
        #expect(verdicts(channel()).isEmpty)
    }

    @Test func `no speech and nothing loud is silent`() {
        let quiet = channel(speech: 0, loudest: -60)
        #expect(verdicts(quiet, quiet) == [.silent])
        #expect(verdicts(channel(speech: 0, loudest: nil)) == [.silent])
    }

    @Test func `loud music without speech is not silent`() {
        let music = channel(speech: 0, loudest: -20)
        #expect(verdicts(music, music).isEmpty)
    }

    @Test func `clipping counts against the samples of speech`() {
        // 200 of 500 frames of 80,000 samples: 32,000 samples of speech, a thousandth is 32.
        #expect(verdicts(channel(clipped: 31), channel()).isEmpty)
        #expect(verdicts(channel(clipped: 32), channel()) == [.clipped])
    }

    @Test func `fewer frames than claimed is truncated`() {
        var short = facts
        short.frames = 79_999
        #expect(verdicts(channel(), channel(), facts: short) == [.truncated])
        #expect(verdicts(channel(), channel(), cut: true) == [.truncated])
    }

    @Test func `noise must fill both channels from start to end`() {
        var noise = channel()
        noise.noisyFrames = 500
        noise.correlation = 0.01
        noise.levelSpreadDB = 0.4
        noise.peakOfFullScale = 1
        #expect(verdicts(noise, noise) == [.noiseLike])
        #expect(verdicts(noise, channel()).isEmpty)
        noise.levelSpreadDB = 4
        #expect(verdicts(noise, noise).isEmpty)
    }
}

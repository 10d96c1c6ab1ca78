/// What a channel's samples show beyond its measures, gathered for the verdicts.
package struct ChannelEvidence: Hashable, Sendable {
    package var samples: Int64
    package var clippedSamples: Int64
    package var speechFrames: Int
    /// Level of the loudest 20 ms, DC removed; nil for digital silence.
    package var loudestFrameDBFS: Double?
    /// Frames of 20 ms in all, whole ones.
    package var frames: Int
    /// Frames between −20 and 0 dBFS whose samples 125 µs apart are unrelated, and those 250 µs
    /// apart: correlation coefficients within ±0.35. (A tone of 2,000 Hz passes the first alone.)
    package var noisyFrames: Int
    /// The first coefficient over the whole channel.
    package var correlation: Double
    /// Standard deviation of the frames' levels, in dB.
    package var levelSpreadDB: Double
    /// Largest magnitude as a part of what the codec can express.
    package var peakOfFullScale: Double

    package init(
        samples: Int64, clippedSamples: Int64, speechFrames: Int, loudestFrameDBFS: Double?,
        frames: Int, noisyFrames: Int, correlation: Double, levelSpreadDB: Double,
        peakOfFullScale: Double
    ) {
        self.samples = samples
        self.clippedSamples = clippedSamples
        self.speechFrames = speechFrames
        self.loudestFrameDBFS = loudestFrameDBFS
        self.frames = frames
        self.noisyFrames = noisyFrames
        self.correlation = correlation
        self.levelSpreadDB = levelSpreadDB
        self.peakOfFullScale = peakOfFullScale
    }
}

/// When a recording's sound counts as faulty. The limits are the house's own; each stands here.
package enum VerdictRules {
    /// Without speech, a channel whose loudest 20 ms stay below this is silent.
    package static let silentBelowDBFS = -45.0
    /// A channel is clipped when at least this part of its samples during speech (of all samples
    /// where no speech was found) stands at full scale in runs of three or more.
    package static let clippedShareMin = 0.001
    package static let clippedSamplesMin: Int64 = 9
    package static let noisyShareMin = 0.95
    package static let noisyCorrelationMax = 0.08
    package static let noisySpreadMaxDB = 2.0
    package static let noisyPeakMin = 0.98
    /// 0.3 s: below, statistics say nothing.
    package static let noisyFramesMin = 15

    /// - Parameter cut: the container shows that bytes are missing at the end.
    package static func verdicts(
        channels: [ChannelEvidence], facts: SoundFacts, cut: Bool
    ) -> Set<Verdict> {
        var verdicts: Set<Verdict> = []
        if cut || facts.framesClaimed.map({ facts.frames < $0 }) == true {
            verdicts.insert(.truncated)
        }
        if isNoiseLike(channels) {
            verdicts.insert(.noiseLike)
            return verdicts
        }
        if channels.allSatisfy(isSilent) { verdicts.insert(.silent) }
        if isOneSided(channels) { verdicts.insert(.oneSided) }
        if channels.contains(where: isClipped) { verdicts.insert(.clipped) }
        return verdicts
    }

    static func isSilent(_ channel: ChannelEvidence) -> Bool {
        guard channel.speechFrames == 0 else { return false }
        return channel.loudestFrameDBFS.map { $0 < silentBelowDBFS } ?? true
    }

    /// Of two channels, one never speaks while the other does, or is silent while the other isn't.
    static func isOneSided(_ channels: [ChannelEvidence]) -> Bool {
        guard channels.count == 2 else { return false }
        let speaks = channels.map { $0.speechFrames > 0 }
        return speaks[0] != speaks[1] || isSilent(channels[0]) != isSilent(channels[1])
    }

    static func isClipped(_ channel: ChannelEvidence) -> Bool {
        guard channel.frames > 0, channel.clippedSamples >= clippedSamplesMin else { return false }
        let speechShare = Double(channel.speechFrames) / Double(channel.frames)
        let during = Double(channel.samples) * (speechShare > 0 ? min(1, speechShare) : 1)
        return Double(channel.clippedSamples) >= clippedShareMin * during
    }

    /// An encrypted body under a plain header decodes to independent samples that reach full scale,
    /// equally loud from start to end. Random bytes have a level of −4.8 dBFS as linear PCM and
    /// about −10 as mu-law or A-law, a correlation of 0 ± 1/√n, and frame levels that spread by
    /// less than 1 dB; speech, music and tones fail at least two of these. All channels must.
    static func isNoiseLike(_ channels: [ChannelEvidence]) -> Bool {
        !channels.isEmpty
            && channels.allSatisfy { channel in
                channel.frames >= noisyFramesMin
                    && Double(channel.noisyFrames) >= noisyShareMin * Double(channel.frames)
                    && abs(channel.correlation) <= noisyCorrelationMax
                    && channel.levelSpreadDB <= noisySpreadMaxDB
                    && channel.peakOfFullScale >= noisyPeakMin
            }
    }
}

/// What was measured in a recording. Levels are dB relative to full scale, loudness LUFS (EBU R
/// 128); nil stands for "too quiet to have one" (digital silence has no level in dB).
package struct SoundMeasures: Hashable, Codable, Sendable {
    /// Integrated loudness of all channels together, ITU-R BS.1770-4.
    package var loudnessLUFS: Double?
    /// One for each channel, in channel order.
    package var channels: [ChannelMeasures]
    package var verdicts: Set<Verdict>

    package init(loudnessLUFS: Double?, channels: [ChannelMeasures], verdicts: Set<Verdict>) {
        self.loudnessLUFS = loudnessLUFS
        self.channels = channels
        self.verdicts = verdicts
    }
}

package struct ChannelMeasures: Hashable, Codable, Sendable {
    package var peakDBFS: Double?
    package var rmsDBFS: Double?
    /// Samples at full scale that stand in runs of three or more.
    package var clippedSamples: Int64
    /// Mean of all samples, full scale = 1.
    package var dcOffset: Double
    package var loudnessLUFS: Double?
    /// Level below which the quietest tenth of the frames lies.
    package var noiseFloorDBFS: Double?
    /// Seconds in which the detector heard speech.
    package var speechSeconds: Double

    package init(
        peakDBFS: Double?, rmsDBFS: Double?, clippedSamples: Int64, dcOffset: Double,
        loudnessLUFS: Double?, noiseFloorDBFS: Double?, speechSeconds: Double
    ) {
        self.peakDBFS = peakDBFS
        self.rmsDBFS = rmsDBFS
        self.clippedSamples = clippedSamples
        self.dcOffset = dcOffset
        self.loudnessLUFS = loudnessLUFS
        self.noiseFloorDBFS = noiseFloorDBFS
        self.speechSeconds = speechSeconds
    }
}

/// What is wrong with a recording's sound. The raw value is the name in URLs, JSON and metrics;
/// the bit is its place in the database.
package enum Verdict: String, CaseIterable, Codable, Sendable {
    case oneSided = "one-sided"
    case silent
    case clipped
    /// Full-band noise at full scale: an encrypted body in a plain header.
    case noiseLike = "noise-like"
    case truncated

    package var bit: Int64 {
        switch self {
        case .oneSided: 1
        case .silent: 2
        case .clipped: 4
        case .noiseLike: 8
        case .truncated: 16
        }
    }
}

extension Set<Verdict> {
    package var bits: Int64 { reduce(0) { $0 | $1.bit } }

    package init(bits: Int64) {
        self = Set(Verdict.allCases.filter { bits & $0.bit != 0 })
    }
}

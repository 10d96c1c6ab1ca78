import Calls
import Glibc

/// Everything that is measured of one channel but its loudness: levels, clipping, offset, peaks and
/// the 20 ms frames from which speech is told.
///
/// - Peak: the largest magnitude, `20 log10`.
/// - RMS: `10 log10` of the mean square of all samples (a full-scale sine has −3.01 dBFS, as in
///   AES17's own terms without its +3.01 dB correction).
/// - DC offset: the mean of all samples.
/// - Clipping: samples at the codec's full scale in runs of three or more.
/// - Noise floor: the tenth percentile of the frames' levels, each the variance of its 20 ms (their
///   mean taken out), in steps of 0.05 dB.
struct ChannelMeter {
    static let digitalSilenceDB: Float = -200
    /// Of power: 10 log10(2).
    private static let decibelsPerOctave: Float = 3.010_299_957

    /// Largest magnitude of each 20 ms, full scale = 255.
    private(set) var peaks: [UInt8] = []
    /// Level of each 20 ms after the difference of samples 125 µs apart, which takes out offset and
    /// hum (−28 dB at 50 Hz) and passes speech (−2 dB at 1 kHz).
    private(set) var speechBandLevels: [Float] = []

    private let lag: Int
    private let fullScale: Float
    private let sampleRateHz: Int
    private var samples: Int64 = 0
    private var sum = 0.0
    private var squares = 0.0
    private var peak: Float = 0
    private var clipped: Int64 = 0
    private var clippedRun: Int64 = 0
    /// How often 20 ms had which level, their mean taken out.
    private var levels = LevelHistogram()
    private var loudestLevel = digitalSilenceDB
    private var noise = NoiseEvidence()

    /// - Parameter lag: samples in 125 µs.
    init(sampleRateHz: Int, fullScale: Float, lag: Int) {
        self.lag = lag
        self.fullScale = fullScale
        self.sampleRateHz = sampleRateHz
    }

    /// Takes in one second (less at the very end), so that frames of 20 ms never straddle two.
    mutating func add(_ samples: UnsafePointer<Float>, count: Int) {
        var start = 0
        var frame = 1
        while start < count {
            let end = min(count, frame * sampleRateHz / 50)
            addFrame(samples + start, count: end - start)
            start = end
            frame += 1
        }
    }

    private mutating func addFrame(_ segment: UnsafePointer<Float>, count: Int) {
        let sums = SegmentSums(of: segment, count: count, lag: lag)
        samples += Int64(count)
        sum += Double(sums.sum)
        squares += Double(sums.squares)
        let loudest = sums.peak
        peak = max(peak, loudest)
        peaks.append(UInt8(min(255, loudest * 255 + 0.5)))
        if loudest >= fullScale {
            countClipped(segment, count)
        } else {
            endClippedRun()
        }
        let size = Float(count)
        let variance = max(0, sums.squares - sums.sum * sums.sum / size)
        let level = Self.decibels(variance / size)
        levels.add(level)
        loudestLevel = max(loudestLevel, level)
        speechBandLevels.append(Self.decibels(sums.differences / size))
        if count >= sampleRateHz / 50 {
            let isNoisy =
                level > -20 && level <= 0
                && isUnrelated(sums.differences, variance)
                && isUnrelated(
                    SegmentSums(of: segment, count: count, lag: 2 * lag).differences, variance)
            noise.add(
                level: level, variance: variance, differences: sums.differences, isNoisy: isNoisy)
        }
    }

    private func isUnrelated(_ differences: Float, _ variance: Float) -> Bool {
        abs(1 - differences / (2 * variance)) <= 0.35
    }

    private mutating func countClipped(_ segment: UnsafePointer<Float>, _ count: Int) {
        for index in 0..<count {
            if abs(segment[index]) >= fullScale {
                clippedRun += 1
            } else {
                endClippedRun()
            }
        }
    }

    private mutating func endClippedRun() {
        if clippedRun >= 3 { clipped += clippedRun }
        clippedRun = 0
    }

    private static func decibels(_ meanSquare: Float) -> Float {
        meanSquare > 1e-12 ? decibelsPerOctave * log2f(meanSquare) : digitalSilenceDB
    }

    /// What has come together; call once, at the end.
    mutating func finish(
        loudnessLUFS: Double?, activity: [Bool]
    ) -> (ChannelMeasures, ChannelEvidence) {
        endClippedRun()
        let count = Double(max(1, samples))
        let speechFrames = activity.count { $0 }
        let measures = ChannelMeasures(
            peakDBFS: peak > 0 ? 20 * log10(Double(peak)) : nil,
            rmsDBFS: squares > 0 ? 10 * log10(squares / count) : nil, clippedSamples: clipped,
            dcOffset: sum / count, loudnessLUFS: loudnessLUFS,
            noiseFloorDBFS: levels.percentile(0.1),
            speechSeconds: Double(speechFrames * 20) / 1000)
        let evidence = ChannelEvidence(
            samples: samples, clippedSamples: clipped, speechFrames: speechFrames,
            loudestFrameDBFS: loudestLevel > Self.digitalSilenceDB ? Double(loudestLevel) : nil,
            frames: noise.frames, noisyFrames: noise.noisyFrames, correlation: noise.correlation,
            levelSpreadDB: noise.spreadDB, peakOfFullScale: Double(peak / fullScale))
        return (measures, evidence)
    }
}

/// Whether the samples look like chance: see `VerdictRules.isNoiseLike`. The correlation of samples
/// 125 µs apart is `1 − Σ(x[i] − x[i−k])² ÷ 2Σx²`.
private struct NoiseEvidence {
    private(set) var frames = 0
    private(set) var noisyFrames = 0
    private var variances = 0.0
    private var differences = 0.0
    private var mean = 0.0
    private var squaredDeviations = 0.0

    var correlation: Double { variances > 0 ? 1 - differences / (2 * variances) : 1 }

    var spreadDB: Double { frames > 1 ? sqrt(squaredDeviations / Double(frames - 1)) : 0 }

    mutating func add(level: Float, variance: Float, differences: Float, isNoisy: Bool) {
        frames += 1
        variances += Double(variance)
        self.differences += Double(differences)
        if isNoisy { noisyFrames += 1 }
        // Welford's running variance (Technometrics 4:3, 1962).
        let deviation = Double(level) - mean
        mean += deviation / Double(frames)
        squaredDeviations += deviation * (Double(level) - mean)
    }
}

import Calls

/// Tells from the levels of 20 ms frames in the speech band where somebody speaks: louder than the
/// noise around it. The noise is followed by minimum statistics (after R. Martin, IEEE Trans.
/// Speech and Audio Processing 9:5, 2001): the quietest smoothed frame of the 3 s on either side,
/// digital silence left out. Tones of the exchange and music count as speech.
struct SpeechDetector {
    /// Speech starts where frames rise this far above the noise …
    private static let onsetDB: Float = 9
    /// … and reaches on both sides as far as frames stay this far above it.
    private static let holdDB: Float = 6
    /// Nothing below is speech: mu-law's smallest steps lie at −66 dB here, speech of −45 dBFS
    /// peaks at −52.
    private static let onsetMinDB: Float = -62
    private static let holdMinDB: Float = -65
    private static let silenceDB: Float = -80
    /// Beside digital silence, or in a recording that is elsewhere 20 dB quieter, a steady sound
    /// above this isn't noise.
    private static let noiseMaxDB: Float = -50
    private static let noiseRiseMaxDB: Float = 20
    private static let neighbourhoodFrames = 150
    /// Less than 60 ms is a click.
    private static let framesMin = 3
    /// Pauses up to 200 ms are the gaps inside words: stops last 50 to 150 ms.
    private static let pauseFrames = 10

    static func activity(levels: [Float]) -> [Bool] {
        let noise = noiseFloor(levels)
        var activity = [Bool](repeating: false, count: levels.count)
        var index = 0
        while index < levels.count {
            guard isAbove(levels[index], noise[index], holdDB, holdMinDB) else {
                index += 1
                continue
            }
            let start = index
            var onsets = 0
            while index < levels.count, isAbove(levels[index], noise[index], holdDB, holdMinDB) {
                if isAbove(levels[index], noise[index], onsetDB, onsetMinDB) { onsets += 1 }
                index += 1
            }
            if onsets >= framesMin { for frame in start..<index { activity[frame] = true } }
        }
        bridge(&activity)
        return activity
    }

    private static func isAbove(
        _ level: Float, _ noise: Float, _ margin: Float, _ lowest: Float
    ) -> Bool {
        level > max(noise + margin, lowest)
    }

    private static func bridge(_ activity: inout [Bool]) {
        var lastSpeech: Int?
        for index in activity.indices where activity[index] {
            if let last = lastSpeech, index - last - 1 <= pauseFrames {
                for gap in (last + 1)..<max(last + 1, index) { activity[gap] = true }
            }
            lastSpeech = index
        }
    }

    private static func noiseFloor(_ levels: [Float]) -> [Float] {
        var counts = LevelHistogram()
        for level in levels { counts.add(level) }
        let quiet = Float(counts.percentile(0.05) ?? -120)
        let ceiling = max(quiet + noiseRiseMaxDB, noiseMaxDB)
        var floor = slidingMinimum(smoothed(levels), reach: neighbourhoodFrames)
        var silentFrames = levels.prefix(neighbourhoodFrames).count { $0 < silenceDB }
        for index in levels.indices {
            let entering = index + neighbourhoodFrames
            if entering < levels.count, levels[entering] < silenceDB { silentFrames += 1 }
            let leaving = index - neighbourhoodFrames - 1
            if leaving >= 0, levels[leaving] < silenceDB { silentFrames -= 1 }
            if floor[index] == .infinity {
                floor[index] = silenceDB
            } else {
                floor[index] = min(floor[index], silentFrames >= 5 ? noiseMaxDB : ceiling)
            }
        }
        return floor
    }

    /// Mean of three frames in dB; infinity for digital silence, which has no noise in it.
    private static func smoothed(_ levels: [Float]) -> [Float] {
        levels.indices.map { index in
            guard levels[index] >= silenceDB else { return .infinity }
            let before = index > 0 ? levels[index - 1] : levels[index]
            let after = index + 1 < levels.count ? levels[index + 1] : levels[index]
            guard before >= silenceDB, after >= silenceDB else { return levels[index] }
            return (before + levels[index] + after) / 3
        }
    }

    /// The minimum of `values[i − reach ... i + reach]` for each i (van Herk's and Gil–Werman's
    /// problem, by a queue of candidates: each value enters and leaves once).
    private static func slidingMinimum(_ values: [Float], reach: Int) -> [Float] {
        var queue = [Int32](repeating: 0, count: values.count)
        var head = 0
        var tail = 0
        var entered = 0
        return values.indices.map { index in
            while entered < min(values.count, index + reach + 1) {
                while tail > head, values[Int(queue[tail - 1])] >= values[entered] { tail -= 1 }
                queue[tail] = Int32(entered)
                tail += 1
                entered += 1
            }
            if Int(queue[head]) < index - reach { head += 1 }
            return values[Int(queue[head])]
        }
    }
}

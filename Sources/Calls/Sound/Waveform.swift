/// Peaks of a recording in several resolutions, for drawing. Level 0 is the finest; each further
/// level has a quarter of the columns. docs/formats/waveform.md gives the bytes.
package struct Waveform: Hashable, Sendable {
    package static let finestColumnSeconds = 0.02
    package static let levelFactor = 4
    package var channels: Int
    /// Level 0 only: `peaks[c][i]` is the largest magnitude of channel `c` in column `i`, 0…255
    /// on a linear scale (255 = full scale). Coarser levels are maxima of these.
    package var peaks: [[UInt8]]

    package init(channels: Int, peaks: [[UInt8]]) {
        self.channels = channels
        self.peaks = peaks
    }
}

/// All that the decode helper finds in one file.
package struct SoundReport: Hashable, Sendable {
    package var facts: SoundFacts
    package var measures: SoundMeasures
    package var activity: SpeechActivity
    package var waveform: Waveform

    package init(
        facts: SoundFacts, measures: SoundMeasures, activity: SpeechActivity, waveform: Waveform
    ) {
        self.facts = facts
        self.measures = measures
        self.activity = activity
        self.waveform = waveform
    }
}

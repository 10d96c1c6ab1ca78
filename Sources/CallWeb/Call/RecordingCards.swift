import Calls
import Foundation

extension RecordingCard {
    init(_ recording: RecordingDetail, of call: Call.ID, isPlaying: Bool, _ words: Words) {
        let summary = recording.summary
        let sound = summary.sound
        title = summary.roles.map(words.name).joined(separator: " + ")
        self.sound = [
            sound.codec.rawValue, words("sound.rate", ["kilohertz": Self.kilohertz(sound)]),
            words.count("sound.channels", sound.channels), words.length(sound.durationSeconds),
        ].joined(separator: " · ")
        self.isPlaying = isPlaying
        url = WebURL.call(call, playing: summary.id)
        tags =
            Tag.all(recording.measures.verdicts, words)
            + (summary.generation > 1
                ? [
                    Tag(
                        symbol: "↻",
                        text: words("recording.generation", ["n": String(summary.generation)]),
                        tone: "plain")
                ] : [])
        lines = Self.lines(recording, words)
    }

    private static func lines(_ recording: RecordingDetail, _ words: Words) -> [Line] {
        let sound = recording.summary.sound
        var lines = [
            Line(
                term: words("recording.container"),
                text: "\(sound.container.rawValue), \(words.bytes(recording.contentBytes))",
                isCode: false),
            Line(term: words("recording.frames"), text: frames(sound, words), isCode: false),
            Line(
                term: words("recording.loudness"),
                text: recording.measures.loudnessLUFS.map { "\(words.decimal($0)) LUFS" }
                    ?? words("measure.tooQuiet"), isCode: false),
            Line(
                term: words("recording.takenIn"), text: words.moment(recording.takenInAt),
                isCode: false),
            Line(
                term: words("recording.source"),
                text: "\(recording.sourcePath) (\(recording.profile))", isCode: false),
            Line(
                term: words("recording.fileName"), text: Masking.fileName(recording.fileName),
                isCode: true),
        ]
        lines.append(Line(term: "BLAKE2b-256", text: recording.contentHash, isCode: true))
        return lines
    }

    private static func frames(_ sound: SoundFacts, _ words: Words) -> String {
        let decoded = words.number(Int(sound.frames))
        guard let claimed = sound.framesClaimed, claimed != sound.frames else { return decoded }
        return words(
            "recording.framesClaimed",
            ["frames": decoded, "claimed": words.number(Int(claimed))])
    }

    private static func kilohertz(_ sound: SoundFacts) -> String {
        let value = Double(sound.sampleRateHz) / 1000
        return value == value.rounded() ? String(Int(value)) : String(value)
    }
}

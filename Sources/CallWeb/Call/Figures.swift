import Calls
import Foundation

extension Figure {
    /// The figures of the talk as a strip under the player; what can't be known says so.
    static func all(
        _ recording: RecordingDetail, _ thresholds: TalkThresholds, _ words: Words
    ) -> [Figure] {
        let talk = recording.talk
        return [
            share(talk, words),
            spans("figure.silence", talk.silences, atLeast: thresholds.silenceSeconds, words),
            spans("figure.deadAir", talk.deadAirs, atLeast: thresholds.deadAirSeconds, words),
            talk.overtalks.map {
                spans("figure.overtalk", $0, atLeast: thresholds.overtalkSeconds, words)
            } ?? unknown("figure.overtalk", words),
            monologue(talk, words),
            talk.agentResponseSeconds.map {
                Figure(
                    label: words("figure.response"), value: words.shortLength($0),
                    remark: words("figure.responseRemark"), moment: nil)
            } ?? unknown("figure.response", words),
        ]
    }

    private static func share(_ talk: TalkFigures, _ words: Words) -> Figure {
        guard let ratio = talk.agentTalkRatio else { return unknown("figure.share", words) }
        return Figure(
            label: words("figure.share"),
            value: "\(words.percent(ratio)) / \(words.percent(1 - ratio))",
            remark: words("figure.shareRemark"), moment: nil)
    }

    private static func spans(
        _ key: String, _ spans: [TimeSpan], atLeast seconds: Double, _ words: Words
    ) -> Figure {
        let threshold = words("figure.atLeast", ["length": plain(seconds)])
        guard let longest = spans.max(by: { $0.seconds < $1.seconds }) else {
            return Figure(
                label: words(key), value: words("figure.none"), remark: threshold, moment: nil)
        }
        let total = spans.reduce(0) { $0 + $1.seconds }
        return Figure(
            label: words(key),
            value: words(
                "figure.times",
                ["n": words.number(spans.count), "total": words.shortLength(total)]),
            remark: words("figure.longest", ["length": words.shortLength(longest.seconds)]),
            moment: String(format: "%.1f", longest.fromSeconds))
    }

    private static func monologue(_ talk: TalkFigures, _ words: Words) -> Figure {
        guard let (role, span) = talk.longestMonologue else {
            return unknown("figure.monologue", words)
        }
        return Figure(
            label: words("figure.monologue"), value: words.shortLength(span.seconds),
            remark: words.name(role), moment: String(format: "%.1f", span.fromSeconds))
    }

    private static func unknown(_ key: String, _ words: Words) -> Figure {
        Figure(
            label: words(key), value: words("unknown"), remark: words("figure.needsSides"),
            moment: nil)
    }

    private static func plain(_ seconds: Double) -> String {
        seconds == seconds.rounded() ? "\(Int(seconds)) s" : "\(seconds) s"
    }
}

extension MeasureTable {
    init(_ recording: RecordingDetail, _ words: Words) {
        let measures = recording.measures
        let channels = measures.channels
        columns = recording.summary.roles.map(words.name)
        let decibels: (Double?, String) -> String = { value, unit in
            value.map { "\(words.decimal($0)) \(unit)" } ?? words("measure.tooQuiet")
        }
        rows = [
            Row(
                label: words("measure.loudness"),
                values: channels.map { decibels($0.loudnessLUFS, "LUFS") }),
            Row(
                label: words("measure.peak"), values: channels.map { decibels($0.peakDBFS, "dBFS") }
            ),
            Row(label: words("measure.rms"), values: channels.map { decibels($0.rmsDBFS, "dBFS") }),
            Row(
                label: words("measure.noiseFloor"),
                values: channels.map { decibels($0.noiseFloorDBFS, "dBFS") }),
            Row(
                label: words("measure.clipped"),
                values: channels.map { words.number(Int($0.clippedSamples)) }),
            Row(
                label: words("measure.dcOffset"),
                values: channels.map { "\(words.decimal($0.dcOffset * 100, places: 2)) %" }),
            Row(
                label: words("measure.speech"),
                values: channels.map { words.length($0.speechSeconds) }),
        ]
    }
}

import Calls
import Foundation

@testable import CallWeb

enum SampleCalls {
    static let words: Words = {
        let resources = try? WebResources.load()
        return resources!.words(in: .english, home: Zone(named: "Asia/Shanghai"))
    }()

    static let sound = SoundFacts(
        container: .wav, codec: .pcmS16, sampleRateHz: 8000, channels: 2, frames: 80_000,
        framesClaimed: 90_000)

    static let recordingSummary = RecordingSummary(
        id: .init(7 << 40), sound: sound, roles: [.customer, .agent], generation: 2)

    static let summary = CallSummary(
        id: .init(5 << 40), startedAt: Date(timeIntervalSince1970: 1_795_242_728),
        zone: "America/New_York", durationSeconds: 10, direction: .outbound, agent: Sample.hostile,
        agentName: Sample.hostile,
        campaign: Sample.hostile, customerMasked: "138•••••021", verdicts: [.clipped, .silent],
        talkShape: TalkShape(bytes: Array(repeating: 0xF3, count: 30)),
        recordings: [recordingSummary])

    static let recording = RecordingDetail(
        summary: recordingSummary, takenInAt: Date(timeIntervalSince1970: 1_795_242_800),
        contentBytes: 160_044, contentHash: String(repeating: "ab", count: 32),
        sourcePath: "/spool", profile: "generic", fileName: "out-13812345021.wav",
        measures: SoundMeasures(
            loudnessLUFS: nil,
            channels: [channel(peak: -1.25), channel(peak: nil)], verdicts: [.truncated]),
        talk: TalkFigures(
            silences: [span(1, 4), span(5, 6)], deadAirs: [], overtalks: [span(7, 7.6)],
            agentSpeechSeconds: 3, customerSpeechSeconds: 1, agentTalkRatio: 0.75,
            longestMonologue: (.agent, span(4, 5)), agentResponseSeconds: 0.84),
        facts: CallFacts(readings: [
            FactReading(
                source: .name,
                values: [.agent: .text("1004"), .customerNumber: .text("13812345021")]),
            FactReading(
                source: .sidecar,
                values: [.agent: .text("Chen Wei"), .customerNumber: .text("+8613812345021")]),
        ]))

    static func span(_ from: Double, _ to: Double) -> TimeSpan {
        TimeSpan(fromSeconds: from, toSeconds: to)
    }

    private static func channel(peak: Double?) -> ChannelMeasures {
        ChannelMeasures(
            peakDBFS: peak, rmsDBFS: -20, clippedSamples: 1234, dcOffset: 0.001, loudnessLUFS: -23,
            noiseFloorDBFS: -60, speechSeconds: 61)
    }
}

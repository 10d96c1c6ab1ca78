import CallSandbox
import Calls
import Testing

@Suite struct ReportCodingTests {
    private static let framesMax: Int64 = 1_000_000

    private func report() -> SoundReport {
        let channel = ChannelMeasures(
            peakDBFS: -3.5, rmsDBFS: -20.25, clippedSamples: 12, dcOffset: -0.001,
            loudnessLUFS: -21, noiseFloorDBFS: nil, speechSeconds: 0.04)
        return SoundReport(
            facts: SoundFacts(
                container: .wav, codec: .muLaw, sampleRateHz: 8000, channels: 2, frames: 500,
                framesClaimed: 600),
            measures: SoundMeasures(
                loudnessLUFS: -19.5, channels: [channel, channel],
                verdicts: [.truncated, .oneSided]),
            activity: SpeechActivity(channels: [
                [true, true, false, false], [false, false, false, false],
            ]), waveform: Waveform(channels: 2, peaks: [[1, 2, 3, 4], [9, 8, 7, 255]]))
    }

    private func decoded(_ bytes: [UInt8]) -> SoundReport? {
        SoundReport(encoded: bytes, framesMax: Self.framesMax)
    }

    @Test func `a report arrives as it was sent`() {
        var report = report()
        #expect(decoded(report.encoded) == report)
        report.facts.framesClaimed = nil
        report.measures.loudnessLUFS = nil
        report.measures.verdicts = []
        #expect(decoded(report.encoded) == report)
    }

    @Test func `every truncation is refused`() {
        let bytes = report().encoded
        for length in 0..<bytes.count { #expect(decoded(Array(bytes.prefix(length))) == nil) }
        #expect(decoded(bytes + [0]) == nil)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity, 1e9])
    func `figures that can't be true are refused`(figure: Double) {
        var offset = report()
        offset.measures.channels[1].dcOffset = figure
        #expect(decoded(offset.encoded) == nil)
        var speech = report()
        speech.measures.channels[0].speechSeconds = figure
        #expect(decoded(speech.encoded) == nil)
        guard !figure.isNaN else { return }
        var loudness = report()
        loudness.measures.loudnessLUFS = figure
        #expect(decoded(loudness.encoded) == nil)
        var peak = report()
        peak.measures.channels[0].peakDBFS = figure
        #expect(decoded(peak.encoded) == nil)
    }

    @Test func `counts must agree with each other`() {
        let changes: [(inout SoundReport) -> Void] = [
            { $0.facts.frames = 0 }, { $0.facts.frames = 9_999_999 }, { $0.facts.frames = 800 },
            { $0.facts.channels = 1 }, { $0.facts.channels = 9 },
            { $0.facts.sampleRateHz = 100 }, { $0.facts.sampleRateHz = 200_000 },
            { $0.measures.channels[0].clippedSamples = 501 },
            { $0.measures.channels[0].clippedSamples = -1 },
            { $0.measures.channels[0].speechSeconds = 0.2 },
            { $0.waveform.peaks = [[1, 2, 3], [1, 2, 3]] },
            { $0.activity.channels = [[true], [true]] },
        ]
        for change in changes {
            var wrong = report()
            change(&wrong)
            #expect(decoded(wrong.encoded) == nil)
        }
    }

    @Test func `whatever bit is flipped, nothing breaks`() {
        let bytes = report().encoded
        for bit in 0..<bytes.count * 8 {
            var flipped = bytes
            flipped[bit / 8] ^= 1 << UInt8(bit % 8)
            if let report = decoded(flipped) {
                #expect(report.activity.channels.count == report.facts.channels)
                #expect(report.measures.channels.count == report.facts.channels)
            }
        }
    }

    @Test func `verdict bits without a meaning are refused`() {
        var bytes = report().encoded
        bytes[3] |= 0x80
        #expect(decoded(bytes) == nil)
    }
}

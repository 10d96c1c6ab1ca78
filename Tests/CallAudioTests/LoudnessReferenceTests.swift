import CEbur128
import Calls
import Foundation
import Testing

@Suite struct LoudnessReferenceTests {
    private static let rates = [4000, 8000, 11_025, 16_000, 44_100, 48_000, 96_000]

    @Test(arguments: rates, ["noise", "speech", "tone", "steps"])
    func `loudness agrees with libebur128's`(rate: Int, kind: String) throws {
        let first = Self.signal(kind, rate: rate, seed: 1)
        let second = Self.signal(kind, rate: rate, seed: 2).scaled(byDB: -7)
        try compare([first])
        try compare([first, second])
    }

    @Test(arguments: [3, 4, 5, 8])
    func `loudness of many channels agrees with libebur128's`(channels: Int) throws {
        try compare(
            (1...channels).map { channel in
                Self.signal("speech", rate: 8000, seed: UInt64(channel))
                    .scaled(byDB: -Double(channel))
            })
    }

    @Test func `what was loud doesn't sound on through silence`() throws {
        let loud = Signal.noise(dBFS: 20, seconds: 1)
        let call = loud + .silence(seconds: 9) + Signal.noise(dBFS: -60, seconds: 5)
        try compare([call])
        try compare([call, .silence(seconds: 15)])
    }

    private func compare(_ signals: [Signal]) throws {
        let rate = signals[0].rate
        let report = try measure(WaveFile.float32(signals.map(\.samples), rate: rate))
        let ours = [report.measures.loudnessLUFS] + report.measures.channels.map(\.loudnessLUFS)
        let theirs =
            [try Self.reference(signals)] + (try signals.map { try Self.reference([$0]) })
        for (ours, theirs) in zip(ours, theirs) {
            guard theirs.isFinite else {
                #expect(ours == nil)
                continue
            }
            #expect(abs(try #require(ours) - theirs) < 1e-6)
        }
    }

    /// What libebur128 finds. It rounds steps of 100 ms up to whole frames, so that its blocks
    /// drift where ten doesn't divide the rate; there its weighting is asked for each block in
    /// turn.
    private static func reference(_ signals: [Signal]) throws -> Double {
        let channels = signals.count
        let rate = signals[0].rate
        var state = ebur128_init(UInt32(channels), UInt(rate), Int32(EBUR128_MODE_I.rawValue))
        defer { ebur128_destroy(&state) }
        try #require(state != nil)
        for channel in 0..<channels {
            ebur128_set_channel(state, UInt32(channel), Int32(EBUR128_LEFT.rawValue))
        }
        var samples: [Float] = []
        for frame in signals[0].samples.indices {
            for signal in signals { samples.append(signal.samples[frame]) }
        }
        if rate % 10 == 0 {
            ebur128_add_frames_float(state, samples, samples.count / channels)
            var loudness = 0.0
            ebur128_loudness_global(state, &loudness)
            return loudness
        }
        var blocks: [Double] = []
        var start = 0
        for hop in 1...(samples.count / channels * 10 / rate) {
            let end = hop * rate / 10
            ebur128_add_frames_float(
                state, Array(samples[start * channels..<end * channels]), end - start)
            start = end
            var loudness = 0.0
            ebur128_loudness_window(state, 400, &loudness)
            if hop >= 4 { blocks.append(Loudness.energy(ofLUFS: loudness)) }
        }
        return Loudness.integratedLUFS(ofBlocks: blocks) ?? -.infinity
    }

    private static func signal(_ kind: String, rate: Int, seed: UInt64) -> Signal {
        func noise(_ level: Double, _ seconds: Double) -> Signal {
            .noise(dBFS: level, seconds: seconds, rate: rate, seed: seed)
        }
        switch kind {
        case "tone": return .sine(440 * Double(seed), peak: 0.3, seconds: 3.05, rate: rate)
        case "steps": return noise(-70, 0.7) + noise(-20, 1) + noise(-45, 1) + noise(-33, 0.55)
        case "speech":
            // Syllables, four a second, between pauses.
            var speech = noise(-16, 3.33)
            for index in speech.samples.indices {
                let time = Double(index) / Double(rate) + Double(seed) / 3
                let loud = time.truncatingRemainder(dividingBy: 2) < 1.3
                speech.samples[index] *= loud ? Float(abs(sin(4 * .pi * time))) : 0.001
            }
            return speech
        default: return noise(-26, 2.5)
        }
    }
}

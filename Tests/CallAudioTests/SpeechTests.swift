import Calls
import Foundation
import Testing

@Suite struct SpeechTests {
    private func seconds(_ report: SoundReport, _ channel: Int = 0) -> Double {
        report.measures.channels[channel].speechSeconds
    }

    private func spans(_ activity: [Bool]) -> [ClosedRange<Double>] {
        var spans: [ClosedRange<Double>] = []
        var start: Int?
        for (index, speaks) in (activity + [false]).enumerated() {
            if speaks, start == nil { start = index }
            if !speaks, let begun = start {
                spans.append(Double(begun) * 0.02...Double(index) * 0.02)
                start = nil
            }
        }
        return spans
    }

    @Test func `bursts between noise are found to the frame`() throws {
        let noise = Signal.noise(dBFS: -60, seconds: 12)
        let tone =
            Signal.silence(seconds: 2) + .sine(500, peak: 0.1, seconds: 3)
            + .silence(seconds: 2) + .sine(700, peak: 0.05, seconds: 1) + .silence(seconds: 4)
        let report = try measure(noise.mixed(with: tone))
        let found = spans(report.activity.channels[0])
        #expect(found.count == 2)
        for (span, truth) in zip(found, [2.0...5.0, 7.0...8.0]) {
            #expect(abs(span.lowerBound - truth.lowerBound) <= 0.021)
            #expect(abs(span.upperBound - truth.upperBound) <= 0.021)
        }
    }

    @Test func `bursts between digital silence are found to the frame`() throws {
        let report = try measure(
            Signal.silence(seconds: 1) + .sine(440, peak: 0.3, seconds: 20) + .silence(seconds: 2)
                + .sine(440, peak: 0.3, seconds: 1) + .silence(seconds: 1))
        #expect(spans(report.activity.channels[0]) == [1...21, 23...24])
    }

    @Test func `a long monologue in noise stays speech`() throws {
        let noise = Signal.noise(dBFS: -65, seconds: 50)
        let tone =
            Signal.silence(seconds: 5) + .sine(500, peak: 0.1, seconds: 40)
            + .silence(seconds: 5)
        #expect(abs(try seconds(measure(noise.mixed(with: tone))) - 40) <= 0.05)
    }

    @Test(arguments: [-70.0, -60, -50, -40, -30, -20])
    func `steady noise is no speech`(level: Double) throws {
        #expect(try seconds(measure(.noise(dBFS: level, seconds: 10))) == 0)
    }

    @Test(arguments: [50.0, 60, 100])
    func `hum is no speech`(frequency: Double) throws {
        let hum = Signal.sine(frequency, peak: 0.03, seconds: 10)
        #expect(try seconds(measure(hum.mixed(with: .noise(dBFS: -70, seconds: 10)))) == 0)
    }

    @Test func `mu-law's smallest steps are no speech`() throws {
        var chance = Chance(seed: 3)
        // 0xFF and 0x7F are zero, 0xFE and 0x7E the first steps up and down.
        let codes: [UInt8] = [0xFF, 0x7F, 0xFE, 0x7E]
        let data = (0..<80_000).map { _ in codes[Int.random(in: 0..<4, using: &chance)] }
        let report = try measure(
            WaveFile.wave(tag: 7, channels: 1, rate: 8000, bits: 8, data: data))
        #expect(seconds(report) == 0)
        #expect(report.measures.verdicts == [.silent])
    }

    @Test func `a click is no speech`() throws {
        var signal = Signal.noise(dBFS: -60, seconds: 4)
        for index in 16_000..<16_080 { signal.samples[index] = 0.8 }
        #expect(try seconds(measure(signal)) == 0)
    }

    @Test(arguments: [-5.0, -15, -25, -35, -45])
    func `spoken words are found at every level`(level: Double) throws {
        let scratch = try Scratch()
        let words = try SpokenCall.words(in: scratch, levelDBFS: level)
        let seconds = Double(words.samples.count) / 8000
        let noise = Signal.noise(dBFS: -75, seconds: seconds + 8)
        let call = Signal.silence(seconds: 3) + words + .silence(seconds: 5)
        let report = try measure(noise.mixed(with: call))
        let found = spans(report.activity.channels[0])
        let first = try #require(found.first)
        let last = try #require(found.last)
        #expect(abs(first.lowerBound - 3) < 0.25)
        #expect(abs(last.upperBound - 3 - seconds) < 0.25)
        #expect(self.seconds(report) > 0.7 * seconds)
        #expect(self.seconds(report) < 1.02 * seconds)
    }

    @Test func `one side that never speaks makes a call one-sided`() throws {
        let scratch = try Scratch()
        let words = try SpokenCall.words(in: scratch, levelDBFS: -20)
        let length = Double(words.samples.count) / 8000
        let comfort = Signal.noise(dBFS: -65, seconds: length)
        #expect(try measure(words, comfort).measures.verdicts == [.oneSided])
        #expect(try measure(comfort, words).measures.verdicts == [.oneSided])
        #expect(try measure(words, words).measures.verdicts.isEmpty)
        #expect(try measure(comfort, comfort).measures.verdicts == [.silent])
    }
}

/// Words from a synthesiser, as a telephone would carry them.
enum SpokenCall {
    static let english = "Good morning, this is Alice from support. How may I help you today?"

    /// 8,000 Hz, without silence at either end, at `levelDBFS` (RMS over all of it).
    static func words(
        in scratch: Scratch, saying text: String = english, voice: String = "en",
        levelDBFS: Double
    ) throws -> Signal {
        let spoken = try scratch.file("spoken.wav")
        let plain = try scratch.file("plain.f32")
        try scratch.run("espeak-ng", "-v", voice, "-w", spoken, text)
        try scratch.run(
            "sox", "-D", spoken, "-r", "8000", "-t", "f32", plain, "silence", "1", "0.02", "0.5%",
            "reverse", "silence", "1", "0.02", "0.5%", "reverse", "highpass", "300")
        let data = try Data(contentsOf: URL(filePath: plain))
        var signal = Signal.silence(seconds: 0)
        signal.samples = data.withUnsafeBytes { Array($0.bindMemory(to: Float.self)) }
        let energy = signal.samples.reduce(0.0) { $0 + Double($1 * $1) }
        let level = 10 * log10(energy / Double(signal.samples.count))
        return signal.scaled(byDB: levelDBFS - level)
    }
}

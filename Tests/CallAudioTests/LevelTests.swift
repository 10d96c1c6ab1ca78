import Calls
import Foundation
import Testing

@Suite struct LevelTests {
    @Test func `a full-scale sine peaks at 0 and has an RMS of minus 3.01 dBFS`() throws {
        let channel = try measure(.sine(997, peak: 1, seconds: 2)).measures.channels[0]
        #expect(abs(try #require(channel.peakDBFS)) < 0.01)
        #expect(abs(try #require(channel.rmsDBFS) + 3.0103) < 0.01)
        #expect(abs(channel.dcOffset) < 1e-4)
    }

    @Test(arguments: [-6.0, -20, -40, -60])
    func `levels fall with the signal`(gain: Double) throws {
        let channel = try measure(Signal.sine(440, peak: 1, seconds: 2).scaled(byDB: gain))
            .measures.channels[0]
        #expect(abs(try #require(channel.peakDBFS) - gain) < 0.15)
        #expect(abs(try #require(channel.rmsDBFS) - gain + 3.01) < 0.15)
    }

    @Test func `a constant is offset and not noise`() throws {
        let channel = try measure(Signal(seconds: 2) { _ in -0.25 }).measures.channels[0]
        #expect(abs(channel.dcOffset + 0.25) < 1e-6)
        #expect(abs(try #require(channel.rmsDBFS) + 12.041) < 0.01)
        #expect(channel.noiseFloorDBFS == nil)
        #expect(channel.speechSeconds == 0)
    }

    @Test func `the noise floor is the tenth percentile of the frames`() throws {
        let quiet = Signal.noise(dBFS: -60, seconds: 2)
        let loud = Signal.noise(dBFS: -30, seconds: 8, seed: 2)
        let channel = try measure(loud + quiet).measures.channels[0]
        // Half of the quiet fifth of the frames lies below its own median.
        #expect(abs(try #require(channel.noiseFloorDBFS) + 60) < 0.5)
    }

    @Test func `digital silence has no level at all`() throws {
        let report = try measure(.silence(seconds: 3))
        let channel = report.measures.channels[0]
        #expect(channel.peakDBFS == nil)
        #expect(channel.rmsDBFS == nil)
        #expect(channel.noiseFloorDBFS == nil)
        #expect(channel.loudnessLUFS == nil)
        #expect(report.measures.loudnessLUFS == nil)
        #expect(report.measures.verdicts == [.silent])
        #expect(report.waveform.peaks == [[UInt8](repeating: 0, count: 150)])
    }

    @Test func `only runs of three and more at full scale are clipped`() throws {
        var signal = Signal.sine(100, peak: 0.3, seconds: 1)
        for start in [100, 1000, 5000] { signal.samples[start] = 1 }
        for index in 2000..<2002 { signal.samples[index] = 1 }
        for index in 3000..<3003 { signal.samples[index] = -1 }
        // Across a boundary of frames, and of the blocks of a second, respectively.
        for index in 3998..<4003 { signal.samples[index] = 1 }
        #expect(try measure(signal).measures.channels[0].clippedSamples == 8)
        let twice = Signal.silence(seconds: 0.9995) + Signal(seconds: 0.001) { _ in 1 }
        #expect(try measure(twice + .silence(seconds: 1)).measures.channels[0].clippedSamples == 8)
    }

    @Test func `clipping at the very end counts`() throws {
        let signal = Signal.silence(seconds: 1) + Signal(seconds: 0.001) { _ in -1 }
        #expect(try measure(signal).measures.channels[0].clippedSamples == 8)
    }

    @Test func `an overdriven sine is clipped and a full-scale one is not`() throws {
        let clean = try measure(.sine(220, peak: 0.999, seconds: 2))
        #expect(clean.measures.verdicts.isEmpty)
        let overdriven = try measure(.sine(220, peak: 2, seconds: 2))
        #expect(overdriven.measures.verdicts == [.clipped])
        // |sin| > 1/2 for two thirds of the time.
        let clipped = Double(overdriven.measures.channels[0].clippedSamples)
        #expect(abs(clipped / 16_000 - 2.0 / 3) < 0.01)
    }

    @Test func `mu-law clips at its own full scale`() throws {
        // 0x80 is mu-law's largest value, 32,124 of 32,768; 0xFF is zero.
        let data =
            [UInt8](repeating: 0xFF, count: 4000) + [UInt8](repeating: 0x80, count: 50)
            + [UInt8](repeating: 0xFF, count: 4000)
        let report = try measure(
            WaveFile.wave(tag: 7, channels: 1, rate: 8000, bits: 8, data: data))
        #expect(report.facts.codec == .muLaw)
        #expect(report.measures.channels[0].clippedSamples == 50)
    }

    @Test func `peaks stand in columns of 20 ms on a scale of 255`() throws {
        var signal = Signal.silence(seconds: 0.1)
        signal.samples[0] = 1
        signal.samples[159] = 0.5
        signal.samples[160] = -0.5
        signal.samples[799] = -1
        let peaks = try measure(signal).waveform.peaks
        #expect(peaks == [[255, 128, 0, 0, 255]])
    }

    @Test(arguments: [4000, 8000, 11_025, 12_345, 16_000, 22_050, 44_100, 48_000, 96_000, 192_000])
    func `columns last 20 ms at every rate`(rate: Int) throws {
        let report = try measure(.sine(500, peak: 0.5, seconds: 2.505, rate: rate))
        #expect(report.waveform.peaks[0].count == 126)
        #expect(report.activity.channels[0].count == 126)
        #expect(report.facts.sampleRateHz == rate)
        #expect(abs(report.facts.durationSeconds - 2.505) < 0.0002)
        #expect(abs(try #require(report.measures.channels[0].rmsDBFS) + 9.03) < 0.02)
    }

    @Test func `channels are measured apart`() throws {
        let report = try measure(
            .sine(300, peak: 0.5, seconds: 2), .sine(300, peak: 0.05, seconds: 2),
            .silence(seconds: 2))
        let peaks = report.measures.channels.map { $0.peakDBFS }
        #expect(abs(try #require(peaks[0]) + 6.02) < 0.02)
        #expect(abs(try #require(peaks[1]) + 26.02) < 0.02)
        #expect(peaks[2] == nil)
    }

    @Test func `samples that are no number count as silence`() throws {
        var samples = Signal.sine(300, peak: 0.5, seconds: 2).samples
        for index in stride(from: 5, to: samples.count, by: 1000) {
            samples[index] = [.nan, .infinity, -.infinity, 1e30][index / 1000 % 4]
        }
        let channel = try measure(WaveFile.float32([samples], rate: 8000)).measures.channels[0]
        #expect(abs(try #require(channel.peakDBFS) + 6.02) < 0.02)
        #expect(channel.dcOffset.isFinite)
        #expect(try #require(channel.rmsDBFS) < -9)
    }
}

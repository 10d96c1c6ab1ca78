import CallAudio
import Calls
import Foundation
import Testing

@Suite struct TruncationTests {
    private let tone = Signal.sine(440, peak: 0.5, seconds: 2)

    @Test func `a data chunk cut short is truncated`() throws {
        let file = WaveFile.pcm16([tone])
        let report = try measure(Array(file.dropLast(1000)))
        #expect(report.facts.frames == 15_500)
        #expect(report.facts.framesClaimed == 16_000)
        #expect(report.measures.verdicts == [.truncated])
        #expect(try measure(file).measures.verdicts.isEmpty)
    }

    @Test(arguments: [0, 0xFFFF_FFFF, 0x7FFF_FFFF])
    func `a length that a streaming writer left open is no claim`(claimed: Int) throws {
        let data = [UInt8](repeating: 0xC0, count: 8000)
        let report = try measure(
            WaveFile.wave(
                tag: 7, channels: 1, rate: 8000, bits: 8, data: data, claimed: claimed))
        #expect(report.facts.frames == 8000)
        #expect(report.facts.framesClaimed == nil)
        #expect(!report.measures.verdicts.contains(.truncated))
    }

    @Test func `bytes behind the data chunk are no sound`() throws {
        let tail = Array("LIST".utf8) + WaveFile.little(400, 4) + [UInt8](repeating: 77, count: 400)
        let report = try measure(WaveFile.pcm16([tone]) + tail)
        #expect(report.facts.frames == 16_000)
        #expect(report.measures.verdicts.isEmpty)
    }

    @Test func `every cut of a header has its reason`() throws {
        let file = WaveFile.pcm16([tone])
        for length in 1...45 {
            let fault = #expect(throws: DecodeFault.self) {
                try measure(Array(file.prefix(length)))
            }
            if length >= 12 { #expect(fault == .headerOnly) }
        }
        #expect(try measure(Array(file.prefix(46))).facts.frames == 1)
    }

    @Test(arguments: ["flac", "ogg", "opus", "mp3", "au", "aiff", "w64"])
    func `half a file of any kind is truncated`(kind: String) throws {
        let scratch = try Scratch()
        var noise = Signal.noise(dBFS: -30, seconds: 6)
        noise.samples.replaceSubrange(0..<16_000, with: tone.samples)
        let source = try scratch.file("source.wav", WaveFile.pcm16([noise]))
        let path = try scratch.file("a.\(kind)")
        switch kind {
        case "opus": try scratch.run("opusenc", "--quiet", source, path)
        case "mp3": try scratch.run("lame", "--quiet", source, path)
        default: try scratch.run("sox", "-D", source, path)
        }
        let whole = try measure(path: path)
        #expect(!whole.measures.verdicts.contains(.truncated))
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        let half = try measure(Array(bytes.prefix(bytes.count / 2 - 31)))
        #expect(half.measures.verdicts.contains(.truncated))
        #expect(half.facts.frames < whole.facts.frames)
        #expect(half.facts.frames > whole.facts.frames / 4)
    }

    /// CVE-2026-37555: frame counts from such headers overflow 32 bits in libsndfile 1.2.
    @Test func `an ADPCM header's arithmetic is done again`() throws {
        for samplesPerBlock in [1, 505, 0x7FFF, 0xFFFF] {
            let data = [UInt8](repeating: 0x17, count: 256 * 40)
            let file = WaveFile.wave(
                tag: 0x11, channels: 1, rate: 8000, bits: 4, data: data, blockBytes: 256,
                formatTail: WaveFile.little(2, 2) + WaveFile.little(samplesPerBlock, 2))
            guard let report = try? measure(file) else { continue }
            #expect(report.facts.frames <= 40 * 505)
            #expect(report.facts.frames == 40 * 505 || report.measures.verdicts == [.truncated])
        }
    }

    @Test func `an ADPCM body with absurd blocks is no endless sound`() throws {
        for (block, channels) in [(4, 1), (5, 1), (7, 1), (65_535, 1), (8, 2), (1, 1), (0, 1)] {
            for tag in [0x11, 2] {
                let data = [UInt8](repeating: 0x55, count: 20_000)
                let file = WaveFile.wave(
                    tag: tag, channels: channels, rate: 8000, bits: 4, data: data,
                    blockBytes: block,
                    formatTail: WaveFile.little(2, 2) + WaveFile.little(0xFFFF, 2))
                if let report = try? measure(file) {
                    #expect(report.facts.frames <= 45_000)
                }
            }
        }
    }
}

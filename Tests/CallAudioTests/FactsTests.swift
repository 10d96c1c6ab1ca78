import CallAudio
import Calls
import Foundation
import Testing

@Suite struct FactsTests {
    private struct Made: Sendable, CustomTestStringConvertible {
        var name: String
        var options: [String]
        var container: SoundContainer
        var codec: SoundCodec
        var exact = true
        var testDescription: String { "\(codec.rawValue) in \(container.rawValue)" }
    }

    private static let made = [
        Made(name: "a.wav", options: [], container: .wav, codec: .pcmS16),
        Made(name: "a.wav", options: ["-b", "8"], container: .wav, codec: .pcmU8),
        Made(name: "a.wav", options: ["-b", "24"], container: .wav, codec: .pcmS24),
        Made(name: "a.wav", options: ["-b", "32"], container: .wav, codec: .pcmS32),
        Made(name: "a.wav", options: ["-e", "float"], container: .wav, codec: .pcmF32),
        Made(name: "a.wav", options: ["-e", "float", "-b", "64"], container: .wav, codec: .pcmF64),
        Made(name: "a.wav", options: ["-e", "mu-law"], container: .wav, codec: .muLaw),
        Made(name: "a.wav", options: ["-e", "a-law"], container: .wav, codec: .aLaw),
        Made(name: "a.wav", options: ["-e", "ima-adpcm"], container: .wav, codec: .imaADPCM),
        Made(name: "a.wav", options: ["-e", "ms-adpcm"], container: .wav, codec: .msADPCM),
        Made(name: "a.wav", options: ["-e", "gsm"], container: .wav, codec: .gsm, exact: false),
        Made(name: "a.aiff", options: [], container: .aiff, codec: .pcmS16),
        Made(name: "a.au", options: ["-e", "mu-law"], container: .au, codec: .muLaw),
        Made(name: "a.w64", options: [], container: .w64, codec: .pcmS16),
        Made(name: "a.flac", options: [], container: .flac, codec: .flac),
        Made(name: "a.ogg", options: [], container: .ogg, codec: .vorbis),
    ]

    private func tone(in scratch: Scratch, channels: Int) throws -> String {
        let tone = Signal.sine(440, peak: 0.3, seconds: 3.005)
        return try scratch.file(
            "tone.wav", WaveFile.pcm16(Array(repeating: tone, count: channels)))
    }

    @Test(arguments: made)
    private func `container, codec, rate, channels and frames are told`(made: Made) throws {
        let scratch = try Scratch()
        let channels = made.codec == .gsm ? 1 : 2
        let path = try scratch.file(made.name)
        try scratch.run(
            ["sox", "-D", tone(in: scratch, channels: channels)] + made.options + [path])
        let report = try measure(path: path)
        #expect(report.facts.container == made.container)
        #expect(report.facts.codec == made.codec)
        #expect(report.facts.sampleRateHz == 8000)
        #expect(report.facts.channels == channels)
        if made.exact { #expect(report.facts.frames == 24_040) }
        #expect(report.measures.verdicts.isEmpty)
        #expect(abs(try #require(report.measures.channels[0].rmsDBFS) + 13.47) < 0.3)
    }

    @Test func `Opus is decoded at its own 48,000 Hz`() throws {
        let scratch = try Scratch()
        let path = try scratch.file("a.opus")
        try scratch.run("opusenc", "--quiet", tone(in: scratch, channels: 2), path)
        let facts = try measure(path: path).facts
        #expect(facts.codec == .opus)
        #expect(facts.sampleRateHz == 48_000)
        #expect(abs(facts.durationSeconds - 3.005) < 0.001)
    }

    @Test func `MP3 is read with and without a tag before it`() throws {
        let scratch = try Scratch()
        let path = try scratch.file("a.mp3")
        try scratch.run("lame", "--quiet", "-b", "32", tone(in: scratch, channels: 1), path)
        let plain = try measure(path: path)
        #expect(plain.facts.codec == .mp3)
        #expect(abs(plain.facts.durationSeconds - 3.005) < 0.002)
        #expect(plain.measures.verdicts.isEmpty)
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
        let tag = Array("ID3".utf8) + [4, 0, 0, 0, 0, 1, 0] + [UInt8](repeating: 0, count: 128)
        #expect(try measure(tag + bytes).facts.frames == plain.facts.frames)
    }

    @Test(arguments: RawEncoding.allCases)
    func `a bare stream is read as told`(raw: RawEncoding) throws {
        let scratch = try Scratch()
        let types: [RawEncoding: String] = [
            .gsm: "gsm", .muLaw: "ul", .aLaw: "al", .pcmS16: "s16",
        ]
        let path = try scratch.file("a.raw")
        try scratch.run(
            "sox", "-D", tone(in: scratch, channels: 1), "-t", try #require(types[raw]), path)
        let report = try measure(path: path, raw: raw)
        #expect(report.facts.container == .raw)
        #expect(report.facts.sampleRateHz == 8000)
        #expect(abs(report.facts.durationSeconds - 3.005) < 0.03)
        #expect(abs(try #require(report.measures.channels[0].rmsDBFS) + 13.47) < 0.3)
        if raw != .gsm { #expect(throws: DecodeFault.notSound) { try measure(path: path) } }
    }

    @Test func `a container's own header outranks what the name says`() throws {
        let file = WaveFile.pcm16([.sine(440, peak: 0.5, seconds: 1)])
        #expect(try measure(file, raw: .gsm).facts.container == .wav)
    }

    @Test func `what can't be read says why`() throws {
        #expect(throws: DecodeFault.empty) { try measure([]) }
        #expect(throws: DecodeFault.notSound) {
            try measure(Array("A text, not a sound. ".utf8) + [UInt8](repeating: 65, count: 999))
        }
        #expect(throws: DecodeFault.unsupportedContainer) {
            try measure([0, 0, 0, 32] + Array("ftypM4A ".utf8) + [UInt8](repeating: 0, count: 999))
        }
        let data = [UInt8](repeating: 1, count: 800)
        for tag in [0x40, 0x45, 0x55, 0x83, 0x160] {
            #expect(throws: DecodeFault.unsupportedCodec) {
                try measure(WaveFile.wave(tag: tag, channels: 1, rate: 8000, bits: 8, data: data))
            }
        }
        #expect(throws: DecodeFault.unsupportedRate) {
            try measure(WaveFile.wave(tag: 7, channels: 1, rate: 100, bits: 8, data: data))
        }
        #expect(throws: DecodeFault.unsupportedChannels) {
            try measure(WaveFile.wave(tag: 7, channels: 9, rate: 8000, bits: 8, data: data))
        }
    }

    @Test func `formats with known memory faults never reach the decoder`() {
        let marks = [
            "Creative Voice File\u{1A}", "caff\0\u{1}\0\0", "NIST_1A\n   1024\n", "SIREN",
            "\u{0}\u{0}\u{0}\u{0}IRCAM", "MATLAB 5.0 MAT-file", "2BIT", "PVF1\n", "LM8953",
        ]
        for mark in marks {
            #expect(throws: DecodeFault.self) {
                try measure(Array(mark.utf8) + [UInt8](repeating: 0, count: 4000))
            }
        }
        #expect(throws: DecodeFault.self) {
            try measure(
                Array("ID3".utf8) + [4, 0, 0, 0, 0, 0, 0] + Array("caff".utf8)
                    + [UInt8](repeating: 0, count: 4000))
        }
    }

    @Test func `a folder and a device are no recordings`() {
        #expect(throws: DecodeFault.unreadable) { try measure(path: "/") }
        #expect(throws: DecodeFault.unreadable) { try measure(path: "/dev/zero", raw: .muLaw) }
    }

    @Test func `a recording beyond the limit is too long`() throws {
        let file = WaveFile.pcm16([.sine(440, peak: 0.5, seconds: 2)])
        #expect(try measure(file, framesMax: 16_000).facts.frames == 16_000)
        #expect(throws: DecodeFault.tooLong) { try measure(file, framesMax: 15_999) }
    }

    @Test func `the descriptor's own position is left alone`() throws {
        let scratch = try Scratch()
        let path = try scratch.file(
            "a.wav", WaveFile.pcm16([.sine(440, peak: 0.5, seconds: 1)]))
        let descriptor = open(path, O_RDONLY)
        defer { close(descriptor) }
        lseek(descriptor, 17, SEEK_SET)
        _ = try SoundFile(descriptor: descriptor).measure()
        #expect(lseek(descriptor, 0, SEEK_CUR) == 17)
    }
}

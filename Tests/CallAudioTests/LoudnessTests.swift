import Calls
import Foundation
import Testing

@Suite struct LoudnessTests {
    /// EBU Tech 3341 test 1: a stereo sine of 1,000 Hz at −23 dBFS peak has −23 LUFS.
    @Test func `the first minimum requirement of EBU Tech 3341 is met`() throws {
        let tone = Signal.sine(1000, peak: pow(10, -23.0 / 20), seconds: 20, rate: 48_000)
        let report = try measure(tone, tone)
        #expect(abs(try #require(report.measures.loudnessLUFS) + 23) < 0.1)
        for channel in report.measures.channels {
            #expect(abs(try #require(channel.loudnessLUFS) + 26.01) < 0.1)
        }
    }

    @Test func `less than 400 ms has no loudness`() throws {
        #expect(try measure(.sine(1000, peak: 0.5, seconds: 0.39)).measures.loudnessLUFS == nil)
        #expect(try measure(.sine(1000, peak: 0.5, seconds: 0.41)).measures.loudnessLUFS != nil)
    }

    @Test(
        arguments: [
            ["call.wav"], ["call-ulaw.wav", "-e", "mu-law"], ["call-alaw.wav", "-e", "a-law"],
            ["call-gsm.wav", "-c", "1", "-e", "gsm-full-rate"], ["call.flac"],
            ["call-48k.wav", "-r", "48000"], ["call-11k.wav", "-r", "11025"], ["call.ogg"],
        ])
    func `loudness agrees with ffmpeg's ebur128 on speech`(output: [String]) throws {
        let scratch = try Scratch()
        let call = try SpokenCall.call(in: scratch)
        let path = try scratch.file(output[0])
        try scratch.run(["sox", "-D", call] + output.dropFirst() + [path])
        try compareLoudness(of: path, scratch)
    }

    @Test func `loudness agrees with ffmpeg's on Opus`() throws {
        let scratch = try Scratch()
        let path = try scratch.file("call.opus")
        try scratch.run("opusenc", "--quiet", SpokenCall.call(in: scratch), path)
        try compareLoudness(of: path, scratch)
    }

    @Test func `loudness agrees with ffmpeg's on MP3`() throws {
        let scratch = try Scratch()
        let path = try scratch.file("call.mp3")
        try scratch.run("lame", "--quiet", SpokenCall.call(in: scratch), path)
        try compareLoudness(of: path, scratch)
    }

    private func compareLoudness(of path: String, _ scratch: Scratch) throws {
        let text = try scratch.run(
            "ffmpeg", "-hide_banner", "-nostats", "-i", path, "-af",
            "ebur128=metadata=1,ametadata=print:key=lavfi.r128.I", "-f", "null", "-")
        let last = try #require(text.components(separatedBy: "lavfi.r128.I=").last)
        let theirs = try #require(Double(last.prefix { "-.0123456789".contains($0) }))
        let ours = try #require(measure(path: path).measures.loudnessLUFS)
        #expect(abs(ours - theirs) < 0.1)
    }
}

extension SpokenCall {
    /// A stereo call of two voices as 16-bit WAVE at 8,000 Hz; its path.
    static func call(in scratch: Scratch) throws -> String {
        let agent = try words(in: scratch, levelDBFS: -18)
        let customer = try words(
            in: scratch, saying: "你好，我的訂單還沒有到，請幫我查一下。", voice: "cmn", levelDBFS: -26)
        let gap = Signal.silence(seconds: Double(agent.samples.count) / 8000 + 1)
        let path = try scratch.file("original.wav")
        let noise = Signal.noise(dBFS: -68, seconds: 14)
        let sides = [agent + .silence(seconds: 14), gap + customer + .silence(seconds: 14)]
        try Data(WaveFile.pcm16(sides.map { noise.mixed(with: $0) })).write(
            to: URL(filePath: path))
        return path
    }
}
